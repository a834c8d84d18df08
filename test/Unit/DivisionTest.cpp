//===- DivisionTest.cpp - Special values of quotients ---------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Math/Division.h"
#include "SpecialValues.h"

#include <complex>
#include <sstream>

using namespace milcomplex;
using namespace milcomplex::test;

namespace {

template <typename T> class Division : public testing::Test {};
TYPED_TEST_SUITE(Division, Formats, FormatNames);

/// Annex G.5.1: what is an infinity, a zero, or neither.
enum class Kind { Infinite, Zero, Finite, None };

template <typename T> Kind getKind(T re, T im) {
  if (std::isinf(re) || std::isinf(im))
    return Kind::Infinite;
  if (std::isnan(re) || std::isnan(im))
    return Kind::None;
  return re == 0 && im == 0 ? Kind::Zero : Kind::Finite;
}

TYPED_TEST(Division, FullHasTheInfinitiesAndZerosOfAnnexG) {
  const double parts[] = {0.0, -0.0, 1.0, -2.5, inf, -inf, NaN};
  for (double a : parts)
    for (double b : parts)
      for (double c : parts)
        for (double d : parts) {
          Pair<TypeParam> got =
              divFull(makePair<TypeParam>(a, b), makePair<TypeParam>(c, d));
          Kind x = getKind(a, b), y = getKind(c, d);
          Kind quotient = getKind(got.re.value, got.im.value);
          bool xIsNumber = x == Kind::Zero || x == Kind::Finite;
          bool yIsNumber = y == Kind::Zero || y == Kind::Finite;
          bool isInfinite = (x == Kind::Infinite && yIsNumber) ||
                            (x == Kind::Finite && y == Kind::Zero);
          bool isZero = xIsNumber && y == Kind::Infinite;
          EXPECT_TRUE((!isInfinite || quotient == Kind::Infinite) &&
                      (!isZero || quotient == Kind::Zero))
              << "(" << a << ", " << b << ") / (" << c << ", " << d << ") = ("
              << got.re.value << ", " << got.im.value << ")";
        }
}

TYPED_TEST(Division, ImprovedTakesOperandsFromTheEndsOfTheRange) {
  using Limits = std::numeric_limits<TypeParam>;
  double large = Limits::max(), small = Limits::denorm_min();
  auto divide = [](double a, double b, double c, double d) {
    return divImproved(makePair<TypeParam>(a, b), makePair<TypeParam>(c, d));
  };
  expectRow<TypeParam>({large, large, 1, 0},
                       divide(large, large, large, large));
  expectRow<TypeParam>({small, small, 1, 0},
                       divide(small, small, small, small));
  expectRow<TypeParam>({small, large, 1, 0},
                       divide(small, large, small, large));
  expectRow<TypeParam>({large, 0, 0.5, -0.5}, divide(large, 0, large, large));
}

TYPED_TEST(Division, KeepsTheSignsOfZeros) {
  expectRow<TypeParam>({0, 0, 0, 0}, divImproved(makePair<TypeParam>(0, 0),
                                                 makePair<TypeParam>(1, 0)));
  expectRow<TypeParam>({4, 0, 2, 0}, divImproved(makePair<TypeParam>(4, 0),
                                                 makePair<TypeParam>(2, 0)));
}

/// The rule of matches(), for two computed numbers.
template <typename T> void expectLike(T expected, T got, const char *what) {
  bool isExact = expected == 0 || std::isinf(expected);
  EXPECT_TRUE(std::isnan(expected)
                  ? std::isnan(got)
                  : std::signbit(got) == std::signbit(expected) &&
                        (isExact ? got == expected
                                 : std::fabs(got - expected) <=
                                       4 * std::numeric_limits<T>::epsilon() *
                                           std::fabs(expected)))
      << what << ": " << got << ", expected " << expected;
}

/// What is emitted where a part of the divisor is known to be zero.
TYPED_TEST(Division, ByARealOrImaginaryNumberHasTheSpecialValuesOfOthers) {
  const double parts[] = {0.0, -0.0, 1.0, -2.5, 1e-30, inf, -inf, NaN, -1e30};
  for (double a : parts)
    for (double b : parts)
      for (double c : {3.0, -0.7, 1e10, -1e-10, 0.0, -0.0, inf, -inf})
        for (double zero : {0.0, -0.0}) {
          auto x = makePair<TypeParam>(a, b);
          auto real = makePair<TypeParam>(c, zero);
          auto imaginary = makePair<TypeParam>(zero, c);
          auto expect = [&](Pair<TypeParam> want, Pair<TypeParam> got) {
            std::string what =
                (std::ostringstream()
                 << "(" << a << ", " << b << "), " << c << ", " << zero)
                    .str();
            expectLike(want.re.value, got.re.value, what.c_str());
            expectLike(want.im.value, got.im.value, what.c_str());
          };
          Pair<TypeParam> byReal = divByReal(x, real);
          Pair<TypeParam> byImaginary = divByImaginary(x, imaginary);
          if (c != 0 && !std::isinf(c)) {
            expect(divImproved(x, real), byReal);
            expect(divImproved(x, imaginary), byImaginary);
          }
          // By zeros and infinities, another infinity may come out.
          auto getKindOf = [](Pair<TypeParam> z) {
            return getKind(z.re.value, z.im.value);
          };
          EXPECT_EQ(getKindOf(divFull(x, real)),
                    getKindOf(recoverQuotient(x, real, byReal)));
          EXPECT_EQ(getKindOf(divFull(x, imaginary)),
                    getKindOf(recoverQuotient(x, imaginary, byImaginary)));
        }
}

TYPED_TEST(Division, ByARealNumberIsRoundedOnce) {
  using Limits = std::numeric_limits<TypeParam>;
  TypeParam third = TypeParam(1) / 3;
  for (TypeParam a :
       {third, Limits::max(), Limits::min(), Limits::denorm_min()})
    for (TypeParam c : {TypeParam(7), -third, Limits::max(), Limits::min()}) {
      Pair<TypeParam> x = makePair<TypeParam>(a, -a);
      Pair<TypeParam> byReal = divByReal(x, makePair<TypeParam>(c, 0));
      EXPECT_EQ(byReal.re.value, a / c);
      EXPECT_EQ(byReal.im.value, -a / c);
      Pair<TypeParam> byImaginary =
          divByImaginary(x, makePair<TypeParam>(0, c));
      EXPECT_EQ(byImaginary.re.value, -a / c);
      EXPECT_EQ(byImaginary.im.value, -a / c);
    }
}

TYPED_TEST(Division, ReciprocalOfAnInfinityIsZero) {
  const std::vector<Row> rows = {
      {inf, 1, 0, -0.0}, {1, inf, 0, -0.0}, {inf, NaN, 0, eitherZero},
      {2, 0, 0.5, -0.0}, {0, 2, 0, -0.5},   {NaN, 1, NaN, NaN},
  };
  expectRows<TypeParam>(rows, [](auto z) { return reciprocalImproved(z); });
}

TYPED_TEST(Division, ReciprocalOfAZeroIsAnInfinity) {
  expectRows<TypeParam>({{0, 0, inf, NaN}, {-0.0, 0, -inf, NaN}},
                        [](auto z) { return reciprocalImproved(z); });
}

TYPED_TEST(Division, SquareDoesNotOverflowBeforeItsResultDoes) {
  TypeParam large = std::sqrt(std::numeric_limits<TypeParam>::max()) * 2;
  Pair<TypeParam> result = squareImproved(makePair<TypeParam>(large, large));
  EXPECT_EQ(result.re.value, 0);
  EXPECT_TRUE(std::isinf(result.im.value));
}

} // namespace
