//===- TripleWordFunctions.h - Functions in three words ---------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_MATH_TRIPLEWORDFUNCTIONS_H
#define MILCOMPLEX_MATH_TRIPLEWORDFUNCTIONS_H

// The exponential function, sine and cosine in three words, for sums of e^x and
// cos y in which all but the last bits cancel. No real functions; some 65
// operations for each term of a Taylor series in three words.

#include "milcomplex/Math/AngleReduction.h"
#include "milcomplex/Math/DoubleWordFunctions.h"

namespace milcomplex::formulas {

/// The number of terms of a Taylor series: the first `triples` are computed in
/// three words, those from there to `words` in two, the others in one.
struct TripleSeriesLength {
  int triples, words, terms;
};

/// The sum of sign^n x^n / (first + n step)! over n, by Horner's scheme. Where
/// x is so small that its square does not change the sum, only the first two
/// terms are computed: products in the others would be subnormal.
template <typename Real>
TripleWord<Real> sumTripleSeries(TripleWord<Real> x, int first, int step,
                                 int sign, TripleSeriesLength length) {
  int skipped = length.triples;
  auto counts = abs(x.hi) > std::ldexp(1.0, -3 * precision(x.hi) / 2);
  Real zero = literal(x.hi, 0.0);
  TripleWord<Real> inner =
      selectTriple(counts, x, TripleWord<Real>{zero, zero, zero});
  SeriesLength rest = {length.words - skipped, length.terms - skipped};
  int restSign = skipped % 2 ? sign : 1;
  DoubleWord<Real> tail = sumFactorialSeries(
      truncate(inner), first + skipped * step, step, sign, rest);
  Real restFactor = literal(x.hi, restSign);
  DoubleWord<Real> signedTail = scale(tail, restFactor);
  TripleWord<Real> sum = {signedTail.hi, signedTail.lo, zero};
  for (int n = skipped - 1; n >= 0; --n) {
    TripleWord<Real> coefficient = literalTriple(
        x.hi, inverseFactorials[first + n * step], n % 2 ? sign : 1);
    sum =
        addSmallerTriple(coefficient, multiplyTriples(n == 0 ? x : inner, sum));
  }
  return sum;
}

/// e^x - 1 for |x| <= 0.36, to some 2^-68 (f32), 2^-128 (f64) of itself.
template <typename Real> TripleWord<Real> expm1Triple(TripleWord<Real> x) {
  bool isSingle = precision(x.hi) == 24;
  TripleSeriesLength length =
      isSingle ? TripleSeriesLength{7, 12, 17} : TripleSeriesLength{7, 17, 26};
  return multiplyTriples(x, sumTripleSeries(x, 1, 1, 1, length));
}

/// The sine of an angle, and 1 less its cosine.
template <typename Real> struct TripleSineAndVersine {
  TripleWord<Real> sine, versine;
};

/// Both for |x| <= 0.8, to some 2^-68 (f32), 2^-128 (f64) of themselves.
template <typename Real>
TripleSineAndVersine<Real> makeTripleSineAndVersine(TripleWord<Real> x) {
  bool isSingle = precision(x.hi) == 24;
  TripleSeriesLength length =
      isSingle ? TripleSeriesLength{5, 8, 11} : TripleSeriesLength{5, 11, 14};
  TripleWord<Real> square = multiplyTriples(x, x);
  TripleWord<Real> sines = sumTripleSeries(square, 1, 2, -1, length);
  TripleWord<Real> versines = sumTripleSeries(square, 2, 2, -1, length);
  TripleWord<Real> sine = multiplyTriples(x, sines);
  // Unscaled, the last words of the product of a small square are subnormal.
  auto isSmall = abs(x.hi) < 0x1p-18;
  Real up = selectLiteral(x.hi, isSmall, 0x1p40, 1.0);
  Real down = selectLiteral(x.hi, isSmall, 0x1p-40, 1.0);
  TripleWord<Real> scaled = multiplyTriples(scaleTriple(square, up), versines);
  return {sine, scaleTriple(scaled, down)};
}

/// The sine and cosine of an angle, cosine - 1 and cosine + 1, each with a
/// small relative error.
template <typename Real> struct AngleTriples {
  TripleWord<Real> sine, cosine, cosineMinusOne, cosinePlusOne;
};

/// With q the quadrant and x the remainder, cos(q pi/2 + x) - 1 is -|q| plus or
/// minus 1 - cos x (for an even q) or sin x (for an odd one).
template <typename Real>
AngleTriples<Real> makeAngleTriples(ReducedAngle<Real> angle) {
  TripleSineAndVersine<Real> parts = makeTripleSineAndVersine(angle.remainder);
  Real quadrant = angle.quadrant;
  Real distance = abs(quadrant);
  auto isOdd = distance == 1.0;
  auto isHalf = distance == 2.0;
  TripleWord<Real> varying = selectTriple(isOdd, parts.sine, parts.versine);
  Real minusQuadrant = -quadrant;
  Real signOfEven = selectLiteral(distance, isHalf, 1.0, -1.0);
  Real sign = select(isOdd, minusQuadrant, signOfEven);
  TripleWord<Real> change = scaleTriple(varying, sign);
  auto addInteger = [&](double offset) {
    Real integer = offset - distance;
    Real terms[] = {change.lo, change.mid, change.hi, integer};
    return sumTerms(terms);
  };
  TripleWord<Real> less = addInteger(0);
  TripleWord<Real> cosine = addInteger(1);
  TripleWord<Real> more = addInteger(2);

  // Plus or minus sin x (for an even q) or 1 - (1 - cos x) (for an odd one).
  Real zero = literal(distance, 0.0);
  Real minusVersineHi = -parts.versine.hi;
  Real minusVersineMid = -parts.versine.mid;
  DoubleWord<Real> remainderCosine =
      addSmallerWord(DoubleWord<Real>{literal(distance, 1.0), zero},
                     DoubleWord<Real>{minusVersineHi, minusVersineMid});
  Real minusSignOfEven = -signOfEven;
  Real sineSign = select(isOdd, quadrant, minusSignOfEven);
  DoubleWord<Real> magnitude =
      selectWord(isOdd, remainderCosine, truncate(parts.sine));
  DoubleWord<Real> sine = scale(magnitude, sineSign);
  return {{sine.hi, sine.lo, zero}, cosine, less, more};
}

} // namespace milcomplex::formulas

#endif // MILCOMPLEX_MATH_TRIPLEWORDFUNCTIONS_H
