//===- EvaluatedReal.h - Numbers that compute as Real -----------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_MATH_EVALUATEDREAL_H
#define MILCOMPLEX_MATH_EVALUATEDREAL_H

#include <cmath>
#include <limits>

namespace milcomplex::math {

/// A real number of type T, float or double, that is computed with at once:
/// what Arithmetic.h asks of a real type.
template <typename T> struct EvaluatedReal {
  T value;

  friend EvaluatedReal operator+(EvaluatedReal x, EvaluatedReal y) {
    return {x.value + y.value};
  }
  friend EvaluatedReal operator-(EvaluatedReal x, EvaluatedReal y) {
    return {x.value - y.value};
  }
  friend EvaluatedReal operator*(EvaluatedReal x, EvaluatedReal y) {
    return {x.value * y.value};
  }
  friend EvaluatedReal operator-(EvaluatedReal x) { return {-x.value}; }
  friend EvaluatedReal fma(EvaluatedReal x, EvaluatedReal y, EvaluatedReal z) {
    return {std::fma(x.value, y.value, z.value)};
  }
  friend EvaluatedReal copysign(EvaluatedReal magnitude, EvaluatedReal sign) {
    return {std::copysign(magnitude.value, sign.value)};
  }
  friend EvaluatedReal literal(EvaluatedReal, double value) {
    return {static_cast<T>(value)};
  }
  friend EvaluatedReal select(bool condition, EvaluatedReal yes,
                              EvaluatedReal no) {
    return condition ? yes : no;
  }
  friend bool isFinite(EvaluatedReal x) { return std::isfinite(x.value); }
  friend bool isInf(EvaluatedReal x) { return std::isinf(x.value); }
  friend bool isNaN(EvaluatedReal x) { return std::isnan(x.value); }
  friend int maxExponent(EvaluatedReal) {
    return std::numeric_limits<T>::max_exponent;
  }
};

} // namespace milcomplex::math

#endif // MILCOMPLEX_MATH_EVALUATEDREAL_H
