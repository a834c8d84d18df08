//===- ComplexRange.h - How functions are computed --------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_MATH_COMPLEXRANGE_H
#define MILCOMPLEX_MATH_COMPLEXRANGE_H

namespace milcomplex {

/// How products, quotients and functions are computed; the names are Clang's
/// (-fcomplex-arithmetic).
enum class ComplexRange {
  /// The textbook formula: of a product, ac - bd and ad + bc.
  Basic,
  /// No spurious overflow, underflow or NaN, and both parts accurate under
  /// cancellation.
  Improved,
  /// Improved, and the infinities that C23 Annex G.5.1 recovers from NaNs.
  Full,
  /// In the next wider type, f32 in f64: products by the textbook formula, all
  /// others as Improved. f64 is computed as Improved.
  Promoted,
  /// With operations that every deployment format has, in the type of the
  /// operands: no fma, bits, integers, copysign, atan2 or pow. Scaled, and
  /// accurate in norm; signs of zeros do not count. Products are textbook.
  Portable,
};

} // namespace milcomplex

#endif // MILCOMPLEX_MATH_COMPLEXRANGE_H
