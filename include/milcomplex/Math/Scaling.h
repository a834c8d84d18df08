//===- Scaling.h - Powers of two --------------------------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_MATH_SCALING_H
#define MILCOMPLEX_MATH_SCALING_H

// Scaling by powers of two, which is exact but for underflow. Exponents are
// read and built as bits of the format. No real functions.

#include "milcomplex/Math/Real.h"

namespace milcomplex::formulas {

/// The bits of the significand, the implicit one left out: 23 for f32.
template <typename Real> int fractionBits(Real x) { return precision(x) - 1; }

/// The smallest normal number.
template <typename Real> double smallestNormal(Real x) {
  return makePowerOfTwo(2 - maxExponent(x));
}

/// The biased exponent of 1: 127 for f32.
template <typename Real> int exponentBias(Real x) { return maxExponent(x) - 1; }

/// 2^exponent for one from 1 - bias to bias.
template <typename Real, typename Int>
Real powerOfTwo(Real like, Int exponent) {
  Int bias = literal(exponent, exponentBias(like));
  Int biased = exponent + bias;
  return fromBits(like, shiftLeft(biased, fractionBits(like)));
}

/// The integer k as a Real. k has fewer than half the bits of the format.
template <typename Real, typename Int> Real integerToReal(Real like, Int k) {
  Real magic = literal(like, 1.5 * makePowerOfTwo(fractionBits(like)));
  auto bits = toBits(magic);
  return fromBits(like, bits + k) - magic;
}

/// A number as an integer and the rest of it, at most 1/2.
template <typename Real, typename Int> struct Rounded {
  Int integer;
  Real rest;
};

/// x as the nearest integer, which has fewer than half the bits of the format,
/// and the rest, which is exact.
template <typename Real> auto roundToInteger(Real x) {
  Real magic = literal(x, 1.5 * makePowerOfTwo(fractionBits(x)));
  Real shifted = x + magic;
  auto shiftedBits = toBits(shifted);
  auto magicBits = toBits(magic);
  auto integer = shiftedBits - magicBits;
  Real rest = x - (shifted - magic);
  return Rounded<Real, decltype(integer)>{integer, rest};
}

/// A scale for numbers of the magnitude of some x.
template <typename Real> struct Scale {
  /// x down is in [2, 4), below 2 for a subnormal or zero x.
  Real down;
  /// 2 / down.
  Real twiceUp;
};

/// The scale of x >= 0; unspecified for an infinity or a NaN.
template <typename Real> Scale<Real> makeScale(Real x) {
  int shift = fractionBits(x);
  Real normal = maximum(x, literal(x, smallestNormal(x)));
  auto bits = toBits(normal);
  auto fields =
      literal(bits, static_cast<int64_t>(2 * maxExponent(x) - 1) << shift);
  auto exponent = bits & fields;
  Real down = fromBits(x, fields - exponent);
  Real twiceUp = fromBits(x, exponent);
  return {down, twiceUp};
}

/// A scale whose square root is a power of two.
template <typename Real> struct SquareScale {
  /// x down is in [1, 4), below 1 for a subnormal or zero x.
  Real down;
  /// The square roots of down and 1 / down.
  Real rootDown, rootUp;
};

/// The scale of x >= 0 whose root is a power of two.
template <typename Real> SquareScale<Real> makeSquareScale(Real x) {
  int shift = fractionBits(x);
  Real normal = maximum(x, literal(x, smallestNormal(x)));
  auto bits = toBits(normal);
  // The biased exponent of `even` is even: 2^e x has one of bias + 1 + e.
  auto one = literal(bits, static_cast<int64_t>(1) << shift);
  auto evenFields =
      literal(bits, static_cast<int64_t>(2 * maxExponent(x) - 2) << shift);
  auto fields =
      literal(bits, static_cast<int64_t>(2 * maxExponent(x) - 1) << shift);
  auto rounded = bits + one;
  auto even = rounded & evenFields;
  auto half = shiftRight(even, 1);
  // With F the even field and B the bias, down = 2^(B+1-F).
  int bias = exponentBias(x);
  auto upBias = literal(bits, static_cast<int64_t>((bias - 1) / 2) << shift);
  auto downBias =
      literal(bits, static_cast<int64_t>(2 * bias - (bias - 1) / 2) << shift);
  Real down = fromBits(x, fields - even);
  Real rootDown = fromBits(x, downBias - half);
  Real rootUp = fromBits(x, upBias + half);
  return {down, rootDown, rootUp};
}

/// The number mantissa 2^exponent; the exponent of a zero is below that of any
/// product of two other numbers.
template <typename Real, typename Int> struct Scaled {
  /// 0, or in [1, 4) by magnitude; infinity and NaN as they are.
  Real mantissa;
  Int exponent;
};

/// x as a mantissa and an exponent.
template <typename Real> auto splitExponent(Real x) {
  int shift = fractionBits(x);
  int bias = exponentBias(x);
  // Subnormal numbers are scaled to normal ones first.
  int lift = precision(x) + 1;
  Real magnitude = abs(x);
  auto isSmall = magnitude < smallestNormal(x);
  Real lifted = x * makePowerOfTwo(lift);
  Real normal = select(isSmall, lifted, x);
  auto bits = toBits(abs(normal));
  auto field = shiftRight(bits, shift);
  // 2^-127 is not a normal number: the top exponent is left in the mantissa.
  auto top = literal(bits, 2 * bias - 1);
  auto capped = min(field, top);
  auto fields = literal(bits, 2 * bias);
  Real down = fromBits(x, shiftLeft(fields - capped, shift));
  Real mantissa = normal * down;
  auto plain = literal(bits, bias);
  auto withLift = literal(bits, bias + lift);
  auto ofZero = literal(bits, 4 * bias);
  auto isZero = x == 0.0;
  auto ofSmall = select(isZero, ofZero, withLift);
  auto offset = select(isSmall, ofSmall, plain);
  return Scaled<Real, decltype(bits)>{mantissa, capped - offset};
}

/// x 2^exponent for any exponent and 2^-(bias/2) <= |x| <= 2^(bias/2), in two
/// steps, of which the second rounds where the result is subnormal. The
/// exponent is clamped to twice the range of exponents, where every result
/// overflows or underflows.
template <typename Real, typename Int> Real scaleBy(Real x, Int exponent) {
  int bias = exponentBias(x);
  Int highest = literal(exponent, 2 * bias);
  Int lowest = literal(exponent, -2 * (bias - 1));
  Int capped = max(min(exponent, highest), lowest);
  Int first = shiftRight(capped, 1);
  Int second = capped - first;
  Real scaled = x * powerOfTwo(x, first);
  return scaled * powerOfTwo(x, second);
}

} // namespace milcomplex::formulas

#endif // MILCOMPLEX_MATH_SCALING_H
