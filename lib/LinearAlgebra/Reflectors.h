//===- Reflectors.h - Householder's reflections -----------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_LINEARALGEBRA_REFLECTORS_H
#define MILCOMPLEX_LIB_LINEARALGEBRA_REFLECTORS_H

#include "milcomplex/LinearAlgebra/Algorithms.h"

namespace milcomplex::linear_algebra {

/// Columns of a matrix, as rows, and what a reflection of them uses.
struct Panel {
  Panel(Emitter &emitter, mlir::Type element, Scalar columns, Scalar rows)
      : zero(emitter.index(0)), columns(emitter, element, {columns, rows}),
        v(emitter, element, rows), dots(emitter, element, columns),
        scratch(emitter, getRealType(element), emitter.index(1)) {}

  Scalar zero;
  Array columns;
  /// A vector of a reflection, and its products with columns.
  Array v, dots;
  Array scratch;
};

/// The Euclidean norm of a view of one dimension. `scratch` has one element,
/// real.
Scalar findNorm(Emitter &emitter, View x, Array &scratch);

/// Replaces row `j` of the panel from its element `j` on by the reflection that
/// takes it to a multiple of a unit vector, with that multiple in its first
/// place. Sets `v` to the vector of the reflection and returns tau. After
/// LAPACK's larfg.
Scalar makeReflection(Emitter &emitter, Panel &panel, Scalar j, Scalar height);

/// Applies the adjoint of the reflection of `v` and `tau` to `count` rows of
/// the panel, from `first` on, from their element `j` on.
void reflectRows(Emitter &emitter, Panel &panel, Scalar tau, Scalar first,
                 Scalar count, Scalar j, Scalar height);

} // namespace milcomplex::linear_algebra

#endif // MILCOMPLEX_LIB_LINEARALGEBRA_REFLECTORS_H
