//===- QuarterTurns.h - Angles modulo a quarter turn, in two words *- C++
//-*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_MATH_QUARTERTURNS_H
#define MILCOMPLEX_MATH_QUARTERTURNS_H

// Reduction of y and y ln 2 modulo pi/2, for every finite y, into two words,
// for functions that need the remainder to little more than one.
// AngleReduction.h has three.

#include "milcomplex/Math/Constants.h"
#include "milcomplex/Math/DoubleWord.h"
#include "milcomplex/Math/Scaling.h"

#include <algorithm>

namespace milcomplex::formulas {

/// A unit of angles in turns, as integer digits of base 2^21 (f32) or 2^51
/// (f64), after a leading 0: the sum of digit[i] base^-i. There are as many as
/// products with the largest number depend on.
struct TurnDigits {
  const double (&ofSingle)[11], (&ofDouble)[25];
};

// 1/(2 pi) and ln 2/(2 pi).
inline constexpr double radianDigitsSingle[] = {
    0,        0x517cc, 0x36e4e, 0x882a5, 0x7f09d, 0xbe8fa,
    0x134ddc, 0x1b6c5, 0x5664f, 0x21c82, 0x1fe51};
inline constexpr double radianDigitsDouble[] = {0,
                                                0x145f306dc9c88,
                                                0x1529fc2757d1f,
                                                0x29a6ee06db14a,
                                                0x664f10e4107f9,
                                                0x22c757bd778ac,
                                                0x1b7246e3a424d,
                                                0x6970032497750,
                                                0x27464873f877a,
                                                0x63962534e7dd1,
                                                0x235f52ebb448,
                                                0x274ce38135a2f,
                                                0x5f904e64758e6,
                                                0x6a673e93908b,
                                                0x78bbdf9283b1f,
                                                0x7c4bffef02cc0,
                                                0x3fbcbc462d682,
                                                0x4da3eda6cfd9e,
                                                0x27cb09b74f463,
                                                0x7b34f2ff516ba,
                                                0x49eeb1faf97c5,
                                                0x767a0e73ef14a,
                                                0x292ea6bfb5fb1,
                                                0xfc6ae842b019,
                                                0x411bf1edaeafc};
inline constexpr double ln2DigitsSingle[] = {
    0,        0x387b9,  0x63dfa, 0xb4ddd, 0x12d821, 0xc172a,
    0x1fef3d, 0x1b1c27, 0xfb347, 0xa4ae1, 0x161d72};
inline constexpr double ln2DigitsDouble[] = {0,
                                             0xe1ee4c7bf4b4,
                                             0x6eecb608582e5,
                                             0x2ff79eec709df,
                                             0x334752570d875,
                                             0x640275d53f1f9,
                                             0x276e866fc9b48,
                                             0x5f240afae5b7e,
                                             0x62fb88440e536,
                                             0x66041add6a461,
                                             0x7fa9ae90cbc73,
                                             0x2a89ac676b3e0,
                                             0x36cf1243456f7,
                                             0x323453ead0480,
                                             0x2af5e8f9c23bf,
                                             0x78ae5e38f82ff,
                                             0x37f82ec188aa3,
                                             0x11ecee61388b4,
                                             0x7502282aead0c,
                                             0x121ae2a93ddba,
                                             0x67cd178b418a3,
                                             0x51634ac744a7c,
                                             0x62918ea5ffdab,
                                             0x75606a3ce7f6d,
                                             0x46dbf1e2d0e68};
inline constexpr TurnDigits radianTurns = {radianDigitsSingle,
                                           radianDigitsDouble};
inline constexpr TurnDigits ln2Turns = {ln2DigitsSingle, ln2DigitsDouble};

/// The angle quarters pi/2 + remainder with |remainder| at most a little above
/// pi/4, in words that are not normalized. The low two bits of `quarters`
/// count.
template <typename Real, typename Int> struct QuarterTurns {
  Int quarters;
  DoubleWord<Real> remainder;
};

/// The fraction of x: exact.
template <typename Real> Real fractionOf(Real x) { return x - roundEven(x); }

/// The digits that the product of y and a unit, modulo one turn, depends on,
/// and y: digits before them contribute whole turns, later ones nothing that
/// counts. Both are scaled, such that no digit is subnormal, by powers of two
/// that leave the product as it is.
template <typename Real> struct SelectedDigits {
  Real y, digits[6];
};

/// What decides how many digits to leave out, for y = 2^e 1.xxx:
/// floor((e - slackBits) / digitBits), or 0. The product of a smaller y with
/// the digits that are left out would not be whole; and more than `slackBits`
/// leading zeros in a digit would make a sum inexact. With 3 the low word of
/// the second product is at most 1/2.
template <typename Real> int slackBits(Real y) {
  return precision(y) == 24 ? 3 : 5;
}

/// Whether fewer than `skipped` digits are left out.
template <typename Real> auto skipsFewer(Real y, int skipped, int digitBits) {
  return abs(y) < makePowerOfTwo(slackBits(y) + skipped * digitBits);
}

/// How many digits to leave out, in the low bits of the result.
template <typename Real> auto countSkippedDigits(Real y, int digitBits) {
  auto biased = shiftRight(toBits(abs(y)), fractionBits(y));
  // An integer in the low bits of a Real and back; the quotient is rounded to
  // nearest, without ties since digitBits is odd.
  double magic = 1.5 * makePowerOfTwo(fractionBits(y));
  double offset = exponentBias(y) + slackBits(y) + (digitBits - 1) / 2;
  auto magicBits = toBits(literal(y, magic));
  Real exponent = fromBits(y, magicBits + biased) - (magic + offset);
  Real quotient = fma(exponent, literal(y, 1.0 / digitBits), magic);
  return max(toBits(quotient), magicBits);
}

/// Whether the number of digits to leave out lacks the binary digit `step`: of
/// the at most 5 of f32 by comparisons, which wait for nothing.
template <typename Real> auto lacksStep(Real y, int step, int digitBits) {
  bool isSingle = precision(y) == 24;
  if (step == (isSingle ? 4 : 16))
    return skipsFewer(y, step, digitBits);
  if (!isSingle) {
    auto skipped = countSkippedDigits(y, digitBits);
    auto bit = literal(skipped, step);
    auto zero = literal(skipped, 0);
    return (skipped & bit) == zero;
  }
  auto isBelow2 = skipsFewer(y, 2, digitBits);
  auto isBelow4 = skipsFewer(y, 4, digitBits);
  if (step == 2)
    return !(!isBelow2 & isBelow4);
  auto isBelow1 = skipsFewer(y, 1, digitBits);
  auto isBelow3 = skipsFewer(y, 3, digitBits);
  auto isBelow5 = skipsFewer(y, 5, digitBits);
  auto is2 = !isBelow2 & isBelow3;
  auto is4 = !isBelow4 & isBelow5;
  auto is2Or4 = is2 | is4;
  return !(!isBelow1 & !is2Or4);
}

/// The first `kept` digits that count, at most 6; the others are unspecified.
/// They are selected by shifts of 16, 8, 4, 2 and 1 places. Where y is small, 0
/// takes its place.
template <int kept, typename Real, typename Bool, size_t count>
SelectedDigits<Real> selectDigits(Real y, Bool isSmall,
                                  const double (&digits)[count],
                                  int digitBits) {
  // The shifts to choose from, and the first step.
  bool isSingle = precision(y) == 24;
  int shifts = isSingle ? 6 : 20, step = isSingle ? 4 : 16;
  int down = isSingle ? -40 : 0;
  // The digit at `from` as the one at `place`.
  auto at = [&](size_t from, int place) {
    double digit = from < count ? digits[from] : 0.0;
    return literal(y, digit * makePowerOfTwo(-down - place * digitBits));
  };
  auto isFirstUnshifted = lacksStep(y, step, digitBits);
  Real scale = selectLiteral(y, isFirstUnshifted, makePowerOfTwo(down),
                             makePowerOfTwo(down - step * digitBits));
  Real scaled = y * select(isSmall, 0.0, scale);
  int shiftable = std::min(step, shifts - step) + kept - 1;
  auto choose = [&](int place) {
    if (place >= step + kept - 1)
      return literal(y, 0.0);
    Real unshifted = at(place, place);
    if (place >= shiftable)
      return unshifted;
    Real shifted = at(place + step, place);
    return select(isFirstUnshifted, unshifted, shifted);
  };
  Real selected[] = {choose(0),  choose(1),  choose(2),  choose(3),  choose(4),
                     choose(5),  choose(6),  choose(7),  choose(8),  choose(9),
                     choose(10), choose(11), choose(12), choose(13), choose(14),
                     choose(15), choose(16), choose(17), choose(18), choose(19),
                     choose(20)};
  for (int bit = 3; bit >= 0; --bit) {
    int later = 1 << bit;
    if (later >= step)
      continue;
    auto isLaterUnshifted = lacksStep(y, later, digitBits);
    for (int place = 0; place != later + kept - 1; ++place)
      selected[place] =
          select(isLaterUnshifted, selected[place], selected[place + later]);
  }
  return {scaled,
          {selected[0], selected[1], selected[2], selected[3], selected[4],
           selected[5]}};
}

template <int kept, typename Real, typename Bool>
SelectedDigits<Real> selectDigits(Real y, Bool isSmall,
                                  const TurnDigits &unit) {
  return precision(y) == 24 ? selectDigits<kept>(y, isSmall, unit.ofSingle, 21)
                            : selectDigits<kept>(y, isSmall, unit.ofDouble, 51);
}

/// A number of turns to one word, and the rest of it.
template <typename Real> struct LeadingTurns {
  Real leading, errors;
  DoubleWord<Real> third;
};

/// The fraction of the turns of the first two digits and the third: each
/// product of y and a digit is exact in two words, and of those that can be
/// more than a turn the fractions are taken. All sums are exact: with y =
/// 2^e 1.xxx, s <= e < s + b for digits of b bits and s of slackBits (a smaller
/// y has no first digit), the terms are multiples of powers of two by which
/// FastTwoSum is exact whatever their order of magnitude.
template <typename Real>
LeadingTurns<Real> sumLeadingTurns(SelectedDigits<Real> selected) {
  // Of the first product all but its fraction is dropped at once.
  Real first = selected.y * selected.digits[0];
  Real firstFraction =
      fractionOf(fma(selected.y, selected.digits[0], -roundEven(first)));
  DoubleWord<Real> second = twoProduct(selected.y, selected.digits[1]);
  DoubleWord<Real> third = twoProduct(selected.y, selected.digits[2]);
  bool isFraction = slackBits(selected.y) == 3;
  Real secondLow = isFraction ? second.lo : fractionOf(second.lo);
  // The words that come last are added last.
  DoubleWord<Real> lows = fastTwoSum(secondLow, third.hi);
  Real leading = firstFraction + fractionOf(second.hi);
  DoubleWord<Real> sum = fastTwoSum(leading, lows.hi);
  return {sum.hi, sum.lo + lows.lo, third};
}

/// Whether y is below 2^(-p/2).
template <typename Real> auto isSmallAngle(Real y) {
  return abs(y) < (precision(y) == 24 ? 0x1p-12 : 0x1p-26);
}

/// y times a unit modulo pi/2, with a relative error of the remainder of about
/// u^2 (after Payne, Hanek, "Radian reduction for trigonometric functions",
/// SIGNUM Newsletter 18(1), 1983). Where y is small (isSmallAngle), the
/// remainder is 0 and for the caller to replace: products might be subnormal.
template <typename Real, typename Bool>
auto reduceToQuarterTurns(Real y, Bool isSmall, const TurnDigits &unit) {
  SelectedDigits<Real> selected = selectDigits<5>(y, isSmall, unit);
  LeadingTurns<Real> sum = sumLeadingTurns(selected);
  DoubleWord<Real> fourth = twoProduct(selected.y, selected.digits[3]);

  // A multiple of 1/4.
  Real magic = literal(y, 1.5 * makePowerOfTwo(fractionBits(y) - 2));
  Real shifted = sum.leading + magic;
  Real rest = sum.leading - (shifted - magic);
  DoubleWord<Real> lows = fastTwoSum(sum.third.lo, fourth.hi);
  Real lowest = fma(selected.y, selected.digits[4], fourth.lo);
  DoubleWord<Real> lows1 = fastTwoSum(sum.errors, lows.hi);
  DoubleWord<Real> rest1 = fastTwoSum(rest, lows1.hi);
  Real tail = lows1.lo + (lows.lo + lowest);
  Real restLow = rest1.lo + tail;
  DoubleWord<Real> turn = literalWord(y, 2 * piHi, 2 * piLo);
  DoubleWord<Real> product = twoProduct(rest1.hi, turn.hi);
  Real low = fma(rest1.hi, turn.lo, product.lo);
  DoubleWord<Real> remainder = {product.hi, fma(restLow, turn.hi, low)};
  auto bits = toBits(shifted);
  return QuarterTurns<Real, decltype(bits)>{bits, remainder};
}

} // namespace milcomplex::formulas

#endif // MILCOMPLEX_MATH_QUARTERTURNS_H
