//===- LogarithmTest.cpp - Special values of logarithms -------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Math/Logarithm.h"
#include "SpecialValues.h"

using namespace milcomplex;
using namespace milcomplex::test;

namespace {

template <typename T> class Logarithm : public testing::Test {};
TYPED_TEST_SUITE(Logarithm, Formats, FormatNames);

/// C23 Annex G.6.3.2.
const std::vector<Row> annexG = {
    {-0.0, 0, -inf, pi},          {0, 0, -inf, 0},
    {1, inf, inf, pi / 2},        {1, NaN, NaN, NaN},
    {-inf, 1, inf, pi},           {inf, 1, inf, 0},
    {-inf, inf, inf, 3 * pi / 4}, {inf, inf, inf, pi / 4},
    {inf, NaN, inf, NaN},         {-inf, NaN, inf, NaN},
    {NaN, 1, NaN, NaN},           {NaN, inf, inf, NaN},
    {NaN, NaN, NaN, NaN},         {NaN, 0, NaN, NaN},
    {0, NaN, NaN, NaN},
};

TYPED_TEST(Logarithm, HasTheValuesOfAnnexG) {
  expectRows<TypeParam>(annexG, [](auto z) { return logImproved(z); });
}

TYPED_TEST(Logarithm, ToOtherBasesHasTheSameValues) {
  for (double base : {2.0, 10.0}) {
    std::vector<Row> rows = annexG;
    for (Row &row : rows)
      row.resultIm /= std::log(base);
    if (base == 2)
      expectRows<TypeParam>(rows, [](auto z) { return log2Improved(z); });
    else
      expectRows<TypeParam>(rows, [](auto z) { return log10Improved(z); });
  }
}

TYPED_TEST(Logarithm, HasItsCutAlongTheNegativeRealAxis) {
  expectRows<TypeParam>({{-1, 0, 0, pi}, {-2, 0, std::log(2.0), pi}},
                        [](auto z) { return logImproved(z); });
}

TYPED_TEST(Logarithm, SeesHowFarFromTheUnitCircleANumberIs) {
  // log |1 + iy| = y^2/2.
  Pair<TypeParam> result = logImproved(makePair<TypeParam>(1, 0x1p-40));
  EXPECT_EQ(result.re.value, static_cast<TypeParam>(0x1p-81));
}

TYPED_TEST(Logarithm, TakesTheLargestAndTheSmallestNumbers) {
  using Limits = std::numeric_limits<TypeParam>;
  for (double x : {static_cast<double>(Limits::max()),
                   static_cast<double>(Limits::denorm_min())}) {
    double expected = std::log(x) + std::log(2.0) / 2;
    expectRow<TypeParam>({x, x, expected, pi / 4},
                         logImproved(makePair<TypeParam>(x, x)));
  }
}

// Those of log(1 + z), as NumPy's, but for the sign of a small result.
TYPED_TEST(Logarithm, OfOneMoreHasTheSameValues) {
  const std::vector<Row> rows = {
      {0, 0, 0, 0},
      {-1, 0, -inf, 0},
      {1, inf, inf, pi / 2},
      {1, NaN, NaN, NaN},
      {-inf, 1, inf, pi},
      {inf, 1, inf, 0},
      {-inf, inf, inf, 3 * pi / 4},
      {inf, inf, inf, pi / 4},
      {inf, NaN, inf, NaN},
      {-inf, NaN, inf, NaN},
      {NaN, 1, NaN, NaN},
      {NaN, inf, inf, NaN},
      {NaN, NaN, NaN, NaN},
      {NaN, 0, NaN, NaN},
      {-1, NaN, NaN, NaN},
      {-2, 0, 0, pi},
      {1e-30, 1e-30, 1e-30, 1e-30},
  };
  expectRows<TypeParam>(rows, [](auto z) { return log1pImproved(z); });
}

} // namespace
