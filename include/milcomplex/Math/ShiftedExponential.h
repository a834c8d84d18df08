//===- ShiftedExponential.h - expm1, exp2, logistic -------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_MATH_SHIFTEDEXPONENTIAL_H
#define MILCOMPLEX_MATH_SHIFTEDEXPONENTIAL_H

// expm1, exp2 and the logistic function. Real functions: one exp for exp2, none
// for the other two. Their parts vanish on curves where all but the last bits
// of e^x and cos y cancel, so that both are computed in two words.

#include "milcomplex/Math/Division.h"
#include "milcomplex/Math/Exponential.h"
#include "milcomplex/Math/Hyperbolic.h"
#include "milcomplex/Math/Logarithm.h"
#include "milcomplex/Math/RealExponential.h"
#include "milcomplex/Math/RealTrigonometric.h"
#include "milcomplex/Math/TripleWordFunctions.h"

namespace milcomplex::formulas {

/// e^z - 1, as written.
template <typename Real> Pair<Real> expm1Basic(Pair<Real> z) {
  Pair<Real> exponential = expBasic(z);
  return {exponential.re - 1.0, exponential.im};
}

/// e^(z ln 2), as written.
template <typename Real> Pair<Real> exp2Basic(Pair<Real> z) {
  Real re = z.re * ln2Hi;
  Real im = z.im * ln2Hi;
  return expBasic(Pair<Real>{re, im});
}

/// 1/(1 + e^-z), as written.
template <typename Real> Pair<Real> logisticBasic(Pair<Real> z) {
  Pair<Real> exponential = expBasic(neg(z));
  Real shifted = exponential.re + 1.0;
  return reciprocalBasic(Pair<Real>{shifted, exponential.im});
}

/// 2^z = 2^k e^(r ln 2) (cos(y ln 2) + i sin(y ln 2)) for x = k + r.
template <typename Real> Pair<Real> exp2Improved(Pair<Real> z) {
  bool isSingle = precision(z.re) == 24;
  Real x = isSingle ? clamp(z.re, -200, 290) : clamp(z.re, -1200, 2110);
  // Beyond the bounds, 2^x times any sine overflows or underflows.
  auto isLarge = x > (isSingle ? 254.0 : 2046.0);
  auto rounded = roundToInteger(x);
  DoubleWord<Real> exponent =
      multiplyWord(literalWord(x, ln2Hi, ln2Lo), rounded.rest);
  Real value = exp(exponent.hi);
  Real corrected = fma(value, exponent.lo, value);
  ScaledExponential<Real> magnitude =
      splitPower(corrected, rounded.integer, isLarge);
  auto isSmall = isSmallAngle(z.im);
  DoubleWord<Real> ln2 = literalWord(x, ln2Hi, ln2Lo);
  auto turns = reduceToQuarterTurns(z.im, isSmall, ln2Turns);
  Real smallImaginary = select(isSmall, z.im, 0.0);
  turns.remainder =
      selectWord(isSmall, multiplyWord(ln2, smallImaginary), turns.remainder);
  SineAndCosine<Real> angle = sineAndCosine(turns);
  // The sine of a tiny angle is scaled before it is rounded.
  Real tiny = multiplyConstant(z.im * magnitude.before, ln2) * magnitude.lift;
  auto isTiny = abs(z.im) < (isSingle ? 0x1p-30 : 0x1p-60);
  Real cosine = angle.cosine * magnitude.before;
  Real other = (angle.sine * magnitude.before) * magnitude.lift;
  Real sine = select(isTiny, tiny, other);
  return rotateExponential(z, magnitude, cosine, sine);
}

/// ln 2 - getLn2High in three doubles.
inline constexpr double ln2RestSingle[3] = {
    0x1.7f7d1cf79abcap-20, -0x1.c4c67fc0d0951p-76, 0x1.03cd0c99ca62ep-130};
inline constexpr double ln2RestDouble[3] = {
    0x1.cf79abc9e3b3ap-40, -0x1.ff0342542fc33p-94, 0x1.93394c5b16c50p-151};

/// e^x = 2^k significand for a clamped x, and `shifted` = e^x - 1.
template <typename Real, typename Int> struct ExponentialWords {
  DoubleWord<Real> significand;
  TripleWord<Real> shifted;
  Int k;
};

/// Both with a small relative error; that of e^x - 1 holds for those k at which
/// the 1 changes the difference.
template <typename Real> auto makeExponentialWords(Real x) {
  bool isSingle = precision(x) == 24;
  Real clamped = clamp(x, isSingle ? -150 : -800, getExponentialLimit(x));
  auto reduced = reduceByLn2(clamped);
  TripleWord<Real> low =
      literalTriple(x, isSingle ? ln2RestSingle : ln2RestDouble);
  Real minusWhole = -reduced.whole;
  DoubleWord<Real> high = twoProduct(low.hi, minusWhole);
  DoubleWord<Real> middle = twoProduct(low.mid, minusWhole);
  Real last = low.lo * minusWhole;
  Real remainderTerms[] = {last,    middle.lo, middle.hi,
                           high.lo, high.hi,   reduced.exact};
  TripleWord<Real> expm1 = expm1Triple(sumTerms(remainderTerms));
  Real one = literal(x, 1.0);
  DoubleWord<Real> significand =
      addSmallerWord(DoubleWord<Real>{one, literal(x, 0.0)}, truncate(expm1));

  auto highest = literal(reduced.k, isSingle ? 66 : 142);
  auto lowest = literal(reduced.k, isSingle ? -100 : -200);
  auto capped = max(min(reduced.k, highest), lowest);
  Real power = powerOfTwo(x, capped);
  DoubleWord<Real> powerMinusOne = twoSum(power, -one);
  TripleWord<Real> scaled = scaleTriple(expm1, power);
  Real terms[] = {scaled.lo, powerMinusOne.lo, scaled.mid, scaled.hi,
                  powerMinusOne.hi};
  TripleWord<Real> shifted = sumTerms(terms);
  return ExponentialWords<Real, decltype(reduced.k)>{significand, shifted,
                                                     reduced.k};
}

/// factor significand 2^k, with the sign of the factor where that vanishes.
template <typename Real>
Real multiplyScaled(Real factor, DoubleWord<Real> significand,
                    ScaledExponential<Real> power) {
  Real scaled = factor * power.before;
  Real low = scaled * significand.lo;
  Real product = fma(scaled, significand.hi, low);
  return copysign((product * power.lift) * power.value, factor);
}

/// e^x (cos y + i sin y) - 1: with A = e^x - 1 and B = cos y - 1, the real part
/// is A + B + AB. Special values: those of exp, less 1.
template <typename Real> Pair<Real> expm1Improved(Pair<Real> z) {
  bool isSingle = precision(z.re) == 24;
  auto magnitude = makeExponentialWords(z.re);
  AngleWords<Real> angle = makeAngleWords(reduceAngle(z.im));
  TripleWord<Real> a = magnitude.shifted, b = addOffset(angle, 0);
  TripleWord<Real> ab = multiplyTriples(a, b);
  Real terms[] = {ab.lo, a.lo, b.lo, ab.mid, a.mid, b.mid, ab.hi, a.hi, b.hi};
  Real near = sumTerms(terms).hi;

  // Where cos y is not so small that e^x cos y could be near 1.
  ScaledExponential<Real> power =
      splitPower(literal(z.re, 1.0), magnitude.k, isLargeExponent(z.re));
  Real cosine = angle.change.hi + (1.0 - angle.distance);
  Real far = multiplyScaled(cosine, magnitude.significand, power);
  Real im = multiplyScaled(angle.sine.hi, magnitude.significand, power);
  auto isFar = z.re > (isSingle ? 45.0 : 98.0);
  Real re = select(isFar, far, near);

  auto isInfinite = isInf(z.re);
  auto isDirected = isFinite(z.im);
  auto isUndirected = isInfinite & !isDirected;
  auto isLeft = z.re < 0.0;
  auto vanishes = isUndirected & isLeft;
  Real limitRe = select(isLeft, -1.0, z.re);
  Real reOrLimit = select(isUndirected, limitRe, re);
  Real imOrZero = select(vanishes, 0.0, im);
  auto isReal = z.im == 0.0;
  auto isImaginary = z.re == 0.0;
  auto isZero = isReal & isImaginary;
  Real reResult = select(isZero, z.re, reOrLimit);
  return {reResult, select(isReal, z.im, imOrZero)};
}

/// 1/(1 + e^-z). With t = e^-|x| and w = 1 + t e^iy: w/|w|^2 to the right, t (t
/// + e^iy)/|w|^2 to the left. With A = t - 1, V = 1 + cos y and c = cos y, Re w
/// = V + A c, in which nothing cancels, and Re(t + e^iy) = A + V, which
/// vanishes on a curve: the bounds there are those of expm1.
template <typename Real> Pair<Real> logisticImproved(Pair<Real> z) {
  Real minusMagnitude = -abs(z.re);
  auto magnitude = makeExponentialWords(minusMagnitude);
  AngleWords<Real> angle = makeAngleWords(reduceAngle(z.im));
  DoubleWord<Real> shifted = truncate(magnitude.shifted);
  TripleWord<Real> cosinePlusOne = addOffset(angle, 2);
  DoubleWord<Real> more = truncate(cosinePlusOne);
  DoubleWord<Real> sine = angle.sine;
  Real distance = 1.0 - angle.distance;
  DoubleWord<Real> change = truncate(angle.change);
  DoubleWord<Real> product = multiplyWords(shifted, addWord(change, distance));
  DoubleWord<Real> re = addWords(more, product);
  Real one = literal(z.re, 1.0);
  DoubleWord<Real> t = addWord(shifted, one);
  DoubleWord<Real> im = multiplyWords(t, sine);
  Real norm = sumOfWordProducts(re, re, im, im).hi;

  ScaledExponential<Real> power =
      splitPower(one, magnitude.k, isLargeExponent(minusMagnitude));
  Real sineQuotient = sine.hi / norm;
  Real imResult = multiplyScaled(sineQuotient, magnitude.significand, power);
  TripleWord<Real> a = magnitude.shifted, v = cosinePlusOne;
  Real terms[] = {a.lo, v.lo, a.mid, v.mid, a.hi, v.hi};
  Real sum = sumTerms(terms).hi;
  Real left = multiplyScaled(sum / norm, magnitude.significand, power);
  Real right = re.hi / norm;
  auto isRight = z.re >= 0.0;
  Real reResult = select(isRight, right, left);

  auto isInfinite = isInf(z.re);
  auto isDirected = isFinite(z.im);
  auto isUndirected = isInfinite & !isDirected;
  Real limit = selectLiteral(z.re, isRight, 1.0, 0.0);
  Real zero = copysign(literal(z.re, 0.0), z.im);
  auto isReal = z.im == 0.0;
  Real reOrLimit = select(isUndirected, limit, reResult);
  Real imOrZero = select(isUndirected, zero, imResult);
  return {reOrLimit, select(isReal, z.im, imOrZero)};
}

} // namespace milcomplex::formulas

#endif // MILCOMPLEX_MATH_SHIFTEDEXPONENTIAL_H
