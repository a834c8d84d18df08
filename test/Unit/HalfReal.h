//===- HalfReal.h - f16 as Real ---------------------------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_TEST_UNIT_HALFREAL_H
#define MILCOMPLEX_TEST_UNIT_HALFREAL_H

#include <cmath>
#include <limits>

namespace milcomplex::test {

/// `x` rounded to f16, ties to even.
inline double roundToHalf(double x) {
  if (!std::isfinite(x) || x == 0)
    return x;
  int exponent = std::ilogb(x);
  double ulp = std::ldexp(1.0, (exponent < -14 ? -14 : exponent) - 10);
  double rounded = std::nearbyint(x / ulp) * ulp;
  bool overflows = std::fabs(rounded) > 65504;
  return overflows ? std::copysign(HUGE_VAL, x) : rounded;
}

/// A Real (Real.h) of f16, with correctly rounded functions; without fma,
/// copysign, atan2 and bits, which complex-range=portable does not use.
struct HalfReal {
  using RealTag = void;
  double value;

  static HalfReal round(double x) { return {roundToHalf(x)}; }

  friend HalfReal operator+(HalfReal x, HalfReal y) {
    return round(x.value + y.value);
  }
  friend HalfReal operator-(HalfReal x, HalfReal y) {
    return round(x.value - y.value);
  }
  friend HalfReal operator*(HalfReal x, HalfReal y) {
    return round(x.value * y.value);
  }
  friend HalfReal operator/(HalfReal x, HalfReal y) {
    return round(x.value / y.value);
  }
  friend HalfReal operator-(HalfReal x) { return {-x.value}; }
  friend bool operator<(HalfReal x, HalfReal y) { return x.value < y.value; }
  friend bool operator<=(HalfReal x, HalfReal y) { return x.value <= y.value; }
  friend bool operator>(HalfReal x, HalfReal y) { return x.value > y.value; }
  friend bool operator>=(HalfReal x, HalfReal y) { return x.value >= y.value; }
  friend bool operator==(HalfReal x, HalfReal y) { return x.value == y.value; }

  friend HalfReal sqrt(HalfReal x) { return round(std::sqrt(x.value)); }
  friend HalfReal abs(HalfReal x) { return {std::fabs(x.value)}; }
  friend HalfReal roundEven(HalfReal x) { return {std::nearbyint(x.value)}; }
  friend HalfReal exp(HalfReal x) { return round(std::exp(x.value)); }
  friend HalfReal log(HalfReal x) { return round(std::log(x.value)); }
  friend HalfReal sin(HalfReal x) { return round(std::sin(x.value)); }
  friend HalfReal cos(HalfReal x) { return round(std::cos(x.value)); }
  friend HalfReal tanh(HalfReal x) { return round(std::tanh(x.value)); }
  friend HalfReal atan(HalfReal x) { return round(std::atan(x.value)); }
  friend HalfReal max(HalfReal x, HalfReal y) {
    return x.value > y.value || std::isnan(x.value) ? x : y;
  }
  friend HalfReal min(HalfReal x, HalfReal y) {
    return x.value < y.value || std::isnan(x.value) ? x : y;
  }

  friend HalfReal literal(HalfReal, double value) { return round(value); }
  friend HalfReal select(bool condition, HalfReal yes, HalfReal no) {
    return condition ? yes : no;
  }
  friend int precision(HalfReal) { return 11; }
  friend int maxExponent(HalfReal) { return 16; }
};

} // namespace milcomplex::test

#endif // MILCOMPLEX_TEST_UNIT_HALFREAL_H
