//===- SquareRoot.h - Square roots ------------------------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_MATH_SQUAREROOT_H
#define MILCOMPLEX_MATH_SQUAREROOT_H

// Square roots, after Kahan, "Branch cuts for complex elementary functions",
// 1987, CSQRT, in double-word arithmetic. Real functions: two sqrt; also three
// divisions.

#include "milcomplex/Math/DoubleWord.h"
#include "milcomplex/Math/Polar.h"
#include "milcomplex/Math/Scaling.h"

namespace milcomplex::formulas {

/// The parts of the square root of z by magnitude: `large` = sqrt((|z| +
/// |x|)/2) and `small` = |y| / (2 large).
template <typename Real> struct RootParts {
  DoubleWord<Real> large, small;
  /// |z| times the square of the scale, and the scale.
  DoubleWord<Real> scaledAbs;
  /// `large` times the scale.
  DoubleWord<Real> scaledLarge;
  /// 1 / (2 scaledLarge), to a few u.
  Real halfInverse;
  SquareScale<Real> scale;
};

/// The parts of the square root of x + iy for a double-word x >= 0 and a finite
/// y, to a few u^2, by a scale with which no square overflows and no error of
/// one that counts underflows. Both are 0 for 0.
template <typename Real>
RootParts<Real> makeScaledRootParts(DoubleWord<Real> x, Real y,
                                    SquareScale<Real> scale) {
  Real magnitudeIm = abs(y);
  Real re = x.hi * scale.down;
  Real im = magnitudeIm * scale.down;
  Real low = x.lo * scale.down;

  DoubleWord<Real> reSquared = twoSquare(re);
  DoubleWord<Real> imSquared = twoSquare(im);
  DoubleWord<Real> sum = twoSum(reSquared.hi, imSquared.hi);
  Real twiceRe = re + re;
  Real lows = reSquared.lo + imSquared.lo;
  Real tail = fma(twiceRe, low, lows);
  DoubleWord<Real> norm = fastTwoSum(sum.hi, sum.lo + tail);
  DoubleWord<Real> absolute = sqrtWord(norm);

  DoubleWord<Real> highs = fastTwoSum(absolute.hi, re);
  DoubleWord<Real> twiceSquare =
      fastTwoSum(highs.hi, highs.lo + (absolute.lo + low));
  Real half = literal(y, 0.5);
  DoubleWord<Real> squareOfLarge = formulas::scale(twiceSquare, half);
  // The step of sqrtWord, by the reciprocal that the other part needs, too.
  Real root = sqrt(squareOfLarge.hi);
  Real smallest = literal(y, smallestNormal(y));
  Real halfInverse = 1.0 / maximum(smallest, root + root);
  Real rootResidual = fma(-root, root, squareOfLarge.hi);
  Real rootExcess = rootResidual + squareOfLarge.lo;
  DoubleWord<Real> large = fastTwoSum(root, rootExcess * halfInverse);
  Real twiceLarge = large.hi + large.hi;

  // |y| is scaled by no more than necessary, so that it does not underflow.
  Real numerator = magnitudeIm * scale.rootDown;
  Real quotient = numerator * halfInverse;
  Real residual = fma(-quotient, twiceLarge, numerator);
  Real twiceLow = large.lo + large.lo;
  Real excess = fma(-quotient, twiceLow, residual);
  // Each sum of a product is an fma, whose bits no target's contraction
  // changes.
  Real smallHigh = fma(excess, halfInverse, quotient);
  Real smallLow = fma(excess, halfInverse, quotient - smallHigh);
  DoubleWord<Real> small = {smallHigh, smallLow};
  return {formulas::scale(large, scale.rootUp),
          small,
          absolute,
          large,
          halfInverse,
          scale};
}

/// The same for any x, which is taken for |x|.
template <typename Real>
RootParts<Real> makeRootParts(DoubleWord<Real> x, Real y) {
  Real magnitudeRe = abs(x.hi);
  SquareScale<Real> scale = makeSquareScale(maximum(magnitudeRe, abs(y)));
  Real sign = copysign(literal(y, 1.0), x.hi);
  return makeScaledRootParts(DoubleWord<Real>{magnitudeRe, x.lo * sign}, y,
                             scale);
}

/// `root`, or where z is not finite, sqrt(z) by C23 Annex G.6.4.2.
template <typename Real>
Pair<Real> selectRootOfInfinity(Pair<Real> z, Pair<Real> root) {
  Real x = z.re, y = z.im;
  Real zero = literal(x, 0.0);
  auto yIsInf = isInf(y);
  auto xIsPositive = x == infinity;
  auto xIsNegative = x == -infinity;
  auto yIsNaN = isNaN(y);
  Real unbounded = literal(x, infinity);
  Real signedInfinity = copysign(unbounded, y);
  Real signedZero = copysign(zero, y);
  // sqrt(-inf + iNaN) = NaN + i inf; sqrt(+inf + iNaN) = +inf + iNaN.
  Real smallOfNegative = select(yIsNaN, y, zero);
  Real smallOfPositive = select(yIsNaN, y, signedZero);
  auto toRe = xIsPositive | yIsInf;
  auto toIm = xIsNegative | yIsInf;
  Real re1 = select(xIsNegative, smallOfNegative, root.re);
  Real im1 = select(xIsPositive, smallOfPositive, root.im);
  Real re = select(toRe, unbounded, re1);
  Real im = select(toIm, signedInfinity, im1);
  return {re, im};
}

/// The textbook formula: sqrt((|z| + |x|)/2) and |y| over twice that.
template <typename Real> Pair<Real> sqrtBasic(Pair<Real> z) {
  Real magnitudeRe = abs(z.re);
  Real magnitudeIm = abs(z.im);
  Real sum = absBasic(z) + magnitudeRe;
  Real large = sqrt(sum * 0.5);
  Real quotient = (magnitudeIm * 0.5) / large;
  auto isZero = large == 0.0;
  Real small = select(isZero, magnitudeIm, quotient);
  auto isRight = z.re >= 0.0;
  Real re = select(isRight, large, small);
  Real im = select(isRight, small, large);
  return {re, copysign(im, z.im)};
}

/// The square root, within 1 ULP. Branch cut: the negative real axis.
template <typename Real> Pair<Real> sqrtImproved(Pair<Real> z) {
  Real zero = literal(z.re, 0.0);
  RootParts<Real> parts = makeRootParts(DoubleWord<Real>{z.re, zero}, z.im);
  auto isRight = z.re >= 0.0;
  Real re = select(isRight, parts.large.hi, parts.small.hi);
  Real im = select(isRight, parts.small.hi, parts.large.hi);
  Real signedIm = copysign(im, z.im);
  return selectRootOfInfinity(z, Pair<Real>{re, signedIm});
}

/// The reciprocal of the textbook root.
template <typename Real> Pair<Real> rsqrtBasic(Pair<Real> z) {
  Pair<Real> root = sqrtBasic(z);
  Real magnitude = absBasic(z);
  Real re = root.re / magnitude;
  Real minusIm = -root.im;
  return {re, minusIm / magnitude};
}

/// 1/sqrt(z) = conj(sqrt(z))/|z|: infinite for 0, and 0 for an infinity.
template <typename Real> Pair<Real> rsqrtImproved(Pair<Real> z) {
  Real zero = literal(z.re, 0.0);
  RootParts<Real> parts = makeRootParts(DoubleWord<Real>{z.re, zero}, z.im);
  Real absolute = parts.scaledAbs.hi;
  Real rootDown = parts.scale.rootDown;
  Real large = (parts.scaledLarge.hi / absolute) * rootDown;
  // Scaled first, since a small part may be subnormal.
  Real numerator = (abs(z.im) * parts.scale.down) * rootDown;
  Real twiceLarge = parts.scaledLarge.hi + parts.scaledLarge.hi;
  Real residual = fma(-parts.halfInverse, twiceLarge, literal(twiceLarge, 1.0));
  Real inverse = fma(parts.halfInverse, residual, parts.halfInverse);
  Real small = (numerator * inverse) / absolute;
  auto isRight = z.re >= 0.0;
  Real re = select(isRight, large, small);
  Real im = select(isRight, small, large);
  Real minusY = -z.im;
  Real signedIm = copysign(im, minusY);
  auto isInfinite = isInfPair(z);
  Real reOrZero = select(isInfinite, zero, re);
  Real signedZero = copysign(zero, minusY);
  Real imOrZero = select(isInfinite, signedZero, signedIm);
  auto reIsZero = z.re == 0.0;
  auto imIsZero = z.im == 0.0;
  auto isZero = reIsZero & imIsZero;
  Real reResult = select(isZero, infinity, reOrZero);
  Real imResult = select(isZero, signedZero, imOrZero);
  return {reResult, imResult};
}

} // namespace milcomplex::formulas

#endif // MILCOMPLEX_MATH_SQUAREROOT_H
