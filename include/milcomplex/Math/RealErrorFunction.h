//===- RealErrorFunction.h - erf and erfc of a real -------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_MATH_REALERRORFUNCTION_H
#define MILCOMPLEX_MATH_REALERRORFUNCTION_H

// The error function of a real number and its complement, within 1 ULP, with
// the special values of C23 Annex F.10.5. No real functions, no branches. The
// error function: below 1 a minimax
// polynomial of x^2; above it 1 - e^(log erfc), where the logarithm is a
// polynomial whose error counts for less the smaller erfc is
// (lib/Math/coefficients.sollya): after W. J. Cody, "Rational Chebyshev
// Approximations for the Error Function", Mathematics of Computation 23, 1969,
// which has a quotient of polynomials beside e^(-x^2).

#include "milcomplex/Math/RealExponential.h"

namespace milcomplex::formulas {

// erf x / x - 1 by x^2, for |x| <= 1.
inline constexpr double errorSingle[] = {
    0x1.06eba8p-3, -0x1.81273ep-2, 0x1.ce2d1cp-4, -0x1.b7fdbap-6,
    0x1.543816p-8, -0x1.a5b0ap-11, 0x1.4ebacep-14};
inline constexpr double errorDouble[] = {
    0x1.06eba8214db69p-3,   -0x1.812746b0379fep-2,  0x1.ce2f21a043773p-4,
    -0x1.b82ce312b4d8ap-6,  0x1.565bcd147db6ap-8,   -0x1.c02db510a4673p-11,
    0x1.f9a3470837a19p-14,  -0x1.f4d4f90a06f79p-17, 0x1.ba0cffa3179afp-20,
    -0x1.60fa904d1cd38p-23, 0x1.090786087a597p-26,  -0x1.b24675c32a5e6p-30,
    0x1.cc717f6c32359p-33,  -0x1.8cd9b21379165p-36};

// log(erfc 1 / erfc x) / (x - 1) by x - 1, for 1 <= x <= 4, and for 1 <= x
// <= 6.
inline constexpr double errorTailSingle[] = {
    0x1.51c9bp1,   0x1.afabbap-1,   0x1.547d1p-5,  -0x1.493494p-7,
    0x1.07b93ap-9, -0x1.2fa13ap-12, 0x1.6bf18ep-16};
inline constexpr double errorTailDouble[] = {
    0x1.51c9b0006c23cp1,    0x1.afabc11a2900bp-1,   0x1.5477f09c924e9p-5,
    -0x1.48c9d4070cef5p-7,  0x1.033f68f21efp-9,     -0x1.f1b48651e0ad2p-13,
    -0x1.b8c44cb2f8005p-16, 0x1.c76902e8f98d1p-16,  -0x1.4192b0f3a37ccp-17,
    0x1.1011e17c81d6bp-19,  -0x1.dd06b10fe2163p-24, -0x1.03b1f677124c7p-23,
    0x1.172dd5c0311p-24,    -0x1.5c7c809c38997p-26, 0x1.352f1c3158865p-28,
    -0x1.8cfa464382136p-31, 0x1.60f5d15cbfe7dp-34,  -0x1.8570802d4d938p-38,
    0x1.9139cbb4ea90fp-43};
// -log(erfc 1).
inline constexpr double errorTailHi = 0x1.d97fbf27aa2a1p0;
inline constexpr double errorTailLo = 0x1.9b2f9379f1952p-57;

/// 2/sqrt(pi) times the integral of e^(-t^2) from 0 to x.
template <typename Real> Real realErf(Real x) {
  Real magnitude = abs(x);
  auto isNear = magnitude < 1.0;
  Real near = select(isNear, x, 0.0);
  Real square = near * near;
  // The two halves of evaluateMinimax cancel.
  Real polynomial = precision(x) == 24
                        ? evaluatePolynomial(square, errorSingle)
                        : evaluatePolynomial(square, errorDouble);
  Real ofNear = fma(near, polynomial, near);
  // 1 to all bits from the upper bound on.
  Real beyond = clamp(magnitude, 1, precision(x) == 24 ? 4 : 6) - 1.0;
  Real slope = evaluateMinimax(beyond, errorTailSingle, errorTailDouble);
  DoubleWord<Real> atOne = literalWord(x, errorTailHi, errorTailLo);
  DoubleWord<Real> minusLog = fastTwoSum(atOne.hi, beyond * slope);
  Real low = minusLog.lo + atOne.lo;
  // erfc x = e^-(h + l) = e^-h (1 - l) to first order.
  Real power = realExp(-minusLog.hi);
  Real ofFar = 1.0 - fma(-power, low, power);
  return select(isNear, ofNear, copysign(ofFar, x));
}

// (1 + 2 x) e^(x^2) erfc x = origin + u p(u) with u = (x - 3.5)/(x + 3.5), for
// 1/2 <= x <= 10.1, and for 1/2 <= x <= 27.3.
inline constexpr double complementSingle[] = {
    -0x1.1ebd22p-3,  -0x1.59e29ep-7, 0x1.8f7032p-4, -0x1.d768d8p-4,
    0x1.686026p-4,   -0x1.8fe734p-5, 0x1.391e0ep-6, -0x1.16311p-8,
    -0x1.7fa07ap-12, 0x1.38e952p-11};
inline constexpr double complementDouble[] = {
    -0x1.1ebd220ea593cp-3,  -0x1.59e2c284b11ccp-7,  0x1.8f702ec6b33d4p-4,
    -0x1.d76830c3532bdp-4,  0x1.686106046d5aap-4,   -0x1.8ff5ef76cf956p-5,
    0x1.38ec667182fc8p-6,   -0x1.143c4ca7d4ff7p-8,  -0x1.3cf36a78a7a21p-12,
    0x1.27e664f428b92p-11,  -0x1.fda8f49755e86p-14, -0x1.66e22a0d0150ap-15,
    0x1.9707a4a7fd675p-16,  0x1.3881c11ae6ee9p-19,  -0x1.ffef422eba646p-19,
    -0x1.7ce6cf6a23746p-25, 0x1.420f003333817p-21,  -0x1.0cb65312ed158p-27,
    -0x1.8e85954c6c893p-24, 0x1.22716c76683b3p-31,  0x1.628b390d4ba81p-27};
inline constexpr double complementOriginHi = 0x1.3e0a99a0ee914p0;
inline constexpr double complementOriginLo = -0x1.902cb7976c66p-57;

/// (1 + 2 x) e^(x^2) erfc x for 1/2 <= x, over 1 + 2 x, in two words.
template <typename Real> DoubleWord<Real> scaledComplement(Real x) {
  DoubleWord<Real> sum = twoSum(x, literal(x, 3.5));
  Real sumInverse = 1.0 / sum.hi;
  DoubleWord<Real> difference = {sum.hi - 7.0, sum.lo};
  Real u = multiplyInverse(difference, sum, sumInverse);
  Real slope = evaluateMinimax(u, complementSingle, complementDouble);
  DoubleWord<Real> origin =
      literalWord(x, complementOriginHi, complementOriginLo);
  DoubleWord<Real> numerator = fastTwoSum(origin.hi, u * slope);
  numerator.lo = numerator.lo + origin.lo;
  Real twice = x + x;
  DoubleWord<Real> divisor = fastTwoSum(twice, literal(x, 1.0));
  Real inverse = 1.0 / divisor.hi;
  return divideWords(numerator, divisor, inverse);
}

/// 1 - erf x: below 1/2 as that; otherwise e^(-x^2) times a polynomial of u
/// (after Shepherd, Laframboise, "Chebyshev approximation of (1 + 2x) exp(x^2)
/// erfc x in 0 <= x < infinity", Mathematics of Computation 36, 1981), of -x
/// less 2.
template <typename Real> Real realErfc(Real x) {
  bool isSingle = precision(x) == 24;
  Real magnitude = abs(x);
  auto isNear = magnitude < 0.5;
  Real near = select(isNear, x, 0.0);
  Real square = near * near;
  Real polynomial = isSingle ? evaluatePolynomial(square, errorSingle)
                             : evaluatePolynomial(square, errorDouble);
  DoubleWord<Real> rest = fastTwoSum(literal(x, 1.0), -near);
  Real ofNear = rest.hi + fma(-near, polynomial, rest.lo);

  // What vanishes is not computed: that would underflow.
  auto vanishes = magnitude > (isSingle ? 10.1 : 27.3);
  auto isElsewhere = isNear | vanishes;
  Real far = select(isElsewhere, 1.0, magnitude);
  DoubleWord<Real> exponent = twoSquare(far);
  auto reduced = reduceByLn2(-exponent.hi);
  Real low = reduced.remainder.lo - exponent.lo;
  DoubleWord<Real> power = exponentialWord(twoSum(reduced.remainder.hi, low));
  DoubleWord<Real> significand = fastTwoSum(power.hi, power.lo);
  DoubleWord<Real> product = multiplyWords(significand, scaledComplement(far));
  Real value = multiplyByPower(product.hi + product.lo, reduced.k);
  Real ofFar = select(vanishes, 0.0, value);
  auto isNegative = x < 0.0;
  Real ofSign = select(isNegative, 2.0 - ofFar, ofFar);
  return select(isNear, ofNear, ofSign);
}

} // namespace milcomplex::formulas

#endif // MILCOMPLEX_MATH_REALERRORFUNCTION_H
