//===- EvaluatedReal.h - float and double as Real ---------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_MATH_EVALUATEDREAL_H
#define MILCOMPLEX_MATH_EVALUATEDREAL_H

// What Arithmetic.h asks of a real type, for float and double.

#include <cmath>
#include <limits>
#include <type_traits>

namespace milcomplex::math {

template <typename T>
using IfFloat = std::enable_if_t<std::is_floating_point_v<T>, T>;

template <typename T> IfFloat<T> fma(T x, T y, T z) {
  return std::fma(x, y, z);
}

template <typename T> IfFloat<T> copysign(T magnitude, T sign) {
  return std::copysign(magnitude, sign);
}

template <typename T> IfFloat<T> literal(T, double value) {
  return static_cast<T>(value);
}

template <typename T> IfFloat<T> select(bool condition, T yes, T no) {
  return condition ? yes : no;
}

inline bool isFinite(float x) { return std::isfinite(x); }
inline bool isFinite(double x) { return std::isfinite(x); }
inline bool isInf(float x) { return std::isinf(x); }
inline bool isInf(double x) { return std::isinf(x); }
inline bool isNaN(float x) { return std::isnan(x); }
inline bool isNaN(double x) { return std::isnan(x); }

inline int maxExponent(float) {
  return std::numeric_limits<float>::max_exponent;
}
inline int maxExponent(double) {
  return std::numeric_limits<double>::max_exponent;
}

} // namespace milcomplex::math

#endif // MILCOMPLEX_MATH_EVALUATEDREAL_H
