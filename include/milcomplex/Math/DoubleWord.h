//===- DoubleWord.h - Unevaluated sums of two reals -------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_MATH_DOUBLEWORD_H
#define MILCOMPLEX_MATH_DOUBLEWORD_H

// Double-word arithmetic: a number is represented as hi + lo with |lo| at most
// half a unit in the last place of hi, which doubles the precision. The
// algorithms are cited by their names in Joldes, Muller, Popescu, "Tight and
// rigorous error bounds for basic building blocks of double-word arithmetic",
// ACM TOMS 44(2), 2017; u is half a unit in the last place of 1. No real
// functions but sqrt.

#include "milcomplex/Math/Real.h"

namespace milcomplex::formulas {

/// The number hi + lo.
template <typename Real> struct DoubleWord {
  Real hi, lo;
};

/// x + y exactly, in any order of magnitude (Knuth, TAOCP vol. 2, 4.2.2,
/// Theorem B; Algorithm 2).
template <typename Real> DoubleWord<Real> twoSum(Real x, Real y) {
  Real sum = x + y;
  Real xPart = sum - y;
  Real yPart = sum - xPart;
  Real xError = x - xPart;
  Real yError = y - yPart;
  return {sum, xError + yError};
}

/// x + y exactly, where |x| >= |y| or x is a multiple of y's last place
/// (Dekker, "A floating-point technique for extending the available precision",
/// Numer. Math. 18, 1971, (4.14); Algorithm 1).
template <typename Real> DoubleWord<Real> fastTwoSum(Real x, Real y) {
  Real sum = x + y;
  Real yPart = sum - x;
  return {sum, y - yPart};
}

/// x y exactly, where nothing underflows (Algorithm 3).
template <typename Real> DoubleWord<Real> twoProduct(Real x, Real y) {
  Real product = x * y;
  return {product, fma(x, y, -product)};
}

template <typename Real> DoubleWord<Real> twoSquare(Real x) {
  return twoProduct(x, x);
}

template <typename Real>
DoubleWord<Real> scale(DoubleWord<Real> x, Real factor) {
  Real hi = x.hi * factor;
  Real lo = x.lo * factor;
  return {hi, lo};
}

template <typename Real> DoubleWord<Real> negate(DoubleWord<Real> x) {
  Real hi = -x.hi;
  Real lo = -x.lo;
  return {hi, lo};
}

template <typename Bool, typename Real>
DoubleWord<Real> selectWord(Bool condition, DoubleWord<Real> yes,
                            DoubleWord<Real> no) {
  Real hi = select(condition, yes.hi, no.hi);
  Real lo = select(condition, yes.lo, no.lo);
  return {hi, lo};
}

/// x + y to 2u^2 (Algorithm 4, DWPlusFP).
template <typename Real> DoubleWord<Real> addWord(DoubleWord<Real> x, Real y) {
  DoubleWord<Real> sum = twoSum(x.hi, y);
  return fastTwoSum(sum.hi, x.lo + sum.lo);
}

/// x + y to 3u^2 + 13u^3 (Algorithm 6, AccurateDWPlusDW).
template <typename Real>
DoubleWord<Real> addWords(DoubleWord<Real> x, DoubleWord<Real> y) {
  DoubleWord<Real> high = twoSum(x.hi, y.hi);
  DoubleWord<Real> low = twoSum(x.lo, y.lo);
  Real carry = high.lo + low.hi;
  DoubleWord<Real> sum = fastTwoSum(high.hi, carry);
  Real tail = low.lo + sum.lo;
  return fastTwoSum(sum.hi, tail);
}

/// x + y to 3u^2 of |x| + |y|: of the sum, where both are of one sign
/// (Algorithm 5, SloppyDWPlusDW).
template <typename Real>
DoubleWord<Real> addWordsLoosely(DoubleWord<Real> x, DoubleWord<Real> y) {
  DoubleWord<Real> high = twoSum(x.hi, y.hi);
  Real low = x.lo + y.lo;
  Real tail = low + high.lo;
  return fastTwoSum(high.hi, tail);
}

/// x y to 2u^2 (Algorithm 9, DWTimesFP3).
template <typename Real>
DoubleWord<Real> multiplyWord(DoubleWord<Real> x, Real y) {
  DoubleWord<Real> product = twoProduct(x.hi, y);
  Real tail = fma(x.lo, y, product.lo);
  return fastTwoSum(product.hi, tail);
}

/// x y to 5u^2 (Algorithm 11, DWTimesDW2).
template <typename Real>
DoubleWord<Real> multiplyWords(DoubleWord<Real> x, DoubleWord<Real> y) {
  DoubleWord<Real> product = twoProduct(x.hi, y.hi);
  Real cross = x.hi * y.lo;
  Real crosses = fma(x.lo, y.hi, cross);
  Real tail = product.lo + crosses;
  return fastTwoSum(product.hi, tail);
}

/// The same, not normalized: the low word is a few units in the last place of
/// the high one.
template <typename Real>
DoubleWord<Real> multiplyWordsLoosely(DoubleWord<Real> x, DoubleWord<Real> y) {
  DoubleWord<Real> product = twoProduct(x.hi, y.hi);
  Real tail = fma(x.hi, y.lo, product.lo);
  return {product.hi, fma(x.lo, y.hi, tail)};
}
template <typename Real>
DoubleWord<Real> multiplyWordsLoosely(DoubleWord<Real> x, Real y) {
  DoubleWord<Real> product = twoProduct(x.hi, y);
  return {product.hi, fma(x.lo, y, product.lo)};
}

// Of factors with one word.
template <typename Real>
DoubleWord<Real> multiplyWords(DoubleWord<Real> x, Real y) {
  return multiplyWord(x, y);
}
template <typename Real> DoubleWord<Real> multiplyWords(Real x, Real y) {
  return twoProduct(x, y);
}

/// pq + rs for double-words, whose leading products `add` sums exactly.
template <typename Real, typename Add>
DoubleWord<Real> sumOfWordProducts(DoubleWord<Real> p, DoubleWord<Real> q,
                                   DoubleWord<Real> r, DoubleWord<Real> s,
                                   Add add) {
  DoubleWord<Real> pq = twoProduct(p.hi, q.hi);
  DoubleWord<Real> rs = twoProduct(r.hi, s.hi);
  DoubleWord<Real> sum = add(pq.hi, rs.hi);
  Real tail = sum.lo + (pq.lo + rs.lo);
  Real tail1 = fma(p.lo, q.hi, tail);
  Real tail2 = fma(p.hi, q.lo, tail1);
  Real tail3 = fma(r.lo, s.hi, tail2);
  Real tail4 = fma(r.hi, s.lo, tail3);
  return fastTwoSum(sum.hi, tail4);
}

/// pq + rs for double-words, to a few u^2 of the larger product.
template <typename Real>
DoubleWord<Real> sumOfWordProducts(DoubleWord<Real> p, DoubleWord<Real> q,
                                   DoubleWord<Real> r, DoubleWord<Real> s) {
  return sumOfWordProducts(p, q, r, s,
                           [](Real pq, Real rs) { return twoSum(pq, rs); });
}

/// The same where |pq| >= |rs|, or p = 0.
template <typename Real>
DoubleWord<Real> sumOfOrderedProducts(DoubleWord<Real> p, DoubleWord<Real> q,
                                      DoubleWord<Real> r, DoubleWord<Real> s) {
  return sumOfWordProducts(p, q, r, s,
                           [](Real pq, Real rs) { return fastTwoSum(pq, rs); });
}

/// The same where q and s have one word.
template <typename Real>
DoubleWord<Real> sumOfWordProducts(DoubleWord<Real> p, Real q,
                                   DoubleWord<Real> r, Real s) {
  DoubleWord<Real> pq = twoProduct(p.hi, q);
  DoubleWord<Real> rs = twoProduct(r.hi, s);
  DoubleWord<Real> sum = twoSum(pq.hi, rs.hi);
  Real tail = sum.lo + (pq.lo + rs.lo);
  Real tail1 = fma(p.lo, q, tail);
  Real tail2 = fma(r.lo, s, tail1);
  return fastTwoSum(sum.hi, tail2);
}

/// x + y z to a few u^2 of |x| + |y z|.
template <typename Real>
DoubleWord<Real> addProduct(DoubleWord<Real> x, DoubleWord<Real> y,
                            DoubleWord<Real> z) {
  return addWordsLoosely(x, multiplyWords(y, z));
}

/// The square root of x >= 0 to some 4u^2: one step of Newton's from the
/// rounded root (Lefevre, Louvet, Muller, Picot, Rideau, "Accurate calculation
/// of Euclidean norms using double-word arithmetic", ACM TOMS 49(1), 2023,
/// Algorithm 8, SQRTDWtoDW).
template <typename Real> DoubleWord<Real> sqrtWord(DoubleWord<Real> x) {
  Real root = sqrt(x.hi);
  Real residual = fma(-root, root, x.hi);
  Real excess = residual + x.lo;
  Real twice = root + root;
  Real tiny = literal(root, makePowerOfTwo(2 - maxExponent(root)));
  Real correction = excess / maximum(tiny, twice);
  return fastTwoSum(root, correction);
}

/// x / y, given 1 / y.hi rounded: the product with it, corrected once.
template <typename Real>
Real multiplyInverse(DoubleWord<Real> x, DoubleWord<Real> y, Real inverse) {
  Real quotient = x.hi * inverse;
  Real residual = fma(-quotient, y.hi, x.hi);
  Real excess = fma(-quotient, y.lo, residual);
  return fma(excess + x.lo, inverse, quotient);
}

/// x / y in two words, given 1 / y.hi rounded.
template <typename Real>
DoubleWord<Real> divideWords(DoubleWord<Real> x, DoubleWord<Real> y,
                             Real inverse) {
  Real quotient = x.hi * inverse;
  Real residual = fma(-quotient, y.hi, x.hi);
  Real excess = fma(-quotient, y.lo, residual);
  Real low = (excess + x.lo) * inverse;
  return fastTwoSum(quotient, low);
}

/// The constant hi + lo, given to twice the precision of a double: as two words
/// of the format of `like`.
template <typename Real>
DoubleWord<Real> literalWord(Real like, double hi, double lo) {
  if (precision(like) != 24) {
    Real high = literal(like, hi);
    Real low = literal(like, lo);
    return {high, low};
  }
  double rounded = static_cast<float>(hi);
  Real high = literal(like, rounded);
  Real low = literal(like, (hi - rounded) + lo);
  return {high, low};
}

} // namespace milcomplex::formulas

#endif // MILCOMPLEX_MATH_DOUBLEWORD_H
