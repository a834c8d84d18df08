//===- PolicyReal.h - Reals with arithmetic of their own --------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_MATH_POLICYREAL_H
#define MILCOMPLEX_MATH_POLICYREAL_H

// A Real (Real.h) that computes as EvaluatedReal does but for what a policy
// changes or observes.

#include "milcomplex/Math/EvaluatedReal.h"

namespace milcomplex::formulas {

/// The operations that round.
struct Addition {
  static constexpr char name[] = "+";
  template <typename Real> Real operator()(Real x, Real y) const {
    return x + y;
  }
};
struct Subtraction {
  static constexpr char name[] = "-";
  template <typename Real> Real operator()(Real x, Real y) const {
    return x - y;
  }
};
struct Multiplication {
  static constexpr char name[] = "*";
  template <typename Real> Real operator()(Real x, Real y) const {
    return x * y;
  }
};
struct Division {
  static constexpr char name[] = "/";
  template <typename Real> Real operator()(Real x, Real y) const {
    return x / y;
  }
};
struct FusedMultiplyAdd {
  static constexpr char name[] = "fma";
  template <typename Real> Real operator()(Real x, Real y, Real z) const {
    return fma(x, y, z);
  }
};

/// An EvaluatedReal whose operations that round are those of `Policy`, a
/// template over T with
///
///   static T compute(operation, T operands...)  one of the operations above
///   static T make(const char *source, T)        a literal, or a number of bits
///
/// Operations that do not return a real are those of EvaluatedReal.
template <typename T, template <typename> class Policy>
struct PolicyReal : EvaluatedReal<T> {
  using Evaluated = EvaluatedReal<T>;
  using Int = typename Evaluated::Int;

  Evaluated evaluated() const { return *this; }

  friend PolicyReal operator+(PolicyReal x, PolicyReal y) {
    return compute(Addition{}, x, y);
  }
  friend PolicyReal operator-(PolicyReal x, PolicyReal y) {
    return compute(Subtraction{}, x, y);
  }
  friend PolicyReal operator*(PolicyReal x, PolicyReal y) {
    return compute(Multiplication{}, x, y);
  }
  friend PolicyReal operator/(PolicyReal x, PolicyReal y) {
    return compute(Division{}, x, y);
  }
  friend PolicyReal operator-(PolicyReal x) { return {-x.evaluated()}; }
  friend PolicyReal fma(PolicyReal x, PolicyReal y, PolicyReal z) {
    return compute(FusedMultiplyAdd{}, x, y, z);
  }
  friend PolicyReal sqrt(PolicyReal x) { return {sqrt(x.evaluated())}; }
  friend PolicyReal abs(PolicyReal x) { return {abs(x.evaluated())}; }
  friend PolicyReal roundEven(PolicyReal x) {
    return {roundEven(x.evaluated())};
  }
  friend PolicyReal copysign(PolicyReal magnitude, PolicyReal sign) {
    return {copysign(magnitude.evaluated(), sign.evaluated())};
  }
  friend PolicyReal exp(PolicyReal x) { return realExp(x); }
  friend PolicyReal log(PolicyReal x) { return realLog(x); }
  friend PolicyReal sin(PolicyReal x) { return realSin(x); }
  friend PolicyReal cos(PolicyReal x) { return realCos(x); }
  friend PolicyReal atan2(PolicyReal y, PolicyReal x) {
    return realAtan2(y, x);
  }
  friend PolicyReal tanh(PolicyReal x) { return realTanh(x); }
  friend PolicyReal atan(PolicyReal x) { return realAtan(x); }
  friend PolicyReal max(PolicyReal x, PolicyReal y) {
    return {max(x.evaluated(), y.evaluated())};
  }
  friend PolicyReal min(PolicyReal x, PolicyReal y) {
    return {min(x.evaluated(), y.evaluated())};
  }

  friend PolicyReal literal(PolicyReal like, double value) {
    return make("literal", literal(like.evaluated(), value));
  }
  friend PolicyReal select(bool condition, PolicyReal yes, PolicyReal no) {
    return condition ? yes : no;
  }
  friend PolicyReal fromBits(PolicyReal like, Int bits) {
    return make("fromBits", fromBits(like.evaluated(), bits));
  }

private:
  static PolicyReal make(const char *source, Evaluated x) {
    return {Evaluated{Policy<T>::make(source, x.value)}};
  }

  template <typename Operation, typename... Operands>
  static PolicyReal compute(Operation operation, Operands... operands) {
    return {Evaluated{Policy<T>::compute(operation, operands.value...)}};
  }
};

} // namespace milcomplex::formulas

#endif // MILCOMPLEX_MATH_POLICYREAL_H
