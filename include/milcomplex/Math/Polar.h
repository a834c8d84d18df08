//===- Polar.h - Absolute value and angle -----------------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_MATH_POLAR_H
#define MILCOMPLEX_MATH_POLAR_H

// The absolute value, the angle, the sign, the polar form and predicates. Real
// functions: one sqrt for abs and sign, one atan2 for angle, one sin and one
// cos for polar.

#include "milcomplex/Math/Scaling.h"

namespace milcomplex::formulas {

template <typename Real> auto isFinitePair(Pair<Real> z) {
  auto re = isFinite(z.re);
  auto im = isFinite(z.im);
  return re & im;
}

/// Whether a part is infinite, even beside a NaN.
template <typename Real> auto isInfPair(Pair<Real> z) {
  auto re = isInf(z.re);
  auto im = isInf(z.im);
  return re | im;
}

template <typename Real> auto isNaNPair(Pair<Real> z) {
  auto re = isNaN(z.re);
  auto im = isNaN(z.im);
  return re | im;
}

/// sqrt(x^2 + y^2), as written.
template <typename Real> Real absBasic(Pair<Real> z) {
  Real reSquared = z.re * z.re;
  Real imSquared = z.im * z.im;
  return sqrt(reSquared + imSquared);
}

/// The absolute value, scaled by the power of two of the larger part: 1.5u
/// under the root and u in it. That of an infinity is infinite (C23 Annex
/// F.10.4.4).
template <typename Real> Real absImproved(Pair<Real> z) {
  Real magnitudeRe = abs(z.re);
  Real magnitudeIm = abs(z.im);
  Scale<Real> scale = makeScale(maximum(magnitudeRe, magnitudeIm));
  Real x = z.re * scale.down;
  Real y = z.im * scale.down;
  Real ySquared = y * y;
  Real root = sqrt(fma(x, x, ySquared));
  Real result = (root * 0.5) * scale.twiceUp;
  return select(isInfPair(z), infinity, result);
}

/// The angle with the positive real axis, in (-pi, pi].
template <typename Real> Real angle(Pair<Real> z) { return atan2(z.im, z.re); }

/// z / |z|, as written; 0 for 0.
template <typename Real> Pair<Real> signBasic(Pair<Real> z) {
  Real magnitude = absBasic(z);
  auto isZero = magnitude == 0.0;
  Real re = z.re / magnitude;
  Real im = z.im / magnitude;
  return selectPair(isZero, z, Pair<Real>{re, im});
}

/// z / |z|, or z where that is zero. An infinity has the direction of its
/// infinite parts.
template <typename Real> Pair<Real> signImproved(Pair<Real> z) {
  auto reIsInf = isInf(z.re);
  auto imIsInf = isInf(z.im);
  auto isInfinite = reIsInf | imIsInf;
  auto box = [&](auto isPartInf, Real part) {
    Real unit = selectLiteral(part, isPartInf, 1.0, 0.0);
    Real direction = copysign(unit, part);
    Real kept = select(isNaN(part), part, direction);
    return select(isInfinite, kept, part);
  };
  Real re = box(reIsInf, z.re);
  Real im = box(imIsInf, z.im);
  Real magnitudeRe = abs(re);
  Real magnitudeIm = abs(im);
  Real larger = maximum(magnitudeRe, magnitudeIm);
  Scale<Real> scale = makeScale(larger);
  Real x = re * scale.down;
  Real y = im * scale.down;
  Real ySquared = y * y;
  Real root = sqrt(fma(x, x, ySquared));
  Real xUnit = x / root;
  Real yUnit = y / root;
  auto isZero = root == 0.0;
  return selectPair(isZero, z, Pair<Real>{xUnit, yUnit});
}

/// r cos(angle) + i r sin(angle), as written, for z = (r, angle).
template <typename Real> Pair<Real> polarBasic(Pair<Real> z) {
  Real cosine = cos(z.im);
  Real sine = sin(z.im);
  Real re = z.re * cosine;
  return {re, z.re * sine};
}

/// As polarBasic; real where the angle is zero, for an infinite r too.
template <typename Real> Pair<Real> polarImproved(Pair<Real> z) {
  Pair<Real> product = polarBasic(z);
  auto isReal = z.im == 0.0;
  Real signedUnit = copysign(literal(z.re, 1.0), z.re);
  Real zero = z.im * signedUnit;
  return {product.re, select(isReal, zero, product.im)};
}

} // namespace milcomplex::formulas

#endif // MILCOMPLEX_MATH_POLAR_H
