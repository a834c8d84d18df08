//===- SquareRootTest.cpp - Special values of roots -----------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Math/SquareRoot.h"
#include "SpecialValues.h"

using namespace milcomplex;
using namespace milcomplex::test;

namespace {

template <typename T> class SquareRoot : public testing::Test {};
TYPED_TEST_SUITE(SquareRoot, Formats, FormatNames);

// C23 Annex G.6.4.2.
TYPED_TEST(SquareRoot, HasTheValuesOfAnnexG) {
  const std::vector<Row> rows = {
      {0, 0, 0, 0},
      {-0.0, 0, 0, 0},
      {1, inf, inf, inf},
      {-1, inf, inf, inf},
      {NaN, inf, inf, inf},
      {inf, inf, inf, inf},
      {-inf, inf, inf, inf},
      {1, NaN, NaN, NaN},
      {-inf, 1, 0, inf},
      {inf, 1, inf, 0},
      {-inf, NaN, NaN, eitherInf},
      {inf, NaN, inf, NaN},
      {NaN, 1, NaN, NaN},
      {NaN, NaN, NaN, NaN},
  };
  expectRows<TypeParam>(rows, [](auto z) { return sqrtImproved(z); });
}

TYPED_TEST(SquareRoot, HasItsCutAlongTheNegativeRealAxis) {
  expectRows<TypeParam>({{-4, 0, 0, 2}, {4, 0, 2, 0}},
                        [](auto z) { return sqrtImproved(z); });
}

TYPED_TEST(SquareRoot, TakesTheLargestAndTheSmallestNumbers) {
  using Limits = std::numeric_limits<TypeParam>;
  double large = Limits::max(), small = Limits::denorm_min();
  for (double x : {large, small}) {
    Row row = {x, x, 0, 0};
    // sqrt(1 + i).
    row.resultRe = std::sqrt(x) * 1.09868411346780997;
    row.resultIm = std::sqrt(x) * 0.45508986056222733;
    expectRow<TypeParam>(row, sqrtImproved(makePair<TypeParam>(x, x)));
  }
  // The small part of a root of a large number may be subnormal.
  Pair<TypeParam> result = sqrtImproved(makePair<TypeParam>(1, small));
  EXPECT_EQ(result.re.value, 1);
}

TYPED_TEST(SquareRoot, ReciprocalIsInfiniteAtZeroAndZeroAtInfinity) {
  const std::vector<Row> rows = {
      {0, 0, inf, -0.0},         {4, 0, 0.5, -0.0},  {-4, 0, 0, -0.5},
      {inf, 1, 0, -0.0},         {1, inf, 0, -0.0},  {NaN, inf, 0, -0.0},
      {inf, NaN, 0, eitherZero}, {NaN, 1, NaN, NaN}, {1, NaN, NaN, NaN},
  };
  expectRows<TypeParam>(rows, [](auto z) { return rsqrtImproved(z); });
}

} // namespace
