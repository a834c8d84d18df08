//===- PortableLogarithm.h - Logarithms and powers, portable ----*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_MATH_PORTABLELOGARITHM_H
#define MILCOMPLEX_MATH_PORTABLELOGARITHM_H

// Angles, logarithms and powers for complex-range=portable. Real functions: log
// and atan, and those of the exponential for powers.

#include "milcomplex/Math/Constants.h"
#include "milcomplex/Math/PortableExponential.h"
#include "milcomplex/Math/PortableQuotient.h"

namespace milcomplex::formulas {

/// The angle of z, by an arctangent of at most 1; 0 for 0. The negative real
/// axis counts as the upper side.
template <typename Real, typename Bool>
Real angleOfPart(Pair<Real> z, LargerPart<Real, Bool> part) {
  Real turn = atan(part.ratio);
  auto isBelow = z.im < 0.0;
  Real quarter = selectLiteral(z.re, isBelow, -piHi / 2, piHi / 2);
  auto isLeft = z.re < 0.0;
  Real half = select(isLeft, quarter + quarter, 0.0);
  Real steep = quarter - turn;
  return select(part.isSteep, steep, turn + half);
}

template <typename Real> Real anglePortable(Pair<Real> z) {
  return angleOfPart(z, makeLargerPart(z));
}

/// log(1 + x), where `isSmall` says that |x| < 1/4. With t = x/(x + 2), it is
/// t (2 + 2 t^2/3 + 2 t^4/5 + ...) for a small x; of narrow formats the minimax
/// polynomial of three terms, whose relative error is 0.81 2^-24. There is no
/// correction by (1 + x) - 1, which runtimes fold to x.
template <typename Bool, typename Real> Real logOnePlus(Bool isSmall, Real x) {
  static const double minimax[] = {2, 0x1.554e74p-1, 0x1.a21082p-2};
  static const double taylor[] = {2,        2.0 / 3,  2.0 / 5,  2.0 / 7,
                                  2.0 / 9,  2.0 / 11, 2.0 / 13, 2.0 / 15,
                                  2.0 / 17, 2.0 / 19};
  bool isDouble = precision(x) == 53;
  const double *terms = isDouble ? taylor : minimax;
  Real t = x / (x + 2.0);
  Real square = t * t;
  size_t last = isDouble ? 9 : 2;
  Real sum = square * terms[last];
  for (size_t i = last - 1; i != 0; --i)
    sum = (sum + terms[i]) * square;
  Real series = (sum + terms[0]) * t;
  Real logarithm = log(x + 1.0);
  return select(isSmall, series, logarithm);
}

/// log m + log(1 + r^2)/2 for the larger part m and the ratio r, + i angle.
template <typename Real> Pair<Real> logPortable(Pair<Real> z) {
  auto part = makeLargerPart(z);
  Real square = part.ratio * part.ratio;
  auto isShallow = square < 0.25;
  Real re = logOnePlus(isShallow, square) * 0.5 + log(part.magnitude);
  return {re, angleOfPart(z, part)};
}

template <typename Real> Pair<Real> log2Portable(Pair<Real> z) {
  Pair<Real> logarithm = logPortable(z);
  Real re = logarithm.re * log2eHi;
  return {re, logarithm.im * log2eHi};
}

template <typename Real> Pair<Real> log10Portable(Pair<Real> z) {
  Pair<Real> logarithm = logPortable(z);
  Real re = logarithm.re * log10eHi;
  return {re, logarithm.im * log10eHi};
}

/// log(1 + z): where z is small, the real part is log(1 + 2x + x^2 + y^2)/2.
template <typename Real> Pair<Real> log1pPortable(Pair<Real> z) {
  Pair<Real> shifted = {z.re + 1.0, z.im};
  auto part = makeLargerPart(shifted);
  Real square = part.ratio * part.ratio;
  Real magnitudeRe = abs(z.re);
  Real magnitude = max(magnitudeRe, abs(z.im));
  auto isSmall = magnitude < 0.5;
  Real linear = (z.re + 2.0) * z.re;
  Real excess = linear + z.im * z.im;
  Real argument = select(isSmall, excess, square);
  auto isNear = abs(argument) < 0.25;
  Real half = logOnePlus(isNear, argument) * 0.5;
  Real re = half + select(isSmall, 0.0, log(part.magnitude));
  return {re, angleOfPart(shifted, part)};
}

/// e^(w log z). The error is that of the exponent, up to |w log z| times that
/// of one rounding. The logarithm of 0 is large, and not infinite: its product
/// with 0 is 0, and its exponential 0.
template <typename Real> Pair<Real> powPortable(Pair<Real> z, Pair<Real> w) {
  Pair<Real> logarithm = logPortable(z);
  Real bounded = max(logarithm.re, literal(z.re, -30000.0));
  return expPortable(mulBasic(w, Pair<Real>{bounded, logarithm.im}));
}

/// -i log((x + iy) / sqrt(x^2 + y^2)), as written.
template <typename Real> Pair<Real> atan2Portable(Pair<Real> y, Pair<Real> x) {
  Pair<Real> xSquare = squarePortable(x);
  Pair<Real> ySquare = squarePortable(y);
  Pair<Real> root = sqrtPortable(add(xSquare, ySquare));
  Real re = x.re - y.im;
  Real im = x.im + y.re;
  Pair<Real> logarithm = logPortable(divPortable(Pair<Real>{re, im}, root));
  return {logarithm.im, -logarithm.re};
}

} // namespace milcomplex::formulas

#endif // MILCOMPLEX_MATH_PORTABLELOGARITHM_H
