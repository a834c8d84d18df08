//===- Power.h - Powers -----------------------------------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_MATH_POWER_H
#define MILCOMPLEX_MATH_POWER_H

// Powers. Real functions: one log, atan2, exp, sin and cos each; a step of
// Newton's method extends the logarithm to two words.

#include "milcomplex/Math/DoubleWordFunctions.h"
#include "milcomplex/Math/Exponential.h"
#include "milcomplex/Math/Logarithm.h"
#include "milcomplex/Math/Scaling.h"

namespace milcomplex::formulas {

/// A complex number with parts of two words.
template <typename Real> struct PairOfWords {
  DoubleWord<Real> re, im;
};

/// e^(w log z), as written; 1 for w = 0.
template <typename Real> Pair<Real> powBasic(Pair<Real> z, Pair<Real> w) {
  Pair<Real> power = expBasic(mulBasic(w, logBasic(z)));
  auto reIsZero = w.re == 0.0;
  auto imIsZero = w.im == 0.0;
  auto isZero = reIsZero & imIsZero;
  Real re = select(isZero, 1.0, power.re);
  Real im = select(isZero, 0.0, power.im);
  return {re, im};
}

/// z = i^quadrant 2^k core with |arg core| <= pi/4 and sqrt(1/2) <= |core| <=
/// sqrt(2).
template <typename Real> struct CoreOfLog {
  Pair<Real> core;
  Real k, quadrant;
};

template <typename Real> CoreOfLog<Real> makeCoreOfLog(Pair<Real> z) {
  Real magnitudeRe = abs(z.re);
  Real magnitudeIm = abs(z.im);
  // Subnormal numbers are scaled to normal ones first.
  int lift = precision(z.re) + 1;
  Real raw = maximum(magnitudeRe, magnitudeIm);
  auto isSmall = raw < smallestNormal(raw) * makePowerOfTwo(lift);
  Real lifted = selectLiteral(raw, isSmall, makePowerOfTwo(lift), 1.0);
  Real larger = raw * lifted;
  Scale<Real> scale = makeScale(larger);
  // The larger part in [1, 2), then the norm in [1/2, 2).
  Real down = scale.down * 0.5;
  Real x1 = (z.re * lifted) * down;
  Real y1 = (z.im * lifted) * down;
  Real ySquared = y1 * y1;
  Real norm = fma(x1, x1, ySquared);
  auto isAbove = norm > 2.0;
  Real half = selectLiteral(norm, isAbove, 0.5, 1.0);
  Real x = x1 * half;
  Real y = y1 * half;

  int bias = exponentBias(raw);
  auto bits = toBits(larger);
  auto field = shiftRight(bits, fractionBits(raw));
  auto plain = literal(bits, bias);
  auto raised = literal(bits, bias - 1);
  auto offset = select(isAbove, raised, plain);
  auto liftBits = literal(bits, lift);
  auto noBits = literal(bits, 0);
  auto liftOffset = select(isSmall, liftBits, noBits);
  auto exponent = (field - offset) - liftOffset;
  Real k = integerToReal(raw, exponent);

  auto isUpright = magnitudeIm > magnitudeRe;
  auto yIsNegative = z.im < 0.0;
  auto xIsNegative = z.re < 0.0;
  Real unit = literal(raw, 1.0);
  Real signOfY = copysign(unit, z.im);
  Real minusX = -x;
  Real minusY = -y;
  // Upright: z = i y (1 - i x/y), or -i of it below.
  Real uprightRe = select(yIsNegative, minusY, y);
  Real uprightIm = select(yIsNegative, x, minusX);
  Real otherRe = select(xIsNegative, minusX, x);
  Real otherIm = select(xIsNegative, minusY, y);
  Real twice = signOfY + signOfY;
  Real otherQuadrant = select(xIsNegative, twice, 0.0);
  Real re = select(isUpright, uprightRe, otherRe);
  Real im = select(isUpright, uprightIm, otherIm);
  Real quadrant = select(isUpright, signOfY, otherQuadrant);
  return {{re, im}, k, quadrant};
}

/// log(core) to 2^-44 (f32), 2^-101 (f64) of its norm: with l + it the
/// logarithm in one word, that is l + it + log(1 + d) with 1 + d = core
/// e^-(l + it), a step of Newton's method. The error of l + it is a few u of
/// the norm, so that d, in one word, is log(1 + d) within this bound.
template <typename Real> PairOfWords<Real> logOfCore(Pair<Real> core) {
  Real x = core.re, y = core.im;
  Real less = x - 1.0;
  Real more = x + 1.0;
  Real ySquared = y * y;
  Real norm = fma(x, x, ySquared);
  // Near 1 the rounding of the norm counts: it is |core|^2 - 1 less norm - 1.
  Real excess = fma(less, more, ySquared);
  Real error = excess - (norm - 1.0);
  Real twice = log(norm) + error;
  Real logarithm = twice * 0.5;
  Real angle = atan2(y, x);
  DoubleWord<Real> a = expm1Word(-logarithm);
  SineAndVersine<Real> parts = makeSineAndVersine(angle);
  DoubleWord<Real> s = parts.sine, v = parts.versine;

  // core e^-it = 1 + real + i imaginary, where x >= 1/2 and
  //   real = (x - 1) + (y s - x v), imaginary = (y - x s) - y v.
  DoubleWord<Real> ys = twoProduct(y, s.hi);
  DoubleWord<Real> xv = twoProduct(x, v.hi);
  DoubleWord<Real> change = fastTwoSum(ys.hi, -xv.hi);
  DoubleWord<Real> real = twoSum(less, change.hi);
  Real errors = ys.lo - xv.lo;
  Real realLow = errors + (real.lo + change.lo);
  Real realLow1 = fma(y, s.lo, realLow);
  Real realLow2 = fma(-x, v.lo, realLow1);
  // The terms cancel: both differences are exact.
  DoubleWord<Real> xs = twoProduct(x, s.hi);
  DoubleWord<Real> yv = twoProduct(y, v.hi);
  Real imaginary = (y - xs.hi) - yv.hi;
  Real imaginary1 = imaginary - (xs.lo + yv.lo);
  Real imaginary2 = fma(-x, s.lo, imaginary1);
  Real imaginary3 = fma(-y, v.lo, imaginary2);

  // d = (1 + a) (1 + real + i imaginary) - 1, of which the high words cancel.
  DoubleWord<Real> product = twoProduct(a.hi, real.hi);
  Real high = (real.hi + a.hi) + product.hi;
  Real low = (realLow2 + a.lo) + product.lo;
  Real low1 = fma(a.hi, realLow2, low);
  Real low2 = fma(a.lo, real.hi, low1);
  Real dIm = fma(imaginary3, a.hi, imaginary3);
  return {twoSum(logarithm, high + low2), fastTwoSum(angle, dIm)};
}

/// log z in two words for a finite z other than 0, within the bounds of
/// logOfCore. The words are not normalized.
template <typename Real> PairOfWords<Real> logWords(Pair<Real> z) {
  CoreOfLog<Real> parts = makeCoreOfLog(z);
  PairOfWords<Real> core = logOfCore(parts.core);
  // A multiple other than 0 of either constant is larger than what is added.
  auto addMultiple = [](DoubleWord<Real> constant, Real count,
                        DoubleWord<Real> word) {
    DoubleWord<Real> multiple = multiplyWordsLoosely(constant, count);
    DoubleWord<Real> sum = fastTwoSum(multiple.hi, word.hi);
    return DoubleWord<Real>{sum.hi, sum.lo + (multiple.lo + word.lo)};
  };
  DoubleWord<Real> re =
      addMultiple(literalWord(z.re, ln2Hi, ln2Lo), parts.k, core.re);
  DoubleWord<Real> im = addMultiple(literalWord(z.re, piHi / 2, piLo / 2),
                                    parts.quadrant, core.im);
  return {re, im};
}

/// e^(a + ib): that of the high words by the real functions, rotated by the low
/// word of b, which may be as large as 2^-6.
template <typename Real> Pair<Real> expOfWords(PairOfWords<Real> exponent) {
  Pair<Real> z = {exponent.re.hi, exponent.im.hi};
  ScaledExponential<Real> magnitude = makeScaledExponential(z.re);
  Real value = fma(magnitude.value, exponent.re.lo, magnitude.value);
  Real cosine = cos(z.im);
  Real sine = sin(z.im);
  // The square of an angle too small to change the cosine might be subnormal.
  Real low = exponent.im.lo;
  auto counts = abs(low) > makePowerOfTwo(-precision(low) / 2 - 4);
  Real root = select(counts, low, 0.0);
  Real square = root * root;
  static const double sineTerms[] = {-1.0 / 6, 1.0 / 120};
  static const double versineTerms[] = {-1.0 / 2, 1.0 / 24, -1.0 / 720};
  Real sineSum = evaluatePolynomial(square, sineTerms);
  Real lowSine = fma(square * sineSum, low, low);
  Real minusVersine = square * evaluatePolynomial(square, versineTerms);
  Real cosineChange = fma(-sine, lowSine, cosine * minusVersine);
  Real sineChange = fma(cosine, lowSine, sine * minusVersine);
  Real rotatedCosine = (cosine + cosineChange) * magnitude.before;
  Real rotated = (sine + sineChange) * magnitude.before;
  Real rotatedSine = rotated * magnitude.lift;
  // Of a power out of range the low word may be anything.
  auto isWithin = abs(z.re) < getExponentialLimit(z.re);
  magnitude.value = select(isWithin, value, magnitude.value);
  Pair<Real> power =
      rotateExponential(z, magnitude, rotatedCosine, rotatedSine);
  // A part that vanishes to all bits at hand stays zero beside an overflow.
  auto cosineIsZero = rotatedCosine == 0.0;
  auto sineIsZero = rotatedSine == 0.0;
  Real re = select(cosineIsZero, rotatedCosine, power.re);
  Real im = select(sineIsZero, rotatedSine, power.im);
  return {re, im};
}

/// The special cases of a power: 1 where w = 0; where z = 0, 0 for Re w > 0 and
/// e^(w log 0) = inf + i NaN for a negative w.
template <typename Real>
Pair<Real> selectPowerOfZero(Pair<Real> z, Pair<Real> w, Pair<Real> power) {
  auto zReIsZero = z.re == 0.0;
  auto zImIsZero = z.im == 0.0;
  auto zIsZero = zReIsZero & zImIsZero;
  auto wReIsZero = w.re == 0.0;
  auto wImIsZero = w.im == 0.0;
  auto wIsZero = wReIsZero & wImIsZero;
  auto wIsPositive = w.re > 0.0;
  auto wIsNegative = w.re < 0.0;
  Real zero = literal(z.re, 0.0);
  Real nan = literal(z.re, quietNaN);
  Real orInfinite = select(wIsNegative, infinity, nan);
  Real reOfZero = select(wIsPositive, zero, orInfinite);
  Real imOfZero = select(wIsPositive, zero, nan);
  Real re = select(zIsZero, reOfZero, power.re);
  Real im = select(zIsZero, imOfZero, power.im);
  Real reResult = select(wIsZero, 1.0, re);
  return {reResult, select(wIsZero, 0.0, im)};
}

/// An infinity with its direction in the plane, or z.
template <typename Real> Pair<Real> boxInfinitePair(Pair<Real> z) {
  auto isInfinite = isInfPair(z);
  auto box = [&](Real part) {
    Real unit = selectLiteral(part, isInf(part), 1.0, 0.0);
    Real direction = copysign(unit, part);
    Real kept = select(isNaN(part), part, direction);
    return select(isInfinite, kept, part);
  };
  Real re = box(z.re);
  Real im = box(z.im);
  return {re, im};
}

/// z^w = e^(w log z), with log z and the product in two words: within 4 ULP in
/// norm as long as |w log z| is below 2^18 (f32), 2^47 (f64). Special values:
/// pow(z, 0) = 1 as in C; of infinities, those of e^(w log z).
template <typename Real> Pair<Real> powImproved(Pair<Real> z, Pair<Real> w) {
  PairOfWords<Real> logarithm = logWords(boxInfinitePair(z));
  auto isInfinite = isInfPair(z);
  DoubleWord<Real> unbounded = {literal(z.re, infinity), literal(z.re, 0.0)};
  logarithm.re = selectWord(isInfinite, unbounded, logarithm.re);
  DoubleWord<Real> re =
      sumOfWordProducts(logarithm.re, w.re, logarithm.im, -w.im);
  DoubleWord<Real> im =
      sumOfWordProducts(logarithm.re, w.im, logarithm.im, w.re);

  // The textbook product; a contraction of its sums would change infinities.
  Real imIm = w.im * logarithm.im.hi;
  Real imRe = w.im * logarithm.re.hi;
  Real textbookRe = fma(w.re, logarithm.re.hi, -imIm);
  Real textbookIm = fma(w.re, logarithm.im.hi, imRe);
  Real zero = literal(z.re, 0.0);
  auto reIsFinite = isFinite(re.hi), imIsFinite = isFinite(im.hi);
  DoubleWord<Real> reWord =
      selectWord(reIsFinite, re, DoubleWord<Real>{textbookRe, zero});
  DoubleWord<Real> imWord =
      selectWord(imIsFinite, im, DoubleWord<Real>{textbookIm, zero});
  Pair<Real> power = expOfWords(PairOfWords<Real>{reWord, imWord});
  return selectPowerOfZero(z, w, power);
}

/// z^n for an integer n in two words, since n may have more bits than a word.
/// The textbook formula is that of pow.
template <typename Real>
Pair<Real> powiImproved(Pair<Real> z, DoubleWord<Real> n) {
  PairOfWords<Real> logarithm = logWords(boxInfinitePair(z));
  auto isInfinite = isInfPair(z);
  DoubleWord<Real> unbounded = {literal(z.re, infinity), literal(z.re, 0.0)};
  DoubleWord<Real> logRe = selectWord(isInfinite, unbounded, logarithm.re);
  DoubleWord<Real> re = multiplyWords(logRe, n);
  DoubleWord<Real> im = multiplyWords(logarithm.im, n);
  Real zero = literal(z.re, 0.0);
  Real single = logRe.hi * n.hi;
  auto isUsable = isFinite(re.hi);
  DoubleWord<Real> reWord =
      selectWord(isUsable, re, DoubleWord<Real>{single, zero});
  Pair<Real> power = expOfWords(PairOfWords<Real>{reWord, im});
  return selectPowerOfZero(z, Pair<Real>{n.hi, zero}, power);
}

} // namespace milcomplex::formulas

#endif // MILCOMPLEX_MATH_POWER_H
