//===- PortableInverse.h - Inverse functions, portable ----------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_MATH_PORTABLEINVERSE_H
#define MILCOMPLEX_MATH_PORTABLEINVERSE_H

// Inverse trigonometric and hyperbolic functions for complex-range=portable.
// Real functions: log, atan and sqrt.

#include "milcomplex/Math/Constants.h"
#include "milcomplex/Math/PortableLogarithm.h"

namespace milcomplex::formulas {

/// Of z = x + iy, what asin and acos are made of.
template <typename Real> struct PortableArc {
  /// sqrt(A^2 - x^2): x is the sine, and this is the cosine, of the real part.
  Real cosine;
  /// acosh A, the magnitude of the imaginary part.
  Real height;
};

/// After Hull, Fairgrieve, Tang, "Implementing the complex arcsine and
/// arccosine functions using exception handling", ACM TOMS 23(3), 1997. With
/// r = |z + 1|, s = |z - 1| for x >= 0 and A = (r + s)/2,
///   F = y^2 (1/(r + x + 1) + 1/(s + |x - 1|))/2,
///   A - 1 = F + max(x - 1, 0) and A - x = F + max(1 - x, 0),
/// in which nothing cancels.
template <typename Real> PortableArc<Real> makePortableArc(Pair<Real> z) {
  // Bounded, so that no sum overflows; larger results differ by little.
  Real bound = literal(z.re, makePowerOfTwo(maxExponent(z.re) - 2));
  Real x = min(abs(z.re), bound);
  Real y = min(abs(z.im), bound);
  Real above = x + 1.0;
  Real below = x - 1.0;
  // Scaled, so that no square overflows; in f16 by less, so that none
  // underflows.
  bool isHalf = maxExponent(x) == 16;
  Real larger = max(above, y);
  Real scale = isHalf ? larger * 0.0625 : larger;
  Real aboveScaled = above / scale;
  Real belowScaled = below / scale;
  // Bounded, so that its square is positive.
  double smallest = isHalf ? 0x1p-12 : makePowerOfTwo(2 - maxExponent(x) / 2);
  Real yScaled = max(y / scale, literal(x, smallest));
  Real ySquared = yScaled * yScaled;
  Real r = sqrt(aboveScaled * aboveScaled + ySquared);
  Real s = sqrt(belowScaled * belowScaled + ySquared);
  Real first = 1.0 / (r + aboveScaled);
  Real weight = (1.0 / (s + abs(belowScaled)) + first) * yScaled;
  Real f = (y * 0.5) * weight;
  Real belowOrZero = max(below, literal(x, 0.0));
  Real aMinusX = f + (belowOrZero - below);
  Real aMinusOne = f + belowOrZero;
  Real root = sqrt(aMinusOne);
  // In f16, f may underflow.
  if (isHalf)
    root = max(root, sqrt(y * 0.5) * sqrt(weight));

  Real cosine = sqrt(aMinusX) * sqrt(aMinusOne + above);
  Real height = root * sqrt(aMinusOne + 2.0) + aMinusOne;
  auto isSmall = height < 0.25;
  return {cosine, logOnePlus(isSmall, height)};
}

template <typename Real> Pair<Real> asinPortable(Pair<Real> z) {
  PortableArc<Real> arc = makePortableArc(z);
  Real re = atan(z.re / arc.cosine);
  return {re, negateWhereNegative(z.im, arc.height)};
}

/// The angle with the cosine x of a point (x, cosine).
template <typename Real> Real angleOfArc(Real x, PortableArc<Real> arc) {
  Real right = atan(arc.cosine / abs(x));
  Real left = piHi - right;
  auto isLeft = x < 0.0;
  return select(isLeft, left, right);
}

template <typename Real> Pair<Real> acosPortable(Pair<Real> z) {
  PortableArc<Real> arc = makePortableArc(z);
  Real re = angleOfArc(z.re, arc);
  Real minusHeight = -arc.height;
  auto isBelow = z.im < 0.0;
  return {re, select(isBelow, arc.height, minusHeight)};
}

template <typename Real> Pair<Real> acoshPortable(Pair<Real> z) {
  PortableArc<Real> arc = makePortableArc(z);
  Real angle = angleOfArc(z.re, arc);
  return {arc.height, negateWhereNegative(z.im, angle)};
}

template <typename Real> Pair<Real> asinhPortable(Pair<Real> z) {
  return swapParts(asinPortable(swapParts(z)));
}

/// log(1 + 4x/d) of 64 d and of quotient = x/(256 d), which overflows near d =
/// 0.
template <typename Real> Real logOfQuotient(Real x, Real d, Real quotient) {
  if (maxExponent(x) != 16) {
    Real bounded = min(quotient, literal(x, 0x1p110)) * 1024.0;
    auto isSmall = bounded < 0.25;
    return logOnePlus(isSmall, bounded);
  }
  // In f16 it does so for |1 - z| < 2^-7: log(4x/d), and the rest of it.
  auto isNearPole = quotient > 60.0;
  Real bounded = select(isNearPole, 0.0, quotient * 1024.0);
  auto isSmall = bounded < 0.25;
  Real far = logOnePlus(isSmall, bounded);
  Real root = sqrt(d);
  Real rest = (d * 0x1p-8) / x + 10 * ln2Hi;
  Real near = (log((x * 0.25) / root) - log(root)) + rest;
  return select(isNearPole, near, far);
}

/// log(1 + 4x/d)/4 + i arg(1 - |z|^2 + 2iy)/2 for x, y >= 0, where
/// d = (1 - x)^2 + y^2; 64 d is computed, which does not underflow in f16.
template <typename Real> Pair<Real> atanhPortable(Pair<Real> z) {
  Real x = negateWhereNegative(z.re, z.re);
  Real y = negateWhereNegative(z.im, z.im);
  Real below = 1.0 - x;
  Real belowScaled = below * 8.0;
  Real yScaled = y * 8.0;
  Real belowSquared = belowScaled * belowScaled;
  Real d = belowSquared + yScaled * yScaled;
  // A 1024th of 4x/d.
  Real quotient = (x * 0.25) / d;
  Real re = logOfQuotient(x, d, quotient) * 0.25;

  Real product = below * (x + 1.0);
  Real difference = product - y * y;
  auto isSmall = difference > 0.5;
  Real divisor = select(isSmall, 1.0, y);
  Real cotangent = (product / divisor - y) * 0.5;
  Real tangent = (y + y) / difference;
  Real angle = atan(select(isSmall, tangent, cotangent));
  Real complement = piHi / 2 - angle;
  Real im = select(isSmall, angle, complement) * 0.5;
  Real reSigned = negateWhereNegative(z.re, re);
  return {reSigned, negateWhereNegative(z.im, im)};
}

template <typename Real> Pair<Real> atanPortable(Pair<Real> z) {
  return swapParts(atanhPortable(swapParts(z)));
}

} // namespace milcomplex::formulas

#endif // MILCOMPLEX_MATH_PORTABLEINVERSE_H
