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

/// Whether a size is known to be at most that of a block: such a matrix is
/// factored in place, and nothing is transposed.
inline bool isSmall(Scalar size) {
  std::optional<int64_t> constant = getConstant(size);
  return constant && *constant <= blockSize;
}

/// Rows of the largest matrix that is factored without loops over its rows: its
/// elements are in registers.
constexpr int64_t mostUnrolledRows = 8;

/// Whether a size is known to be one of such a matrix.
inline bool isTiny(Scalar size) {
  std::optional<int64_t> constant = getConstant(size);
  return constant && *constant <= mostUnrolledRows;
}

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

/// Overwrites `b` with the solution of the system of `a`, square, and that with
/// its factors.
void solveByLU(Emitter &emitter, Array &a, Array &b);

/// Overwrites `a` with R and its reflectors; `taus` has min(m, n) elements.
void factorQR(Emitter &emitter, Array &a, Array &taus);

/// The same of A P, with the longest of the columns that are left at each step;
/// `permutation` has n elements, i32. If `hasFirst`, columns where it is not
/// zero before come first.
void factorPivotedQR(Emitter &emitter, Array &a, Array &taus,
                     Array &permutation, bool hasFirst);

/// Overwrites `q` with the product of the reflectors in `packed`, of the same
/// shape, and `taus`.
void multiplyReflectors(Emitter &emitter, Array &packed, Array &taus, Array &q);

/// Computes the eigenvalues of `a`, square, into `values`, and if it is not
/// null the eigenvectors into `vectors`. Overwrites `a`.
void findHermitianEigenvalues(Emitter &emitter, Array &a, Array &values,
                              Array *vectors);

/// Overwrites `a`, Hermitian, of which the lower triangle is read, with the
/// reflectors of its tridiagonal form of `diagonal` and `beside` it, real; that
/// and `taus` have n - 1 elements.
void reduceHermitian(Emitter &emitter, Array &a, Array &diagonal, Array &beside,
                     Array &taus);

/// Overwrites `a`, square, with Hessenberg's form and the reflectors below it;
/// `taus` has at least n - 1 elements.
void reduceHessenberg(Emitter &emitter, Array &a, Array &taus);

/// Overwrites `q`, square, with the product of the reflectors, each from one
/// row further down than those of `factorQR`.
void multiplyShiftedReflectors(Emitter &emitter, Array &packed, Array &taus,
                               Array &q);

/// Overwrites `a`, square and complex, with the triangle of Schur's form,
/// scaled by the power of two that is returned, and `vectors` with its
/// transposed vectors. If that is null, only the diagonal of the triangle is
/// right.
Scalar reduceSchur(Emitter &emitter, Array &a, Array *vectors);

/// Overwrites `a`, square and complex, with the triangle of Schur's form and
/// `vectors` with its vectors.
void findSchur(Emitter &emitter, Array &a, Array &vectors);

/// Computes the eigenvalues of `a`, square and complex, into `values`, and the
/// eigenvectors into the columns of `left` and `right` if they are not null.
/// Overwrites `a`.
void findEigenvalues(Emitter &emitter, Array &a, Array &values, Array *left,
                     Array *right);

/// Overwrites `a`, square, with its exponential.
void findExponential(Emitter &emitter, Array &a);

/// Reduces `a`, of m >= n, to B of A = Q B P^H, real and upper bidiagonal, with
/// `diagonal` and `beside` it. Leaves the reflectors of
/// Q in `a` and `taus`, and those of P below the diagonal of `rights`, n by n,
/// and in `rightTaus`; `beside` and `rightTaus` have at least n - 1 elements.
void reduceBidiagonal(Emitter &emitter, Array &a, Array &diagonal,
                      Array &beside, Array &taus, Array &rights,
                      Array &rightTaus);

/// Computes the singular values of `a` into `values`, of min(m, n) elements,
/// and if they are not null the left vectors into the columns of `u` and the
/// conjugate right ones into the rows of `vh`: both of min(m, n), or square.
void findSingularValues(Emitter &emitter, Array &a, Array &values, Array *u,
                        Array *vh);

} // namespace milcomplex::linear_algebra

#endif // MILCOMPLEX_LINEARALGEBRA_ALGORITHMS_H
