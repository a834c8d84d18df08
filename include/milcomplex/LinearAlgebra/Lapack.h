//===- Lapack.h - Factorizations by LAPACK ----------------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LINEARALGEBRA_LAPACK_H
#define MILCOMPLEX_LINEARALGEBRA_LAPACK_H

// The functions of Algorithms.h, as calls of LAPACK's and BLAS's, whose names
// and arguments are those of Fortran compilers: zgetrf_ and the address of each
// argument. docs/LinearAlgebra.md describes the boundary.

#include "milcomplex/LinearAlgebra/Algorithms.h"

namespace milcomplex::lapack {

using linear_algebra::Array;
using linear_algebra::Emitter;
using linear_algebra::TriangularForm;

/// Overwrites the triangle of a matrix that is not positive definite with NaNs.
void factorCholesky(Emitter &emitter, Array &a);
void factorLU(Emitter &emitter, Array &a, Array &pivots, Array &permutation);
/// Overwrites `b` with NaNs where `a` is singular.
void solveByLU(Emitter &emitter, Array &a, Array &b);
/// BLAS has no system of a conjugate that is not transposed, too: that one is
/// expanded.
void solveTriangular(Emitter &emitter, TriangularForm form, Array &a, Array &b);
void factorQR(Emitter &emitter, Array &a, Array &taus);
void factorPivotedQR(Emitter &emitter, Array &a, Array &taus,
                     Array &permutation, bool hasFirst);
void multiplyReflectors(Emitter &emitter, Array &packed, Array &taus, Array &q);
void findHermitianEigenvalues(Emitter &emitter, Array &a, Array &values,
                              Array *vectors);
void reduceHermitian(Emitter &emitter, Array &a, Array &diagonal, Array &beside,
                     Array &taus);
void reduceHessenberg(Emitter &emitter, Array &a, Array &taus);
void findSchur(Emitter &emitter, Array &a, Array &vectors);
void findEigenvalues(Emitter &emitter, Array &a, Array &values, Array *left,
                     Array *right);
void findSingularValues(Emitter &emitter, Array &a, Array &values, Array *u,
                        Array *vh);

} // namespace milcomplex::lapack

#endif // MILCOMPLEX_LINEARALGEBRA_LAPACK_H
