//===- MatmulScheme.h - Real products of a complex one ----------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_CONVERSION_MATMULSCHEME_H
#define MILCOMPLEX_CONVERSION_MATMULSCHEME_H

namespace milcomplex {

/// How many real contractions or convolutions a complex one becomes.
enum class MatmulScheme {
  /// Four: Are Bre - Aim Bim and Are Bim + Aim Bre.
  FourM,
  /// Three: P1 = Are Bre, P2 = Aim Bim and P3 = (Are + Aim)(Bre + Bim) give
  /// P1 - P2 and P3 - P1 - P2. The imaginary part is accurate against the
  /// magnitude of the product, not against its own (N. J. Higham, Stability of
  /// a Method for Multiplying Complex Matrices with Three Real Matrix
  /// Multiplications, SIAM J. Matrix Anal. Appl. 13(3), 1992).
  ThreeM,
};

} // namespace milcomplex

#endif // MILCOMPLEX_CONVERSION_MATMULSCHEME_H
