//===- RealFunctionsTest.cpp - Special values of real functions -----------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Math/RealFunctions.h"
#include "SpecialValues.h"

#include <random>
#include <tuple>

using namespace milcomplex::formulas;
using namespace milcomplex::test;

namespace {

// The errors are measured by milc-real-accuracy.

/// f(x), or f(x, y) for two operands, is `result`.
struct RealRow {
  RealFunction function;
  double x, y, result;
};

template <typename T> class RealFunctions : public testing::Test {};
TYPED_TEST_SUITE(RealFunctions, Formats, FormatNames);

template <typename T> void expectRows(const std::vector<RealRow> &rows) {
  for (const RealRow &row : rows) {
    milcomplex::test::Real<T> x = {static_cast<T>(row.x)},
                              y = {static_cast<T>(row.y)};
    T got = apply(row.function, x, y).value;
    EXPECT_TRUE(matches(got, row.result))
        << getName(row.function) << "(" << row.x << ", " << row.y << ") is "
        << got << " instead of " << row.result;
  }
}

TYPED_TEST(RealFunctions, HaveTheSpecialValuesOfOneOperand) {
  using F = RealFunction;
  expectRows<TypeParam>({
      // C23 F.10.3.
      {F::Exp, 0.0, 0, 1},
      {F::Exp, -0.0, 0, 1},
      {F::Exp, inf, 0, inf},
      {F::Exp, -inf, 0, 0},
      {F::Exp2, -inf, 0, 0},
      {F::Exp2, 10, 0, 1024},
      {F::Exp2, inf, 0, inf},
      {F::ExpM1, 0.0, 0, 0.0},
      {F::ExpM1, -0.0, 0, -0.0},
      {F::ExpM1, -inf, 0, -1},
      {F::ExpM1, inf, 0, inf},
      {F::Log, 0.0, 0, -inf},
      {F::Log, -0.0, 0, -inf},
      {F::Log, 1, 0, 0.0},
      {F::Log, -1, 0, NaN},
      {F::Log, -inf, 0, NaN},
      {F::Log, inf, 0, inf},
      {F::Log2, 1024, 0, 10},
      {F::Log2, 0.0, 0, -inf},
      {F::Log2, 1, 0, 0.0},
      {F::Log10, 1000, 0, 3},
      {F::Log10, 1, 0, 0.0},
      {F::Log10, -1, 0, NaN},
      {F::Log1p, -0.0, 0, -0.0},
      {F::Log1p, -1, 0, -inf},
      {F::Log1p, -2, 0, NaN},
      {F::Log1p, inf, 0, inf},
      // F.10.1.
      {F::Sin, -0.0, 0, -0.0},
      {F::Sin, inf, 0, NaN},
      {F::Cos, -0.0, 0, 1},
      {F::Cos, -inf, 0, NaN},
      {F::Tan, -0.0, 0, -0.0},
      {F::Tan, inf, 0, NaN},
      {F::Asin, -0.0, 0, -0.0},
      {F::Asin, 1, 0, pi / 2},
      {F::Asin, -1, 0, -pi / 2},
      {F::Asin, 1.5, 0, NaN},
      {F::Acos, 1, 0, 0.0},
      {F::Acos, -1, 0, pi},
      {F::Acos, -1.5, 0, NaN},
      {F::Atan, -0.0, 0, -0.0},
      {F::Atan, inf, 0, pi / 2},
      {F::Atan, -inf, 0, -pi / 2},
      // F.10.2.
      {F::Sinh, -0.0, 0, -0.0},
      {F::Sinh, -inf, 0, -inf},
      {F::Cosh, -0.0, 0, 1},
      {F::Cosh, -inf, 0, inf},
      {F::Tanh, -0.0, 0, -0.0},
      {F::Tanh, -inf, 0, -1},
      {F::Asinh, -0.0, 0, -0.0},
      {F::Asinh, -inf, 0, -inf},
      {F::Acosh, 1, 0, 0.0},
      {F::Acosh, 0.5, 0, NaN},
      {F::Acosh, inf, 0, inf},
      {F::Atanh, -0.0, 0, -0.0},
      {F::Atanh, 1, 0, inf},
      {F::Atanh, -1, 0, -inf},
      {F::Atanh, 2, 0, NaN},
      // F.10.5.1.
      {F::Erf, -0.0, 0, -0.0},
      {F::Erf, inf, 0, 1},
      {F::Erf, -inf, 0, -1},
      // F.10.5.2.
      {F::Erfc, 0, 0, 1},
      {F::Erfc, -0.0, 0, 1},
      {F::Erfc, inf, 0, 0},
      {F::Erfc, -inf, 0, 2},
      // F.10.4.1.
      {F::Cbrt, 0, 0, 0},
      {F::Cbrt, -0.0, 0, -0.0},
      {F::Cbrt, -8, 0, -2},
      {F::Cbrt, inf, 0, inf},
      {F::Cbrt, -inf, 0, -inf},
  });
  for (RealFunction function : allRealFunctions)
    if (!isBinary(function))
      expectRows<TypeParam>({{function, NaN, 0, NaN}});
}

TYPED_TEST(RealFunctions, HaveTheSpecialValuesOfTwoOperands) {
  using F = RealFunction;
  expectRows<TypeParam>({
      // C23 F.10.1.4, y first.
      {F::Atan2, 0.0, -0.0, pi},
      {F::Atan2, -0.0, -0.0, -pi},
      {F::Atan2, 0.0, 0.0, 0.0},
      {F::Atan2, -0.0, 0.0, -0.0},
      {F::Atan2, -0.0, -1, -pi},
      {F::Atan2, -0.0, 1, -0.0},
      {F::Atan2, 1, -0.0, pi / 2},
      {F::Atan2, -1, 0.0, -pi / 2},
      {F::Atan2, 1, -inf, pi},
      {F::Atan2, -1, inf, -0.0},
      {F::Atan2, inf, 1, pi / 2},
      {F::Atan2, inf, -inf, 3 * pi / 4},
      {F::Atan2, -inf, inf, -pi / 4},
      {F::Atan2, NaN, 1, NaN},
      {F::Atan2, 1, NaN, NaN},
      // F.10.4.5.
      {F::PowF, 0.0, -3, inf},
      {F::PowF, -0.0, -3, -inf},
      {F::PowF, -0.0, -2, inf},
      {F::PowF, 0.0, -inf, inf},
      {F::PowF, -0.0, 3, -0.0},
      {F::PowF, -0.0, 2.5, 0.0},
      {F::PowF, -1, inf, 1},
      {F::PowF, -1, -inf, 1},
      {F::PowF, 1, NaN, 1},
      {F::PowF, NaN, 0.0, 1},
      {F::PowF, NaN, -0.0, 1},
      {F::PowF, NaN, 1, NaN},
      {F::PowF, -2, 0.5, NaN},
      {F::PowF, -2, 3, -8},
      {F::PowF, -2, 4, 16},
      {F::PowF, 0.5, -inf, inf},
      {F::PowF, 2, -inf, 0.0},
      {F::PowF, -0.5, inf, 0.0},
      {F::PowF, -2, inf, inf},
      {F::PowF, -inf, -3, -0.0},
      {F::PowF, -inf, -2, 0.0},
      {F::PowF, -inf, 3, -inf},
      {F::PowF, -inf, 0.5, inf},
      {F::PowF, inf, -1, 0.0},
      {F::PowF, inf, 0.5, inf},
  });
}

/// x^n for an integer n, in two words where one has too few bits.
template <typename T> static T power(double x, int64_t n) {
  using Real = EvaluatedReal<T>;
  T high = static_cast<T>(n);
  T low = static_cast<T>(n - static_cast<int64_t>(high));
  Real base = {static_cast<T>(x)};
  return realPowi(base, DoubleWord<Real>{{high}, {low}}, n % 2 != 0).value;
}

TYPED_TEST(RealFunctions, HaveTheIntegerPowersOfSpecialValues) {
  constexpr int64_t most = int64_t(1) << 62;
  const std::tuple<double, int64_t, double> rows[] = {
      {NaN, 0, 1},      {0.0, 0, 1},      {inf, 0, 1},     {NaN, 1, NaN},
      {0.0, -3, inf},   {-0.0, -3, -inf}, {-0.0, -2, inf}, {-0.0, 3, -0.0},
      {-0.0, 2, 0.0},   {-inf, 3, -inf},  {-inf, 2, inf},  {-inf, -3, -0.0},
      {-2, 3, -8},      {-2, 4, 16},      {2, -4, 0.0625}, {-1, most + 1, -1},
      {-1, most, 1},    {1, most, 1},     {2, most, inf},  {0.5, most, 0.0},
      {-2, -most, 0.0}, {3, 2, 9},        {-0.5, -3, -8}};
  for (auto [x, n, expected] : rows) {
    double found = power<TypeParam>(x, n);
    EXPECT_TRUE(std::isnan(expected)
                    ? std::isnan(found)
                    : found == expected &&
                          std::signbit(found) == std::signbit(expected))
        << x << " to the power " << n << " is " << found;
  }
}

TYPED_TEST(RealFunctions, HaveIntegerPowersWithin1Ulp) {
  std::mt19937_64 random(1);
  int digits = std::numeric_limits<TypeParam>::digits;
  for (int i = 0; i != 20000; ++i) {
    // An exponent of any magnitude, and a base such that the power is finite.
    int64_t n = static_cast<int64_t>(random()) >> (random() % 30 + 32);
    double range = std::is_same_v<TypeParam, float> ? 80 : 700;
    double logarithm = std::uniform_real_distribution(-range, range)(random);
    double root = std::exp(logarithm / std::fmax(1.0, std::fabs(double(n))));
    TypeParam x = static_cast<TypeParam>(n % 3 ? root : -root);
    long double exact =
        std::pow(static_cast<long double>(x), static_cast<long double>(n));
    int exponent = std::ilogb(exact);
    if (exponent < std::numeric_limits<TypeParam>::min_exponent ||
        exponent >= std::numeric_limits<TypeParam>::max_exponent - 1)
      continue;
    long double error = std::fabs(power<TypeParam>(x, n) - exact);
    EXPECT_LE(std::ldexp(error, digits - 1 - exponent), 1)
        << x << " to the power " << n;
  }
}

} // namespace
