//===- RealExponential.h - exp, exp2, expm1 of a real -----------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_MATH_REALEXPONENTIAL_H
#define MILCOMPLEX_MATH_REALEXPONENTIAL_H

// Exponential functions of a real number, within 1 ULP, with the special values
// of C23 Annex F.10.3. No real functions, no branches: Cody and Waite's
// reduction modulo ln 2 and a minimax polynomial
// (lib/Math/coefficients.sollya), whose leading terms are summed in two words
// (after Tang, "Table-driven implementation of the exponential function in IEEE
// floating-point arithmetic", ACM TOMS 15(2), 1989).

#include "milcomplex/Math/Ln2Reduction.h"

namespace milcomplex::formulas {

// (e^r - 1 - r - r^2/2) / r^3 for |r| <= ln(2)/2.
inline constexpr double exponentialSingle[] = {0x1.555556p-3, 0x1.555502p-5,
                                               0x1.110ff2p-7, 0x1.6d2e04p-10,
                                               0x1.a2675ep-13};
inline constexpr double exponentialDouble[] = {
    0x1.5555555555557p-3,  0x1.5555555555552p-5,  0x1.1111111110054p-7,
    0x1.6c16c16c1892ep-10, 0x1.a01a01ac1be2dp-13, 0x1.a01a0197bf4cap-16,
    0x1.71de01b37eb94p-19, 0x1.27e500d834d01p-22, 0x1.af4ebda277035p-26,
    0x1.1f32fdb611c47p-29};

/// e^r for r of two words, |r| <= 0.35. That the second word is added, not
/// multiplied by e^r, costs 0.1 ULP.
template <typename Real> Real exponential(DoubleWord<Real> r) {
  Real square = r.hi * r.hi;
  Real polynomial = evaluateMinimax(r.hi, exponentialSingle, exponentialDouble);
  Real sum = fma(polynomial, r.hi, literal(square, 0.5));
  Real tail = fma(square, sum, r.lo);
  return (r.hi + tail) + 1.0;
}

/// e^r - 1 - r.hi for r of two words, |r| <= 0.35.
template <typename Real> Real exponentialTail(DoubleWord<Real> r) {
  Real square = r.hi * r.hi;
  Real polynomial = evaluateMinimax(r.hi, exponentialSingle, exponentialDouble);
  Real sum = fma(polynomial, r.hi, literal(square, 0.5));
  Real low = fma(r.lo, r.hi, r.lo);
  return fma(square, sum, low);
}

/// e^r for r of two words, |r| <= 0.35, in two words that are not normalized.
template <typename Real> DoubleWord<Real> exponentialWord(DoubleWord<Real> r) {
  Real tail = exponentialTail(r);
  DoubleWord<Real> sum = fastTwoSum(literal(r.hi, 1.0), r.hi);
  return {sum.hi, sum.lo + tail};
}

/// x 2^k for an x near 1, in two steps, of which the second rounds where the
/// result is subnormal.
template <typename Real, typename Int> Real multiplyByPower(Real x, Int k) {
  Int first = shiftRight(k, 1);
  Int second = k - first;
  Real scaled = x * powerOfTwo(x, first);
  return scaled * powerOfTwo(x, second);
}

/// x, clamped to bounds beyond which the function is constant; a NaN stays one.
template <typename Real> Real clamp(Real x, double lowest, double highest) {
  Real capped = minimum(literal(x, highest), x);
  return maximum(literal(x, lowest), capped);
}

/// A power that vanishes below `lowest` and overflows above `highest`;
/// `compute` has the operand in between. What vanishes is not computed: that
/// would underflow.
template <typename Real, typename Compute>
Real computeBetween(Real x, double lowest, double highest, Compute compute) {
  auto vanishes = x < lowest;
  Real capped = minimum(literal(x, highest), x);
  Real power = compute(select(vanishes, 0.0, capped));
  return select(vanishes, 0.0, power);
}

/// e^x.
template <typename Real> Real realExp(Real x) {
  bool isSingle = precision(x) == 24;
  double lowest = isSingle ? -104 : -746, highest = isSingle ? 89 : 710;
  return computeBetween(x, lowest, highest, [](Real bounded) {
    auto reduced = reduceByLn2(bounded);
    return multiplyByPower(exponential(reduced.remainder), reduced.k);
  });
}

/// 2^x; an integer power is exact.
template <typename Real> Real realExp2(Real x) {
  bool isSingle = precision(x) == 24;
  double lowest = isSingle ? -150 : -1075, highest = isSingle ? 128 : 1024;
  return computeBetween(x, lowest, highest, [](Real bounded) {
    auto rounded = roundToInteger(bounded);
    DoubleWord<Real> r =
        multiplyWord(literalWord(bounded, ln2Hi, ln2Lo), rounded.rest);
    return multiplyByPower(exponential(r), rounded.integer);
  });
}

/// e^x - 1 = 2^k ((1 - 2^-k) + (e^r - 1)).
template <typename Real> Real realExpm1(Real x) {
  bool isSingle = precision(x) == 24;
  Real bounded = isSingle ? clamp(x, -18, 89) : clamp(x, -38, 710);
  auto reduced = reduceByLn2(bounded);
  Real r = reduced.remainder.hi;
  DoubleWord<Real> square = twoSquare(r);
  Real cube = square.hi * r;
  Real polynomial = evaluateMinimax(r, exponentialSingle, exponentialDouble);
  Real half = square.hi * 0.5;
  Real low = fma(reduced.remainder.lo, r, reduced.remainder.lo);
  Real low1 = fma(square.lo, literal(x, 0.5), low);
  Real tail = fma(cube, polynomial, low1);
  // Below the last bit of any sum.
  auto most = literal(reduced.k, isSingle ? 40 : 80);
  auto zero = literal(reduced.k, 0);
  Real inverse = powerOfTwo(x, zero - min(reduced.k, most));
  DoubleWord<Real> rest = twoSum(literal(x, 1.0), -inverse);
  DoubleWord<Real> sum = fastTwoSum(rest.hi, r);
  DoubleWord<Real> sum1 = fastTwoSum(sum.hi, half);
  Real lows = sum.lo + (rest.lo + tail);
  Real value = sum1.hi + (sum1.lo + lows);
  return copysign(multiplyByPower(value, reduced.k), x);
}

} // namespace milcomplex::formulas

#endif // MILCOMPLEX_MATH_REALEXPONENTIAL_H
