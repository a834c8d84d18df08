//===- PortableTest.cpp - The formulas of complex-range=portable ----------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "HalfReal.h"
#include "SpecialValues.h"
#include "milcomplex/Math/EvaluatedReal.h"
#include "milcomplex/Math/Functions.h"

#include <complex>
#include <random>

using namespace milcomplex;
using namespace milcomplex::test;
using formulas::Function;
using Complex = std::complex<double>;

namespace {

/// A format, by its Real; the exact values are those of f64, or a bound of
/// their errors is in `slack`, in roundings.
template <typename Real> struct Format;
template <> struct Format<HalfReal> {
  static constexpr const char *name = "f16";
  static constexpr int precision = 11, lowest = -14;
  static constexpr double largest = 65504, slack = 0;
  static double round(double x) { return roundToHalf(x); }
  static HalfReal make(double x) { return {x}; }
};
template <> struct Format<formulas::EvaluatedReal<float>> {
  static constexpr const char *name = "f32";
  static constexpr int precision = 24, lowest = -126;
  static constexpr double largest = 0x1.fffffep127, slack = 0;
  static double round(double x) { return static_cast<float>(x); }
  static formulas::EvaluatedReal<float> make(double x) {
    return {static_cast<float>(x)};
  }
};
template <> struct Format<formulas::EvaluatedReal<double>> {
  static constexpr const char *name = "f64";
  static constexpr int precision = 53, lowest = -1022;
  static constexpr double largest = std::numeric_limits<double>::max();
  // The improved formulas have up to 4 ULP, in practice 1.
  static constexpr double slack = 4;
  static double round(double x) { return x; }
  static formulas::EvaluatedReal<double> make(double x) { return {x}; }
};

template <typename Real>
Complex evaluatePortable(Function function, Complex x, Complex y) {
  auto make = [](Complex z) {
    return formulas::Pair<Real>{Format<Real>::make(z.real()),
                                Format<Real>::make(z.imag())};
  };
  formulas::Pair<Real> result =
      formulas::applyPortable(function, make(x), make(y));
  return {static_cast<double>(result.re.value),
          static_cast<double>(result.im.value)};
}

Complex evaluateExact(Function function, Complex x, Complex y) {
  using Real = formulas::EvaluatedReal<double>;
  formulas::Pair<Real> result =
      formulas::apply(function, ComplexRange::Improved,
                      formulas::Pair<Real>{{x.real()}, {x.imag()}},
                      formulas::Pair<Real>{{y.real()}, {y.imag()}});
  return {result.re.value, result.im.value};
}

/// Operands of the format: .05 <= |z| <= 20, and near 1, -1, i and -i.
template <typename Real> class Operands {
public:
  Complex draw() {
    double angle = 2 * pi * uniform(random);
    Complex direction = std::polar(1.0, angle);
    if (uniform(random) < 0.5)
      return round(drawBetween(0.05, 20) * direction);
    double smallest = std::ldexp(1.0, 1 - Format<Real>::precision);
    Complex center = std::pow(Complex(0, 1), static_cast<int>(4 * angle));
    return round(center + drawBetween(smallest, 0.5) * direction);
  }

  /// Parts below the smallest normal number become zeros.
  static Complex round(Complex z) {
    auto roundPart = [](double x) {
      bool isSubnormal = std::fabs(x) < std::ldexp(1.0, Format<Real>::lowest);
      return isSubnormal ? 0 : Format<Real>::round(x);
    };
    return {roundPart(z.real()), roundPart(z.imag())};
  }

private:
  double drawBetween(double lowest, double highest) {
    return lowest * std::pow(highest / lowest, uniform(random));
  }

  std::mt19937_64 random{1};
  std::uniform_real_distribution<double> uniform{0, 1};
};

template <typename Real> class Portable : public testing::Test {};
using Reals = testing::Types<HalfReal, formulas::EvaluatedReal<float>,
                             formulas::EvaluatedReal<double>>;
struct RealNames {
  template <typename Real> static std::string GetName(int) {
    return Format<Real>::name;
  }
};
TYPED_TEST_SUITE(Portable, Reals, RealNames);

/// How many roundings a function may be off, in norm.
double getBound(Function function) {
  switch (function) {
  case Function::Pow:   // The error of the exponent.
  case Function::Atan2: // Of no framework.
    return HUGE_VAL;
  default:
    return 8;
  }
}

TYPED_TEST(Portable, IsWithinEightRoundings) {
  using F = Format<TypeParam>;
  for (Function function : formulas::allFunctions) {
    Operands<TypeParam> operands;
    double most = 0;
    Complex worst;
    for (int i = 0; i != 40000; ++i) {
      Complex x = operands.draw(), y = operands.draw();
      if (std::abs(x) < 0.05 || std::abs(y) < 0.05)
        continue;
      Complex exact = evaluateExact(function, x, y);
      double norm = std::abs(exact);
      bool isNormal = norm < F::largest && norm >= std::ldexp(1.0, F::lowest);
      if (!isNormal)
        continue;
      Complex got = evaluatePortable<TypeParam>(function, x, y);
      double error = std::ldexp(std::abs(got - exact) / norm, F::precision);
      if (!(error <= most)) {
        most = error;
        worst = x;
      }
    }
    testing::Test::RecordProperty(getName(function), std::to_string(most));
    EXPECT_LE(most, getBound(function) + F::slack)
        << getName(function) << " of " << worst;
  }
}

TYPED_TEST(Portable, IsFiniteWhereTheResultIs) {
  using F = Format<TypeParam>;
  std::vector<double> parts = {0, 1};
  for (double part : {F::largest, F::largest / 4, std::sqrt(F::largest),
                      std::ldexp(1.0, F::lowest), 100.0, 1000.0, 0.1, 60.0})
    parts.push_back(F::round(part));
  for (size_t i = 0, count = parts.size(); i != count; ++i)
    parts.push_back(-parts[i]);
  for (Function function : formulas::allFunctions) {
    // Products are textbook; those of the others are unbounded.
    if (function == Function::Mul || function == Function::Pow ||
        function == Function::Atan2 || function == Function::Square)
      continue;
    for (double re : parts)
      for (double im : parts)
        for (Complex y : {Complex(1, 2), Complex(F::largest, F::largest)}) {
          Complex x(re, im);
          Complex exact = evaluateExact(function, x, y);
          if (!(std::abs(exact.real()) < F::largest / 2) ||
              !(std::abs(exact.imag()) < F::largest / 2))
            continue;
          Complex got = evaluatePortable<TypeParam>(function, x, y);
          EXPECT_TRUE(std::isfinite(got.real()) && std::isfinite(got.imag()))
              << getName(function) << " of " << x << ", " << y << " is "
              << exact << ", but found " << got;
        }
  }
}

TEST(BasicTangent, IsFiniteForLargeOperands) {
  using Real = formulas::EvaluatedReal<float>;
  formulas::Pair<Real> tangent = tanhBasic(formulas::Pair<Real>{{60}, {1}});
  EXPECT_EQ(tangent.re.value, 1);
  EXPECT_NEAR(tangent.im.value, 0, 1e-30);
}

} // namespace
