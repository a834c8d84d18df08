//===- QRIteration.h - What QR algorithms have in common --------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_LINEARALGEBRA_QRITERATION_H
#define MILCOMPLEX_LIB_LINEARALGEBRA_QRITERATION_H

#include "milcomplex/LinearAlgebra/Emitter.h"

namespace milcomplex::linear_algebra {

/// A unitary matrix of c, real, and s in the first row and -conj(s) and c in
/// the second: the one that takes (x, y) to (length, 0). Where x and y are
/// complex, c is not negative.
struct Rotation {
  Rotation(Scalar x, Scalar y);

  Scalar c, s, length;
};

/// Rows `k` and `k` + 1 of an array, from column `first` until `end`, become
/// their product with the rotation of c and s.
void rotateRows(Emitter &emitter, Array &array, Scalar k, Scalar first,
                Scalar end, Scalar c, Scalar s);

/// Columns `k` and `k` + 1, from row `first` until `end`, become their product
/// with the adjoint of the rotation.
void rotateColumns(Emitter &emitter, Array &array, Scalar k, Scalar first,
                   Scalar end, Scalar c, Scalar s);

/// Whether an element beside the diagonal, of absolute value `size`, is
/// rounding error beside the sum of those of its neighbors in the diagonal, or
/// not more than `least`.
Scalar isNegligible(Scalar size, Scalar sum, double least);

/// The first of `from`, `from` + `step`, `from` + 2 `step`, ... that is `end`,
/// or for which `isSplit` is true.
Scalar findSplit(Emitter &emitter, Scalar from, Scalar end, int64_t step,
                 llvm::function_ref<Scalar(Scalar)> isSplit);

/// The first row of the unreduced block of a matrix of Hessenberg's form, of
/// norm near one, that ends with row `high`. Sets the element before it to
/// zero.
Scalar findBlock(Emitter &emitter, Array &h, Scalar high);

/// Whether, after so many sweeps without success, another shift is to break a
/// cycle.
Scalar isExceptional(Emitter &emitter, Scalar sweeps);

/// Francis' algorithm on a real matrix of Hessenberg's form and norm near one.
/// Its rotations and reflections are of the rows of `vectors`, too.
void iterateFrancis(Emitter &emitter, Array &h, Array &vectors,
                    Variable &failed);

/// Exchanges values so that they ascend, or descend, and rows of arrays along
/// with them.
void sort(Emitter &emitter, Array &values, bool descends,
          llvm::ArrayRef<Array *> rows);

} // namespace milcomplex::linear_algebra

#endif // MILCOMPLEX_LIB_LINEARALGEBRA_QRITERATION_H
