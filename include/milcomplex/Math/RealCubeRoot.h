//===- RealCubeRoot.h - The cube root of a real -----------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_MATH_REALCUBEROOT_H
#define MILCOMPLEX_MATH_REALCUBEROOT_H

// The cube root of a real number, within 1 ULP, with the special values of C23
// Annex F.10.4.1. No real functions, no branches, no division: a minimax
// polynomial for m^(-2/3) (lib/Math/coefficients.sollya), whose product with m
// takes one step of Newton's; after Kahan, "Computing a real cube root", 1991.

#include "milcomplex/Math/DoubleWord.h"
#include "milcomplex/Math/Scaling.h"

namespace milcomplex::formulas {

// m^(-2/3) for 1 <= m <= 2, to 2^-18 and 2^-31.
inline constexpr double cubeRootSingle[] = {
    0x1.95bdccp1, -0x1.55d664p2,  0x1.733b04p2, -0x1.ef6bf2p1,
    0x1.8ddbaap0, -0x1.61cad2p-2, 0x1.0c13cap-5};
inline constexpr double cubeRootDouble[] = {
    0x1.24616c7be8365p2,   -0x1.c5197024860f6p3, 0x1.eff390a3a432ap4,
    -0x1.78eebb18a1bf9p5,  0x1.9a685467fdcfcp5,  -0x1.4612c8596b32bp5,
    0x1.7befcb6e0bfbfp4,   -0x1.41c3bd17515adp3, 0x1.820d7a71a8abap1,
    -0x1.37530d409d8e9p-1, 0x1.2ef72665bd7dcp-4, -0x1.0d08952ff8aeep-8};

/// The cube root of x = m 2^(3q + r) with 1 <= m < 2 and r = -1, 0 or 1: 2^q
/// times that of m 2^r.
template <typename Real> Real realCbrt(Real x) {
  bool isSingle = precision(x) == 24;
  // Subnormal numbers are scaled to normal ones first.
  int lift = isSingle ? 24 : 54;
  Real size = abs(x);
  auto isSmall = size < smallestNormal(x);
  Real normal = select(isSmall, size * makePowerOfTwo(lift), size);
  auto bits = toBits(normal);
  int width = fractionBits(x);
  auto fractionMask = literal(bits, (int64_t(1) << width) - 1);
  auto fraction = bits & fractionMask;
  auto unit = toBits(literal(x, 1.0));
  Real mantissa = fromBits(x, fraction + unit);

  double magic = 1.5 * makePowerOfTwo(width);
  auto magicBits = toBits(literal(x, magic));
  auto field = shiftRight(bits, width);
  Real exponent = fromBits(x, magicBits + field) - (magic + exponentBias(x));
  Real shifted = fma(exponent, literal(x, 1.0 / 3), magic);
  auto third = toBits(shifted) - magicBits;
  Real nearest = shifted - magic;
  Real rest = fma(nearest, literal(x, -3.0), exponent);
  auto isBelow = rest < 0.0;
  auto isAbove = rest > 0.0;
  // 2^r and 2^(-2r/3).
  Real scale = selectLiteral(x, isAbove, 2.0, 1.0);
  Real inverse = selectLiteral(x, isAbove, 0x1.428a2f98d728bp-1, 1.0);
  Real scaled = mantissa * select(isBelow, 0.5, scale);
  Real polynomial = evaluateMinimax(mantissa, cubeRootSingle, cubeRootDouble);
  Real power = polynomial * select(isBelow, 0x1.965fea53d6e3cp+0, inverse);

  // The root and m - root^3, in which the leading words cancel.
  Real root = scaled * power;
  DoubleWord<Real> square = twoSquare(root);
  Real excess = fma(square.hi, root, -scaled);
  Real excess1 = fma(square.lo, root, excess);
  Real correction = power * literal(x, -1.0 / 3);
  Real corrected = fma(excess1, correction, root);

  auto none = literal(third, 0);
  auto lifted = literal(third, lift / 3);
  auto ofLift = select(isSmall, lifted, none);
  Real result = corrected * powerOfTwo(x, third - ofLift);
  // Zeros, infinities and NaN are their own cube roots. A zero by its bits:
  // where subnormal numbers are taken for zeros, x would be a result.
  auto sizeBits = toBits(size);
  auto isZero = sizeBits == literal(sizeBits, 0);
  auto isBounded = isFinite(x);
  auto isOrdinary = isBounded & !isZero;
  return select(isOrdinary, copysign(result, x), x);
}

} // namespace milcomplex::formulas

#endif // MILCOMPLEX_MATH_REALCUBEROOT_H
