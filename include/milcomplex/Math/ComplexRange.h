//===- ComplexRange.h - How products are computed ---------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_MATH_COMPLEXRANGE_H
#define MILCOMPLEX_MATH_COMPLEXRANGE_H

namespace milcomplex {

/// How a complex product is computed; the names are Clang's
/// (-fcomplex-arithmetic).
enum class ComplexRange {
  /// The textbook formula, ac - bd and ad + bc.
  Basic,
  /// No spurious overflow, underflow or NaN, and both parts accurate under
  /// cancellation.
  Improved,
  /// Improved, and the infinities that C23 Annex G.5.1 recovers from NaNs.
  Full,
  /// The textbook formula in the next wider type: f32 in f64. f64 has none
  /// and is computed as Improved.
  Promoted,
};

} // namespace milcomplex

#endif // MILCOMPLEX_MATH_COMPLEXRANGE_H
