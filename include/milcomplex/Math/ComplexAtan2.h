//===- ComplexAtan2.h - The angle of two complex numbers --------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_MATH_COMPLEXATAN2_H
#define MILCOMPLEX_MATH_COMPLEXATAN2_H

// The complex atan2. Real functions: one log and one atan2.

#include "milcomplex/Math/Division.h"
#include "milcomplex/Math/InverseHyperbolic.h"
#include "milcomplex/Math/Power.h"

namespace milcomplex::formulas {

/// -i log((x + iy) / sqrt(x^2 + y^2)), as written.
template <typename Real> Pair<Real> atan2Basic(Pair<Real> y, Pair<Real> x) {
  Pair<Real> xSquare = squareBasic(x);
  Pair<Real> ySquare = squareBasic(y);
  Pair<Real> root = sqrtBasic(add(xSquare, ySquare));
  Real re = x.re - y.im;
  Real im = x.im + y.re;
  Pair<Real> logarithm = logBasic(divBasic(Pair<Real>{re, im}, root));
  return {logarithm.im, -logarithm.re};
}

/// Whether half the angle of p conj m and the angle of p over the root of p m
/// differ by half a turn: from the signs of Im(p conj m) and Im(p m).
template <typename Real>
auto differByHalfTurn(Pair<Real> p, Pair<Real> m, Real sine, Real cosine,
                      Real imOfProduct) {
  Real one = literal(sine, 1.0);
  Real signOfP = copysign(one, p.im);
  Real signOfM = copysign(one, m.im);
  Real signOfSine = copysign(one, sine);
  auto isOneSided = signOfP == signOfM;
  // With both above: whether p m is below.
  Real turned = imOfProduct * signOfP;
  auto isBelow = turned < 0.0;
  auto isOnAxis = turned == 0.0;
  auto pIsLeft = p.re < 0.0;
  auto mIsLeft = m.re < 0.0;
  auto bothLeft = pIsLeft & mIsLeft;
  auto isWhole = isOnAxis & bothLeft;
  auto sumWraps = isOneSided & (isBelow | isWhole);
  auto isOpposite = signOfSine != signOfP;
  auto isParallel = sine == 0.0;
  auto isAgainst = cosine <= 0.0;
  auto parallelWraps = isAgainst & isOpposite;
  auto ofParallel = isParallel & (bothLeft | parallelWraps);
  auto ofOther = !isParallel & isOpposite;
  auto differenceWraps = (!isOneSided) & (ofParallel | ofOther);
  return sumWraps | differenceWraps;
}

/// k where `power` is 2^k.
template <typename Real> auto exponentOf(Real power) {
  auto field = shiftRight(toBits(power), fractionBits(power));
  return field - literal(field, exponentBias(power));
}

/// A complex number multiplied by 2^exponent, so that its larger part is in
/// [1, 2).
template <typename Real, typename Int> struct NormalizedWords {
  PairOfWords<Real> number;
  Int exponent;
};

template <typename Real> auto normalizeWords(PairOfWords<Real> number) {
  Real magnitudeRe = abs(number.re.hi);
  Real magnitudeIm = abs(number.im.hi);
  Real raw = maximum(magnitudeRe, magnitudeIm);
  // Subnormal numbers are scaled to normal ones first.
  int lift = precision(raw) + 1;
  auto isSmall = raw < smallestNormal(raw) * makePowerOfTwo(lift);
  Real lifted = selectLiteral(raw, isSmall, makePowerOfTwo(lift), 1.0);
  Real down = makeScale(raw * lifted).down * 0.5;
  DoubleWord<Real> re = scale(scale(number.re, lifted), down);
  DoubleWord<Real> im = scale(scale(number.im, lifted), down);
  auto exponent = exponentOf(down) + exponentOf(lifted);
  return NormalizedWords<Real, decltype(exponent)>{{re, im}, exponent};
}

/// log1p(4 x / |z|^2) / 4 + k ln 2 / 2; where the quotient `isLarge`, with its
/// log in place of log1p.
template <typename Real, typename Bool>
Real quarterLog1p(Real x, PairOfWords<Real> z, Real k, Bool isLarge) {
  DoubleWord<Real> norm = sumOfWordProducts(z.re, z.re, z.im, z.im);
  Real numerator = x * 4.0;
  Real quotient = numerator / norm.hi;
  Real residual = fma(-quotient, norm.hi, numerator);
  Real excess = fma(-quotient, norm.lo, residual);
  DoubleWord<Real> argument = {quotient, excess / norm.hi};
  DoubleWord<Real> logarithm = logOfSum(isLarge, argument);
  DoubleWord<Real> ofPowers =
      multiplyWord(literalWord(x, ln2Hi, ln2Lo), k * 0.5);
  Real low = fma(logarithm.lo, literal(x, 0.25), ofPowers.lo);
  Real sum = fma(logarithm.hi, literal(x, 0.25), low);
  return sum + ofPowers.hi;
}

/// The same by p = x + iy and m = x - iy: with (x + iy)/sqrt(x^2 + y^2) = q,
/// q^2 = p/m, so that
///   Im = log(|m|/|p|)/2 = log1p((|m|^2 - |p|^2)/|p|^2)/4,
///   Re = atan2(Re(x conj y) 2, |x|^2 - |y|^2)/2 + (pi, 0 or -pi),
/// from -pi to pi,
/// with |m|^2 - |p|^2 = 4 (Re x Im y - Im x Re y). The angle is that of p conj
/// m; pi is added where the square root of p m is not the one that halves both
/// angles: both p and m are above the real axis and p m is below it, or the
/// other way round.
template <typename Real> Pair<Real> atan2Improved(Pair<Real> y, Pair<Real> x) {
  Real magnitudeXFirst = abs(x.re);
  Real magnitudeXSecond = abs(x.im);
  Real magnitudeX = maximum(magnitudeXFirst, magnitudeXSecond);
  Real magnitudeYFirst = abs(y.re);
  Real magnitudeYSecond = abs(y.im);
  Real magnitudeY = maximum(magnitudeYFirst, magnitudeYSecond);
  Scale<Real> range = makeScale(maximum(magnitudeX, magnitudeY));
  bool isSingle = precision(x.re) == 24;
  // The largest scale at which no product overflows.
  int exponent = maxExponent(x.re) / 2 - 6;
  int highest = maxExponent(x.re) - 1 - exponent;
  Real most = literal(x.re, makePowerOfTwo(highest));
  Real factor = minimum(most, range.down) * makePowerOfTwo(exponent);
  // The product of this and the factor scales the largest part to near 1.
  Real one = literal(x.re, 1.0);
  Real capped = maximum(one, range.down * makePowerOfTwo(-highest));
  Real normalizer = capped * makePowerOfTwo(-exponent);
  Real a = x.re * factor;
  Real b = x.im * factor;
  Real c = y.re * factor;
  Real d = y.im * factor;
  Real minusB = -b;
  Real minusC = -c;
  Real minusD = -d;
  PairOfWords<Real> p = {twoSum(a, minusD), twoSum(b, c)};
  PairOfWords<Real> m = {twoSum(a, d), twoSum(b, minusC)};

  // Signs of sums of products, also of those that underflow.
  auto aSplit = splitExponent(x.re);
  auto bSplit = splitExponent(x.im);
  auto cSplit = splitExponent(y.re);
  auto dSplit = splitExponent(y.im);
  auto sineParts = alignedSumOfProducts(aSplit, cSplit, bSplit, dSplit);
  Real signOfSine = sineParts.mantissa;
  Real signOfProduct =
      alignedSumOfProducts(aSplit, bSplit, cSplit, dSplit).mantissa;
  // The smaller of p and m, scaled such that the larger is near 1; where it is
  // much smaller than that, from the unscaled operands, with a scale of its
  // own.
  Real difference = sumOfProducts(a, d, minusB, c);
  auto isNegative = difference < 0.0;
  PairOfWords<Real> scaled = {
      scale(selectWord(isNegative, m.re, p.re), normalizer),
      scale(selectWord(isNegative, m.im, p.im), normalizer)};
  DoubleWord<Real> largerRe =
      scale(selectWord(isNegative, p.re, m.re), normalizer);
  DoubleWord<Real> largerIm =
      scale(selectWord(isNegative, p.im, m.im), normalizer);
  Real minusYRe = -y.re;
  Real minusYIm = -y.im;
  Real reOfY = select(isNegative, minusYRe, y.re);
  Real minusImOfY = select(isNegative, y.im, minusYIm);
  PairOfWords<Real> unscaled = {twoSum(x.re, minusImOfY), twoSum(x.im, reOfY)};
  auto normalized = normalizeWords(unscaled);
  Real scaledRe = abs(scaled.re.hi);
  Real scaledIm = abs(scaled.im.hi);
  auto isPole = maximum(scaledRe, scaledIm) < (isSingle ? 0x1p-40 : 0x1p-400);
  PairOfWords<Real> smaller = {
      selectWord(isPole, normalized.number.re, scaled.re),
      selectWord(isPole, normalized.number.im, scaled.im)};
  auto exponentOfLarger = exponentOf(range.down);

  // The angle of p conj m, halved.
  Real plainSine = sumOfProducts(a, c, b, d);
  Real plainCosine = sumOfWordProducts(p.re, m.re, p.im, m.im).hi;
  Real poleSine =
      scaleBy(sineParts.mantissa,
              (sineParts.exponent + normalized.exponent) + exponentOfLarger);
  Real poleCosine =
      sumOfWordProducts(smaller.re, largerRe, smaller.im, largerIm).hi;
  Real sine = copysign(select(isPole, poleSine, plainSine), signOfSine);
  Real cosine = select(isPole, poleCosine, plainCosine);
  Real angle = atan2(sine + sine, cosine) * 0.5;
  Pair<Real> plainP = {x.re - y.im, x.im + y.re};
  Pair<Real> plainM = {x.re + y.im, x.im - y.re};
  auto isOff =
      differByHalfTurn(plainP, plainM, signOfSine, cosine, signOfProduct);
  // Towards zero, so that the sum is at most a half turn.
  auto isUndirected = signOfSine == 0.0;
  Real direction = select(isUndirected, plainP.im, -angle);
  Real turns = select(isOff, copysign(one, direction), 0.0);
  Real low = fma(turns, literal(a, piLo), angle);
  Real re = fma(turns, literal(a, piHi), low);

  // log1p(4 |ad - bc| / the smaller of |p|^2 and |m|^2) / 4.
  Real scaledDifference = (abs(difference) * normalizer) * normalizer;
  Real powers = integerToReal(a, normalized.exponent - exponentOfLarger);
  Real k = select(isPole, powers, 0.0);
  Real height = quarterLog1p(scaledDifference, smaller, k, isPole);
  auto reIsZero = unscaled.re.hi == 0.0;
  auto imIsZero = unscaled.im.hi == 0.0;
  auto isZero = reIsZero & imIsZero;
  Real logarithm = select(isZero, infinity, height);
  return {re, copysign(logarithm, difference)};
}

} // namespace milcomplex::formulas

#endif // MILCOMPLEX_MATH_COMPLEXATAN2_H
