//===- Exponential.h - The exponential function -----------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_MATH_EXPONENTIAL_H
#define MILCOMPLEX_MATH_EXPONENTIAL_H

// The exponential function. Real functions: one exp, one sin and one cos.

#include "milcomplex/Math/Constants.h"
#include "milcomplex/Math/DoubleWord.h"

namespace milcomplex::formulas {

/// e^x = value before after, for an e^x that overflows although its product
/// with a sine does not: the sine is multiplied by `before` first and by
/// `after` last. Both are 1 unless x is large.
template <typename Real> struct ScaledExponential {
  Real value, before, after;
};

/// After FreeBSD's k_exp.c, __frexp_exp: e^x = e^(x-m) 2^k (1 + d) for m = k ln
/// 2 + d. x - m is exact (Sterbenz) unless e^x times any sine overflows.
template <typename Real> ScaledExponential<Real> makeScaledExponential(Real x) {
  // A subnormal sine times 2^before times e^(x-m) is normal.
  bool isSingle = precision(x) == 24;
  int before = isSingle ? 60 : 450;
  int after = isSingle ? 100 : 950;
  double threshold = isSingle ? 88 : 709;
  double k = before + after;
  double high = k * ln2Hi;
  double low = std::fma(k, ln2Hi, -high) + k * ln2Lo;
  double m = isSingle ? static_cast<double>(std::nextafter(
                            static_cast<float>(high),
                            std::numeric_limits<float>::infinity()))
                      : std::nextafter(high, infinity);
  double excess = (m - high) - low;

  auto isLarge = x > threshold;
  Real reduced = select(isLarge, x - m, x);
  Real direct = exp(reduced);
  Real corrected = fma(direct, literal(x, excess), direct);
  Real value = select(isLarge, corrected, direct);
  Real beforeFactor = selectLiteral(x, isLarge, makePowerOfTwo(before), 1.0);
  Real afterFactor = selectLiteral(x, isLarge, makePowerOfTwo(after), 1.0);
  return {value, beforeFactor, afterFactor};
}

/// e^x (cos y + i sin y), as written.
template <typename Real> Pair<Real> expBasic(Pair<Real> z) {
  Real magnitude = exp(z.re);
  Real cosine = cos(z.im);
  Real sine = sin(z.im);
  Real re = magnitude * cosine;
  return {re, magnitude * sine};
}

/// e^x (cosine + i sine)/before with the special values of C23 Annex G.6.3.1
/// for z = x + iy, where the angle is zero or not finite as y is.
template <typename Real>
Pair<Real> rotateExponential(Pair<Real> z, ScaledExponential<Real> magnitude,
                             Real cosine, Real sine) {
  Real x = z.re, y = z.im;
  auto xIsInf = isInf(x);
  auto yIsFinite = isFinite(y);
  auto isUndirected = xIsInf & !yIsFinite;
  auto xIsNegative = x < 0.0;
  auto vanishes = isUndirected & xIsNegative;
  auto isReal = y == 0.0;
  Real reDirection = select(isUndirected, 1.0, cosine);
  Real re = (reDirection * magnitude.value) * magnitude.after;
  Real im = (sine * magnitude.value) * magnitude.after;
  Real orZero = select(vanishes, 0.0, im);
  return {re, select(isReal, y, orZero)};
}

/// e^z: the errors of exp, of sin or cos and of one product.
template <typename Real> Pair<Real> expImproved(Pair<Real> z) {
  ScaledExponential<Real> magnitude = makeScaledExponential(z.re);
  Real cosine = cos(z.im) * magnitude.before;
  Real sine = sin(z.im) * magnitude.before;
  return rotateExponential(z, magnitude, cosine, sine);
}

} // namespace milcomplex::formulas

#endif // MILCOMPLEX_MATH_EXPONENTIAL_H
