//===- RealHyperbolic.h - Hyperbolic functions of a real --------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_MATH_REALHYPERBOLIC_H
#define MILCOMPLEX_MATH_REALHYPERBOLIC_H

// Hyperbolic functions of a real number and their inverses, within 1 ULP, with
// the special values of C23 Annex F.10.2. No real functions, no branches.

#include "milcomplex/Math/Hyperbolic.h"
#include "milcomplex/Math/RealLogarithm.h"

namespace milcomplex::formulas {

/// (e^x - e^-x)/2.
template <typename Real> Real realSinh(Real x) {
  auto parts = makeHyperbolicParts(x, precision(x) == 24 ? 90 : 711);
  Real one = literal(x, 1.0);
  return copysign(multiplyAndScale(one, parts.sine, parts.k), x);
}

/// (e^x + e^-x)/2.
template <typename Real> Real realCosh(Real x) {
  auto parts = makeHyperbolicParts(x, precision(x) == 24 ? 90 : 711);
  Real one = literal(x, 1.0);
  return multiplyAndScale(one, parts.cosine, parts.k);
}

/// sinh x / cosh x.
template <typename Real> Real realTanh(Real x) {
  // 1 to all bits from here on.
  auto parts = makeHyperbolicParts(x, precision(x) == 24 ? 10 : 20);
  Real inverse = 1.0 / parts.cosine.hi;
  return copysign(multiplyInverse(parts.sine, parts.cosine, inverse), x);
}

/// log(1 + x) where `isLarge` is false, otherwise log(2 x), for x >= 0.
template <typename Bool, typename Real>
Real logarithmOfShiftedOrTwice(Bool isLarge, DoubleWord<Real> x) {
  Real origin = selectLiteral(x.hi, isLarge, 0.0, 1.0);
  DoubleWord<Real> sum = twoSum(origin, x.hi);
  DoubleWord<Real> logarithm = logarithmOfShifted(x, sum);
  DoubleWord<Real> noWord = {literal(x.hi, 0.0), literal(x.hi, 0.0)};
  DoubleWord<Real> two =
      selectWord(isLarge, literalWord(x.hi, ln2Hi, ln2Lo), noWord);
  DoubleWord<Real> result = fastTwoSum(logarithm.hi, two.hi);
  Real lows = (logarithm.lo + two.lo) + result.lo;
  return selectLogarithm(sum.hi, result.hi + lows);
}

/// log(x + sqrt(x^2 + 1)) = log(1 + x + x^2 / (1 + sqrt(x^2 + 1))) for x >= 0.
template <typename Real> Real realAsinh(Real x) {
  Real magnitude = abs(x);
  auto isLarge = magnitude > (precision(x) == 24 ? 0x1p14 : 0x1p28);
  Real bounded = select(isLarge, 1.0, magnitude);
  DoubleWord<Real> square = twoSquare(bounded);
  Real one = literal(x, 1.0);
  DoubleWord<Real> root = sqrtWord(addWord(square, one));
  DoubleWord<Real> divisor = addWord(root, one);
  Real inverse = 1.0 / divisor.hi;
  DoubleWord<Real> quotient = divideWords(square, divisor, inverse);
  DoubleWord<Real> sum = addWord(quotient, bounded);
  Real high = select(isLarge, magnitude, sum.hi);
  Real low = select(isLarge, 0.0, sum.lo);
  DoubleWord<Real> word = {high, low};
  return copysign(logarithmOfShiftedOrTwice(isLarge, word), x);
}

/// log(x + sqrt(x^2 - 1)) = log(1 + t + sqrt(2 t + t^2)) with t = x - 1.
template <typename Real> Real realAcosh(Real x) {
  auto isLarge = x > (precision(x) == 24 ? 0x1p14 : 0x1p28);
  Real bounded = select(isLarge, 2.0, x);
  Real t = bounded - 1.0;
  DoubleWord<Real> factor = fastTwoSum(bounded, literal(x, 1.0));
  DoubleWord<Real> root = sqrtWord(multiplyWord(factor, t));
  DoubleWord<Real> shifted = addWord(root, t);
  Real high = select(isLarge, x, shifted.hi);
  Real low = select(isLarge, 0.0, shifted.lo);
  DoubleWord<Real> word = {high, low};
  Real result = logarithmOfShiftedOrTwice(isLarge, word);
  auto isOutside = x < 1.0;
  return select(isOutside, quietNaN, result);
}

/// log((1 + x)/(1 - x))/2 = log(1 + 2 x/(1 - x))/2 for x >= 0.
template <typename Real> Real realAtanh(Real x) {
  Real magnitude = abs(x);
  Real one = literal(x, 1.0);
  DoubleWord<Real> divisor = fastTwoSum(one, -magnitude);
  Real twice = magnitude + magnitude;
  DoubleWord<Real> dividend = {twice, literal(x, 0.0)};
  Real inverse = 1.0 / divisor.hi;
  DoubleWord<Real> quotient = divideWords(dividend, divisor, inverse);
  auto isOne = magnitude == 1.0;
  quotient.hi = select(isOne, infinity, quotient.hi);
  quotient.lo = select(isOne, 0.0, quotient.lo);
  DoubleWord<Real> sum = twoSum(one, quotient.hi);
  DoubleWord<Real> logarithm = logarithmOfShifted(quotient, sum);
  Real result = selectLogarithm(sum.hi, logarithm.hi + logarithm.lo) * 0.5;
  auto isOutside = magnitude > 1.0;
  Real orNaN = select(isOutside, quietNaN, result);
  return copysign(orNaN, x);
}

} // namespace milcomplex::formulas

#endif // MILCOMPLEX_MATH_REALHYPERBOLIC_H
