//===- PolarTest.cpp - Special values of absolute values ------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Math/Polar.h"
#include "SpecialValues.h"

using namespace milcomplex;
using namespace milcomplex::test;

namespace {

template <typename T> class Polar : public testing::Test {};
TYPED_TEST_SUITE(Polar, Formats, FormatNames);

TYPED_TEST(Polar, AbsoluteValueIsThatOfHypot) {
  using Limits = std::numeric_limits<TypeParam>;
  const double parts[] = {0.0,
                          -0.0,
                          3.0,
                          -4.0,
                          inf,
                          -inf,
                          NaN,
                          Limits::max() / 2,
                          Limits::denorm_min()};
  for (double x : parts)
    for (double y : parts) {
      TypeParam got = absImproved(makePair<TypeParam>(x, y)).value;
      TypeParam expected =
          std::hypot(static_cast<TypeParam>(x), static_cast<TypeParam>(y));
      EXPECT_TRUE(matches(got, static_cast<double>(expected)))
          << x << ", " << y << ": " << got;
    }
}

TYPED_TEST(Polar, AngleIsThatOfAtan2) {
  const std::vector<Row> rows = {{-1, 0, pi, 0},
                                 {-1, -0.0, -pi, 0},
                                 {1, -0.0, -0.0, 0},
                                 {-inf, inf, 3 * pi / 4, 0},
                                 {NaN, 1, NaN, 0}};
  for (const Row &row : rows)
    EXPECT_TRUE(
        matches(angle(makePair<TypeParam>(row.re, row.im)).value, row.resultRe))
        << row.re << ", " << row.im;
}

TYPED_TEST(Polar, SignIsTheDirection) {
  double root = std::sqrt(0.5);
  const std::vector<Row> rows = {
      {0, 0, 0, 0},       {-0.0, 0, -0.0, 0},     {3, 4, 0.6, 0.8},
      {inf, 1, 1, 0},     {inf, inf, root, root}, {-inf, 0, -1, 0},
      {NaN, 1, NaN, NaN}, {1, NaN, NaN, NaN},
  };
  expectRows<TypeParam>(rows, [](auto z) { return signImproved(z); });
}

TYPED_TEST(Polar, NumberOfAZeroAngleIsReal) {
  const std::vector<Row> rows = {
      {2, 0, 2, 0}, {inf, 0, inf, 0}, {0, 1, 0, 0}, {1, NaN, NaN, NaN}};
  expectRows<TypeParam>(rows, [](auto z) { return polarImproved(z); });
}

TYPED_TEST(Polar, InfinityIsInfiniteBesideANaN) {
  EXPECT_TRUE(isInfPair(makePair<TypeParam>(NaN, inf)));
  EXPECT_TRUE(isNaNPair(makePair<TypeParam>(NaN, inf)));
  EXPECT_FALSE(isFinitePair(makePair<TypeParam>(1, inf)));
  EXPECT_TRUE(isFinitePair(makePair<TypeParam>(1, 0)));
}

} // namespace
