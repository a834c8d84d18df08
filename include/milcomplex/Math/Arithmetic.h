//===- Arithmetic.h - Arithmetic on pairs -----------------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_MATH_ARITHMETIC_H
#define MILCOMPLEX_MATH_ARITHMETIC_H

// Formulas on complex numbers held as pairs of reals, each written once over an
// abstract real type `Real`. Two of them are at hand:
//
//   EmittedReal    builds arith and math ops (EmittedReal.h);
//   float, double  computes (EvaluatedReal.h).
//
// A Real has +, -, * and unary -, and these functions, found by argument
// lookup; `Bool` is its type of conditions, with & and |:
//
//   Real fma(Real x, Real y, Real z)       x * y + z, rounded once
//   Real copysign(Real magnitude, Real sign)
//   Real literal(Real like, double value)  a constant of the format of `like`
//   Bool isFinite(Real), isInf(Real), isNaN(Real)
//   Real select(Bool, Real, Real)
//   int maxExponent(Real)                  128 for f32, 1024 for f64

#include <cmath>
#include <limits>

namespace milcomplex::math {

/// The complex number re + i im.
template <typename Real> struct Pair {
  Real re, im;
};

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
  return {x.re * y.re - x.im * y.im, x.re * y.im + x.im * y.re};
}

/// pq + rs by Kahan's scheme: the rounding error of rs, which an fma gives
/// exactly, is added back. At most 1.5 ULP without overflow (Jeannerod, Louvet,
/// Muller, "Further analysis of Kahan's algorithm for the accurate computation
/// of 2x2 determinants", Math. Comp. 82, 2013, Theorem 1.2).
template <typename Real> Real sumOfProducts(Real p, Real q, Real r, Real s) {
  Real rounded = r * s;
  Real error = fma(r, s, -rounded);
  return fma(p, q, rounded) + error;
}

/// sumOfProducts where rs may be infinite: an infinity has no rounding error
/// to add back.
template <typename Real>
Real sumOfProductsWithInfinity(Real p, Real q, Real r, Real s) {
  Real rounded = r * s;
  Real error = fma(r, s, -rounded);
  Real sum = fma(p, q, rounded);
  return select(isFinite(error), sum + error, sum);
}

/// The product without spurious overflow, underflow or NaN: where
/// sumOfProducts is not finite, operands are scaled by 2^-k such that no
/// product overflows, and the result back in two steps, of which only the one
/// that the result calls for overflows. Underflow in the scaled operands is
/// below the last bit of a sum that overflows.
template <typename Real> Pair<Real> mulImproved(Pair<Real> x, Pair<Real> y) {
  int exponent = maxExponent(x.re) / 2 + 2;
  Real down = literal(x.re, std::ldexp(1.0, -exponent));
  Real up = literal(x.re, std::ldexp(1.0, exponent));
  Pair<Real> xs{x.re * down, x.im * down}, ys{y.re * down, y.im * down};
  auto choose = [&](Real direct, Real scaled) {
    return select(isFinite(direct), direct, scaled * up * up);
  };
  return {choose(sumOfProducts(x.re, y.re, -x.im, y.im),
                 sumOfProductsWithInfinity(xs.re, ys.re, -xs.im, ys.im)),
          choose(sumOfProducts(x.re, y.im, x.im, y.re),
                 sumOfProductsWithInfinity(xs.re, ys.im, xs.im, ys.re))};
}

/// The signed unit for an infinity and the signed zero for anything else.
template <typename Real> Real boxInfinity(Real x) {
  return copysign(select(isInf(x), literal(x, 1.0), literal(x, 0.0)), x);
}

/// The signed zero for a NaN where `condition` holds, else x.
template <typename Bool, typename Real> Real zeroNaN(Bool condition, Real x) {
  return select(condition & isNaN(x), copysign(literal(x, 0.0), x), x);
}

/// Where `product`, of x and y, is NaN in both parts although an infinity is
/// due, that infinity (C23 Annex G.5.1, example 1).
template <typename Real>
Pair<Real> recoverInfinity(Pair<Real> x, Pair<Real> y, Pair<Real> product) {
  Real a = x.re, b = x.im, c = y.re, d = y.im;
  auto overflow = isInf(a * c) | isInf(b * d) | isInf(a * d) | isInf(b * c);
  auto xIsInf = isInf(a) | isInf(b);
  auto yIsInf = isInf(c) | isInf(d);
  Real a1 = select(xIsInf, boxInfinity(a), a);
  Real b1 = select(xIsInf, boxInfinity(b), b);
  Real c1 = select(yIsInf, boxInfinity(c), c);
  Real d1 = select(yIsInf, boxInfinity(d), d);
  auto isInfinite = xIsInf | yIsInf | overflow;
  Pair<Real> finite =
      mulBasic(Pair<Real>{zeroNaN(isInfinite, a1), zeroNaN(isInfinite, b1)},
               Pair<Real>{zeroNaN(isInfinite, c1), zeroNaN(isInfinite, d1)});
  Real infinity = literal(a, std::numeric_limits<double>::infinity());
  auto recover = isNaN(product.re) & isNaN(product.im) & isInfinite;
  return {select(recover, infinity * finite.re, product.re),
          select(recover, infinity * finite.im, product.im)};
}

/// The product with the infinities of Annex G.
template <typename Real> Pair<Real> mulFull(Pair<Real> x, Pair<Real> y) {
  return recoverInfinity(x, y, mulImproved(x, y));
}

} // namespace milcomplex::math

#endif // MILCOMPLEX_MATH_ARITHMETIC_H
