//===- RealSamples.h - Operands of real functions ---------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_BENCHMARK_ACCURACY_REALSAMPLES_H
#define MILCOMPLEX_BENCHMARK_ACCURACY_REALSAMPLES_H

#include "Format.h"

#include <cmath>
#include <cstdint>
#include <cstring>
#include <random>
#include <vector>

namespace milcomplex::accuracy {

/// Positive numbers near multiples of pi/2: the denominators of the convergents
/// of 2^q 2/pi, for every exponent q, and their multiples (Kahan, "Minimizing
/// q*m-n", 1983).
std::vector<double> listNearQuarterTurns(const Format &format);

/// Numbers near those where formulas change, of both signs.
std::vector<double> listThresholds(const Format &format);

/// Zeros, infinities, a NaN, the ends of the range, numbers of few digits.
std::vector<double> listSpecial(const Format &format);

/// Numbers of T, every other one with uniform bits, the others up to a limit.
template <typename T> class Draws {
public:
  Draws(uint64_t seed, double limit) : generator(seed), limit(limit) {}

  T draw() {
    uint64_t bits = generator();
    if (++drawn % 2) {
      T x;
      std::memcpy(&x, &bits, sizeof(T));
      return x;
    }
    // Uniform, or with a uniform exponent.
    double fraction = static_cast<double>(static_cast<int64_t>(bits)) * 0x1p-63;
    if (drawn % 4)
      return static_cast<T>(fraction * limit);
    return static_cast<T>(
        std::ldexp(fraction * limit, -static_cast<int>(generator() % 40)));
  }

private:
  std::mt19937_64 generator;
  double limit;
  uint64_t drawn = 0;
};

} // namespace milcomplex::accuracy

#endif // MILCOMPLEX_BENCHMARK_ACCURACY_REALSAMPLES_H
