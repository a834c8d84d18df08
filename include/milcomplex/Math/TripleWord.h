//===- TripleWord.h - Unevaluated sums of three reals -----------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_MATH_TRIPLEWORD_H
#define MILCOMPLEX_MATH_TRIPLEWORD_H

// Triple-word arithmetic: a number is represented as hi + mid + lo, each at
// most a unit in the last place of the one before, which triples the precision.
// After Fabiano, Muller, Picot, "Algorithms for triple-word arithmetic", IEEE
// Trans. Comput. 68(11), 2019, with a normalization of two steps. No real
// functions; some 30 operations for each sum or product.

#include "milcomplex/Math/DoubleWord.h"

namespace milcomplex::formulas {

/// The number hi + mid + lo.
template <typename Real> struct TripleWord {
  Real hi, mid, lo;
};

template <typename Real> DoubleWord<Real> truncate(TripleWord<Real> x) {
  return {x.hi, x.mid};
}

/// The sum of three words, each much smaller than the one before, normalized.
template <typename Real>
TripleWord<Real> normalize(Real high, Real middle, Real low) {
  DoubleWord<Real> first = fastTwoSum(high, middle);
  DoubleWord<Real> second = fastTwoSum(first.lo, low);
  DoubleWord<Real> third = fastTwoSum(first.hi, second.hi);
  return {third.hi, third.lo, second.lo};
}

/// c + x where |c| > |x|.
template <typename Real>
TripleWord<Real> addSmallerTriple(TripleWord<Real> c, TripleWord<Real> x) {
  DoubleWord<Real> high = fastTwoSum(c.hi, x.hi);
  DoubleWord<Real> middle = twoSum(c.mid, x.mid);
  DoubleWord<Real> carried = twoSum(middle.hi, high.lo);
  Real lows = c.lo + x.lo;
  Real errors = middle.lo + carried.lo;
  return normalize(high.hi, carried.hi, lows + errors);
}

template <typename Real>
TripleWord<Real> multiplyTriples(TripleWord<Real> x, TripleWord<Real> y) {
  DoubleWord<Real> high = twoProduct(x.hi, y.hi);
  DoubleWord<Real> cross = twoProduct(x.hi, y.mid);
  DoubleWord<Real> otherCross = twoProduct(x.mid, y.hi);
  Real low = x.hi * y.lo;
  Real low1 = fma(x.mid, y.mid, low);
  Real low2 = fma(x.lo, y.hi, low1);
  Real low3 = low2 + (cross.lo + otherCross.lo);
  DoubleWord<Real> crosses = twoSum(cross.hi, otherCross.hi);
  DoubleWord<Real> middle = twoSum(high.lo, crosses.hi);
  Real tail = low3 + (crosses.lo + middle.lo);
  return normalize(high.hi, middle.hi, tail);
}

/// x times a power of two or its negative, which rounds nothing.
template <typename Real>
TripleWord<Real> scaleTriple(TripleWord<Real> x, Real factor) {
  Real hi = x.hi * factor;
  Real mid = x.mid * factor;
  Real lo = x.lo * factor;
  return {hi, mid, lo};
}

template <typename Bool, typename Real>
TripleWord<Real> selectTriple(Bool condition, TripleWord<Real> yes,
                              TripleWord<Real> no) {
  Real hi = select(condition, yes.hi, no.hi);
  Real mid = select(condition, yes.mid, no.mid);
  Real lo = select(condition, yes.lo, no.lo);
  return {hi, mid, lo};
}

/// One pass of twoSum over the terms, from the first to the last. The last
/// becomes their rounded sum, the others the rounding errors (Ogita, Rump,
/// Oishi, "Accurate sum and dot product", SIAM J. Sci. Comput. 26(6), 2005,
/// Algorithm 4.3, VecSum).
template <typename Real, int count> void distill(Real (&terms)[count]) {
  for (int i = 1; i != count; ++i) {
    DoubleWord<Real> sum = twoSum(terms[i], terms[i - 1]);
    terms[i] = sum.hi;
    terms[i - 1] = sum.lo;
  }
}

/// The sum of the terms by three passes, with an error of 4 words relative to
/// the largest term, also where terms cancel (the same paper's Algorithm 4.8,
/// SumK).
template <typename Real, int count>
TripleWord<Real> sumTerms(Real (&terms)[count]) {
  distill(terms);
  distill(terms);
  distill(terms);
  Real tail = terms[0];
  for (int i = 1; i != count - 2; ++i)
    tail = tail + terms[i];
  return normalize(terms[count - 1], terms[count - 2], tail);
}

/// The constant given in three doubles, as three words of the format of `like`.
template <typename Real>
TripleWord<Real> literalTriple(Real like, const double (&words)[3],
                               double sign = 1) {
  double hi = sign * words[0], mid = sign * words[1], lo = sign * words[2];
  if (precision(like) == 24) {
    double first = static_cast<float>(hi);
    double rest = (hi - first) + mid;
    double second = static_cast<float>(rest);
    double third = ((hi - first) - second) + mid;
    hi = first;
    mid = second;
    lo = third;
  }
  Real hiLiteral = literal(like, hi);
  Real midLiteral = literal(like, mid);
  Real loLiteral = literal(like, lo);
  return {hiLiteral, midLiteral, loLiteral};
}

} // namespace milcomplex::formulas

#endif // MILCOMPLEX_MATH_TRIPLEWORD_H
