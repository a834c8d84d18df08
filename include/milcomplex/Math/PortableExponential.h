//===- PortableExponential.h - Exponentials, portable -----------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_MATH_PORTABLEEXPONENTIAL_H
#define MILCOMPLEX_MATH_PORTABLEEXPONENTIAL_H

// The exponential function and those made of it for complex-range=portable.
// Real functions: exp, sin, cos and tanh.

#include "milcomplex/Math/Constants.h"
#include "milcomplex/Math/PortableQuotient.h"

namespace milcomplex::formulas {

/// e^x cos y + i e^x sin y, with e^(x/2) twice: e^x may overflow although its
/// product with a sine does not.
template <typename Real> Pair<Real> expPortable(Pair<Real> z) {
  Real root = exp(z.re * 0.5);
  Real cosine = cos(z.im);
  Real sine = sin(z.im);
  Real re = (root * cosine) * root;
  return {re, (root * sine) * root};
}

/// (e^x - 1) cos y + (cos y - 1) + i e^x sin y, with
/// e^x - 1 = tanh(x/2) (e^x + 1) and cos y - 1 = -2 sin(y/2)^2.
template <typename Real> Pair<Real> expm1Portable(Pair<Real> z) {
  Pair<Real> power = expPortable(z);
  Real tangent = tanh(z.re * 0.5);
  Real product = tangent * (power.re + cos(z.im));
  Real sine = sin(z.im * 0.5);
  Real square = sine * sine;
  Real versine = square + square;
  return {product - versine, power.im};
}

/// x ln 2 as the sum of two numbers, the first exact for moderate x: the
/// nearest integer times 11/16, a number of four bits.
template <typename Real> struct Exponent {
  Real exact, rest;
};

template <typename Real> Exponent<Real> multiplyByLn2(Real x) {
  Real whole = roundEven(x);
  Real fraction = x - whole;
  Real low = whole * (ln2Hi - 0.6875);
  return {whole * 0.6875, fraction * ln2Hi + low};
}

/// e^(z ln 2).
template <typename Real> Pair<Real> exp2Portable(Pair<Real> z) {
  Exponent<Real> x = multiplyByLn2(z.re);
  Exponent<Real> y = multiplyByLn2(z.im);
  Pair<Real> turn = {cos(y.exact), sin(y.exact)};
  Pair<Real> rest = {cos(y.rest), sin(y.rest)};
  Pair<Real> direction = mulBasic(turn, rest);
  Real root = exp(x.exact * 0.5);
  Real scale = exp(x.rest);
  Real re = ((root * direction.re) * scale) * root;
  return {re, ((root * direction.im) * scale) * root};
}

/// The hyperbolic cosine and sine of x over e^(|x|/2), and that.
template <typename Real> struct HalvedHyperbolic {
  Real cosine, sine, root;
};

/// With h = e^(|x|/2) and g = 1/h: cosh x = h (h + g^3)/2 and
/// sinh x = tanh(x/2) (cosh x + 1), which cancels nowhere.
template <typename Real> HalvedHyperbolic<Real> makeHalvedHyperbolic(Real x) {
  Real root = exp(abs(x) * 0.5);
  Real inverse = 1.0 / root;
  Real cube = (inverse * inverse) * inverse;
  Real cosine = (root + cube) * 0.5;
  Real tangent = tanh(x * 0.5);
  return {cosine, tangent * (cosine + inverse), root};
}

template <typename Real> Pair<Real> sinhPortable(Pair<Real> z) {
  HalvedHyperbolic<Real> ofRe = makeHalvedHyperbolic(z.re);
  Real cosine = cos(z.im);
  Real sine = sin(z.im);
  Real re = (ofRe.sine * cosine) * ofRe.root;
  return {re, (ofRe.cosine * sine) * ofRe.root};
}

template <typename Real> Pair<Real> coshPortable(Pair<Real> z) {
  HalvedHyperbolic<Real> ofRe = makeHalvedHyperbolic(z.re);
  Real cosine = cos(z.im);
  Real sine = sin(z.im);
  Real re = (ofRe.cosine * cosine) * ofRe.root;
  return {re, (ofRe.sine * sine) * ofRe.root};
}

/// With t = tanh x, s = sin y and c = cos y,
/// (t + i s c (1 - t^2)) / (c^2 + t^2 s^2), scaled by the larger of t and c.
template <typename Real> Pair<Real> tanhPortable(Pair<Real> z) {
  Real t = tanh(z.re);
  Real s = sin(z.im);
  Real c = cos(z.im);
  Real magnitude = abs(t);
  Real larger = max(magnitude, abs(c));
  Real tScaled = t / larger;
  Real cScaled = c / larger;
  Real cSquared = cScaled * cScaled;
  Real product = tScaled * s;
  Real norm = cSquared + product * product;
  Real re = (tScaled / larger) / norm;
  Real square = 1.0 - t * t;
  Real im = (s * (cScaled / larger)) * square;
  return {re, im / norm};
}

template <typename Real> Pair<Real> sinPortable(Pair<Real> z) {
  return swapParts(sinhPortable(swapParts(z)));
}
template <typename Real> Pair<Real> cosPortable(Pair<Real> z) {
  Pair<Real> twin = coshPortable(swapParts(z));
  return {twin.re, -twin.im};
}
template <typename Real> Pair<Real> tanPortable(Pair<Real> z) {
  return swapParts(tanhPortable(swapParts(z)));
}

/// 1/(1 + e^-z). With t = e^-|x|, p = 1 - t = tanh(|x|/2) (1 + t) and
/// q = 1 + cos y = 2 cos(y/2)^2: the norm is that of u + iv = (p + t q) + i t
/// sin y; over it are u + iv to the right, and t (q - p) + iv to the left. The
/// norm is computed 256 times, since it underflows near the poles in f16.
template <typename Real> Pair<Real> logisticPortable(Pair<Real> z) {
  auto isRight = z.re >= 0.0;
  Real minusRe = -z.re;
  Real magnitude = select(isRight, z.re, minusRe);
  Real t = exp(-magnitude);
  Real near = tanh(magnitude * 0.5) * (t + 1.0);
  auto isFar = t < 0.5;
  Real p = select(isFar, 1.0 - t, near);
  Real halfAngle = z.im * 0.5;
  Real cosine = cos(halfAngle);
  Real halfSine = t * sin(halfAngle);
  Real twice = cosine + cosine;
  Real q = twice * cosine;
  Real u = p + t * q;
  Real v = twice * halfSine;
  Real uScaled = u * 16.0;
  Real vScaled = v * 16.0;
  Real uSquared = uScaled * uScaled;
  Real norm = uSquared + vScaled * vScaled;
  Real left = t * (q - p);
  Real numerator = select(isRight, u, left) * 256.0;
  Real re = numerator / norm;
  return {re, (v * 256.0) / norm};
}

} // namespace milcomplex::formulas

#endif // MILCOMPLEX_MATH_PORTABLEEXPONENTIAL_H
