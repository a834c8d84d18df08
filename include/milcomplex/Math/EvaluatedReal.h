//===- EvaluatedReal.h - Numbers that compute as Real -----------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_MATH_EVALUATEDREAL_H
#define MILCOMPLEX_MATH_EVALUATEDREAL_H

#include "milcomplex/Math/RealArctangent.h"
#include "milcomplex/Math/RealExponential.h"
#include "milcomplex/Math/RealHyperbolic.h"
#include "milcomplex/Math/RealLogarithm.h"
#include "milcomplex/Math/RealTrigonometric.h"

#include <cfloat>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <type_traits>

#ifdef __FAST_MATH__
#error "the formulas compute rounding errors, which -ffast-math takes for zero"
#endif

namespace milcomplex::formulas {

static_assert(FLT_EVAL_METHOD == 0,
              "the formulas need operations that round to their own type");

/// The Int (Real.h) of an EvaluatedReal: a signed integer of the width of T
/// that wraps around.
template <typename T> struct EvaluatedInt {
  using Signed = std::conditional_t<sizeof(T) == 4, int32_t, int64_t>;
  using Unsigned = std::make_unsigned_t<Signed>;
  Signed value;

  friend EvaluatedInt operator+(EvaluatedInt x, EvaluatedInt y) {
    return {static_cast<Signed>(static_cast<Unsigned>(x.value) +
                                static_cast<Unsigned>(y.value))};
  }
  friend EvaluatedInt operator-(EvaluatedInt x, EvaluatedInt y) {
    return {static_cast<Signed>(static_cast<Unsigned>(x.value) -
                                static_cast<Unsigned>(y.value))};
  }
  friend EvaluatedInt operator&(EvaluatedInt x, EvaluatedInt y) {
    return {x.value & y.value};
  }
  friend EvaluatedInt operator^(EvaluatedInt x, EvaluatedInt y) {
    return {x.value ^ y.value};
  }
  friend bool operator==(EvaluatedInt x, EvaluatedInt y) {
    return x.value == y.value;
  }
  friend EvaluatedInt literal(EvaluatedInt, int64_t value) {
    return {static_cast<Signed>(value)};
  }
  friend EvaluatedInt shiftLeft(EvaluatedInt x, int bits) {
    return {static_cast<Signed>(static_cast<Unsigned>(x.value) << bits)};
  }
  friend EvaluatedInt shiftRight(EvaluatedInt x, int bits) {
    return {x.value >> bits};
  }
  friend EvaluatedInt select(bool condition, EvaluatedInt yes,
                             EvaluatedInt no) {
    return condition ? yes : no;
  }
  friend EvaluatedInt min(EvaluatedInt x, EvaluatedInt y) {
    return x.value < y.value ? x : y;
  }
  friend EvaluatedInt max(EvaluatedInt x, EvaluatedInt y) {
    return x.value > y.value ? x : y;
  }
};

/// A Real (Real.h) that holds a number of type T, float or double.
template <typename T> struct EvaluatedReal {
  using RealTag = void;
  using Int = EvaluatedInt<T>;
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
#if defined(__clang__)
  __attribute__((no_sanitize("float-divide-by-zero")))
#endif
  friend EvaluatedReal operator/(EvaluatedReal x, EvaluatedReal y) {
    return {x.value / y.value};
  }
  friend EvaluatedReal operator-(EvaluatedReal x) { return {-x.value}; }

  friend bool operator<(EvaluatedReal x, EvaluatedReal y) {
    return x.value < y.value;
  }
  friend bool operator<=(EvaluatedReal x, EvaluatedReal y) {
    return x.value <= y.value;
  }
  friend bool operator>(EvaluatedReal x, EvaluatedReal y) {
    return x.value > y.value;
  }
  friend bool operator>=(EvaluatedReal x, EvaluatedReal y) {
    return x.value >= y.value;
  }
  friend bool operator==(EvaluatedReal x, EvaluatedReal y) {
    return x.value == y.value;
  }
  friend bool operator!=(EvaluatedReal x, EvaluatedReal y) {
    return x.value != y.value;
  }

  friend EvaluatedReal fma(EvaluatedReal x, EvaluatedReal y, EvaluatedReal z) {
    return {std::fma(x.value, y.value, z.value)};
  }
  friend EvaluatedReal sqrt(EvaluatedReal x) { return {std::sqrt(x.value)}; }
  friend EvaluatedReal abs(EvaluatedReal x) { return {std::fabs(x.value)}; }
  friend EvaluatedReal roundEven(EvaluatedReal x) {
    return {std::nearbyint(x.value)};
  }
  friend EvaluatedReal copysign(EvaluatedReal magnitude, EvaluatedReal sign) {
    return {std::copysign(magnitude.value, sign.value)};
  }
  friend EvaluatedReal exp(EvaluatedReal x) { return realExp(x); }
  friend EvaluatedReal log(EvaluatedReal x) { return realLog(x); }
  friend EvaluatedReal sin(EvaluatedReal x) { return realSin(x); }
  friend EvaluatedReal cos(EvaluatedReal x) { return realCos(x); }
  friend EvaluatedReal atan2(EvaluatedReal y, EvaluatedReal x) {
    return realAtan2(y, x);
  }
  friend EvaluatedReal tanh(EvaluatedReal x) { return realTanh(x); }
  friend EvaluatedReal atan(EvaluatedReal x) { return realAtan(x); }
  friend EvaluatedReal max(EvaluatedReal x, EvaluatedReal y) {
    return {x.value > y.value || x.value != x.value ? x.value : y.value};
  }
  friend EvaluatedReal min(EvaluatedReal x, EvaluatedReal y) {
    return {x.value < y.value || x.value != x.value ? x.value : y.value};
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

  friend Int toBits(EvaluatedReal x) {
    Int bits;
    std::memcpy(&bits.value, &x.value, sizeof(T));
    return bits;
  }
  friend EvaluatedReal fromBits(EvaluatedReal, Int bits) {
    EvaluatedReal x;
    std::memcpy(&x.value, &bits.value, sizeof(T));
    return x;
  }
  friend bool expandsFunctions(EvaluatedReal) { return true; }
  friend int precision(EvaluatedReal) { return std::numeric_limits<T>::digits; }
  friend int maxExponent(EvaluatedReal) {
    return std::numeric_limits<T>::max_exponent;
  }
};

} // namespace milcomplex::formulas

#endif // MILCOMPLEX_MATH_EVALUATEDREAL_H
