//===- AngleReduction.h - Angles modulo a quarter turn ----------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_MATH_ANGLEREDUCTION_H
#define MILCOMPLEX_MATH_ANGLEREDUCTION_H

// Reduction of y and y ln 2 modulo pi/2, for every finite y, into three words.
// No real functions; some 20 operations for each chunk of the constant, which
// has 8 for f32 and 22 for f64.

#include "milcomplex/Math/Constants.h"
#include "milcomplex/Math/TripleWord.h"

namespace milcomplex::formulas {

/// A constant as the sum of chunks, each exact in a format. There are enough of
/// them for the fraction of the product with the largest number of the format.
/// The chunks from `split` on are stored multiplied by 2^scale: they are below
/// the range of the format.
struct ChunkedConstant {
  const double *chunks;
  size_t count, split;
  int scale;
};

/// The unit of an angle, in turns and in radians.
struct AngleUnit {
  ChunkedConstant turnsSingle, turnsDouble;
  double radiansHi, radiansLo;
};

// 1/(2 pi) and ln 2/(2 pi).
inline constexpr double turnsOfRadianSingle[] = {
    0xa2f983p-26, 0xdc9c88p-51, 0xa94fe1p-77, 0xeafa3ep-103,
    0xa69bb8p-27, 0xdb6295p-54, 0x993c43p-78, 0x9041fep-102};
inline constexpr double turnsOfRadianDouble[] = {
    0x145f306dc9c882p-55,  0x14a7f09d5f47d4p-108, 0x1a6ee06db14accp-161,
    0x13c439041fe516p-214, 0x1d5ef5de2b0db9p-269, 0x11b8e909374b80p-324,
    0x1924bba8274648p-380, 0x1cfe1deb1cb129p-434, 0x14e7dd1046bea5p-487,
    0x1aed1213a671c0p-540, 0x135a2fbf209cc8p-593, 0x1d639835339f49p-646,
    0x1908bf177bf250p-699, 0x1d8ffc4bffef02p-53,  0x1980fef2f118b5p-106,
    0x1414da3eda6cfdp-159, 0x13c9f2c26dd3d1p-212, 0x11fb34f2ff516bp-265,
    0x1527bac7ebe5f1p-318, 0x1ecf41ce7de294p-372, 0x1497535fdafd88p-425,
    0x1f8d5d08560330p-478};
inline constexpr double turnsOfLn2Single[] = {
    0xe1ee4cp-27, 0xf7e969p-52, 0xbbb2d8p-76, 0x8582e5p-102,
    0xbfde7bp-27, 0xb1c277p-51, 0xd9a3a9p-75, 0xae1b0ep-101};
inline constexpr double turnsOfLn2Double[] = {
    0x1c3dc98f7e969bp-56,  0x1765b042c172afp-109, 0x1ef3dd8e13becdp-162,
    0x1d495c361d7201p-218, 0x1d754fc7e53b74p-273, 0x19bf26d22f9205p-328,
    0x1f5cb6fd8bee21p-382, 0x10394db3020d6ep-438, 0x16a461ff535d21p-491,
    0x12f1cd544d633bp-544, 0x167c0db3c490d1p-598, 0x16f76468a7d5a0p-652,
    0x120157af47ce11p-705, 0x1bff15cbc71f05p-58,  0x1fdbfc1760c455p-111,
    0x191ecee61388b4p-167, 0x1d408a0abab430p-220, 0x121ae2a93ddbacp-273,
    0x1f345e2d0628e8p-326, 0x1634ac744a7cc5p-379, 0x118ea5ffdabeacp-434,
    0x1a8f39fdb636dfp-491};

/// The angle y.
inline constexpr AngleUnit radians = {
    {turnsOfRadianSingle, 8, 4, 100}, {turnsOfRadianDouble, 22, 13, 700}, 1, 0};

/// The angle y ln 2.
inline constexpr AngleUnit ln2Radians = {{turnsOfLn2Single, 8, 4, 100},
                                         {turnsOfLn2Double, 22, 13, 700},
                                         ln2Hi,
                                         ln2Lo};

/// A running sum in three words.
template <typename Real> struct Accumulator {
  Real high, middle, low;

  void add(Real term) {
    DoubleWord<Real> first = twoSum(high, term);
    DoubleWord<Real> second = twoSum(middle, first.lo);
    high = first.hi;
    middle = second.hi;
    low = low + second.lo;
  }
};

/// The smallest exponent of a product that changes the result of
/// multiplyModuloOne. The rounding error of such a product is a normal number.
template <typename Real> int getSmallestExponent(Real x) {
  return 3 - 4 * precision(x);
}

/// y times the constant, modulo 1, between -1/2 and 1/2 (after Payne, Hanek,
/// "Radian reduction for trigonometric functions", SIGNUM Newsletter 18(1),
/// 1983): the integer part of the exact product of y and each chunk is
/// subtracted. A scaled chunk is skipped where its product with y is too small
/// to change the sum, since that product might be subnormal.
template <typename Real>
TripleWord<Real> multiplyModuloOne(Real y, const ChunkedConstant &constant) {
  Real zero = literal(y, 0.0);
  Accumulator<Real> sum = {zero, zero, zero};
  Real magnitude = abs(y);
  Real scaled = y * std::exp2(-constant.scale);
  for (size_t i = 0; i != constant.count; ++i) {
    Real factor = y;
    if (i >= constant.split) {
      int exponent = std::ilogb(constant.chunks[i]) - constant.scale;
      double least = std::ldexp(1.0, getSmallestExponent(y) - exponent);
      factor = select(magnitude < least, zero, scaled);
    }
    Real chunk = literal(y, constant.chunks[i]);
    DoubleWord<Real> product = twoProduct(factor, chunk);
    sum.add(product.hi - roundEven(product.hi));
    sum.add(product.lo - roundEven(product.lo));
  }
  Real fraction = sum.high - roundEven(sum.high);
  Real terms[] = {sum.low, sum.middle, fraction};
  return sumTerms(terms);
}

inline constexpr double halfPi[3] = {
    0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54, -0x1.f1976b7ed8fbcp-110};

/// The angle quadrant pi/2 + remainder, with |remainder| at most a little above
/// pi/4 and an integer from -2 to 2 as the quadrant.
template <typename Real> struct ReducedAngle {
  Real quadrant;
  TripleWord<Real> remainder;
};

/// y times the unit, reduced, with a relative error of the remainder below u^2.
template <typename Real>
ReducedAngle<Real> reduceAngle(Real y, const AngleUnit &unit) {
  bool isSingle = precision(y) == 24;
  auto isSmall = abs(y) < 0.785398; // pi/4
  Real large = select(isSmall, 0.0, y);
  TripleWord<Real> turns =
      multiplyModuloOne(large, isSingle ? unit.turnsSingle : unit.turnsDouble);
  TripleWord<Real> quarters = scaleTriple(turns, literal(y, 4.0));
  Real nearest = roundEven(quarters.hi);
  Real rest = quarters.hi - nearest;
  Real terms[] = {quarters.lo, quarters.mid, rest};
  TripleWord<Real> reduced =
      multiplyTriples(sumTerms(terms), literalTriple(y, halfPi));
  // A small y needs no reduction, which would lose bits of it.
  DoubleWord<Real> direct =
      multiplyWord(literalWord(y, unit.radiansHi, unit.radiansLo), y);
  TripleWord<Real> directTriple = {direct.hi, direct.lo, literal(y, 0.0)};
  TripleWord<Real> remainder = selectTriple(isSmall, directTriple, reduced);
  return {select(isSmall, 0.0, nearest), remainder};
}

} // namespace milcomplex::formulas

#endif // MILCOMPLEX_MATH_ANGLEREDUCTION_H
