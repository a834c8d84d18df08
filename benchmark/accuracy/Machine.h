//===- Machine.h - Arithmetic that departs from IEEE 754 --------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_BENCHMARK_ACCURACY_MACHINE_H
#define MILCOMPLEX_BENCHMARK_ACCURACY_MACHINE_H

// The formulas, evaluated as on targets whose arithmetic is not quite that of
// IEEE 754: what they return there.

#include "milcomplex/Math/PolicyReal.h"

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#if defined(__SSE2__)
#include <immintrin.h>
#endif

namespace milcomplex::accuracy {

/// How a target departs from IEEE 754.
struct Machine {
  /// Subnormal operands and results of arithmetic are zeros.
  bool flushesSubnormals = false;
  /// Subnormal operands of the function are zeros, whatever it does with them.
  bool zeroesOperands = false;
  /// fma rounds the product, too.
  bool roundsProducts = false;
};

/// The policy (PolicyReal.h) by which fma rounds the product.
template <typename T> struct Unfused {
  static T make(const char *, T x) { return x; }

  template <typename Operation, typename... Operands>
  static T compute(Operation operation, Operands... operands) {
    return operation(formulas::EvaluatedReal<T>{operands}...).value;
  }
  static T compute(formulas::FusedMultiplyAdd, T x, T y, T z) {
    return x * y + z;
  }
};

/// While it lives, this thread takes subnormal numbers for zeros, if `on`.
class Flushing {
public:
  explicit Flushing(bool on) : on(on) {
    if (on)
      flip();
  }
  ~Flushing() {
    if (on)
      flip();
  }
  Flushing(const Flushing &) = delete;

private:
  static void flip() {
#if defined(__SSE2__)
    _mm_setcsr(_mm_getcsr() ^ (_MM_FLUSH_ZERO_ON | 1U << 6));
#elif defined(__aarch64__)
    uint64_t control;
    asm volatile("mrs %0, fpcr" : "=r"(control));
    asm volatile("msr fpcr, %0" ::"r"(control ^ uint64_t(1) << 24) : "memory");
#else
    std::fputs("subnormals are not flushed on this processor\n", stderr);
    std::exit(2);
#endif
  }

  bool on;
};

/// Calls `compute(x, z)` with four operands x and two results z, Reals that
/// compute with T as `machine` does.
template <typename T, typename Compute>
void evaluateOn(const Machine &machine, const T (&in)[4], T (&out)[2],
                Compute compute) {
  // The volatile copies keep the operations between the changes of mode.
  volatile T operands[4];
  for (int i = 0; i != 4; ++i) {
    bool isZero =
        machine.zeroesOperands && std::fpclassify(in[i]) == FP_SUBNORMAL;
    operands[i] = isZero ? std::copysign(T(0), in[i]) : in[i];
  }
  volatile T results[2] = {};
  auto run = [&](auto zero) {
    decltype(zero) x[4] = {}, z[2] = {};
    for (int i = 0; i != 4; ++i)
      x[i].value = operands[i];
    compute(x, z);
    for (int i = 0; i != 2; ++i)
      results[i] = z[i].value;
  };
  {
    Flushing scope(machine.flushesSubnormals);
    if (machine.roundsProducts)
      run(formulas::PolicyReal<T, Unfused>{});
    else
      run(formulas::EvaluatedReal<T>{});
  }
  out[0] = results[0];
  out[1] = results[1];
}

} // namespace milcomplex::accuracy

#endif // MILCOMPLEX_BENCHMARK_ACCURACY_MACHINE_H
