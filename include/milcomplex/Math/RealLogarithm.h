//===- RealLogarithm.h - log, log2, log10, log1p of a real ------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_MATH_REALLOGARITHM_H
#define MILCOMPLEX_MATH_REALLOGARITHM_H

// Logarithms of a real number, within 1 ULP, with the special values of C23
// Annex F.10.3. No real functions, no branches: with x = 2^k (1 + f) and |f| <=
// 1/3, log(1 + f) = f - f^2/2 + f^3 q(f), the first two terms in two words and
// q a minimax polynomial (lib/Math/coefficients.sollya).

#include "milcomplex/Math/Constants.h"
#include "milcomplex/Math/DoubleWord.h"
#include "milcomplex/Math/Ln2Reduction.h"
#include "milcomplex/Math/Scaling.h"

namespace milcomplex::formulas {

// (log(1 + f) - f + f^2/2) / f^3 for |f| <= 1/3.
inline constexpr double logarithmSingle[] = {
    0x1.555556p-2, -0x1.000002p-2, 0x1.999866p-3, -0x1.55531ep-3,
    0x1.24d768p-3, -0x1.006134p-3, 0x1.bb324p-4,  -0x1.8b921cp-4,
    0x1.e11b18p-4, -0x1.c5e3d8p-4};
inline constexpr double logarithmDouble[] = {
    0x1.5555555555555p-2,  -0x1.ffffffffffff1p-3, 0x1.9999999999b3p-3,
    -0x1.5555555557c44p-3, 0x1.249249248169fp-3,  -0x1.fffffffc4eed2p-4,
    0x1.c71c71d07dc2ep-4,  -0x1.99999ae10a779p-4, 0x1.745d161a06902p-4,
    -0x1.5555173144edep-4, 0x1.3b13ba4f09da6p-4,  -0x1.24995831667ap-4,
    0x1.111302775ea74p-4,  -0x1.ff00439717873p-5, 0x1.e15a79e3412adp-5,
    -0x1.d26b9cd2f314p-5,  0x1.b701ebaa8945ap-5,  -0x1.4cad23d937414p-5,
    0x1.4805f8e03c0b9p-5,  -0x1.4548589dcf13ep-4, 0x1.2dc1e37c3b212p-4};

/// x = 2^k (1 + fraction) with |fraction| <= 1/3; k as a Real and as an Int.
template <typename Real, typename Int> struct Binary {
  Real k, fraction;
  Int exponent;
};

/// The binary form of a positive normal number. The bits of 2/3 are subtracted,
/// so that the exponent changes there.
template <typename Real> auto makeNormalBinary(Real x) {
  int shift = fractionBits(x);
  auto bits = toBits(x);
  auto origin = toBits(literal(x, 2.0 / 3));
  auto exponent = shiftRight(bits - origin, shift);
  Real significand = fromBits(x, bits - shiftLeft(exponent, shift));
  Real fraction = significand - 1.0;
  return Binary<Real, decltype(bits)>{integerToReal(x, exponent), fraction,
                                      exponent};
}

/// The same of a positive finite number.
template <typename Real> auto makeBinary(Real x) {
  int lift = precision(x) + 1;
  auto isSubnormal = x < smallestNormal(x);
  Real lifted = x * makePowerOfTwo(lift);
  auto binary = makeNormalBinary(select(isSubnormal, lifted, x));
  auto liftBits = literal(binary.exponent, lift);
  auto noBits = literal(binary.exponent, 0);
  binary.exponent = binary.exponent - select(isSubnormal, liftBits, noBits);
  binary.k = integerToReal(x, binary.exponent);
  return binary;
}

/// log(1 + f.hi + f.lo) for |f| <= 1/3 and an f.lo of at most half a unit in
/// the last place of f.hi, to 2^-28 (f32), 2^-57 (f64) of itself; the low word
/// is small but not normalized.
template <typename Real>
DoubleWord<Real> logarithmOfFraction(Real f, Real low) {
  DoubleWord<Real> square = twoSquare(f);
  Real half = square.hi * 0.5;
  DoubleWord<Real> leading = fastTwoSum(f, -half);
  Real cube = square.hi * f;
  Real sum = evaluateMinimax(f, logarithmSingle, logarithmDouble);
  Real tail = fma(square.lo, literal(f, -0.5), low);
  Real tail1 = fma(cube, sum, tail);
  return {leading.hi, leading.lo + tail1};
}

/// k ln 2 + the logarithm of a fraction.
template <typename Real>
DoubleWord<Real> addExponent(Real k, DoubleWord<Real> logarithm) {
  double high = getLn2High(k);
  double low = (ln2Hi - high) + ln2Lo;
  Real leading = k * high;
  DoubleWord<Real> sum = fastTwoSum(leading, logarithm.hi);
  Real lows = fma(k, literal(k, low), logarithm.lo);
  return {sum.hi, sum.lo + lows};
}

/// The logarithm of x, which is `finite` where x is positive and finite.
template <typename Real> Real selectLogarithm(Real x, Real finite) {
  auto isPositive = x > 0.0;
  auto isBounded = x < infinity;
  auto isNegative = x < 0.0;
  auto isZero = x == 0.0;
  Real orNaN = select(isNegative, quietNaN, x);
  Real special = select(isZero, -infinity, orNaN);
  return select(isPositive & isBounded, finite, special);
}

/// log x for a positive normal x; some number for any other x.
template <typename Real> Real realLogOfNormal(Real x) {
  auto binary = makeNormalBinary(x);
  Real zero = literal(x, 0.0);
  DoubleWord<Real> logarithm =
      addExponent(binary.k, logarithmOfFraction(binary.fraction, zero));
  return logarithm.hi + logarithm.lo;
}

/// log x.
template <typename Real> Real realLog(Real x) {
  auto binary = makeBinary(x);
  Real zero = literal(x, 0.0);
  DoubleWord<Real> logarithm =
      addExponent(binary.k, logarithmOfFraction(binary.fraction, zero));
  return selectLogarithm(x, logarithm.hi + logarithm.lo);
}

/// k scaleOfTwo + log(1 + f) scale.
template <typename Real>
Real scaleLogarithm(Real x, DoubleWord<Real> scaleOfTwo,
                    DoubleWord<Real> scale) {
  auto binary = makeBinary(x);
  Real zero = literal(x, 0.0);
  DoubleWord<Real> logarithm = logarithmOfFraction(binary.fraction, zero);
  DoubleWord<Real> normalized = fastTwoSum(logarithm.hi, logarithm.lo);
  DoubleWord<Real> product = twoProduct(normalized.hi, scale.hi);
  Real tail = fma(normalized.hi, scale.lo, product.lo);
  Real tail1 = fma(normalized.lo, scale.hi, tail);
  Real leading = binary.k * scaleOfTwo.hi;
  DoubleWord<Real> sum = fastTwoSum(leading, product.hi);
  Real lows = fma(binary.k, scaleOfTwo.lo, tail1);
  return selectLogarithm(x, sum.hi + (sum.lo + lows));
}

/// log x / ln 2; of a power of two it is exact.
template <typename Real> Real realLog2(Real x) {
  DoubleWord<Real> one = {literal(x, 1.0), literal(x, 0.0)};
  return scaleLogarithm(x, one, literalWord(x, log2eHi, log2eLo));
}

/// log x / ln 10.
template <typename Real> Real realLog10(Real x) {
  // log10(2), whose high part times any exponent is exact.
  double high = precision(x) == 24 ? 0x1.344p-2 : 0x1.34413509f8p-2;
  double low =
      precision(x) == 24 ? 0x1.3509f79fef312p-18 : -0x1.80433b83b532ap-44;
  DoubleWord<Real> ofTwo = {literal(x, high), literal(x, low)};
  return scaleLogarithm(x, ofTwo, literalWord(x, log10eHi, log10eLo));
}

/// log(1 + x.hi + x.lo) for x > -1, in two words, not normalized.
template <typename Real>
DoubleWord<Real> logarithmOfShifted(DoubleWord<Real> x, DoubleWord<Real> sum) {
  auto binary = makeBinary(sum.hi);
  // 2^-k of a large sum does not matter: its low word is nothing beside it.
  auto most = literal(binary.exponent, exponentBias(x.hi) - 2);
  auto zero = literal(binary.exponent, 0);
  Real down = powerOfTwo(x.hi, zero - min(binary.exponent, most));
  Real low = (sum.lo + x.lo) * down;
  DoubleWord<Real> fraction = fastTwoSum(binary.fraction, low);
  // log(1 + f + l) = log(1 + f) + l / (1 + f) to first order.
  Real factor = fma(fraction.hi, fraction.hi, -fraction.hi);
  Real correction = fma(fraction.lo, factor, fraction.lo);
  return addExponent(binary.k, logarithmOfFraction(fraction.hi, correction));
}

/// log(1 + x).
template <typename Real> Real realLog1p(Real x) {
  Real one = literal(x, 1.0);
  DoubleWord<Real> sum = twoSum(one, x);
  DoubleWord<Real> word = {x, literal(x, 0.0)};
  DoubleWord<Real> logarithm = logarithmOfShifted(word, sum);
  Real result = selectLogarithm(sum.hi, logarithm.hi + logarithm.lo);
  return copysign(result, x);
}

} // namespace milcomplex::formulas

#endif // MILCOMPLEX_MATH_REALLOGARITHM_H
