//===- SubnormalTest.cpp - No subnormals on ordinary operands -------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SpecialValues.h"
#include "TracedReal.h"
#include "milcomplex/Math/Functions.h"
#include "milcomplex/Math/RealFunctions.h"

#include <random>
#include <sstream>

using namespace milcomplex;
using namespace milcomplex::test;

namespace {

template <typename T> class Subnormals : public testing::Test {};
TYPED_TEST_SUITE(Subnormals, Formats, FormatNames);

/// Parts of the magnitudes that programs have, zeros and integers among them.
std::vector<double> makeOrdinaryParts() {
  std::vector<double> parts = {0.0,    -0.0,    1.0,    -1.0,  2.0,
                               -3.0,   0.5,     10.0,   pi,    -pi,
                               pi / 2, -pi / 2, 2 * pi, pi / 4};
  std::mt19937 random(0);
  std::normal_distribution<double> normal;
  for (int i = 0; i != 20; ++i)
    parts.push_back(normal(random));
  std::uniform_real_distribution<double> exponents(-10, 3);
  for (int i = 0; i != 12; ++i)
    parts.push_back(std::exp2(exponents(random)) * (i % 2 ? 1 : -1));
  return parts;
}

template <typename T>
formulas::Pair<TracedReal<T>> trace(double re, double im) {
  return {{{static_cast<T>(re)}}, {{static_cast<T>(im)}}};
}

/// The first operation of `function`, and its operands, that returns a
/// subnormal; empty where none does.
template <typename T, typename F> std::string findSubnormal(F function) {
  const std::vector<double> parts = makeOrdinaryParts();
  std::mt19937 random(1);
  std::uniform_int_distribution<size_t> choose(0, parts.size() - 1);
  for (double re : parts)
    for (double im : parts) {
      double otherRe = parts[choose(random)], otherIm = parts[choose(random)];
      firstSubnormal = nullptr;
      function(trace<T>(re, im), trace<T>(otherRe, otherIm));
      if (!firstSubnormal)
        continue;
      std::ostringstream text;
      text << firstSubnormal << " of (" << re << ", " << im << "), (" << otherRe
           << ", " << otherIm << ")";
      return text.str();
    }
  return "";
}

TYPED_TEST(Subnormals, NoFormulaMakesThemOfOrdinaryOperands) {
  using Operand = formulas::Pair<TracedReal<TypeParam>>;
  for (formulas::Function function : formulas::allFunctions)
    for (ComplexRange range :
         {ComplexRange::Basic, ComplexRange::Improved, ComplexRange::Full})
      EXPECT_EQ(findSubnormal<TypeParam>([&](Operand x, Operand y) {
                  formulas::apply(function, range, x, y);
                }),
                "")
          << getName(function) << ", range " << static_cast<int>(range);
}

TYPED_TEST(Subnormals, NoRealFunctionMakesThemOfOrdinaryOperands) {
  using Operand = formulas::Pair<TracedReal<TypeParam>>;
  for (formulas::RealFunction function : formulas::allRealFunctions)
    EXPECT_EQ(findSubnormal<TypeParam>([&](Operand x, Operand) {
                Operand result = {formulas::apply(function, x.re, x.im), {}};
                // erfc 10 of f32 is one.
                if (std::fpclassify(result.re.value) == FP_SUBNORMAL)
                  firstSubnormal = nullptr;
              }),
              "")
        << getName(function);
}

TYPED_TEST(Subnormals, NoIntegerPowerMakesThem) {
  using Operand = formulas::Pair<TracedReal<TypeParam>>;
  for (double n : {-3, 0, 1, 2, 7})
    EXPECT_EQ(findSubnormal<TypeParam>([&](Operand x, Operand) {
                Operand power = trace<TypeParam>(n, 0);
                formulas::powiImproved(
                    x, formulas::DoubleWord<TracedReal<TypeParam>>{power.re,
                                                                   power.im});
              }),
              "")
        << n;
}

TYPED_TEST(Subnormals, AreFoundWhereTheyAreMade) {
  using Number = TracedReal<TypeParam>;
  auto tiny = Number{{std::numeric_limits<TypeParam>::min()}};
  auto half = Number{{TypeParam(0.5)}};
  firstSubnormal = nullptr;
  (void)(half * half);
  EXPECT_EQ(firstSubnormal, nullptr);
  (void)(tiny * half);
  EXPECT_STREQ(firstSubnormal, "*");
  firstSubnormal = nullptr;
  (void)fma(tiny, tiny, half - half);
  EXPECT_STREQ(firstSubnormal, "fma");
}

} // namespace
