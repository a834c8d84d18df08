//===- RealTrigonometric.h - sin, cos, tan of a real ------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_MATH_REALTRIGONOMETRIC_H
#define MILCOMPLEX_MATH_REALTRIGONOMETRIC_H

// Sine, cosine and tangent of a real number, within 1 ULP up to the largest
// finite number, with the special values of C23 Annex F.10.1. No real
// functions, no branches: the argument is reduced modulo pi/2 to two words
// (QuarterTurns.h), the leading terms of both series are summed in two words
// (after Ng, k_sin.c and k_cos.c of FDLIBM), with minimax polynomials
// (lib/Math/coefficients.sollya).

#include "milcomplex/Math/QuarterTurns.h"

namespace milcomplex::formulas {

// (sin r - r) / r^3 and (cos r - 1 + r^2/2) / r^4 by r^2, for |r| <= pi/4.
inline constexpr double sineSingle[] = {-0x1.555556p-3, 0x1.111198p-7,
                                        -0x1.a08312p-13, 0x1.8777f2p-19};
inline constexpr double sineDouble[] = {
    -0x1.5555555555555p-3, 0x1.111111111101fp-7,   -0x1.a01a019fe8df9p-13,
    0x1.71de3a10db513p-19, -0x1.ae63f9079c42cp-26, 0x1.60e68dae3a82bp-33,
    -0x1.8dbb796b2a9c1p-41};
inline constexpr double cosineSingle[] = {0x1.555554p-5, -0x1.6c129cp-10,
                                          0x1.9bc674p-16};
inline constexpr double cosineDouble[] = {
    0x1.5555555555555p-5,   -0x1.6c16c16c168c9p-10, 0x1.a01a019f37fc6p-16,
    -0x1.27e4fa0298e7fp-22, 0x1.1eeb578884a2ap-29,  -0x1.90735193a2f26p-37};

/// The sine and cosine of a remainder, each as two words that are not
/// normalized: the second is below 0.1 of the first.
template <typename Real> struct SineCosineWords {
  DoubleWord<Real> sine, cosine;
};

template <typename Real>
SineCosineWords<Real> sineAndCosineWords(DoubleWord<Real> r) {
  DoubleWord<Real> square = twoSquare(r.hi);
  Real half = square.hi * 0.5;
  DoubleWord<Real> leading = fastTwoSum(literal(half, 1.0), -half);
  Real cube = square.hi * r.hi;
  Real fourth = square.hi * square.hi;
  Real sineSum = evaluateMinimax(square.hi, sineSingle, sineDouble);
  Real cosineSum = evaluateMinimax(square.hi, cosineSingle, cosineDouble);
  // sin(r + l) = sin r + l cos r, cos(r + l) = cos r - l sin r.
  Real sineLow = fma(r.lo, -half, r.lo);
  Real sineTail = fma(cube, sineSum, sineLow);
  Real cosineLow = fma(square.lo, literal(half, -0.5), leading.lo);
  Real cosineLow1 = fma(-r.hi, r.lo, cosineLow);
  Real cosineTail = fma(fourth, cosineSum, cosineLow1);
  return {{r.hi, sineTail}, {leading.hi, cosineTail}};
}

/// x with its sign changed where the second bit of `quarters` is set.
template <typename Real, typename Int> Real changeSign(Real x, Int quarters) {
  Int second = literal(quarters, 2);
  Int bit = shiftLeft(quarters & second, precision(x) == 24 ? 30 : 62);
  return fromBits(x, toBits(x) ^ bit);
}

template <typename Int> auto isEven(Int quarters) {
  Int one = literal(quarters, 1);
  Int zero = literal(quarters, 0);
  return (quarters & one) == zero;
}

/// The quarter turns and remainder of an angle of x radians.
template <typename Real> auto reduceRadians(Real x) {
  auto isSmall = isSmallAngle(x);
  auto turns = reduceToQuarterTurns(x, isSmall, radianTurns);
  turns.remainder.hi = select(isSmall, x, turns.remainder.hi);
  return turns;
}

/// The sine and cosine of an angle.
template <typename Real> struct SineAndCosine {
  Real sine, cosine;
};

template <typename Real, typename Int>
SineAndCosine<Real> sineAndCosine(QuarterTurns<Real, Int> angle) {
  SineCosineWords<Real> words = sineAndCosineWords(angle.remainder);
  // A zero has the sign of the remainder.
  Real sine = copysign(words.sine.hi + words.sine.lo, angle.remainder.hi);
  Real cosine = words.cosine.hi + words.cosine.lo;
  auto isAlong = isEven(angle.quarters);
  Int one = literal(angle.quarters, 1);
  Int next = angle.quarters + one;
  Real unsignedSine = select(isAlong, sine, cosine);
  Real unsignedCosine = select(isAlong, cosine, sine);
  Real signedSine = changeSign(unsignedSine, angle.quarters);
  return {signedSine, changeSign(unsignedCosine, next)};
}

/// sin x and cos x.
template <typename Real> SineAndCosine<Real> realSinCos(Real x) {
  return sineAndCosine(reduceRadians(x));
}

template <typename Real> Real realSin(Real x) { return realSinCos(x).sine; }
template <typename Real> Real realCos(Real x) { return realSinCos(x).cosine; }

/// tan x: the quotient of the sine and cosine, each in two words.
template <typename Real> Real realTan(Real x) {
  auto angle = reduceRadians(x);
  SineCosineWords<Real> words = sineAndCosineWords(angle.remainder);
  DoubleWord<Real> sine = fastTwoSum(words.sine.hi, words.sine.lo);
  DoubleWord<Real> cosine = fastTwoSum(words.cosine.hi, words.cosine.lo);
  auto isAlong = isEven(angle.quarters);
  DoubleWord<Real> numerator = selectWord(isAlong, sine, negate(cosine));
  DoubleWord<Real> denominator = selectWord(isAlong, cosine, sine);
  Real inverse = 1.0 / denominator.hi;
  Real quotient = multiplyInverse(numerator, denominator, inverse);
  // A zero has the sign of x.
  return select(x == 0.0, x, quotient);
}

} // namespace milcomplex::formulas

#endif // MILCOMPLEX_MATH_REALTRIGONOMETRIC_H
