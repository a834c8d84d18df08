//===- Arithmetic.h - Arithmetic on pairs -----------------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_MATH_ARITHMETIC_H
#define MILCOMPLEX_MATH_ARITHMETIC_H

// Sums, products and their ranges. No real functions; 2 mul and 2 add/sub for
// mulBasic, some 40 operations for mulImproved, and 4 where a part of a factor
// is known to be zero.

#include "milcomplex/Math/Real.h"

namespace milcomplex::formulas {

template <typename Real> Pair<Real> add(Pair<Real> x, Pair<Real> y) {
  return {x.re + y.re, x.im + y.im};
}

template <typename Real> Pair<Real> sub(Pair<Real> x, Pair<Real> y) {
  return {x.re - y.re, x.im - y.im};
}

template <typename Real> Pair<Real> neg(Pair<Real> x) { return {-x.re, -x.im}; }

template <typename Real> Pair<Real> conj(Pair<Real> x) { return {x.re, -x.im}; }

/// (a + ib)(c + id) = (ac - bd) + i(ad + bc), as written.
template <typename Real> Pair<Real> mulBasic(Pair<Real> x, Pair<Real> y) {
  Real reRe = x.re * y.re;
  Real imIm = x.im * y.im;
  Real reIm = x.re * y.im;
  Real imRe = x.im * y.re;
  return {reRe - imIm, reIm + imRe};
}

/// pq + rs by Kahan's scheme: the rounding error of rs, which an fma computes
/// exactly, is subtracted from the sum. At most 1.5 ULP without overflow
/// (Jeannerod, Louvet, Muller, "Further analysis of Kahan's algorithm for the
/// accurate computation of 2x2 determinants", Math. Comp. 82, 2013, Theorem
/// 1.2). An excess of zero is +0, so that a sum of -0 keeps its sign.
template <typename Real> Real sumOfProducts(Real p, Real q, Real r, Real s) {
  Real rounded = r * s;
  Real excess = fma(-r, s, rounded);
  Real sum = fma(p, q, rounded);
  return sum - excess;
}

/// pq + rs without spurious overflow, underflow or NaN. Where a product is not
/// finite, each operand is scaled down by 2^-k such that none overflows, and
/// the sum is scaled up again in two steps; bits that underflow in a scaled
/// operand are below the last bit of such a sum. Elsewhere the scale is 1:
/// scaled products of ordinary operands would be subnormal. An infinity has no
/// rounding error and may meet a number that underflows: where that is a NaN,
/// the sum is as written, a NaN if the other product overflows. Where a factor
/// is zero, one product is exact and the other is rounded once, by an fma: the
/// bits are the same unless the rounding error of rs underflows.
template <typename Real>
Real robustSumOfProducts(Real p, Real q, Real r, Real s) {
  if (isKnownZero(p) || isKnownZero(q) || isKnownZero(r) || isKnownZero(s))
    return fma(p, q, r * s);
  int exponent = maxExponent(p) / 2 + 2;
  Real sum = fma(p, q, r * s);
  auto isInRange = isFinite(sum);
  Real down = selectLiteral(p, isInRange, 1.0, makePowerOfTwo(-exponent));
  Real up = selectLiteral(p, isInRange, 1.0, makePowerOfTwo(exponent));
  Real pScaled = p * down, qScaled = q * down;
  Real rScaled = r * down, sScaled = s * down;
  Real scaled = sumOfProducts(pScaled, qScaled, rScaled, sScaled) * up * up;
  return select(isNaN(scaled), sum, scaled);
}

/// The product without spurious overflow, underflow or NaN.
template <typename Real> Pair<Real> mulImproved(Pair<Real> x, Pair<Real> y) {
  Real minusIm = -x.im;
  Real re = robustSumOfProducts(x.re, y.re, minusIm, y.im);
  Real im = robustSumOfProducts(x.re, y.im, x.im, y.re);
  return {re, im};
}

/// 1 for an infinity and 0 for any other number, with the sign of x.
template <typename Real> Real boxInfinity(Real x) {
  Real one = literal(x, 1.0);
  Real zero = literal(x, 0.0);
  Real magnitude = select(isInf(x), one, zero);
  return copysign(magnitude, x);
}

/// x, or where `condition` holds and x is a NaN, a zero with its sign.
template <typename Bool, typename Real> Real zeroNaN(Bool condition, Real x) {
  Real zero = copysign(literal(x, 0.0), x);
  auto replaces = condition & isNaN(x);
  return select(replaces, zero, x);
}

/// `product`, of x and y; where both its parts are NaNs although Annex G
/// requires an infinity, that infinity (C23 Annex G.5.1, example 1).
template <typename Real>
Pair<Real> recoverInfinity(Pair<Real> x, Pair<Real> y, Pair<Real> product) {
  Real a = x.re, b = x.im, c = y.re, d = y.im;
  auto aIsInf = isInf(a), bIsInf = isInf(b);
  auto cIsInf = isInf(c), dIsInf = isInf(d);
  auto xIsInf = aIsInf | bIsInf;
  auto yIsInf = cIsInf | dIsInf;
  auto acIsInf = isInf(a * c), bdIsInf = isInf(b * d);
  auto adIsInf = isInf(a * d), bcIsInf = isInf(b * c);
  auto overflows = acIsInf | bdIsInf | adIsInf | bcIsInf;
  auto isInfinite = xIsInf | yIsInf | overflows;

  auto box = [&](auto isOperandInf, Real part) {
    Real boxed = boxInfinity(part);
    Real selected = select(isOperandInf, boxed, part);
    return zeroNaN(isInfinite, selected);
  };
  Real a1 = box(xIsInf, a), b1 = box(xIsInf, b);
  Real c1 = box(yIsInf, c), d1 = box(yIsInf, d);
  Pair<Real> finite = mulBasic(Pair<Real>{a1, b1}, Pair<Real>{c1, d1});
  Real unbounded = literal(a, infinity);
  Real re = unbounded * finite.re;
  Real im = unbounded * finite.im;
  auto reIsNaN = isNaN(product.re), imIsNaN = isNaN(product.im);
  auto recovers = reIsNaN & imIsNaN & isInfinite;
  return {select(recovers, re, product.re), select(recovers, im, product.im)};
}

/// The product with the infinities of Annex G.
template <typename Real> Pair<Real> mulFull(Pair<Real> x, Pair<Real> y) {
  return recoverInfinity(x, y, mulImproved(x, y));
}

} // namespace milcomplex::formulas

#endif // MILCOMPLEX_MATH_ARITHMETIC_H
