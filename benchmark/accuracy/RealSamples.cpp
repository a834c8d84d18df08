//===- RealSamples.cpp - Operands of real functions -----------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RealSamples.h"

#include <mpfr.h>

using namespace milcomplex;
using namespace milcomplex::accuracy;

std::vector<double> accuracy::listNearQuarterTurns(const Format &format) {
  std::vector<double> operands;
  mpfr_t rest, whole, unit;
  mpfr_inits2(2400, rest, whole, unit, static_cast<mpfr_ptr>(nullptr));
  mpfr_const_pi(unit, MPFR_RNDN);
  mpfr_ui_div(unit, 2, unit, MPFR_RNDN);
  double least = std::ldexp(1.0, format.precision - 1), most = 2 * least;
  for (int q = -format.precision; q <= format.maxExponent - format.precision;
       ++q) {
    mpfr_mul_2si(rest, unit, q, MPFR_RNDN);
    mpfr_frac(rest, rest, MPFR_RNDN);
    double before = 0, denominator = 1;
    for (int step = 0; step != 200 && denominator < most; ++step) {
      double first = std::ceil(least / denominator);
      for (double k = first; k < first + 2 && k * denominator < most; ++k)
        operands.push_back(std::ldexp(k * denominator, q));
      if (mpfr_zero_p(rest))
        break;
      mpfr_ui_div(rest, 1, rest, MPFR_RNDN);
      mpfr_modf(whole, rest, rest, MPFR_RNDN);
      double next = mpfr_get_d(whole, MPFR_RNDN) * denominator + before;
      before = denominator;
      denominator = next;
    }
  }
  mpfr_clears(rest, whole, unit, static_cast<mpfr_ptr>(nullptr));
  return operands;
}

std::vector<double> accuracy::listThresholds(const Format &format) {
  std::vector<double> operands;
  bool isSingle = format.precision == 24;
  const double centers[] = {1e-300,
                            1e-30,
                            0x1p-26,
                            0x1p-12,
                            0x1p-1,
                            1.0 / 3,
                            2.0 / 3,
                            4.0 / 3,
                            1,
                            2,
                            3,
                            4,
                            10,
                            0.34657359,
                            0.41421356,
                            0.70710678,
                            2.41421356,
                            17.3,
                            18,
                            20,
                            36.7,
                            38,
                            40,
                            isSingle ? 88.7228 : 709.782712893384,
                            isSingle ? 87.3365 : 708.396418532264,
                            isSingle ? 95.5 : 727.0,
                            isSingle ? 103.9721 : 745.133219,
                            isSingle ? 89.4159 : 710.475860,
                            128,
                            126,
                            isSingle ? 137.5 : 1048.5,
                            149,
                            1024,
                            1022,
                            1074,
                            0x1p14,
                            0x1p28,
                            0x1p60};
  for (double center : centers) {
    double x = format.round(center);
    for (int ulps = -40; ulps <= 40 && std::isfinite(x); ++ulps)
      operands.push_back(format.step(x, ulps));
  }
  size_t count = operands.size();
  for (size_t i = 0; i != count; ++i)
    operands.push_back(-operands[i]);
  return operands;
}

std::vector<double> accuracy::listSpecial(const Format &format) {
  double smallest = std::ldexp(1.0, format.minExponent);
  double normal = std::ldexp(smallest, format.precision - 1);
  std::vector<double> operands = {std::numeric_limits<double>::quiet_NaN()};
  for (double x :
       {0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 1e30,
        std::numeric_limits<double>::infinity(), format.getMax(), smallest,
        format.round(normal / 3), normal - smallest, normal, normal + smallest})
    operands.insert(operands.end(), {x, -x});
  for (double &x : operands)
    x = format.round(x);
  return operands;
}
