//===- TracedReal.h - Reals that report subnormals --------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_TEST_UNIT_TRACEDREAL_H
#define MILCOMPLEX_TEST_UNIT_TRACEDREAL_H

#include "milcomplex/Math/EvaluatedReal.h"
#include "milcomplex/Math/Real.h"

#include <cfenv>

namespace milcomplex::test {

/// The first operation on this thread whose result is subnormal, or zero by
/// underflow; null where there is none. On some processors each costs a
/// microcode assist.
inline thread_local const char *firstSubnormal = nullptr;

/// An EvaluatedReal that sets firstSubnormal. Operations that do not
/// return a real are those of EvaluatedReal.
template <typename T> struct TracedReal : formulas::EvaluatedReal<T> {
  using Evaluated = formulas::EvaluatedReal<T>;
  using Int = typename Evaluated::Int;

  Evaluated evaluated() const { return *this; }

  friend TracedReal operator+(TracedReal x, TracedReal y) {
    return trace("+", [](auto a, auto b) { return a + b; }, x, y);
  }
  friend TracedReal operator-(TracedReal x, TracedReal y) {
    return trace("-", [](auto a, auto b) { return a - b; }, x, y);
  }
  friend TracedReal operator*(TracedReal x, TracedReal y) {
    return trace("*", [](auto a, auto b) { return a * b; }, x, y);
  }
  friend TracedReal operator/(TracedReal x, TracedReal y) {
    return trace("/", [](auto a, auto b) { return a / b; }, x, y);
  }
  friend TracedReal operator-(TracedReal x) { return {-x.evaluated()}; }
  friend TracedReal fma(TracedReal x, TracedReal y, TracedReal z) {
    auto compute = [](auto a, auto b, auto c) { return fma(a, b, c); };
    return trace("fma", compute, x, y, z);
  }
  friend TracedReal sqrt(TracedReal x) { return {sqrt(x.evaluated())}; }
  friend TracedReal abs(TracedReal x) { return {abs(x.evaluated())}; }
  friend TracedReal roundEven(TracedReal x) {
    return {roundEven(x.evaluated())};
  }
  friend TracedReal copysign(TracedReal magnitude, TracedReal sign) {
    return {copysign(magnitude.evaluated(), sign.evaluated())};
  }
  friend TracedReal exp(TracedReal x) { return realExp(x); }
  friend TracedReal log(TracedReal x) { return realLog(x); }
  friend TracedReal sin(TracedReal x) { return realSin(x); }
  friend TracedReal cos(TracedReal x) { return realCos(x); }
  friend TracedReal atan2(TracedReal y, TracedReal x) {
    return realAtan2(y, x);
  }
  friend TracedReal tanh(TracedReal x) { return realTanh(x); }
  friend TracedReal atan(TracedReal x) { return realAtan(x); }
  friend TracedReal max(TracedReal x, TracedReal y) {
    return {max(x.evaluated(), y.evaluated())};
  }
  friend TracedReal min(TracedReal x, TracedReal y) {
    return {min(x.evaluated(), y.evaluated())};
  }

  friend TracedReal literal(TracedReal like, double value) {
    return reportSubnormal("literal", literal(like.evaluated(), value));
  }
  friend TracedReal select(bool condition, TracedReal yes, TracedReal no) {
    return condition ? yes : no;
  }
  friend TracedReal fromBits(TracedReal like, Int bits) {
    return reportSubnormal("fromBits", fromBits(like.evaluated(), bits));
  }

private:
  static TracedReal reportSubnormal(const char *operation, Evaluated result) {
    if (!firstSubnormal && std::fpclassify(result.value) == FP_SUBNORMAL)
      firstSubnormal = operation;
    return {result};
  }

  template <typename F, typename... Operands>
  static TracedReal trace(const char *operation, F f, Operands... operands) {
    std::feclearexcept(FE_UNDERFLOW);
    // The volatile copies keep the operation between the calls.
    volatile T result = compute(f, operands.value...);
    if (!firstSubnormal && std::fetestexcept(FE_UNDERFLOW))
      firstSubnormal = operation;
    return reportSubnormal(operation, Evaluated{result});
  }

  template <typename F, typename... Operands>
  static T compute(F f, volatile Operands... operands) {
    return f(Evaluated{operands}...).value;
  }
};

} // namespace milcomplex::test

#endif // MILCOMPLEX_TEST_UNIT_TRACEDREAL_H
