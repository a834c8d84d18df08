//===- InverseHyperbolic.h - Inverse functions ------------------*- C++ -*-===//
// C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_MATH_INVERSEHYPERBOLIC_H
#define MILCOMPLEX_MATH_INVERSEHYPERBOLIC_H

// Inverse hyperbolic functions and their trigonometric twins. Real functions:
// one log and one atan2; asin, acos, asinh and acosh also take five sqrt and
// eight divisions, atan and atanh three divisions.

#include "milcomplex/Math/Division.h"
#include "milcomplex/Math/Logarithm.h"
#include "milcomplex/Math/SquareRoot.h"

namespace milcomplex::formulas {

/// log(z + sqrt(z^2 + 1)), as written.
template <typename Real> Pair<Real> asinhBasic(Pair<Real> z) {
  Pair<Real> square = squareBasic(z);
  Real shifted = square.re + 1.0;
  Pair<Real> root = sqrtBasic(Pair<Real>{shifted, square.im});
  return logBasic(add(z, root));
}

/// log(z + sqrt(z + 1) sqrt(z - 1)), as written.
template <typename Real> Pair<Real> acoshBasic(Pair<Real> z) {
  Real above = z.re + 1.0;
  Real below = z.re - 1.0;
  Pair<Real> rootAbove = sqrtBasic(Pair<Real>{above, z.im});
  Pair<Real> rootBelow = sqrtBasic(Pair<Real>{below, z.im});
  Pair<Real> product = mulBasic(rootAbove, rootBelow);
  return logBasic(add(z, product));
}

/// (log(1 + z) - log(1 - z))/2, as written.
template <typename Real> Pair<Real> atanhBasic(Pair<Real> z) {
  Real above = z.re + 1.0;
  Real below = 1.0 - z.re;
  Real minusIm = -z.im;
  Pair<Real> logAbove = logBasic(Pair<Real>{above, z.im});
  Pair<Real> logBelow = logBasic(Pair<Real>{below, minusIm});
  Pair<Real> difference = sub(logAbove, logBelow);
  Real re = difference.re * 0.5;
  return {re, difference.im * 0.5};
}

/// The intermediate values that asin and acos share, of z = |x| + i|y|.
template <typename Real, typename Bool> struct ArcParts {
  /// The real parts of sqrt(1 - z) and sqrt(1 + z).
  Real rootBelow, rootAbove;
  /// Re(sqrt(1 - z) sqrt(1 + z)).
  Real cosine;
  /// The imaginary part of asin.
  Real height;
  /// Whether |z| is so large that z^2 - 1 rounds to z^2.
  Bool isLarge;
};

/// The |z| above which z^2 - 1 rounds to z^2.
template <typename Real> double getLargeThreshold(Real x) {
  return precision(x) == 24 ? 0x1p30 : 0x1p60;
}

/// The exponent k of 2^k, above which |z| is scaled down by 2^(k + 8): neither
/// below nor after does a square overflow.
template <typename Real> int getHugeExponent(Real x) {
  return maxExponent(x) / 2 - 4;
}

/// The exponent of a power of two that scales the square of such a z into
/// range.
template <typename Real> int getLargeScale(Real x) {
  return precision(x) == 24 ? -68 : -520;
}

/// Kahan's formulas ("Branch cuts for complex elementary functions", 1987,
/// CACOS and CASIN): with a = sqrt(1 - z) and b = sqrt(1 + z),
///   Re asin z = atan(x / Re(a b)), |Im asin z| = asinh(Im(conj(a) b)),
///   Re acos z = 2 atan(Re a / Re b),
/// in which no terms cancel. Roots and products are double-words. For a large
/// z, asinh(t) = log 2t; a huge one is scaled down first.
template <typename Real> auto makeArcParts(Pair<Real> z) {
  Real magnitudeRe = abs(z.re);
  Real magnitudeIm = abs(z.im);
  Real larger = maximum(magnitudeRe, magnitudeIm);
  auto isLarge = larger > getLargeThreshold(larger);
  int hugeExponent = getHugeExponent(larger);
  int scale = hugeExponent + 8;
  auto isHuge = larger > makePowerOfTwo(hugeExponent);
  Real factor = selectLiteral(larger, isHuge, makePowerOfTwo(-scale), 1.0);
  Real one = selectLiteral(larger, isLarge, 0.0, 1.0);
  Real x = magnitudeRe * factor;
  Real y = magnitudeIm * factor;

  DoubleWord<Real> above = twoSum(one, x);
  DoubleWord<Real> below = twoSum(one, -x);
  // |1 + z| is at least 1, or 2^-8 scaled down.
  Real unscaled = literal(x, 1.0);
  RootParts<Real> b = makeScaledRootParts(
      above, y, SquareScale<Real>{unscaled, unscaled, unscaled});
  RootParts<Real> a = makeRootParts(below, y);
  auto isInside = below.hi >= 0.0;
  DoubleWord<Real> aRe = selectWord(isInside, a.large, a.small);
  DoubleWord<Real> aIm = selectWord(isInside, a.small, a.large);
  Real cosine = sumOfWordProducts(aRe, b.large, aIm, b.small).hi;
  DoubleWord<Real> t = sumOfWordProducts(aRe, b.small, aIm, b.large);

  // asinh t = log1p(t + t^2/(1 + sqrt(1 + t^2))).
  Real square = t.hi * t.hi;
  Real root = sqrt(square + 1.0);
  Real excess = square / (root + 1.0);
  DoubleWord<Real> sum = fastTwoSum(t.hi, excess);
  Real sumLow = sum.lo + t.lo;
  Real twiceHigh = t.hi + t.hi;
  Real twiceLow = t.lo + t.lo;
  Real hi = select(isLarge, twiceHigh, sum.hi);
  Real lo = select(isLarge, twiceLow, sumLow);
  DoubleWord<Real> logarithm = logOfSum(isLarge, DoubleWord<Real>{hi, lo});
  Constant scaleLog = multiplyLn2(larger, scale);
  Real scaleLow = selectLiteral(larger, isHuge, scaleLog.lo, 0.0);
  Real scaleHigh = selectLiteral(larger, isHuge, scaleLog.hi, 0.0);
  Real low = logarithm.lo + scaleLow;
  Real height = (logarithm.hi + low) + scaleHigh;
  Real orInfinity = select(isInfPair(z), infinity, height);
  return ArcParts<Real, decltype(isLarge)>{aRe.hi, b.large.hi, cosine,
                                           orInfinity, isLarge};
}

/// The inverse sine. Branch cuts: the real axis below -1 and above 1.
template <typename Real> Pair<Real> asinImproved(Pair<Real> z) {
  auto parts = makeArcParts(z);
  Real magnitudeRe = abs(z.re);
  Real magnitudeIm = abs(z.im);
  Real adjacent = select(parts.isLarge, magnitudeIm, parts.cosine);
  // Not negative, which is plain to compilers then.
  Real angle = atan2(magnitudeRe, abs(adjacent));
  Real re = copysign(angle, z.re);
  auto isImaginary = z.re == 0.0;
  Real reResult = select(isImaginary, z.re, re);
  return {reResult, copysign(parts.height, z.im)};
}

/// The inverse hyperbolic sine, -i asin(iz) (special values: C23 Annex
/// G.6.2.2).
template <typename Real> Pair<Real> asinhImproved(Pair<Real> z) {
  return swapParts(asinImproved(swapParts(z)));
}

/// Re acos z and |Im acos z|.
template <typename Real> Pair<Real> makeArcCosine(Pair<Real> z) {
  auto parts = makeArcParts(z);
  auto isRight = z.re >= 0.0;
  Real opposite = select(isRight, parts.rootBelow, parts.rootAbove);
  Real adjacent = select(isRight, parts.rootAbove, parts.rootBelow);
  Real magnitudeIm = abs(z.im);
  Real y = select(parts.isLarge, magnitudeIm, opposite);
  Real x = select(parts.isLarge, z.re, adjacent);
  Real factor = selectLiteral(x, parts.isLarge, 1.0, 2.0);
  Real angle = atan2(y, x) * factor;
  auto isImaginary = z.re == 0.0;
  Real re = select(isImaginary, piHi / 2, angle);
  return {re, parts.height};
}

/// The inverse cosine (special values: C23 Annex G.6.1.1).
template <typename Real> Pair<Real> acosImproved(Pair<Real> z) {
  Pair<Real> parts = makeArcCosine(z);
  Real minusIm = -z.im;
  return {parts.re, copysign(parts.im, minusIm)};
}

/// The inverse hyperbolic cosine, i acos(z) or -i acos(z). Branch cut: the real
/// axis below 1. Special values: C23 Annex G.6.2.1.
template <typename Real> Pair<Real> acoshImproved(Pair<Real> z) {
  Pair<Real> parts = makeArcCosine(z);
  return {parts.im, copysign(parts.re, z.im)};
}

/// The inverse hyperbolic tangent (Kahan, as above, CATANH):
///   Re = log1p(4x / ((1 - x)^2 + y^2)) / 4,
///   Im = atan2(2y, (1 - x)(1 + x) - y^2) / 2,
/// the argument of log1p in two words (special values: C23 Annex G.6.2.3).
template <typename Real> Pair<Real> atanhImproved(Pair<Real> z) {
  bool isSingle = precision(z.re) == 24;
  Real x = abs(z.re);
  Real y = abs(z.im);
  Real larger = maximum(x, y);
  auto isLarge = larger > getLargeThreshold(x);
  Real one = literal(x, 1.0);
  DoubleWord<Real> distance = twoSum(one, -x);
  // At 1 and close to it: x = 1, and y^2 may underflow.
  int upScale = isSingle ? 96 : 700;
  auto isAtOne = distance.hi == 0.0;
  auto isSmall = y < (isSingle ? 0x1p-40 : 0x1p-400);
  auto isPole = isAtOne & isSmall;

  double downFactor = makePowerOfTwo(getLargeScale(x));
  Real large = selectLiteral(x, isLarge, downFactor, 1.0);
  Real factor = select(isPole, makePowerOfTwo(upScale), large);
  // For large z, 1 - x = -x.
  Real shifted = select(isLarge, x, distance.hi);
  Real shiftedLow = select(isLarge, 0.0, distance.lo);
  Real re = shifted * factor;
  Real im = y * factor;
  DoubleWord<Real> reSquared = twoSquare(re);
  DoubleWord<Real> imSquared = twoSquare(im);
  DoubleWord<Real> high = twoSum(reSquared.hi, imSquared.hi);
  Real twice = re + re;
  Real lows = reSquared.lo + imSquared.lo;
  Real tail = fma(twice, shiftedLow, lows);
  DoubleWord<Real> norm = fastTwoSum(high.hi, high.lo + tail);
  Real quotient = x / norm.hi;
  Real residual = fma(-quotient, norm.hi, x);
  Real excess = fma(-quotient, norm.lo, residual);
  Real quotientLow = excess / norm.hi;

  // log1p(q) is q for the small q of a large z, and log q for the large q near
  // a pole.
  Real reOfLarge = (quotient * large) * large;
  Real four = literal(x, 4.0);
  DoubleWord<Real> argument =
      scale(DoubleWord<Real>{quotient, quotientLow}, four);
  DoubleWord<Real> logarithm = logOfSum(isPole, argument);
  Constant unscaled = multiplyLn2(x, upScale / 2);
  Real unscaledLow = selectLiteral(x, isPole, unscaled.lo, 0.0);
  Real unscaledHigh = selectLiteral(x, isPole, unscaled.hi, 0.0);
  Real low = fma(logarithm.lo, literal(x, 0.25), unscaledLow);
  Real sum = fma(logarithm.hi, literal(x, 0.25), low);
  Real reMagnitude = sum + unscaledHigh;
  auto isAtPole = isAtOne & (y == 0.0);
  Real orInfinity = select(isAtPole, infinity, reMagnitude);
  Real orReciprocal = select(isLarge, reOfLarge, orInfinity);
  auto isInfinite = isInfPair(z);
  Real orZero = select(isInfinite, 0.0, orReciprocal);
  Real signedRe = copysign(orZero, z.re);
  auto isImaginary = z.re == 0.0;
  Real reResult = select(isImaginary, z.re, signedRe);

  Real plus = x + one;
  Real minusY = -y;
  Real cosine = sumOfProducts(distance.hi, plus, minusY, y);
  Real sine = y + y;
  Real adjacent = select(isLarge, -1.0, cosine);
  Real zeroOrNaN = select(isNaN(y), y, 0.0);
  Real opposite = select(isLarge, zeroOrNaN, sine);
  Real angle = atan2(opposite, adjacent) * 0.5;
  return {reResult, copysign(angle, z.im)};
}

template <typename Real> Pair<Real> asinBasic(Pair<Real> z) {
  return swapParts(asinhBasic(swapParts(z)));
}

/// pi/2 - asin(z), as written.
template <typename Real> Pair<Real> acosBasic(Pair<Real> z) {
  Pair<Real> sine = asinBasic(z);
  Real re = (piHi / 2) - sine.re;
  return {re, -sine.im};
}

template <typename Real> Pair<Real> atanBasic(Pair<Real> z) {
  return swapParts(atanhBasic(swapParts(z)));
}

/// The inverse tangent, -i atanh(iz).
template <typename Real> Pair<Real> atanImproved(Pair<Real> z) {
  return swapParts(atanhImproved(swapParts(z)));
}

} // namespace milcomplex::formulas

#endif // MILCOMPLEX_MATH_INVERSEHYPERBOLIC_H
