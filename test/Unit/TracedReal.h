//===- TracedReal.h - Reals that report subnormals --------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_TEST_UNIT_TRACEDREAL_H
#define MILCOMPLEX_TEST_UNIT_TRACEDREAL_H

#include "milcomplex/Math/PolicyReal.h"

#include <cfenv>
#include <cmath>

namespace milcomplex::test {

/// The first operation on this thread whose result is subnormal, or zero by
/// underflow; null where there is none. On some processors each costs a
/// microcode assist.
inline thread_local const char *firstSubnormal = nullptr;

/// The policy (PolicyReal.h) that sets firstSubnormal.
template <typename T> struct Tracing {
  static T make(const char *source, T x) {
    if (!firstSubnormal && std::fpclassify(x) == FP_SUBNORMAL)
      firstSubnormal = source;
    return x;
  }

  template <typename Operation, typename... Operands>
  static T compute(Operation operation, Operands... operands) {
    std::feclearexcept(FE_UNDERFLOW);
    // The volatile copies keep the operation between the calls.
    volatile T result = computeVolatile(operation, operands...);
    if (!firstSubnormal && std::fetestexcept(FE_UNDERFLOW))
      firstSubnormal = Operation::name;
    return make(Operation::name, result);
  }

private:
  template <typename Operation, typename... Operands>
  static T computeVolatile(Operation operation, volatile Operands... operands) {
    return operation(formulas::EvaluatedReal<T>{operands}...).value;
  }
};

template <typename T> using TracedReal = formulas::PolicyReal<T, Tracing>;

} // namespace milcomplex::test

#endif // MILCOMPLEX_TEST_UNIT_TRACEDREAL_H
