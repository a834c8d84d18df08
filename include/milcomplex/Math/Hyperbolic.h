//===- Hyperbolic.h - Hyperbolic and trigonometric functions ----*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_MATH_HYPERBOLIC_H
#define MILCOMPLEX_MATH_HYPERBOLIC_H

// Hyperbolic functions and, by swapping parts, their trigonometric twins. Real
// functions: one sin and one cos; the hyperbolic sine and cosine of the real
// part are computed here, in two words.

#include "milcomplex/Math/DoubleWord.h"
#include "milcomplex/Math/Exponential.h"
#include "milcomplex/Math/Ln2Reduction.h"
#include "milcomplex/Math/Scaling.h"

namespace milcomplex::formulas {

/// The hyperbolic sine and cosine of a magnitude, both over 2^k.
template <typename Real, typename Int> struct HyperbolicParts {
  DoubleWord<Real> sine, cosine;
  Int k;
};

/// Both functions of min(|x|, limit) to 0.05 ULP: of the remainder r by their
/// Taylor series, and
///   sinh(k ln 2 + r) 2^-k = B cosh r + A sinh r,
///   cosh(k ln 2 + r) 2^-k = A cosh r + B sinh r
/// with A, B = (1 +- 4^-k)/2, which cancels nowhere by more than half.
template <typename Real> auto makeHyperbolicParts(Real x, double limit) {
  // The truncation error of the series is below 2^-30 (f32), 2^-61 (f64) of the
  // sum.
  static const double sinhTerms[] = {1.0 / 6,        1.0 / 120,
                                     1.0 / 5040,     1.0 / 362880,
                                     1.0 / 39916800, 1.0 / 6227020800};
  static const double coshTerms[] = {1.0 / 24,        1.0 / 720,
                                     1.0 / 40320,     1.0 / 3628800,
                                     1.0 / 479001600, 1.0 / 87178291200};
  size_t terms = precision(x) == 24 ? 3 : 6;
  Real magnitude = minimum(literal(x, limit), abs(x));
  auto reduced = reduceByLn2(magnitude);
  Real r = reduced.remainder.hi;
  Real rLow = reduced.remainder.lo;
  DoubleWord<Real> square = twoSquare(r);
  Real cube = square.hi * r;
  Real fourth = square.hi * square.hi;

  Real sinhSum = evaluatePolynomial(square.hi, sinhTerms, terms);
  Real sinhTail = fma(cube, sinhSum, rLow);
  Real halfSquare = square.hi * 0.5;
  DoubleWord<Real> one = fastTwoSum(literal(x, 1.0), halfSquare);
  Real coshSum = evaluatePolynomial(square.hi, coshTerms, terms);
  Real coshLow = fma(square.lo, literal(x, 0.5), one.lo);
  Real coshLow1 = fma(rLow, r, coshLow);
  Real coshTail = fma(fourth, coshSum, coshLow1);
  DoubleWord<Real> sinhR = {r, sinhTail};
  DoubleWord<Real> coshR = {one.hi, coshTail};

  // 4^-k is below the last bit of the sum from here on.
  auto most = literal(reduced.k, 58);
  auto capped = min(reduced.k, most);
  auto twice = capped + capped;
  auto minusOne = literal(twice, -1);
  Real quarter = powerOfTwo(x, minusOne - twice);
  Real half = literal(x, 0.5);
  DoubleWord<Real> plus = fastTwoSum(half, quarter);
  DoubleWord<Real> minus = fastTwoSum(half, -quarter);
  // B = 0 for k = 0, and from k = 1 on B cosh r >= 0.37 > A |sinh r|.
  DoubleWord<Real> sine = sumOfOrderedProducts(minus, coshR, plus, sinhR);
  DoubleWord<Real> cosine = sumOfOrderedProducts(plus, coshR, minus, sinhR);
  return HyperbolicParts<Real, decltype(reduced.k)>{sine, cosine, reduced.k};
}

/// factor x 2^k for 0 <= k and a factor of at most 1. The factor is scaled up
/// first, so that no product underflows.
template <typename Real, typename Int>
Real multiplyAndScale(Real factor, DoubleWord<Real> x, Int k) {
  Int most = literal(k, exponentBias(factor) - 1);
  Int first = min(k, most);
  Int rest = k - first;
  Int second = shiftRight(rest, 1);
  Int third = rest - second;
  Real scaled = factor * powerOfTwo(factor, first);
  Real low = scaled * x.lo;
  Real product = fma(scaled, x.hi, low);
  Real product2 = product * powerOfTwo(factor, second);
  return product2 * powerOfTwo(factor, third);
}

/// (e^x + e^-x)/2 and (e^x - e^-x)/2.
template <typename Real> struct HyperbolicPair {
  Real sine, cosine;
};

template <typename Real> HyperbolicPair<Real> hyperbolicBasic(Real x) {
  Real half = exp(x) * 0.5;
  Real inverse = 0.25 / half;
  Real sine = half - inverse;
  return {sine, half + inverse};
}

/// sinh x cos y + i cosh x sin y, as written.
template <typename Real> Pair<Real> sinhBasic(Pair<Real> z) {
  HyperbolicPair<Real> ofRe = hyperbolicBasic(z.re);
  Real cosine = cos(z.im);
  Real sine = sin(z.im);
  Real re = ofRe.sine * cosine;
  return {re, ofRe.cosine * sine};
}

/// cosh x cos y + i sinh x sin y, as written.
template <typename Real> Pair<Real> coshBasic(Pair<Real> z) {
  HyperbolicPair<Real> ofRe = hyperbolicBasic(z.re);
  Real cosine = cos(z.im);
  Real sine = sin(z.im);
  Real re = ofRe.cosine * cosine;
  return {re, ofRe.sine * sine};
}

/// (sinh 2x + i sin 2y) / (cosh 2x + cos 2y), as written; with 2x bounded,
/// since both hyperbolic functions overflow where the tangent is 1.
template <typename Real> Pair<Real> tanhBasic(Pair<Real> z) {
  double limit = precision(z.re) == 24 ? 87 : 700;
  Real bounded = minimum(literal(z.re, limit), z.re + z.re);
  HyperbolicPair<Real> ofRe =
      hyperbolicBasic(maximum(literal(z.re, -limit), bounded));
  Real twice = z.im + z.im;
  Real sine = sin(twice);
  Real cosine = cos(twice);
  Real divisor = ofRe.cosine + cosine;
  Real re = ofRe.sine / divisor;
  return {re, sine / divisor};
}

/// The sine and cosine of y. Where x is infinite and y is not finite, the
/// cosine is 1: C23 Annex G leaves the sign of that infinity open.
template <typename Real> struct Direction {
  Real sine, cosine;
};

template <typename Real> Direction<Real> makeDirection(Pair<Real> z) {
  Real sine = sin(z.im);
  Real cosine = cos(z.im);
  auto isInfinite = isInf(z.re);
  auto isDirected = isFinite(z.im);
  auto isUndirected = isInfinite & !isDirected;
  return {sine, select(isUndirected, 1.0, cosine)};
}

/// sinh x cos y + i cosh x sin y (special values: C23 Annex G.6.2.5).
template <typename Real> Pair<Real> sinhImproved(Pair<Real> z) {
  auto parts = makeHyperbolicParts(z.re, getExponentialLimit(z.re));
  Direction<Real> direction = makeDirection(z);
  Real magnitude = multiplyAndScale(direction.cosine, parts.sine, parts.k);
  Real one = literal(z.re, 1.0);
  Real re = magnitude * copysign(one, z.re);
  Real im = multiplyAndScale(direction.sine, parts.cosine, parts.k);
  auto reIsZero = z.re == 0.0;
  auto imIsFinite = isFinite(z.im);
  auto keepsZero = reIsZero & !imIsFinite;
  auto isReal = z.im == 0.0;
  Real reResult = select(keepsZero, z.re, re);
  return {reResult, select(isReal, z.im, im)};
}

/// cosh x cos y + i sinh x sin y (special values: C23 Annex G.6.2.4).
template <typename Real> Pair<Real> coshImproved(Pair<Real> z) {
  auto parts = makeHyperbolicParts(z.re, getExponentialLimit(z.re));
  Direction<Real> direction = makeDirection(z);
  Real re = multiplyAndScale(direction.cosine, parts.cosine, parts.k);
  Real magnitude = multiplyAndScale(direction.sine, parts.sine, parts.k);
  Real one = literal(z.re, 1.0);
  Real sign = copysign(one, z.re);
  Real im = magnitude * sign;
  auto reIsZero = z.re == 0.0;
  auto imIsFinite = isFinite(z.im);
  auto keepsZero = reIsZero & !imIsFinite;
  auto isReal = z.im == 0.0;
  Real imOrZero = select(keepsZero, z.re, im);
  Real signedZero = z.im * sign;
  return {re, select(isReal, signedZero, imOrZero)};
}

/// With S = sinh x, C = cosh x, s = sin y, c = cos y, the tangent
/// (S C + i s c) / (S^2 + c^2), all over 4^k so that nothing overflows (special
/// values: C23 Annex G.6.2.6).
template <typename Real> Pair<Real> tanhImproved(Pair<Real> z) {
  // e^-2x is below the subnormal numbers from here on.
  double limit = precision(z.re) == 24 ? 60 : 400;
  auto parts = makeHyperbolicParts(z.re, limit);
  DoubleWord<Real> S = parts.sine, C = parts.cosine;
  Real sine = sin(z.im);
  Real cosine = cos(z.im);
  auto zero = literal(parts.k, 0);
  Real down = powerOfTwo(z.re, zero - parts.k);

  DoubleWord<Real> cosineSquare = twoSquare(cosine * down);
  Real sineLow = fma(S.hi, S.lo, S.lo * S.hi);
  Real lows = sineLow + cosineSquare.lo;
  DoubleWord<Real> sineSquare = twoSquare(S.hi);
  DoubleWord<Real> square = twoSum(sineSquare.hi, cosineSquare.hi);
  Real tail = (lows + sineSquare.lo) + square.lo;
  DoubleWord<Real> divisor = fastTwoSum(square.hi, tail);
  Real inverse = 1.0 / divisor.hi;

  DoubleWord<Real> product = twoProduct(S.hi, C.hi);
  Real productLow = fma(S.hi, C.lo, S.lo * C.hi);
  DoubleWord<Real> numerator = {product.hi, productLow + product.lo};
  Real quotient = multiplyInverse(numerator, divisor, inverse);
  Real re = copysign(quotient, z.re);
  Real imScaled = multiplyInverse(twoProduct(sine, cosine), divisor, inverse);
  Real im = (imScaled * down) * down;

  auto isInfinite = isInf(z.re);
  auto isDirected = isFinite(z.im);
  auto isUndirected = isInfinite & !isDirected;
  Real one = literal(z.re, 1.0);
  Real unit = copysign(one, z.re);
  Real signedZero = copysign(literal(z.re, 0.0), z.im);
  Real reOrUnit = select(isUndirected, unit, re);
  Real imOrZero = select(isUndirected, signedZero, im);
  auto reIsZero = z.re == 0.0;
  auto imIsZero = z.im == 0.0;
  Real reResult = select(reIsZero, z.re, reOrUnit);
  return {reResult, select(imIsZero, z.im, imOrZero)};
}

template <typename Real> Pair<Real> sinBasic(Pair<Real> z) {
  return swapParts(sinhBasic(swapParts(z)));
}
template <typename Real> Pair<Real> cosBasic(Pair<Real> z) {
  Pair<Real> twin = coshBasic(swapParts(z));
  return {twin.re, -twin.im};
}
template <typename Real> Pair<Real> tanBasic(Pair<Real> z) {
  return swapParts(tanhBasic(swapParts(z)));
}

/// sin z = -i sinh(iz).
template <typename Real> Pair<Real> sinImproved(Pair<Real> z) {
  return swapParts(sinhImproved(swapParts(z)));
}
/// cos z = cosh(iz).
template <typename Real> Pair<Real> cosImproved(Pair<Real> z) {
  Pair<Real> twin = coshImproved(swapParts(z));
  return {twin.re, -twin.im};
}
/// tan z = -i tanh(iz).
template <typename Real> Pair<Real> tanImproved(Pair<Real> z) {
  return swapParts(tanhImproved(swapParts(z)));
}

} // namespace milcomplex::formulas

#endif // MILCOMPLEX_MATH_HYPERBOLIC_H
