//===- Division.h - Quotients of pairs --------------------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_MATH_DIVISION_H
#define MILCOMPLEX_MATH_DIVISION_H

// Quotients, reciprocals and squares. No real functions; division is the only
// operation beyond add, mul and fma that costs.

#include "milcomplex/Math/Arithmetic.h"
#include "milcomplex/Math/DoubleWord.h"
#include "milcomplex/Math/Scaling.h"

namespace milcomplex::formulas {

/// (x^2 - y^2) + 2ixy, as written.
template <typename Real> Pair<Real> squareBasic(Pair<Real> z) {
  return mulBasic(z, z);
}

/// The square without spurious overflow, underflow or NaN: its real part by
/// Kahan's scheme, its imaginary part with one rounding.
template <typename Real> Pair<Real> squareImproved(Pair<Real> z) {
  Real minusIm = -z.im;
  Real re = robustSumOfProducts(z.re, z.re, minusIm, z.im);
  Real product = z.re * z.im;
  return {re, product + product};
}

/// conj(z) / (x^2 + y^2), as written.
template <typename Real> Pair<Real> reciprocalBasic(Pair<Real> z) {
  Real reSquared = z.re * z.re;
  Real imSquared = z.im * z.im;
  Real norm = reSquared + imSquared;
  Real re = z.re / norm;
  Real minusIm = -z.im;
  return {re, minusIm / norm};
}

/// The reciprocal, scaled by the power of two of the larger part: 1.5u in the
/// norm and u in the division. That of an infinity is a zero, and that of a
/// zero an infinity, its imaginary part a NaN.
template <typename Real> Pair<Real> reciprocalImproved(Pair<Real> z) {
  Real magnitudeRe = abs(z.re);
  Real magnitudeIm = abs(z.im);
  Scale<Real> scale = makeScale(maximum(magnitudeRe, magnitudeIm));
  Real x = z.re * scale.down;
  Real y = z.im * scale.down;
  Real ySquared = y * y;
  Real norm = fma(x, x, ySquared) * 0.25;
  // Scaled before it is divided, lest the smaller part underflow.
  Real quarter = scale.down * 0.25;
  Real re = (x * quarter) / norm;
  Real im = (y * quarter) / norm;
  auto reIsInf = magnitudeRe == infinity;
  auto imIsInf = magnitudeIm == infinity;
  auto isInfinite = reIsInf | imIsInf;
  Real zero = literal(x, 0.0);
  Real reZero = copysign(zero, z.re);
  Real imZero = copysign(zero, z.im);
  auto isZero = magnitudeRe + magnitudeIm == 0.0;
  Real reInfinity = copysign(literal(x, infinity), z.re);
  Real reOrInfinity = select(isZero, reInfinity, re);
  Real reResult = select(isInfinite, reZero, reOrInfinity);
  Real imResult = select(isInfinite, imZero, im);
  return {reResult, -imResult};
}

/// (a + ib)/(c + id) = ((ac + bd) + i(bc - ad))/(c^2 + d^2), as written.
template <typename Real> Pair<Real> divBasic(Pair<Real> x, Pair<Real> y) {
  Pair<Real> product = mulBasic(x, conj(y));
  Real reSquared = y.re * y.re;
  Real imSquared = y.im * y.im;
  Real norm = reSquared + imSquared;
  Real re = product.re / norm;
  return {re, product.im / norm};
}

/// 2^exponent for an exponent of at most 0, which is clamped to half the range
/// of exponents.
template <typename Real, typename Int>
Real cappedPowerOfTwo(Real like, Int exponent) {
  Int lowest = literal(exponent, -(maxExponent(like) / 2 - 4));
  return powerOfTwo(like, max(exponent, lowest));
}

/// pq + rs as a mantissa and an exponent. The products are aligned by their
/// exponents first, so that neither overflows and only bits below the last one
/// underflow. The scaling is that of Priest, "Efficient scaling for
/// complex division", ACM TOMS 30(4), 2004, applied to each product.
template <typename Real, typename Int>
Scaled<Real, Int> alignedSumOfProducts(Scaled<Real, Int> p, Scaled<Real, Int> q,
                                       Scaled<Real, Int> r,
                                       Scaled<Real, Int> s) {
  Int pqExponent = p.exponent + q.exponent;
  Int rsExponent = r.exponent + s.exponent;
  Int exponent = max(pqExponent, rsExponent);
  Real like = p.mantissa;
  Real pAligned = p.mantissa * cappedPowerOfTwo(like, pqExponent - exponent);
  Real rAligned = r.mantissa * cappedPowerOfTwo(like, rsExponent - exponent);
  return {sumOfProducts(pAligned, q.mantissa, rAligned, s.mantissa), exponent};
}

/// (ac + bd)/c^2 for d that is a zero: a/c, rounded once, a zero of the sign
/// that the formula as written has, or a NaN where b is not finite.
template <typename Real> Real quotientByPart(Real a, Real b, Real c, Real d) {
  Real signedOne = copysign(literal(c, 1.0), c);
  Real numerator = fma(a, signedOne, b * d);
  return numerator / abs(c);
}

/// x/y for y whose imaginary part is a zero.
template <typename Real> Pair<Real> divByReal(Pair<Real> x, Pair<Real> y) {
  Real re = quotientByPart(x.re, x.im, y.re, y.im);
  Real minusRe = -x.re;
  return {re, quotientByPart(x.im, minusRe, y.re, y.im)};
}

/// x/y for y whose real part is a zero.
template <typename Real> Pair<Real> divByImaginary(Pair<Real> x, Pair<Real> y) {
  Real re = quotientByPart(x.im, x.re, y.im, y.re);
  Real minusRe = -x.re;
  return {re, quotientByPart(minusRe, x.im, y.im, y.re)};
}

/// The quotient without spurious overflow, underflow or NaN: at most 2u in the
/// numerators by Kahan's scheme, u in the norm and u in the division. Where an
/// operand is not finite, the textbook formula. Where a part of the divisor is
/// known to be zero, x is divided by the other, with one rounding.
template <typename Real> Pair<Real> divImproved(Pair<Real> x, Pair<Real> y) {
  if (isKnownZero(y.im))
    return divByReal(x, y);
  if (isKnownZero(y.re))
    return divByImaginary(x, y);
  auto a = splitExponent(x.re);
  auto b = splitExponent(x.im);
  auto c = splitExponent(y.re);
  auto d = splitExponent(y.im);

  auto exponent = max(c.exponent, d.exponent);
  Real cAligned = c.mantissa * cappedPowerOfTwo(x.re, c.exponent - exponent);
  Real dAligned = d.mantissa * cappedPowerOfTwo(x.re, d.exponent - exponent);
  DoubleWord<Real> cSquared = twoSquare(cAligned);
  DoubleWord<Real> dSquared = twoSquare(dAligned);
  Real norm = addWordsLoosely(cSquared, dSquared).hi;
  auto normExponent = exponent + exponent;

  auto minusA = a;
  minusA.mantissa = -a.mantissa;
  auto reSum = alignedSumOfProducts(a, c, b, d);
  auto imSum = alignedSumOfProducts(b, c, minusA, d);
  Real reQuotient = reSum.mantissa / norm;
  Real re = scaleBy(reQuotient, reSum.exponent - normExponent);
  Real imQuotient = imSum.mantissa / norm;
  Real im = scaleBy(imQuotient, imSum.exponent - normExponent);
  Pair<Real> textbook = divBasic(x, y);
  auto aIsFinite = isFinite(x.re), bIsFinite = isFinite(x.im);
  auto cIsFinite = isFinite(y.re), dIsFinite = isFinite(y.im);
  auto allFinite = aIsFinite & bIsFinite & cIsFinite & dIsFinite;
  return selectPair(allFinite, Pair<Real>{re, im}, textbook);
}

/// `quotient`, of x and y; where both its parts are NaNs although Annex G
/// requires an infinity or a zero, that one (C23 Annex G.5.1, example 2).
template <typename Real>
Pair<Real> recoverQuotient(Pair<Real> x, Pair<Real> y, Pair<Real> quotient) {
  Real a = x.re, b = x.im, c = y.re, d = y.im;
  Real zero = literal(a, 0.0);
  Real unbounded = literal(a, infinity);
  auto aIsInf = isInf(a), bIsInf = isInf(b);
  auto cIsInf = isInf(c), dIsInf = isInf(d);
  auto xIsInf = aIsInf | bIsInf;
  auto yIsInf = cIsInf | dIsInf;
  auto aIsFinite = isFinite(a), bIsFinite = isFinite(b);
  auto cIsFinite = isFinite(c), dIsFinite = isFinite(d);
  auto cIsZero = c == zero;
  auto dIsZero = d == zero;
  auto aIsNaN = isNaN(a), bIsNaN = isNaN(b);
  auto bothNaN = aIsNaN & bIsNaN;

  auto box = [](auto isOperandInf, Real part) {
    return select(isOperandInf, boxInfinity(part), part);
  };
  Real a1 = box(xIsInf, a), b1 = box(xIsInf, b);
  Real c1 = box(yIsInf, c), d1 = box(yIsInf, d);
  Pair<Real> finite = mulBasic(Pair<Real>{a1, b1}, conj(Pair<Real>{c1, d1}));
  auto toInfinity = xIsInf & cIsFinite & dIsFinite;
  auto toZero = yIsInf & aIsFinite & bIsFinite;
  auto isScaled = toInfinity | toZero;
  Real factor = select(toInfinity, unbounded, zero);
  Real re = finite.re * factor;
  Real im = finite.im * factor;

  auto byZero = cIsZero & dIsZero & !bothNaN;
  Real signedInfinity = copysign(unbounded, c);
  Real reByZero = signedInfinity * a;
  Real imByZero = signedInfinity * b;
  auto reIsNaN = isNaN(quotient.re), imIsNaN = isNaN(quotient.im);
  auto isNaNs = reIsNaN & imIsNaN;
  auto rescales = isNaNs & isScaled;
  auto divides = isNaNs & byZero;
  Pair<Real> scaled = selectPair(rescales, Pair<Real>{re, im}, quotient);
  return selectPair(divides, Pair<Real>{reByZero, imByZero}, scaled);
}

/// The quotient with the infinities and zeros of Annex G.
template <typename Real> Pair<Real> divFull(Pair<Real> x, Pair<Real> y) {
  return recoverQuotient(x, y, divImproved(x, y));
}

} // namespace milcomplex::formulas

#endif // MILCOMPLEX_MATH_DIVISION_H
