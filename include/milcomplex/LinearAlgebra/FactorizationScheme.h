//===- FactorizationScheme.h - What factorizations become -------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LINEARALGEBRA_FACTORIZATIONSCHEME_H
#define MILCOMPLEX_LINEARALGEBRA_FACTORIZATIONSCHEME_H

namespace milcomplex {

/// What factors a matrix.
enum class FactorizationScheme {
  /// Loops (Algorithms.h).
  Expand,
  /// Functions of LAPACK and BLAS, which are linked (Lapack.h).
  Call,
};

} // namespace milcomplex

#endif // MILCOMPLEX_LINEARALGEBRA_FACTORIZATIONSCHEME_H
