//===- HyperbolicTest.cpp - Special values of hyperbolic functions --------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Math/Hyperbolic.h"
#include "SpecialValues.h"
#include "milcomplex/Math/InverseHyperbolic.h"

using namespace milcomplex;
using namespace milcomplex::test;

namespace {

template <typename T> class Hyperbolic : public testing::Test {};
TYPED_TEST_SUITE(Hyperbolic, Formats, FormatNames);

// C23 Annex G.6.2.4. cis(2) = (-, +).
TYPED_TEST(Hyperbolic, CosineHasTheValuesOfAnnexG) {
  const std::vector<Row> rows = {
      {0, 0, 1, 0},
      {0, inf, NaN, eitherZero},
      {0, NaN, NaN, eitherZero},
      {1, inf, NaN, NaN},
      {1, NaN, NaN, NaN},
      {inf, 0, inf, 0},
      {inf, 2, -inf, inf},
      {inf, inf, eitherInf, NaN},
      {inf, NaN, eitherInf, NaN},
      {NaN, 0, NaN, eitherZero},
      {NaN, 1, NaN, NaN},
      {NaN, NaN, NaN, NaN},
  };
  expectEvenRows<TypeParam>(rows, [](auto z) { return coshImproved(z); });
}

// C23 Annex G.6.2.5.
TYPED_TEST(Hyperbolic, SineHasTheValuesOfAnnexG) {
  const std::vector<Row> rows = {
      {0, 0, 0, 0},
      {0, inf, eitherZero, NaN},
      {0, NaN, eitherZero, NaN},
      {1, inf, NaN, NaN},
      {1, NaN, NaN, NaN},
      {inf, 0, inf, 0},
      {inf, 2, -inf, inf},
      {inf, inf, eitherInf, NaN},
      {inf, NaN, eitherInf, NaN},
      {NaN, 0, NaN, 0},
      {NaN, 1, NaN, NaN},
      {NaN, NaN, NaN, NaN},
  };
  expectOddRows<TypeParam>(rows, [](auto z) { return sinhImproved(z); });
}

// C23 Annex G.6.2.6. sin(2 * 2) < 0.
TYPED_TEST(Hyperbolic, TangentHasTheValuesOfAnnexG) {
  const std::vector<Row> rows = {
      {0, 0, 0, 0},      {0, inf, 0, NaN},          {1, inf, NaN, NaN},
      {0, NaN, 0, NaN},  {1, NaN, NaN, NaN},        {inf, 1, 1, 0},
      {inf, 2, 1, -0.0}, {inf, inf, 1, eitherZero}, {inf, NaN, 1, eitherZero},
      {NaN, 0, NaN, 0},  {NaN, 1, NaN, NaN},        {NaN, NaN, NaN, NaN},
  };
  expectOddRows<TypeParam>(rows, [](auto z) { return tanhImproved(z); });
}

// C23 Annex G.6.2.1.
TYPED_TEST(Hyperbolic, InverseCosineHasTheValuesOfAnnexG) {
  const std::vector<Row> rows = {
      {0, 0, 0, pi / 2},
      {-0.0, 0, 0, pi / 2},
      {1, inf, inf, pi / 2},
      {0, NaN, NaN, pi / 2},
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
      // The cut, from both sides by conjugation.
      {-2, 0, 1.3169578969248167, pi},
      {0.5, 0, 0, pi / 3},
      {2, 0, 1.3169578969248167, 0},
  };
  expectRows<TypeParam>(rows, [](auto z) { return acoshImproved(z); });
}

// C23 Annex G.6.2.2.
TYPED_TEST(Hyperbolic, InverseSineHasTheValuesOfAnnexG) {
  const std::vector<Row> rows = {
      {0, 0, 0, 0},
      {1, inf, inf, pi / 2},
      {1, NaN, NaN, NaN},
      {inf, 1, inf, 0},
      {inf, inf, inf, pi / 4},
      {inf, NaN, inf, NaN},
      {NaN, 0, NaN, 0},
      {NaN, 1, NaN, NaN},
      {NaN, inf, eitherInf, NaN},
      {NaN, NaN, NaN, NaN},
      {0, 2, 1.3169578969248167, pi / 2},
      {0, 0.5, 0, pi / 6},
  };
  expectOddRows<TypeParam>(rows, [](auto z) { return asinhImproved(z); });
}

// C23 Annex G.6.2.3.
TYPED_TEST(Hyperbolic, InverseTangentHasTheValuesOfAnnexG) {
  const std::vector<Row> rows = {
      {0, 0, 0, 0},
      {0, NaN, 0, NaN},
      {1, 0, inf, 0},
      {1, inf, 0, pi / 2},
      {1, NaN, NaN, NaN},
      {inf, 1, 0, pi / 2},
      {inf, inf, 0, pi / 2},
      {inf, NaN, 0, NaN},
      {NaN, 1, NaN, NaN},
      {NaN, inf, eitherZero, pi / 2},
      {NaN, NaN, NaN, NaN},
      {2, 0, 0.54930614433405485, pi / 2},
      {0.5, 0, 0.54930614433405485, 0},
  };
  expectOddRows<TypeParam>(rows, [](auto z) { return atanhImproved(z); });
}

// C23 Annex G.6.1.1.
TYPED_TEST(Hyperbolic, InverseTrigonometricCosineHasTheValuesOfAnnexG) {
  const std::vector<Row> rows = {
      {0, 0, pi / 2, -0.0},
      {-0.0, 0, pi / 2, -0.0},
      {0, NaN, pi / 2, NaN},
      {1, inf, pi / 2, -inf},
      {1, NaN, NaN, NaN},
      {-inf, 1, pi, -inf},
      {inf, 1, 0, -inf},
      {-inf, inf, 3 * pi / 4, -inf},
      {inf, inf, pi / 4, -inf},
      {inf, NaN, NaN, eitherInf},
      {-inf, NaN, NaN, eitherInf},
      {NaN, 1, NaN, NaN},
      {NaN, inf, NaN, -inf},
      {NaN, NaN, NaN, NaN},
      {2, 0, 0, -1.3169578969248167},
      {-2, 0, pi, -1.3169578969248167},
      {1, 0, 0, -0.0},
      {-1, 0, pi, -0.0},
  };
  expectRows<TypeParam>(rows, [](auto z) { return acosImproved(z); });
}

/// C23 Annex G.6: casin(z) = -i casinh(iz), and so on.
template <typename T, typename F, typename G>
void expectTwins(F trigonometric, G hyperbolic) {
  const double parts[] = {0.0, -0.0, 1.0, -2.0, inf, -inf, NaN};
  for (double x : parts) {
    for (double y : parts) {
      Pair<T> got = trigonometric(makePair<T>(x, y));
      Pair<T> twin = hyperbolic(makePair<T>(-y, x));
      expectRow<T>({x, y, twin.im.value,
                    std::isnan(twin.re.value) ? NaN : -twin.re.value},
                   got);
    }
  }
}

TYPED_TEST(Hyperbolic, TwinsFollowTheirDefinition) {
  expectTwins<TypeParam>([](auto z) { return sinImproved(z); },
                         [](auto z) { return sinhImproved(z); });
  expectTwins<TypeParam>([](auto z) { return tanImproved(z); },
                         [](auto z) { return tanhImproved(z); });
  expectTwins<TypeParam>([](auto z) { return asinImproved(z); },
                         [](auto z) { return asinhImproved(z); });
  expectTwins<TypeParam>([](auto z) { return atanImproved(z); },
                         [](auto z) { return atanhImproved(z); });
  for (double x : {0.0, 1.0, -2.0, inf})
    for (double y : {0.0, 1.0, -2.0, inf}) {
      Pair<TypeParam> twin = coshImproved(makePair<TypeParam>(-y, x));
      Pair<TypeParam> got = cosImproved(makePair<TypeParam>(x, y));
      double im = twin.im.value;
      expectRow<TypeParam>({x, y, twin.re.value, im == 0 ? eitherZero : im},
                           got);
    }
}

TYPED_TEST(Hyperbolic, FunctionsDoNotOverflowBeforeTheirResultDoes) {
  bool isSingle = std::is_same_v<TypeParam, float>;
  double x = isSingle ? 89 : 710.2;
  Pair<TypeParam> result = sinhImproved(makePair<TypeParam>(x, 1.5));
  EXPECT_TRUE(std::isfinite(result.re.value));
  Pair<TypeParam> tangent = tanhImproved(makePair<TypeParam>(x, 1));
  EXPECT_EQ(tangent.re.value, 1);
}

TYPED_TEST(Hyperbolic, InverseFunctionsTakeTheLargestAndSmallestNumbers) {
  using Limits = std::numeric_limits<TypeParam>;
  double large = Limits::max(), small = Limits::denorm_min();
  double logarithm = std::log(large) + std::log(2.0);
  expectRow<TypeParam>({large, 0, logarithm, 0},
                       asinhImproved(makePair<TypeParam>(large, 0)));
  double few = 4 * small;
  expectRow<TypeParam>({few, few, few, few},
                       asinhImproved(makePair<TypeParam>(few, few)));
  expectRow<TypeParam>({small, small, small, small},
                       atanhImproved(makePair<TypeParam>(small, small)));
  // Near the pole: log(2/y)/2.
  double re = (std::log(2.0) - std::log(small)) / 2;
  expectRow<TypeParam>({1, small, re, pi / 4},
                       atanhImproved(makePair<TypeParam>(1, small)));
}

} // namespace
