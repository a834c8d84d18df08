//===- Format.h - Floating-point formats ------------------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_BENCHMARK_ACCURACY_FORMAT_H
#define MILCOMPLEX_BENCHMARK_ACCURACY_FORMAT_H

#include <algorithm>
#include <cmath>
#include <limits>

namespace milcomplex::accuracy {

/// A binary format whose numbers are held in doubles.
struct Format {
  const char *name;
  /// The bits of the significand, the implicit one included.
  int precision;
  /// The largest number is below 2^maxExponent.
  int maxExponent;
  /// The smallest subnormal number is 2^minExponent.
  int minExponent;

  /// The exponent of the last place of x.
  int getUlpExponent(double x) const {
    int exponent = 0;
    std::frexp(x, &exponent);
    return x == 0 ? minExponent : std::max(exponent - precision, minExponent);
  }

  /// x to nearest, ties to even.
  double round(double x) const {
    if (!std::isfinite(x) || x == 0)
      return x;
    int ulp = getUlpExponent(x);
    double rounded = std::ldexp(std::nearbyint(std::ldexp(x, -ulp)), ulp);
    if (std::fabs(rounded) >= std::ldexp(1.0, maxExponent - 1) * 2)
      return std::copysign(std::numeric_limits<double>::infinity(), x);
    return rounded;
  }

  /// The number some ulps from x, away from zero or towards it.
  double step(double x, int ulps) const {
    return round(x + std::ldexp(ulps, getUlpExponent(x)));
  }

  double getMax() const {
    return std::ldexp(2 - std::ldexp(1.0, 1 - precision), maxExponent - 1);
  }
};

inline constexpr Format formats[] = {{"f16", 11, 16, -24},
                                     {"bf16", 8, 128, -133},
                                     {"f32", 24, 128, -149},
                                     {"f64", 53, 1024, -1074}};

} // namespace milcomplex::accuracy

#endif // MILCOMPLEX_BENCHMARK_ACCURACY_FORMAT_H
