//===- RealArctangent.h - atan2, atan, asin, acos of reals ------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_MATH_REALARCTANGENT_H
#define MILCOMPLEX_MATH_REALARCTANGENT_H

// Arctangents and inverse sines of real numbers, within 1 ULP, with the special
// values of C23 Annex F.10.1. No real functions, no branches, one division: the
// quotient of the coordinates t, or (t - 1)/(t + 1) above tan(pi/8), in two
// words, and a minimax polynomial (lib/Math/coefficients.sollya) on |t| <=
// tan(pi/8) (Cody, Waite, "Software Manual for the Elementary Functions", 1980,
// chapter 11).

#include "milcomplex/Math/Constants.h"
#include "milcomplex/Math/DoubleWord.h"
#include "milcomplex/Math/Scaling.h"

namespace milcomplex::formulas {

// (atan t - t) / t^3 by t^2, for |t| <= tan(pi/8).
inline constexpr double arctangentSingle[] = {-0x1.555556p-2, 0x1.999a1ep-3,
                                              -0x1.249ebep-3, 0x1.c79f4p-4,
                                              -0x1.6daef8p-4, 0x1.d1fff6p-5};
inline constexpr double arctangentDouble[] = {
    -0x1.5555555555555p-2, 0x1.9999999999816p-3,  -0x1.2492492481dc4p-3,
    0x1.c71c71bcb4db4p-4,  -0x1.745d156a36ad5p-4, 0x1.3b137c5f4bb6cp-4,
    -0x1.110d3300c4d94p-4, 0x1.e17f913ddb8ebp-5,  -0x1.abce886df6bc8p-5,
    0x1.72208042d5ac8p-5,  -0x1.14d5975c79605p-5, 0x1.fbe75f07357b8p-7};

/// The angle of the point (x, y) for y >= 0; a zero or infinite y beside such
/// an x is allowed for.
template <typename Real>
Real angleOfPoint(DoubleWord<Real> y, DoubleWord<Real> x) {
  Real one = literal(x.hi, 1.0);
  Real zero = literal(x.hi, 0.0);
  auto isLeft = copysign(one, x.hi) < 0.0;
  Real sign = select(isLeft, -1.0, one);
  // Zeros stay such, whatever their sign.
  bool hasLows = !(isKnownZero(x.lo) && isKnownZero(y.lo));
  Real xLow = hasLows ? x.lo * sign : zero;
  Real magnitude = abs(x.hi);
  auto isSteep = y.hi > magnitude;
  Real smallerRaw = select(isSteep, magnitude, y.hi);
  Real largerRaw = select(isSteep, y.hi, magnitude);
  Real smallerLowRaw = hasLows ? select(isSteep, xLow, y.lo) : zero;
  Real largerLowRaw = hasLows ? select(isSteep, y.lo, xLow) : zero;
  // Both zero: the angle of (1, 0). Infinite: of (1, 0) or (1, 1).
  auto isZero = largerRaw == 0.0;
  auto isInfinite = largerRaw == infinity;
  auto areInfinite = smallerRaw == infinity;
  auto isSpecial = isZero | isInfinite;
  Real unit = selectLiteral(x.hi, areInfinite, 1.0, 0.0);
  Real smallerBoxed = select(isSpecial, unit, smallerRaw);
  Real largerBoxed = select(isSpecial, one, largerRaw);
  Real down = makeScale(largerBoxed).down;
  Real smaller = smallerBoxed * down;
  Real larger = largerBoxed * down;
  Real smallerLow = hasLows ? smallerLowRaw * down : zero;
  Real largerLow = hasLows ? largerLowRaw * down : zero;

  auto isMiddle = smaller > larger * 0x1.a8279ap-2;
  DoubleWord<Real> sum = fastTwoSum(larger, smaller);
  DoubleWord<Real> minusDifference = fastTwoSum(larger, -smaller);
  Real sumLow = hasLows ? sum.lo + (smallerLow + largerLow) : sum.lo;
  Real lowDifference = smallerLow - largerLow;
  Real differenceLow = lowDifference - minusDifference.lo;
  Real numerator = select(isMiddle, -minusDifference.hi, smaller);
  Real denominator = select(isMiddle, sum.hi, larger);
  Real numeratorLow = select(isMiddle, differenceLow, smallerLow);
  Real denominatorLow = select(isMiddle, sumLow, largerLow);

  Real inverse = 1.0 / denominator;
  Real t = numerator * inverse;
  Real residual = fma(-t, denominator, numerator);
  Real withLow = residual + numeratorLow;
  Real residual1 = fma(-t, denominatorLow, withLow);
  Real low = residual1 * inverse;
  Real square = t * t;
  Real cube = square * t;
  Real polynomial = evaluateMinimax(square, arctangentSingle, arctangentDouble);
  // atan(t + l) = atan t + l (1 - t^2) to first order.
  Real lowTail = fma(-low, square, low);
  Real tail = fma(cube, polynomial, lowTail);

  // The angle is eighths pi/4 + turned (t + tail).
  Real ofMiddle = selectLiteral(x.hi, isMiddle, 1.0, 0.0);
  Real ofSteep = select(isSteep, 2.0 - ofMiddle, ofMiddle);
  Real eighths = select(isLeft, 4.0 - ofSteep, ofSteep);
  Real turned = select(isSteep, -sign, sign);
  bool isSingle = precision(x.hi) == 24;
  // Its product with 3 is exact.
  double quarterPi = isSingle ? 0x1.921fbp-1 : 0x1.921fb54442d1p-1;
  double rest = (piHi / 4 - quarterPi) + piLo / 4;
  Real leading = eighths * quarterPi;
  Real turnedTail = tail * turned;
  DoubleWord<Real> angle = fastTwoSum(leading, t * turned);
  Real lows = fma(eighths, literal(zero, rest), turnedTail);
  return angle.hi + (angle.lo + lows);
}

/// The angle of the point (x, y) with the positive x axis, in [-pi, pi].
template <typename Real> Real realAtan2(Real y, Real x) {
  Real zero = literal(x, 0.0);
  DoubleWord<Real> yWord = {abs(y), zero};
  DoubleWord<Real> xWord = {x, zero};
  Real angle = copysign(angleOfPoint(yWord, xWord), y);
  Real sum = x + y;
  auto xIsNaN = isNaN(x);
  auto yIsNaN = isNaN(y);
  return select(xIsNaN | yIsNaN, sum, angle);
}

template <typename Real> Real realAtan(Real x) {
  return realAtan2(x, literal(x, 1.0));
}

/// sqrt(1 - x^2) in two words; NaN where |x| > 1.
template <typename Real> DoubleWord<Real> cathetusOf(Real x) {
  DoubleWord<Real> square = twoSquare(x);
  DoubleWord<Real> rest = fastTwoSum(literal(x, 1.0), -square.hi);
  return sqrtWord(fastTwoSum(rest.hi, rest.lo - square.lo));
}

/// The angle with sine x, in [-pi/2, pi/2].
template <typename Real> Real realAsin(Real x) {
  DoubleWord<Real> sine = {abs(x), literal(x, 0.0)};
  DoubleWord<Real> cosine = cathetusOf(x);
  Real angle = copysign(angleOfPoint(sine, cosine), x);
  return select(isNaN(cosine.hi), cosine.hi, angle);
}

/// The angle with cosine x, in [0, pi].
template <typename Real> Real realAcos(Real x) {
  DoubleWord<Real> cosine = {x, literal(x, 0.0)};
  DoubleWord<Real> sine = cathetusOf(x);
  Real angle = angleOfPoint(sine, cosine);
  return select(isNaN(sine.hi), sine.hi, angle);
}

} // namespace milcomplex::formulas

#endif // MILCOMPLEX_MATH_REALARCTANGENT_H
