//===- RealFunctionScheme.h - What real functions become --------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_MATH_REALFUNCTIONSCHEME_H
#define MILCOMPLEX_MATH_REALFUNCTIONSCHEME_H

namespace milcomplex {

/// What a real function in an emitted formula becomes: exp, log, sin, cos or
/// atan2.
enum class RealFunctionScheme {
  /// An op of the math dialect, for which the target has a function.
  Call,
  /// Our own formula (RealFunctions.h), arithmetic that returns the same bits
  /// on every target.
  Expand,
};

} // namespace milcomplex

#endif // MILCOMPLEX_MATH_REALFUNCTIONSCHEME_H
