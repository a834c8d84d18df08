//===- PowerTest.cpp - Special values of powers ---------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Math/Power.h"
#include "SpecialValues.h"
#include "milcomplex/Math/ComplexAtan2.h"

using namespace milcomplex;
using namespace milcomplex::test;

namespace {

template <typename T> class Power : public testing::Test {};
TYPED_TEST_SUITE(Power, Formats, FormatNames);

TYPED_TEST(Power, OfZeroIsOneForAnyNumber) {
  for (double x : {0.0, -0.0, 1.0, inf, -inf, NaN})
    for (double y : {0.0, -0.0, 1.0, inf, -inf, NaN})
      expectRow<TypeParam>(
          {x, y, 1, 0},
          powImproved(makePair<TypeParam>(x, y), makePair<TypeParam>(0, 0)));
}

TYPED_TEST(Power, OfAZeroBaseIsZeroOrInfinite) {
  Pair<TypeParam> zero = makePair<TypeParam>(0, 0);
  expectRow<TypeParam>({2, 0, 0, 0},
                       powImproved(zero, makePair<TypeParam>(2, 0)));
  expectRow<TypeParam>({2, 1, 0, 0},
                       powImproved(zero, makePair<TypeParam>(2, 1)));
  expectRow<TypeParam>({-2, 0, inf, NaN},
                       powImproved(zero, makePair<TypeParam>(-2, 0)));
  expectRow<TypeParam>({0, 1, NaN, NaN},
                       powImproved(zero, makePair<TypeParam>(0, 1)));
}

TYPED_TEST(Power, OfRealNumbersIsReal) {
  Pair<TypeParam> result =
      powImproved(makePair<TypeParam>(2, 0), makePair<TypeParam>(10, 0));
  expectRow<TypeParam>({2, 10, 1024, 0}, result);
}

TYPED_TEST(Power, OfIntegersIsThatOfPow) {
  const double bases[][2] = {{1, 1}, {-0.5, 2}, {3, -4}, {1.0001, 0.0002}};
  for (const auto &base : bases)
    for (int n : {-7, -1, 1, 2, 3, 50}) {
      auto z = makePair<TypeParam>(base[0], base[1]);
      auto exponent = makePair<TypeParam>(n, 0);
      Pair<TypeParam> expected = powImproved(z, exponent);
      Pair<TypeParam> got =
          powiImproved(z, formulas::DoubleWord<test::Real<TypeParam>>{
                              exponent.re, exponent.im});
      TypeParam norm = std::hypot(expected.re.value, expected.im.value);
      TypeParam error = std::hypot(got.re.value - expected.re.value,
                                   got.im.value - expected.im.value);
      EXPECT_LE(error, 2 * std::numeric_limits<TypeParam>::epsilon() * norm)
          << base[0] << " " << n;
    }
}

TYPED_TEST(Power, OfAnIntegerBeyondOneWordKeepsAllItsBits) {
  // (1 + 2^-20)^(2^24 + 1), whose last unit counts.
  double n = 16777217;
  TypeParam high = static_cast<TypeParam>(n);
  TypeParam low = static_cast<TypeParam>(n - static_cast<double>(high));
  Pair<TypeParam> got =
      powiImproved(makePair<TypeParam>(1 + 0x1p-20, 0),
                   formulas::DoubleWord<test::Real<TypeParam>>{{high}, {low}});
  expectRow<TypeParam>({n, 0, std::exp(n * std::log1p(0x1p-20)), 0}, got);
}

TYPED_TEST(Power, ComplexAngleOfRealNumbersIsAtan2) {
  for (double y : {2.0, -2.0, 1e-20, 0.0})
    for (double x : {1.0, -1.0, 1e-20}) {
      Pair<TypeParam> got =
          atan2Improved(makePair<TypeParam>(y, 0), makePair<TypeParam>(x, 0));
      expectRow<TypeParam>({y, x, std::atan2(y, x), eitherZero}, got);
    }
}

} // namespace
