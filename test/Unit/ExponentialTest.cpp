//===- ExponentialTest.cpp - Special values of exponentials ---------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Math/Exponential.h"
#include "SpecialValues.h"
#include "milcomplex/Math/ShiftedExponential.h"

using namespace milcomplex;
using namespace milcomplex::test;

namespace {

template <typename T> class Exponential : public testing::Test {};
TYPED_TEST_SUITE(Exponential, Formats, FormatNames);

// C23 Annex G.6.3.1. With y finite and positive, cis(2) = (-, +).
TYPED_TEST(Exponential, HasTheValuesOfAnnexG) {
  const std::vector<Row> rows = {
      {0, 0, 1, 0},
      {-0.0, 0, 1, 0},
      {1, inf, NaN, NaN},
      {1, NaN, NaN, NaN},
      {inf, 0, inf, 0},
      {-inf, 2, -0.0, 0},
      {inf, 2, -inf, inf},
      {-inf, inf, eitherZero, eitherZero},
      {inf, inf, eitherInf, NaN},
      {-inf, NaN, eitherZero, eitherZero},
      {inf, NaN, eitherInf, NaN},
      {NaN, 0, NaN, 0},
      {NaN, 1, NaN, NaN},
      {NaN, inf, NaN, NaN},
      {NaN, NaN, NaN, NaN},
  };
  expectRows<TypeParam>(rows, [](auto z) { return expImproved(z); });
}

TYPED_TEST(Exponential, DoesNotOverflowBeforeItsResultDoes) {
  bool isSingle = std::is_same_v<TypeParam, float>;
  // e^x overflows and its product with the sine does not.
  double x = isSingle ? 100 : 720, y = isSingle ? 1e-20 : 1e-100;
  Pair<TypeParam> result = expImproved(makePair<TypeParam>(x, y));
  EXPECT_TRUE(std::isinf(result.re.value));
  EXPECT_TRUE(std::isfinite(result.im.value));
  double logarithm = x + std::log(y);
  EXPECT_NEAR(std::log(static_cast<double>(result.im.value)), logarithm,
              1e-5 * logarithm);
}

TYPED_TEST(Exponential, ReachesTheSubnormalNumbers) {
  bool isSingle = std::is_same_v<TypeParam, float>;
  Pair<TypeParam> result =
      expImproved(makePair<TypeParam>(isSingle ? -100 : -740, 1));
  EXPECT_EQ(std::fpclassify(result.re.value), FP_SUBNORMAL);
}

// As e^z: 2^z is e^(z ln 2).
TYPED_TEST(Exponential, ToTheBaseTwoHasTheSameValues) {
  const std::vector<Row> rows = {
      {0, 0, 1, 0},
      {3, 0, 8, 0},
      {-2, 0, 0.25, 0},
      {1, inf, NaN, NaN},
      {inf, 0, inf, 0},
      {-inf, 3, -0.0, 0},
      {inf, 3, -inf, inf},
      {-inf, inf, eitherZero, eitherZero},
      {inf, inf, eitherInf, NaN},
      {-inf, NaN, eitherZero, eitherZero},
      {inf, NaN, eitherInf, NaN},
      {NaN, 0, NaN, 0},
      {NaN, 1, NaN, NaN},
      {NaN, NaN, NaN, NaN},
  };
  expectRows<TypeParam>(rows, [](auto z) { return exp2Improved(z); });
}

// Those of e^z less 1; as NumPy's.
TYPED_TEST(Exponential, LessOneHasTheSameValuesLessOne) {
  const std::vector<Row> rows = {
      {0, 0, 0, 0},
      {-0.0, 0, -0.0, 0},
      {1, inf, NaN, NaN},
      {1, NaN, NaN, NaN},
      {inf, 0, inf, 0},
      {-inf, 2, -1, 0},
      {inf, 2, -inf, inf},
      {-inf, inf, -1, eitherZero},
      {inf, inf, eitherInf, NaN},
      {-inf, NaN, -1, eitherZero},
      {inf, NaN, eitherInf, NaN},
      {NaN, 0, NaN, 0},
      {NaN, 1, NaN, NaN},
      {NaN, NaN, NaN, NaN},
      {1e-30, 1e-30, 1e-30, 1e-30},
      {-1e-30, 1e-10, -5.000000001e-21, 1e-10},
  };
  expectRows<TypeParam>(rows, [](auto z) { return expm1Improved(z); });
}

TYPED_TEST(Exponential, LogisticFunctionSaturates) {
  const std::vector<Row> rows = {
      {0, 0, 0.5, 0},
      {inf, 0, 1, 0},
      {-inf, 0, 0, 0},
      {inf, 2, 1, 0},
      {-inf, 2, -0.0, 0},
      {inf, inf, 1, eitherZero},
      {-inf, NaN, eitherZero, eitherZero},
      {NaN, 0, NaN, 0},
      {NaN, 1, NaN, NaN},
      {1, inf, NaN, NaN},
      {500, 1, 1, eitherZero},
      {0, 2, 0.5, 0.778703862327451},
  };
  const std::vector<Row> finite(rows.begin(), rows.end() - 2);
  expectRows<TypeParam>(finite, [](auto z) { return logisticImproved(z); });
  expectRow<TypeParam>(rows.back(),
                       logisticImproved(makePair<TypeParam>(0, 2)));
}

} // namespace
