//===- Logarithm.h - Logarithms ---------------------------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_MATH_LOGARITHM_H
#define MILCOMPLEX_MATH_LOGARITHM_H

// Logarithms. Real functions: one log and one atan2; also one division.

#include "milcomplex/Math/Constants.h"
#include "milcomplex/Math/DoubleWord.h"
#include "milcomplex/Math/Polar.h"
#include "milcomplex/Math/RealLogarithm.h"
#include "milcomplex/Math/TripleWord.h"

namespace milcomplex::formulas {

/// log(x) for x = 1 + hi + lo or, where `isFar`, hi + lo, which is positive:
/// log of the rounded x, then its relative error, exactly (after Goldberg,
/// "What every computer scientist should know about floating-point arithmetic",
/// 1991, Theorem 4). Relative to log(x), hi + lo needs no more than u near 1.
/// For an x that is not a positive normal number the words are unspecified, but
/// that one is a NaN where x is.
template <typename Bool, typename Real>
DoubleWord<Real> logOfSum(Bool isFar, DoubleWord<Real> x) {
  Real origin = selectLiteral(x.hi, isFar, 0.0, 1.0);
  DoubleWord<Real> rounded = twoSum(origin, x.hi);
  Real error = rounded.lo + x.lo;
  Real logarithm =
      expandsFunctions(x.hi) ? realLogOfNormal(rounded.hi) : log(rounded.hi);
  return {logarithm, error / rounded.hi};
}

/// A constant in two words.
struct Constant {
  double hi, lo;
};

/// k ln 2 in the format of `like`.
template <typename Real> Constant multiplyLn2(Real like, double k) {
  double product = k * ln2Hi;
  double error = std::fma(k, ln2Hi, -product) + k * ln2Lo;
  if (precision(like) != 24)
    return {product, error};
  double rounded = static_cast<float>(product);
  return {rounded, (product - rounded) + error};
}

/// A power of two that scales a number such that its square is in range, and
/// the logarithm of its reciprocal, which is added to that of the scaled
/// number.
template <typename Real> struct LogScale {
  Real factor;
  DoubleWord<Real> logarithm;
};

template <typename Real> LogScale<Real> makeLogScale(Real magnitude) {
  // 2^62 and 2^-50 for f32, 2^510 and 2^-450 for f64: no square overflows, and
  // no rounding error that counts underflows.
  bool isSingle = precision(magnitude) == 24;
  int large = maxExponent(magnitude) / 2 - 2;
  int small = isSingle ? -50 : -450;
  double down = -large - 4, up = -2 * small;
  auto isLarge = magnitude > makePowerOfTwo(large);
  auto isSmall = magnitude < makePowerOfTwo(small);
  auto choose = [&](double ofLarge, double ofSmall, double ofOther) {
    Real other = selectLiteral(magnitude, isSmall, ofSmall, ofOther);
    return select(isLarge, ofLarge, other);
  };
  Constant ofLarge = multiplyLn2(magnitude, -down);
  Constant ofSmall = multiplyLn2(magnitude, -up);
  Real factor = choose(makePowerOfTwo(down), makePowerOfTwo(up), 1.0);
  Real logHi = choose(ofLarge.hi, ofSmall.hi, 0.0);
  Real logLo = choose(ofLarge.lo, ofSmall.lo, 0.0);
  return {factor, {logHi, logLo}};
}

/// log |z| from the logarithm of the scaled |z|^2.
template <typename Real>
Real halveAndUnscale(DoubleWord<Real> logarithm, LogScale<Real> scale) {
  Real half = logarithm.hi * 0.5;
  Real halfLow = logarithm.lo * 0.5;
  Real sum = half + (halfLow + scale.logarithm.lo);
  return scale.logarithm.hi + sum;
}

/// x^2 + y^2 - 1 or, where `isFar`, x^2 + y^2, with a relative error of u, for
/// x >= y >= 0 whose squares and their rounding errors do not underflow. Near
/// |z| = 1 the terms that cancel are exact: x^2 - 1 by Sterbenz' lemma, and so
/// is its sum with y^2; the rounding errors of the squares are added exactly
/// then.
template <typename Bool, typename Real>
DoubleWord<Real> sumOfSquaresMinusOne(Bool isFar, Real x, Real y) {
  DoubleWord<Real> xSquared = twoSquare(x);
  DoubleWord<Real> ySquared = twoSquare(y);
  Real minusOrigin = selectLiteral(x, isFar, 0.0, -1.0);
  DoubleWord<Real> excess = twoSum(minusOrigin, xSquared.hi);
  DoubleWord<Real> high = twoSum(excess.hi, ySquared.hi);
  Real xLow = xSquared.lo + excess.lo;
  DoubleWord<Real> low = twoSum(xLow, ySquared.lo);
  DoubleWord<Real> sum = twoSum(high.hi, low.hi);
  Real tail = high.lo + low.lo;
  return fastTwoSum(sum.hi, sum.lo + tail);
}

/// log |z| without spurious overflow or underflow, accurate near |z| = 1.
template <typename Real> Real logAbs(Pair<Real> z) {
  Real magnitudeRe = abs(z.re);
  Real magnitudeIm = abs(z.im);
  Real larger = maximum(magnitudeRe, magnitudeIm);
  // Where a part is a NaN, one of these two is.
  Real smaller = minimum(magnitudeIm, magnitudeRe);
  LogScale<Real> scale = makeLogScale(larger);
  Real x = larger * scale.factor;
  Real y = smaller * scale.factor;
  auto isLow = larger < 0.5;
  auto isHigh = larger > 2.0;
  auto isFar = isLow | isHigh;
  DoubleWord<Real> norm = sumOfSquaresMinusOne(isFar, x, y);
  Real result = halveAndUnscale(logOfSum(isFar, norm), scale);
  // A NaN makes the sum one.
  auto isZero = larger + smaller == 0.0;
  Real orZero = select(isZero, -infinity, result);
  return select(isInfPair(z), infinity, orZero);
}

/// log |z| + i angle, with |z| as written.
template <typename Real> Pair<Real> logBasic(Pair<Real> z) {
  Real re = log(absBasic(z));
  return {re, angle(z)};
}

/// The logarithm. Branch cut: the negative real axis. Special values: C23 Annex
/// G.6.3.2.
template <typename Real> Pair<Real> logImproved(Pair<Real> z) {
  Real re = logAbs(z);
  return {re, angle(z)};
}

/// x times a positive double-word constant, rounded once where that does not
/// underflow.
template <typename Real>
Real multiplyConstant(Real x, DoubleWord<Real> constant) {
  Real low = x * constant.lo;
  return copysign(fma(x, constant.hi, low), x);
}

/// A logarithm times a positive double-word constant; an infinity stays
/// infinite.
template <typename Real>
Pair<Real> multiplyConstant(Pair<Real> z, DoubleWord<Real> constant) {
  Real product = multiplyConstant(z.re, constant);
  Real re = select(isInf(z.re), z.re, product);
  Real im = multiplyConstant(z.im, constant);
  return {re, im};
}

template <typename Real> Pair<Real> log2Basic(Pair<Real> z) {
  Pair<Real> logarithm = logBasic(z);
  Real re = logarithm.re * log2eHi;
  return {re, logarithm.im * log2eHi};
}

/// log(z) / ln 2.
template <typename Real> Pair<Real> log2Improved(Pair<Real> z) {
  Pair<Real> logarithm = logImproved(z);
  return multiplyConstant(logarithm, literalWord(z.re, log2eHi, log2eLo));
}

template <typename Real> Pair<Real> log10Basic(Pair<Real> z) {
  Pair<Real> logarithm = logBasic(z);
  Real re = logarithm.re * log10eHi;
  return {re, logarithm.im * log10eHi};
}

/// log(z) / ln 10.
template <typename Real> Pair<Real> log10Improved(Pair<Real> z) {
  Pair<Real> logarithm = logImproved(z);
  return multiplyConstant(logarithm, literalWord(z.re, log10eHi, log10eLo));
}

/// log(1 + z), as written.
template <typename Real> Pair<Real> log1pBasic(Pair<Real> z) {
  Real re = z.re + 1.0;
  return logBasic(Pair<Real>{re, z.im});
}

/// 2x + x^2 + y^2 = |1 + z|^2 - 1 or, where `isFar`, x^2 + y^2 + correction,
/// with a relative error below u, also where |1 + z| is near 1 and terms
/// cancel.
template <typename Bool, typename Real>
DoubleWord<Real> shiftedSumOfSquares(Bool isFar, Real x, Real y,
                                     Real correction) {
  DoubleWord<Real> xSquared = twoSquare(x);
  DoubleWord<Real> ySquared = twoSquare(y);
  Real twice = x + x;
  Real linear = select(isFar, correction, twice);
  Real terms[] = {xSquared.lo, ySquared.lo, xSquared.hi, ySquared.hi, linear};
  return truncate(sumTerms(terms));
}

/// log(1 + z), accurate for small z, near z = -1 and near |1 + z| = 1. Its
/// angle is atan2(y, 1 + x) with one rounding of 1 + x.
template <typename Real> Pair<Real> log1pImproved(Pair<Real> z) {
  Real one = literal(z.re, 1.0);
  DoubleWord<Real> shifted = twoSum(z.re, one);
  Real magnitudeRe = abs(shifted.hi);
  Real magnitudeIm = abs(z.im);
  Real larger = maximum(magnitudeRe, magnitudeIm);
  LogScale<Real> scale = makeLogScale(larger);
  auto isLow = larger < 0.25;
  auto isHigh = larger > 2.0;
  auto isFar = isLow | isHigh;
  Real re = select(isFar, shifted.hi, z.re);
  Real x = re * scale.factor;
  Real y = z.im * scale.factor;
  Real twice = x + x;
  Real correction = (shifted.lo * scale.factor) * twice;
  DoubleWord<Real> norm = shiftedSumOfSquares(isFar, x, y, correction);
  Real result = halveAndUnscale(logOfSum(isFar, norm), scale);
  // A NaN makes the sum one.
  auto isZero = magnitudeRe + magnitudeIm == 0.0;
  Real orZero = select(isZero, -infinity, result);
  Real reResult = select(isInfPair(z), infinity, orZero);
  return {reResult, atan2(z.im, shifted.hi)};
}

} // namespace milcomplex::formulas

#endif // MILCOMPLEX_MATH_LOGARITHM_H
