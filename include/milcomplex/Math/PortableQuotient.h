//===- PortableQuotient.h - Quotients and roots, portable -------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_MATH_PORTABLEQUOTIENT_H
#define MILCOMPLEX_MATH_PORTABLEQUOTIENT_H

// Quotients, absolute values and square roots for complex-range=portable,
// scaled by the larger part. Real functions: sqrt.

#include "milcomplex/Math/Arithmetic.h"

namespace milcomplex::formulas {

/// |z|, scaled by the larger part.
template <typename Real> Real absPortable(Pair<Real> z) {
  Real magnitudeRe = abs(z.re);
  Real magnitudeIm = abs(z.im);
  Real larger = max(magnitudeRe, magnitudeIm);
  Real smaller = min(magnitudeRe, magnitudeIm);
  auto isZero = larger == 0.0;
  Real ratio = smaller / select(isZero, 1.0, larger);
  return larger * sqrt(ratio * ratio + 1.0);
}

/// The larger part of a complex number, by magnitude. Magnitudes of parts are
/// only compared, so that what is made of these has its derivative on the axes
/// and diagonals, too.
template <typename Real, typename Bool> struct LargerPart {
  /// Whether it is the imaginary one.
  Bool isSteep;
  /// Its magnitude, and that or 1 where it is 0.
  Real magnitude, divisor;
  /// The other part over it, with its sign; 0 for 0.
  Real ratio;
};

template <typename Real> auto makeLargerPart(Pair<Real> z) {
  auto isSteep = abs(z.im) > abs(z.re);
  Real larger = select(isSteep, z.im, z.re);
  Real smaller = select(isSteep, z.re, z.im);
  auto isZero = larger == 0.0;
  Real divisor = select(isZero, 1.0, larger);
  Real ratio = smaller / divisor;
  return LargerPart<Real, decltype(isSteep)>{isSteep, abs(larger), abs(divisor),
                                             ratio};
}

/// |z| over the larger part, in [1, sqrt(2)].
template <typename Real, typename Bool>
Real scaledAbs(LargerPart<Real, Bool> z) {
  return sqrt(z.ratio * z.ratio + 1.0);
}

/// `value`, negated where `sign` is negative; the sign of a zero does not
/// count.
template <typename Real> Real negateWhereNegative(Real sign, Real value) {
  Real negated = -value;
  auto isNegative = sign < 0.0;
  return select(isNegative, negated, value);
}

/// z/|z|, or 0.
template <typename Real> Pair<Real> signPortable(Pair<Real> z) {
  Real magnitudeRe = abs(z.re);
  Real larger = max(magnitudeRe, abs(z.im));
  auto isZero = larger == 0.0;
  Real divisor = select(isZero, 1.0, larger);
  Real x = z.re / divisor;
  Real y = z.im / divisor;
  Real xSquared = x * x;
  Real sum = xSquared + y * y;
  Real root = sqrt(select(isZero, 1.0, sum));
  Real re = x / root;
  return {re, y / root};
}

/// (x + y)(x - y) + 2ixy.
template <typename Real> Pair<Real> squarePortable(Pair<Real> z) {
  Real sum = z.re + z.im;
  Real difference = z.re - z.im;
  Real product = z.re * z.im;
  return {sum * difference, product + product};
}

/// z over the larger part m of `divisor`, and the square of its norm:
/// x / y = (x conj y / m) / (|y|^2 / m^2) / m.
template <typename Real> struct ScaledDivisor {
  Real larger, re, im, norm;
};

template <typename Real> ScaledDivisor<Real> scaleDivisor(Pair<Real> z) {
  Real magnitudeRe = abs(z.re);
  Real larger = max(magnitudeRe, abs(z.im));
  Real re = z.re / larger;
  Real im = z.im / larger;
  Real reSquared = re * re;
  return {larger, re, im, reSquared + im * im};
}

template <typename Real> Pair<Real> reciprocalPortable(Pair<Real> z) {
  ScaledDivisor<Real> divisor = scaleDivisor(z);
  Real scaledNorm = divisor.norm * divisor.larger;
  Real re = divisor.re / scaledNorm;
  Real im = divisor.im / scaledNorm;
  return {re, -im};
}

/// The quotient: half of it, so that its sums do not overflow, doubled.
template <typename Real> Pair<Real> divPortable(Pair<Real> x, Pair<Real> y) {
  ScaledDivisor<Real> divisor = scaleDivisor(y);
  Real c = divisor.re / divisor.norm;
  Real d = divisor.im / divisor.norm;
  Real a = (x.re * 0.5) / divisor.larger;
  Real b = (x.im * 0.5) / divisor.larger;
  Real ac = a * c;
  Real bd = b * d;
  Real bc = b * c;
  Real ad = a * d;
  Real re = ac + bd;
  Real im = bc - ad;
  return {re + re, im + im};
}

/// The square root of z over that of the magnitude m of its larger part:
/// sqrt((|z| + |x|)/2), which is at least sqrt(m/2), and y over twice that.
template <typename Real> struct ScaledRoot {
  Real magnitude, scaledAbs;
  Pair<Real> root;
};

template <typename Real> ScaledRoot<Real> makeScaledRoot(Pair<Real> z) {
  auto part = makeLargerPart(z);
  Real absolute = scaledAbs(part);
  auto isRight = z.re >= 0.0;
  Real x = z.re / part.divisor;
  Real y = z.im / part.divisor;
  Real minusX = -x;
  Real large = sqrt((select(isRight, x, minusX) + absolute) * 0.5);
  Real small = (y * 0.5) / large;
  auto isBelow = z.im < 0.0;
  Real sign = selectLiteral(x, isBelow, -1.0, 1.0);
  Real re = select(isRight, large, small * sign);
  Real im = select(isRight, small, large * sign);
  return {part.magnitude, absolute, {re, im}};
}

/// The root with a real part of at least 0. Branch cut: the negative real axis,
/// which counts as the upper side.
template <typename Real> Pair<Real> sqrtPortable(Pair<Real> z) {
  ScaledRoot<Real> scaled = makeScaledRoot(z);
  Real up = sqrt(scaled.magnitude);
  Real re = scaled.root.re * up;
  return {re, scaled.root.im * up};
}

/// 1/sqrt(z) = conj(sqrt(z))/|z|.
template <typename Real> Pair<Real> rsqrtPortable(Pair<Real> z) {
  ScaledRoot<Real> scaled = makeScaledRoot(z);
  Real divisor = scaled.scaledAbs * sqrt(scaled.magnitude);
  Real re = scaled.root.re / divisor;
  Real im = scaled.root.im / divisor;
  return {re, -im};
}

} // namespace milcomplex::formulas

#endif // MILCOMPLEX_MATH_PORTABLEQUOTIENT_H
