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
#include "milcomplex/Math/RealExponential.h"

namespace milcomplex::formulas {

/// The x above which e^x times the sine or cosine of any number but zero
/// overflows.
template <typename Real> double getExponentialLimit(Real x) {
  return precision(x) == 24 ? 198 : 1460;
}

/// e^x = before lift value after, for an e^x that overflows although its
/// product with a sine does not: the factors in the order in which the sine is
/// multiplied by them. The lift, which is 1 unless e^x overflows whatever the
/// cosine, is for the sine alone.
template <typename Real> struct ScaledExponential {
  Real before, lift, value, after;
};

/// value 2^k for a value near 1 and k from -2 bias to 2 bias + 64. `before` is
/// 2^(k+p), or 0 where every product vanishes: with it, a sine or cosine is
/// subnormal only where the result is. `isLarge` where k may be above 2 bias.
template <typename Real, typename Int, typename Bool>
ScaledExponential<Real> splitPower(Real value, Int k, Bool isLarge) {
  int bias = exponentBias(value), bits = precision(value);
  Int raised = k + literal(k, bias + bits);
  Int lowered = k + literal(k, bias + bits - 64);
  Int exponent = select(isLarge, lowered, raised);
  Int lowest = literal(k, 0), highest = literal(k, 2 * bias);
  Int field = min(max(exponent, lowest), highest);
  Real before = fromBits(value, shiftLeft(field, fractionBits(value)));
  Int rest = exponent - field;
  Real scaled = value * powerOfTwo(value, rest - literal(k, bits));
  Real lift = selectLiteral(value, isLarge, makePowerOfTwo(64), 1.0);
  return {before, lift, scaled, literal(value, 1.0)};
}

/// Whether 2^k = e^x may be out of the reach of two powers of two.
template <typename Real> auto isLargeExponent(Real x) {
  return x > (precision(x) == 24 ? 176.0 : 1418.0);
}

/// By our own exp, whose power of two stays apart.
template <typename Real>
ScaledExponential<Real> expandScaledExponential(Real x) {
  double lowest = precision(x) == 24 ? -104 : -746;
  auto reduced = reduceByLn2(clamp(x, lowest, getExponentialLimit(x)));
  Real value = exponential(reduced.remainder);
  return splitPower(value, reduced.k, isLargeExponent(x));
}

/// By a call of exp, after FreeBSD's k_exp.c, __frexp_exp: e^x = e^(x-m) 2^k
/// (1 + d) for m = k ln 2 + d. x - m is exact (Sterbenz) unless e^x times any
/// sine overflows.
template <typename Real> ScaledExponential<Real> callScaledExponential(Real x) {
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
  return {beforeFactor, literal(x, 1.0), value, afterFactor};
}

template <typename Real> ScaledExponential<Real> makeScaledExponential(Real x) {
  return expandsFunctions(x) ? expandScaledExponential(x)
                             : callScaledExponential(x);
}

/// e^x (cos y + i sin y), as written.
template <typename Real> Pair<Real> expBasic(Pair<Real> z) {
  Real magnitude = exp(z.re);
  Real cosine = cos(z.im);
  Real sine = sin(z.im);
  Real re = magnitude * cosine;
  return {re, magnitude * sine};
}

/// e^x (cosine + i sine) with the special values of C23 Annex G.6.3.1 for z = x
/// + iy, where the angle is zero or not finite as y is. The parts are scaled:
/// multiplied by `before`, the sine by `lift` too.
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
  Real reDirection = select(isUndirected, magnitude.before, cosine);
  Real re = (reDirection * magnitude.value) * magnitude.after;
  Real im = (sine * magnitude.value) * magnitude.after;
  Real orZero = select(vanishes, 0.0, im);
  return {re, select(isReal, y, orZero)};
}

/// e^z: the errors of exp, of sin or cos and of one product.
template <typename Real> Pair<Real> expImproved(Pair<Real> z) {
  ScaledExponential<Real> magnitude = makeScaledExponential(z.re);
  Real cosine = cos(z.im) * magnitude.before;
  Real sine = (sin(z.im) * magnitude.before) * magnitude.lift;
  return rotateExponential(z, magnitude, cosine, sine);
}

} // namespace milcomplex::formulas

#endif // MILCOMPLEX_MATH_EXPONENTIAL_H
