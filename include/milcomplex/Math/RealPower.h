//===- RealPower.h - Powers of a real ---------------------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_MATH_REALPOWER_H
#define MILCOMPLEX_MATH_REALPOWER_H

// Powers of a real number, within 1 ULP, with the special values of C23 Annex
// F.10.4.5. No real functions, no branches: e^(y log x) with the logarithm and
// the product in two words.

#include "milcomplex/Math/DoubleWordFunctions.h"
#include "milcomplex/Math/RealExponential.h"
#include "milcomplex/Math/RealLogarithm.h"

namespace milcomplex::formulas {

// The sum of s^(2n) / (2n + 7), by s^2, for |s| <= 1/5: artanh s after its
// first three terms.
inline constexpr double areaTangentSingle[] = {0x1.24926p-3, 0x1.c6ceecp-4,
                                               0x1.8824ecp-4};
inline constexpr double areaTangentDouble[] = {
    0x1.2492492492492p-3, 0x1.c71c71c71c9cep-4, 0x1.745d174597d9cp-4,
    0x1.3b13b15cf30cap-4, 0x1.111106c8b1605p-4, 0x1.e1e5419f5cfd5p-5,
    0x1.aee098a3be729p-5, 0x1.88046befff9c1p-5, 0x1.7c61fbc54b612p-5};

/// log x for a positive finite x in two words, to 2^-35 (f32), 2^-66 (f64) of
/// itself: with x = 2^k m and s = (m - 1)/(m + 1), log m = 2 artanh s.
template <typename Real> DoubleWord<Real> preciseLogarithm(Real x) {
  auto binary = makeBinary(x);
  Real zero = literal(x, 0.0);
  DoubleWord<Real> dividend = {binary.fraction, zero};
  DoubleWord<Real> divisor = fastTwoSum(literal(x, 2.0), binary.fraction);
  Real inverse = 1.0 / divisor.hi;
  DoubleWord<Real> s = divideWords(dividend, divisor, inverse);
  DoubleWord<Real> square = multiplyWords(s, s);
  Real sum = evaluateMinimax(square.hi, areaTangentSingle, areaTangentDouble);
  DoubleWord<Real> fifth =
      literalWord(x, 0x1.999999999999ap-3, -0x1.999999999999ap-57);
  DoubleWord<Real> third =
      literalWord(x, 0x1.5555555555555p-2, 0x1.5555555555555p-56);
  DoubleWord<Real> fromFifth = addSmallerProduct(fifth, square, sum);
  DoubleWord<Real> fromThird = addSmallerProduct(third, square, fromFifth);
  DoubleWord<Real> cube = multiplyWords(square, s);
  DoubleWord<Real> half = addSmallerProduct(s, cube, fromThird);
  Real two = literal(x, 2.0);
  DoubleWord<Real> exponent =
      multiplyWord(literalWord(x, ln2Hi, ln2Lo), binary.k);
  return addWordsLoosely(exponent, scale(half, two));
}

/// x^y for x >= 0 and a y of one word or two, of which `leading` is the first.
template <typename Real, typename Words>
Real powerOfMagnitude(Real x, Words y, Real leading) {
  bool isSingle = precision(x) == 24;
  DoubleWord<Real> logarithm = preciseLogarithm(x);
  // Of zero and infinity.
  Real logHigh = selectLogarithm(x, logarithm.hi);
  DoubleWord<Real> product =
      multiplyWords(DoubleWord<Real>{logHigh, logarithm.lo}, y);
  Real single = logHigh * leading;
  double lowest = isSingle ? -104 : -746, highest = isSingle ? 89 : 710;
  return computeBetween(single, lowest, highest, [&](Real bounded) {
    auto isWithin = bounded == single;
    Real high = select(isWithin, product.hi, bounded);
    Real low = select(isWithin, product.lo, 0.0);
    auto reduced = reduceByLn2(high);
    DoubleWord<Real> remainder =
        twoSum(reduced.remainder.hi, reduced.remainder.lo + low);
    DoubleWord<Real> value = exponentialWord(remainder);
    return multiplyByPower(value.hi + value.lo, reduced.k);
  });
}

/// x^y.
template <typename Real> Real realPow(Real x, Real y) {
  Real magnitude = abs(x);
  Real power = powerOfMagnitude(magnitude, y, y);

  // (-x)^y is x^y for an even y, -x^y for an odd one, otherwise NaN.
  Real one = literal(x, 1.0);
  auto isInteger = roundEven(y) == y;
  Real half = y * 0.5;
  auto isEven = roundEven(half) == half;
  auto isOdd = isInteger & !isEven;
  Real sign = select(isOdd, x, one);
  Real signedPower = copysign(power, sign);
  auto isNegative = x < 0.0;
  auto isBounded = isFinite(x);
  auto isOutside = (isNegative & isBounded) & !isInteger;
  Real orNaN = select(isOutside, quietNaN, signedPower);
  // 1^y and (-1)^(+-infinity) are 1, also of a NaN; so is x^0.
  auto isOne = x == 1.0;
  auto isUnit = magnitude == 1.0;
  auto isEndless = isInf(y);
  auto isZeroth = y == 0.0;
  auto isConstant = (isOne | isZeroth) | (isUnit & isEndless);
  return select(isConstant, one, orNaN);
}

/// x^n for an integer n in two words, which may have more bits than a word; as
/// C's pow.
template <typename Real, typename Bool>
Real realPowi(Real x, DoubleWord<Real> n, Bool isOdd) {
  Real power = powerOfMagnitude(abs(x), n, n.hi);
  Real one = literal(x, 1.0);
  Real sign = select(isOdd, x, one);
  Real signedPower = copysign(power, sign);
  auto isZeroth = n.hi == 0.0;
  return select(isZeroth, one, signedPower);
}

} // namespace milcomplex::formulas

#endif // MILCOMPLEX_MATH_REALPOWER_H
