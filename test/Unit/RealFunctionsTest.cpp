//===- RealFunctionsTest.cpp - Special values of real functions -----------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Math/RealFunctions.h"
#include "SpecialValues.h"

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

} // namespace
