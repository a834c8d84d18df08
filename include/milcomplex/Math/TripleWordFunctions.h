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
#include "milcomplex/Math/RealTrigonometric.h"

namespace milcomplex::formulas {

/// The number of terms of a Taylor series: the first `triples` are computed in
/// three words, those from there to `words` in two, the others in one.
struct TripleSeriesLength {
  int triples, words, terms;
};

/// The sum of c_n x^n over n by Horner's scheme, where `makeTriple(n)` and
/// `makeWord(n)` return c_n in three words and in two. Where x is so small that
/// its square does not change the sum, only the first two terms are computed:
/// products in the others would be subnormal.
template <typename Real, typename MakeTriple, typename MakeWord>
TripleWord<Real> sumTripleSeries(TripleWord<Real> x, TripleSeriesLength length,
                                 MakeTriple makeTriple, MakeWord makeWord) {
  auto counts = abs(x.hi) > makePowerOfTwo(-3 * precision(x.hi) / 2);
  Real zero = literal(x.hi, 0.0);
  TripleWord<Real> inner =
      selectTriple(counts, x, TripleWord<Real>{zero, zero, zero});
  auto makeRest = [&](int n) { return makeWord(n + length.triples); };
  SeriesLength rest = {length.words - length.triples,
                       length.terms - length.triples};
  DoubleWord<Real> tail = sumWordSeries(truncate(inner), rest, makeRest);
  TripleWord<Real> sum = {tail.hi, tail.lo, zero};
  for (int n = length.triples - 1; n >= 0; --n) {
    TripleWord<Real> coefficient = makeTriple(n);
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
  auto makeTriple = [&](int n) {
    return literalTriple(x.hi, inverseFactorials[n + 1]);
  };
  auto makeWord = [&](int n) { return makeInverseFactorial(x.hi, n + 1, 1); };
  return multiplyTriples(x, sumTripleSeries(x, length, makeTriple, makeWord));
}

/// The sine of an angle, and its cosine less 1 as change - distance, with an
/// integer distance from 0 to 2.
template <typename Real> struct AngleWords {
  DoubleWord<Real> sine;
  TripleWord<Real> change;
  Real distance;
};

/// change + offset - distance, with a small relative error.
template <typename Real>
TripleWord<Real> addOffset(AngleWords<Real> angle, double offset) {
  Real integer = offset - angle.distance;
  Real terms[] = {angle.change.lo, angle.change.mid, angle.change.hi, integer};
  return sumTerms(terms);
}

/// With q the quadrant and x the remainder, cos(q pi/2 + x) - 1 is -|q| plus or
/// minus 1 - cos x (for an even q) or sin x (for an odd one): whichever it is,
/// its Taylor series is summed in three words, to some 2^-68 (f32), 2^-128
/// (f64) of itself.
template <typename Real>
AngleWords<Real> makeAngleWords(ReducedAngle<Real> angle) {
  TripleWord<Real> x = angle.remainder;
  Real distance = abs(angle.quadrant);
  auto isOdd = distance == 1.0;
  auto isHalf = distance == 2.0;

  // sin x = x (1 - x^2/3! + ...), 1 - cos x = x^2 (1/2! - x^2/4! + ...).
  TripleSeriesLength length = precision(x.hi) == 24
                                  ? TripleSeriesLength{5, 8, 11}
                                  : TripleSeriesLength{5, 11, 14};
  auto makeTriple = [&](int n) {
    double sign = n % 2 ? -1 : 1;
    TripleWord<Real> ofSine =
        literalTriple(x.hi, inverseFactorials[2 * n + 1], sign);
    TripleWord<Real> ofVersine =
        literalTriple(x.hi, inverseFactorials[2 * n + 2], sign);
    return selectTriple(isOdd, ofSine, ofVersine);
  };
  auto makeWord = [&](int n) {
    double sign = n % 2 ? -1 : 1;
    DoubleWord<Real> ofSine = makeInverseFactorial(x.hi, 2 * n + 1, sign);
    DoubleWord<Real> ofVersine = makeInverseFactorial(x.hi, 2 * n + 2, sign);
    return selectWord(isOdd, ofSine, ofVersine);
  };
  TripleWord<Real> square = multiplyTriples(x, x);
  TripleWord<Real> series =
      sumTripleSeries(square, length, makeTriple, makeWord);
  // Unscaled, the last words of the product of a small square are subnormal.
  auto isSmall = abs(x.hi) < 0x1p-18;
  Real up = selectLiteral(x.hi, isSmall, 0x1p40, 1.0);
  Real down = selectLiteral(x.hi, isSmall, 0x1p-40, 1.0);
  TripleWord<Real> factor = selectTriple(isOdd, x, square);
  TripleWord<Real> scaled = multiplyTriples(scaleTriple(factor, up), series);
  Real minusQuadrant = -angle.quadrant;
  Real signOfEven = selectLiteral(distance, isHalf, 1.0, -1.0);
  Real sign = select(isOdd, minusQuadrant, signOfEven);
  TripleWord<Real> change = scaleTriple(scaled, down * sign);

  // Plus or minus sin x (for an even q) or cos x (for an odd one).
  SineCosineWords<Real> words = sineAndCosineWords(truncate(x));
  Real minusSignOfEven = -signOfEven;
  Real sineSign = select(isOdd, angle.quadrant, minusSignOfEven);
  DoubleWord<Real> sine =
      scale(selectWord(isOdd, words.cosine, words.sine), sineSign);

  return {fastTwoSum(sine.hi, sine.lo), change, distance};
}

} // namespace milcomplex::formulas

#endif // MILCOMPLEX_MATH_TRIPLEWORDFUNCTIONS_H
