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
/// the product with the largest number depends on.
struct TurnDigits {
  const double (&ofSingle)[10], (&ofDouble)[24];
};

// 1/(2 pi) and ln 2/(2 pi).
inline constexpr double radianDigitsSingle[10] = {
    0,       0x517cc,  0x36e4e, 0x882a5, 0x7f09d,
    0xbe8fa, 0x134ddc, 0x1b6c5, 0x5664f, 0x21c82};
inline constexpr double radianDigitsDouble[24] = {0,
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
                                                  0xfc6ae842b019};
inline constexpr double ln2DigitsSingle[10] = {
    0,       0x387b9,  0x63dfa,  0xb4ddd, 0x12d821,
    0xc172a, 0x1fef3d, 0x1b1c27, 0xfb347, 0xa4ae1};
inline constexpr double ln2DigitsDouble[24] = {0,
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
                                               0x75606a3ce7f6d};
inline constexpr TurnDigits radianTurns = {radianDigitsSingle,
                                           radianDigitsDouble};
inline constexpr TurnDigits ln2Turns = {ln2DigitsSingle, ln2DigitsDouble};

/// The angle quarters pi/2 + remainder with |remainder| at most a little above
/// pi/4. The low two bits of `quarters` count.
template <typename Real, typename Int> struct QuarterTurns {
  Int quarters;
  DoubleWord<Real> remainder;
};

/// The fraction of x: exact.
template <typename Real> Real fractionOf(Real x) { return x - roundEven(x); }

/// The five digits that y times the unit, modulo one turn, depends on, and y,
/// divided by the power of the base that this leaves out: digits before them
/// contribute whole turns, later ones nothing that counts. They are selected by
/// shifts of 16, 8, 4, 2 and 1 places.
template <typename Real> struct SelectedDigits {
  Real y, digits[5];
};

inline constexpr int digitBitsSingle = 21, digitBitsDouble = 51;

template <typename Real, size_t count>
SelectedDigits<Real> selectDigits(Real y, const double (&digits)[count],
                                  int digitBits) {
  // The product of a smaller y with the digits before is not whole; and more
  // leading zeros than this in a digit would make a sum inexact.
  constexpr int slack = 5;
  // The shifts to choose from: all with five digits, the last of them 0.
  int left = static_cast<int>(count) - 4;
  auto at = [&](size_t place) {
    return literal(y, place < count ? digits[place] : 0.0);
  };
  Real selected[] = {at(0),  at(1),  at(2),  at(3),  at(4),  at(5),
                     at(6),  at(7),  at(8),  at(9),  at(10), at(11),
                     at(12), at(13), at(14), at(15), at(16), at(17),
                     at(18), at(19), at(20), at(21), at(22), at(23)};
  for (int step = 16; step != 0; step /= 2) {
    if (step >= left)
      continue;
    auto isLarge = abs(y) >= std::ldexp(1.0, slack + step * digitBits);
    Real scaled = y * std::ldexp(1.0, -step * digitBits);
    y = select(isLarge, scaled, y);
    int needed = std::min(step, left - step) + 4;
    for (int place = 0; place != needed; ++place)
      selected[place] =
          select(isLarge, selected[place + step], selected[place]);
    left = step;
  }
  return {y, {selected[0], selected[1], selected[2], selected[3], selected[4]}};
}

/// y times a unit modulo pi/2, with a relative error of the remainder of about
/// u^2 (after Payne, Hanek, "Radian reduction for trigonometric functions",
/// SIGNUM Newsletter 18(1), 1983). Each product of y and a digit is exact in
/// two words; of those that can be more than a turn the fractions are taken.
/// All sums are exact until the quarter turns are subtracted: with y =
/// 2^e 1.xxx, 5 <= e < 5 + b for digits of b bits (a smaller y has no first
/// digit), the terms are multiples of powers of two by which FastTwoSum is
/// exact whatever their order of magnitude. `y` must be 0 or above 2^(-p/2).
template <typename Real>
auto reduceToQuarterTurns(Real y, const TurnDigits &unit) {
  bool isSingle = precision(y) == 24;
  int digitBits = isSingle ? digitBitsSingle : digitBitsDouble;
  SelectedDigits<Real> selected =
      isSingle ? selectDigits(y, unit.ofSingle, digitBits)
               : selectDigits(y, unit.ofDouble, digitBits);
  auto multiply = [&](int place) {
    Real scaled = selected.y * std::ldexp(1.0, -place * digitBits);
    return twoProduct(scaled, selected.digits[place]);
  };
  // Of the first product all but its fraction is dropped at once.
  Real first = selected.y * selected.digits[0];
  Real firstFraction =
      fractionOf(fma(selected.y, selected.digits[0], -roundEven(first)));
  DoubleWord<Real> second = multiply(1);
  DoubleWord<Real> third = multiply(2);
  DoubleWord<Real> fourth = multiply(3);
  Real lastScaled = selected.y * std::ldexp(1.0, -4 * digitBits);

  Real leading = firstFraction + fractionOf(second.hi);
  DoubleWord<Real> sum = fastTwoSum(leading, fractionOf(second.lo));
  DoubleWord<Real> sum1 = fastTwoSum(sum.hi, third.hi);
  Real errors = sum.lo + sum1.lo;

  Real magic = literal(y, 1.5 * std::ldexp(1.0, fractionBits(y)));
  Real shifted = fma(sum1.hi, literal(y, 4.0), magic);
  Real quarters = shifted - magic;
  Real rest = fma(quarters, literal(y, -0.25), sum1.hi);
  DoubleWord<Real> rest1 = fastTwoSum(rest, errors);
  DoubleWord<Real> rest2 = fastTwoSum(rest1.hi, fourth.hi);
  DoubleWord<Real> rest3 = fastTwoSum(rest2.hi, third.lo);
  Real tail = fma(lastScaled, selected.digits[4], fourth.lo);
  Real tail1 = tail + rest3.lo;
  Real tail2 = tail1 + (rest1.lo + rest2.lo);
  DoubleWord<Real> turns = fastTwoSum(rest3.hi, tail2);
  DoubleWord<Real> remainder =
      multiplyWords(turns, literalWord(y, 2 * piHi, 2 * piLo));
  auto bits = toBits(shifted);
  return QuarterTurns<Real, decltype(bits)>{bits, remainder};
}

} // namespace milcomplex::formulas

#endif // MILCOMPLEX_MATH_QUARTERTURNS_H
