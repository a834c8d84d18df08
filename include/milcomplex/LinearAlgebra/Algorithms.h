//===- Algorithms.h - Factorizations of one matrix --------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LINEARALGEBRA_ALGORITHMS_H
#define MILCOMPLEX_LINEARALGEBRA_ALGORITHMS_H

// What each computes, and how accurately, is told at the op of the same name
// (FactorizationOps.td). Arrays are m by n unless told otherwise.

#include "milcomplex/LinearAlgebra/Emitter.h"

namespace milcomplex::linear_algebra {

/// Columns that are factored together, before the rest of the matrix is updated
/// by a matrix product.
constexpr int64_t blockSize = 32;

/// Overwrites `a`, square, with its factor.
void factorCholesky(Emitter &emitter, Array &a);

/// Overwrites `a` with its factors; `pivots` has min(m, n) elements,
/// `permutation` m, both i32.
void factorLU(Emitter &emitter, Array &a, Array &pivots, Array &permutation);

struct TriangularForm {
  bool isRight, isLower, isTransposed, isConjugated, hasUnitDiagonal;
};

/// Overwrites `b` with the solution of the system of the triangle of `a`.
void solveTriangular(Emitter &emitter, TriangularForm form, Array &a, Array &b);

/// Overwrites `a` with R and its reflectors; `taus` has min(m, n) elements.
void factorQR(Emitter &emitter, Array &a, Array &taus);

/// Overwrites `q` with the product of the reflectors in `packed`, of the same
/// shape, and `taus`.
void multiplyReflectors(Emitter &emitter, Array &packed, Array &taus, Array &q);

/// Computes the eigenvalues of `a`, square, into `values`, and if it is not
/// null the eigenvectors into `vectors`. Overwrites `a`.
void findHermitianEigenvalues(Emitter &emitter, Array &a, Array &values,
                              Array *vectors);

/// Computes the singular values of `a` into `values`, of min(m, n) elements,
/// and if they are not null the left vectors into the columns of `u` and the
/// conjugate right ones into the rows of `vh`: both of min(m, n), or square.
void findSingularValues(Emitter &emitter, Array &a, Array &values, Array *u,
                        Array *vh);

} // namespace milcomplex::linear_algebra

#endif // MILCOMPLEX_LINEARALGEBRA_ALGORITHMS_H
