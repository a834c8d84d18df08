//===- DoubleWordFunctions.h - Functions in two words -----------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_MATH_DOUBLEWORDFUNCTIONS_H
#define MILCOMPLEX_MATH_DOUBLEWORDFUNCTIONS_H

// The exponential function, sine and cosine of a double-word, as
// double-words. No real functions; some 10 operations for each term of a Taylor
// series that is computed in two words (7 for f32, 13 for f64), 2 for each in
// one word.

#include "milcomplex/Math/DoubleWord.h"

namespace milcomplex::formulas {

/// 1/n! in three doubles.
inline constexpr double inverseFactorials[][3] = {
    {0x1.0000000000000p+0, 0x0.0p+0, 0x0.0p+0},
    {0x1.0000000000000p+0, 0x0.0p+0, 0x0.0p+0},
    {0x1.0000000000000p-1, 0x0.0p+0, 0x0.0p+0},
    {0x1.5555555555555p-3, 0x1.5555555555555p-57, 0x1.5555555555555p-111},
    {0x1.5555555555555p-5, 0x1.5555555555555p-59, 0x1.5555555555555p-113},
    {0x1.1111111111111p-7, 0x1.1111111111111p-63, 0x1.1111111111111p-119},
    {0x1.6c16c16c16c17p-10, -0x1.f49f49f49f49fp-65, -0x1.27d27d27d27d2p-119},
    {0x1.a01a01a01a01ap-13, 0x1.a01a01a01a01ap-73, 0x1.a01a01a01a01ap-133},
    {0x1.a01a01a01a01ap-16, 0x1.a01a01a01a01ap-76, 0x1.a01a01a01a01ap-136},
    {0x1.71de3a556c734p-19, -0x1.c154f8ddc6c00p-73, 0x1.71de3a556c734p-127},
    {0x1.27e4fb7789f5cp-22, 0x1.cbbc05b4fa99ap-76, -0x1.c6d278883e8f5p-132},
    {0x1.ae64567f544e4p-26, -0x1.c062e06d1f209p-80, 0x1.c7880adcbc46ep-136},
    {0x1.1eed8eff8d898p-29, -0x1.2aec959e14c06p-83, 0x1.2fb0073dd2d9ep-139},
    {0x1.6124613a86d09p-33, 0x1.f28e0cc748ebep-87, -0x1.7b2c4c8a840bcp-141},
    {0x1.93974a8c07c9dp-37, 0x1.05d6f8a2efd1fp-92, 0x1.3aa3346236a5dp-147},
    {0x1.ae7f3e733b81fp-41, 0x1.1d8656b0ee8cbp-97, -0x1.6e142a138f825p-157},
    {0x1.ae7f3e733b81fp-45, 0x1.1d8656b0ee8cbp-101, -0x1.6e142a138f825p-161},
    {0x1.952c77030ad4ap-49, 0x1.ac981465ddc6cp-103, -0x1.588b72e53bc5fp-165},
    {0x1.6827863b97d97p-53, 0x1.eec01221a8b0bp-107, -0x1.568798662118bp-161},
    {0x1.2f49b46814157p-57, 0x1.2650f61dbdcb4p-112, -0x1.69502917cbf3bp-166},
    {0x1.e542ba4020225p-62, 0x1.ea72b4afe3c2fp-120, -0x1.44020dfd65c8cp-174},
    {0x1.71b8ef6dcf572p-66, -0x1.d043ae40c4647p-120, 0x1.486121e81d5fep-176},
    {0x1.0ce396db7f853p-70, -0x1.aebcdbd20331cp-124, -0x1.38a88578b4d75p-178},
    {0x1.761b41316381ap-75, -0x1.3423c7d91404fp-130, 0x1.e6135bfc1194ap-185},
    {0x1.f2cf01972f578p-80, -0x1.9ada5fcc1ab14p-135, 0x1.440ce7fd610dcp-189},
    {0x1.3f3ccdd165fa9p-84, -0x1.58ddadf344487p-139, -0x1.e8ed8001ad67ep-193},
    {0x1.88e85fc6a4e5ap-89, -0x1.71c37ebd16540p-143, 0x1.494676265a364p-197},
    {0x1.d1ab1c2dccea3p-94, 0x1.054d0c78aea14p-149, -0x1.196bf16c33a56p-203},
    {0x1.0a18a2635085dp-98, 0x1.b9e2e28e1aa54p-153, 0x1.a8549a9d99586p-207},
    {0x1.259f98b4358adp-103, 0x1.eaf8c39dd9bc5p-157, -0x1.6e29990a26fb6p-211},
    {0x1.3932c5047d60ep-108, 0x1.832b7b530a627p-162, 0x1.5d2c61f6d124cp-218}};

/// The number of terms of a Taylor series, and how many of them, the first
/// `words`, are computed in two words. The others take one.
struct SeriesLength {
  int words, terms;
};

/// c + x where |c| > |x|.
template <typename Real>
DoubleWord<Real> addSmallerWord(DoubleWord<Real> c, DoubleWord<Real> x) {
  DoubleWord<Real> high = fastTwoSum(c.hi, x.hi);
  Real low = c.lo + x.lo;
  return fastTwoSum(high.hi, high.lo + low);
}

template <typename Real> Real getHighWord(Real x) { return x; }
template <typename Real> Real getHighWord(DoubleWord<Real> x) { return x.hi; }

/// c + x s where |c| > |x s|, for factors of one word or two. The low word of
/// the sum is not normalized: it is a few units in the last place of the high
/// one. The low word of s comes last: in a series it is what there is to wait
/// for.
template <typename Real>
DoubleWord<Real> addSmallerProduct(DoubleWord<Real> c, Real x, Real s) {
  Real product = x * s;
  Real error = fma(x, s, -product);
  DoubleWord<Real> high = fastTwoSum(c.hi, product);
  return {high.hi, (c.lo + error) + high.lo};
}

template <typename Real>
DoubleWord<Real> addSmallerProduct(DoubleWord<Real> c, Real x,
                                   DoubleWord<Real> s) {
  DoubleWord<Real> sum = addSmallerProduct(c, x, s.hi);
  return {sum.hi, fma(x, s.lo, sum.lo)};
}

template <typename Real>
DoubleWord<Real> addSmallerProduct(DoubleWord<Real> c, DoubleWord<Real> x,
                                   Real s) {
  return addSmallerProduct(c, s, x);
}

template <typename Real>
DoubleWord<Real> addSmallerProduct(DoubleWord<Real> c, DoubleWord<Real> x,
                                   DoubleWord<Real> s) {
  DoubleWord<Real> sum = addSmallerProduct(c, x, s.hi);
  return {sum.hi, fma(x.hi, s.lo, sum.lo)};
}

/// sign / n! in two words.
template <typename Real>
DoubleWord<Real> makeInverseFactorial(Real like, int n, double sign) {
  return literalWord(like, sign * inverseFactorials[n][0],
                     sign * inverseFactorials[n][1]);
}

/// The sum of the terms of a series that take one word, over x^words: the even
/// and the odd ones by themselves, which do not wait for each other.
template <typename Real, typename MakeWord>
Real sumRestOfSeries(Real x, SeriesLength length, MakeWord makeWord) {
  Real square = x * x;
  int last = length.terms - 1;
  Real sum = makeWord(last).hi;
  Real before = makeWord(last - 1).hi;
  for (int n = last - 2; n >= length.words; --n) {
    Real &next = (last - n) % 2 ? before : sum;
    next = fma(next, square, makeWord(n).hi);
  }
  bool isSumFirst = (last - length.words) % 2 == 0;
  return isSumFirst ? fma(before, x, sum) : fma(sum, x, before);
}

/// The same by Horner's scheme: an x of two words may be the square of an
/// angle, and its own square subnormal.
template <typename Real, typename MakeWord>
Real sumRestOfSeries(DoubleWord<Real> x, SeriesLength length,
                     MakeWord makeWord) {
  Real sum = makeWord(length.terms - 1).hi;
  for (int n = length.terms - 2; n >= length.words; --n)
    sum = fma(sum, x.hi, makeWord(n).hi);
  return sum;
}

/// The sum of c_n x^n over n, by Horner's scheme, for an x of one word or two,
/// where `makeWord(n)` returns c_n in two words.
template <typename Number, typename MakeWord>
auto sumWordSeries(Number x, SeriesLength length, MakeWord makeWord) {
  auto tail = sumRestOfSeries(x, length, makeWord);
  auto sum = addSmallerProduct(makeWord(length.words - 1), x, tail);
  for (int n = length.words - 2; n >= 0; --n)
    sum = addSmallerProduct(makeWord(n), x, sum);
  return sum;
}

/// The sum of sign^n x^n / (first + n step)! over n.
template <typename Number>
auto sumFactorialSeries(Number x, int first, int step, int sign,
                        SeriesLength length) {
  auto high = getHighWord(x);
  auto makeWord = [&](int n) {
    return makeInverseFactorial(high, first + n * step, n % 2 ? sign : 1);
  };
  return sumWordSeries(x, length, makeWord);
}

/// e^x - 1 for |x| <= 0.36, to some 2^-45 (f32), 2^-103 (f64) of itself; not
/// normalized.
template <typename Real> DoubleWord<Real> expm1Word(Real x) {
  bool isSingle = precision(x) == 24;
  SeriesLength length = isSingle ? SeriesLength{7, 12} : SeriesLength{13, 23};
  return multiplyWordsLoosely(sumFactorialSeries(x, 1, 1, 1, length), x);
}

/// The sine of an angle, and 1 less its cosine.
template <typename Real> struct SineAndVersine {
  DoubleWord<Real> sine, versine;
};

/// Both for |x| <= 0.8 of one word or two, to some 2^-45 (f32), 2^-103 (f64) of
/// themselves; not normalized.
template <typename Number> auto makeSineAndVersine(Number x) {
  bool isSingle = precision(getHighWord(x)) == 24;
  SeriesLength length = isSingle ? SeriesLength{5, 8} : SeriesLength{9, 15};
  auto square = multiplyWords(x, x);
  auto sines = sumFactorialSeries(square, 1, 2, -1, length);
  auto versines = sumFactorialSeries(square, 2, 2, -1, length);
  auto sine = multiplyWordsLoosely(sines, x);
  return SineAndVersine<decltype(sine.hi)>{
      sine, multiplyWordsLoosely(square, versines)};
}

} // namespace milcomplex::formulas

#endif // MILCOMPLEX_MATH_DOUBLEWORDFUNCTIONS_H
