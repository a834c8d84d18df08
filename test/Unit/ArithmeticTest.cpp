//===- ArithmeticTest.cpp - Complex arithmetic, evaluated -----------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Math/Arithmetic.h"
#include "milcomplex/Math/EvaluatedReal.h"
#include "gtest/gtest.h"

#include <complex>
#include <random>

using milcomplex::formulas::EvaluatedReal;

namespace {

template <typename T> using Pair = milcomplex::formulas::Pair<EvaluatedReal<T>>;

template <typename T> Pair<T> makePair(T re, T im) {
  return {EvaluatedReal<T>{re}, EvaluatedReal<T>{im}};
}

/// Holds every product of two doubles exactly, and their sum to 113 bits.
using Exact = __float128;

/// A finite number with a uniform exponent, subnormal ones included.
template <typename T> T makeFinite(std::mt19937_64 &random) {
  using Limits = std::numeric_limits<T>;
  std::uniform_real_distribution<T> mantissa(1, 2);
  std::uniform_int_distribution<int> exponent(
      Limits::min_exponent - Limits::digits, Limits::max_exponent - 1);
  T magnitude = std::ldexp(mantissa(random), exponent(random));
  return random() & 1 ? -magnitude : magnitude;
}

/// |value - exact| in units in the last place of `exact` rounded to T; where
/// that is infinite, 0 or infinity.
template <typename T> double getUlps(T value, Exact exact) {
  T rounded = static_cast<T>(exact);
  if (std::isinf(rounded))
    return value == rounded ? 0 : std::numeric_limits<double>::infinity();
  T magnitude = std::max(std::fabs(rounded), std::numeric_limits<T>::min());
  T ulp = std::nextafter(magnitude, std::numeric_limits<T>::max()) - magnitude;
  Exact error = static_cast<Exact>(value) - exact;
  double ulps = static_cast<double>((error < 0 ? -error : error) / ulp);
  return std::isnan(ulps) ? std::numeric_limits<double>::infinity() : ulps;
}

template <typename T>
double getProductUlps(Pair<T> x, Pair<T> y, Pair<T> product) {
  Exact a = x.re.value, b = x.im.value, c = y.re.value, d = y.im.value;
  return std::max(getUlps(product.re.value, a * c - b * d),
                  getUlps(product.im.value, a * d + b * c));
}

template <typename T> class ImprovedProduct : public testing::Test {
protected:
  void expectAccurate(T a, T b, T c, T d) {
    Pair<T> x = makePair(a, b), y = makePair(c, d);
    EXPECT_LE(getProductUlps<T>(x, y, mulImproved(x, y)), 2)
        << "(" << a << ", " << b << ") (" << c << ", " << d << ")";
  }
};
struct FormatNames {
  template <typename T> static std::string GetName(int) {
    return std::is_same_v<T, float> ? "f32" : "f64";
  }
};
using Formats = testing::Types<float, double>;
TYPED_TEST_SUITE(ImprovedProduct, Formats, FormatNames);

TYPED_TEST(ImprovedProduct, IsWithinTwoUlpsOverAllFiniteInputs) {
  std::mt19937_64 random(1);
  auto make = [&] { return makeFinite<TypeParam>(random); };
  for (int i = 0; i != 300000; ++i)
    this->expectAccurate(make(), make(), make(), make());
}

TYPED_TEST(ImprovedProduct, IsWithinTwoUlpsUnderCancellation) {
  std::mt19937_64 random(2);
  auto make = [&] { return makeFinite<TypeParam>(random); };
  for (int i = 0; i != 300000; ++i) {
    // d is such that ac - bd nearly cancels.
    TypeParam a = make(), b = make(), c = make();
    auto d = static_cast<TypeParam>(static_cast<Exact>(a) * c / b);
    if (std::isfinite(d))
      this->expectAccurate(a, b, c, d);
  }
}

TYPED_TEST(ImprovedProduct, DoesNotOverflowBeforeItsResultDoes) {
  TypeParam big = std::sqrt(std::numeric_limits<TypeParam>::max());
  this->expectAccurate(2 * big, big, big, 2 * big);
  this->expectAccurate(2 * big, big, big, -2 * big);
  this->expectAccurate(big, big, big / 2, -big / 2);
}

TYPED_TEST(ImprovedProduct, HasTheZerosOfTheTextbook) {
  const TypeParam values[] = {0, -TypeParam(0), 1, -1, 2};
  for (TypeParam a : values)
    for (TypeParam b : values)
      for (TypeParam c : values)
        for (TypeParam d : values) {
          Pair<TypeParam> x = makePair(a, b), y = makePair(c, d);
          Pair<TypeParam> got = mulImproved(x, y), expected = mulBasic(x, y);
          auto isSame = [](TypeParam p, TypeParam q) {
            return p == q && std::signbit(p) == std::signbit(q);
          };
          EXPECT_TRUE(isSame(got.re.value, expected.re.value) &&
                      isSame(got.im.value, expected.im.value))
              << "(" << a << ", " << b << ") (" << c << ", " << d << ")";
        }
}

/// What is emitted where a factor is known to be zero.
TYPED_TEST(ImprovedProduct, OfAZeroIsAnFma) {
  using Limits = std::numeric_limits<TypeParam>;
  const TypeParam root = std::sqrt(Limits::max());
  const TypeParam magnitudes[] = {0,
                                  Limits::denorm_min(),
                                  3 * Limits::denorm_min(),
                                  Limits::min(),
                                  std::sqrt(Limits::min()) / 3,
                                  TypeParam(1) / 3,
                                  1,
                                  3,
                                  root / 3,
                                  root * 2,
                                  Limits::max() / 3,
                                  Limits::max(),
                                  Limits::infinity(),
                                  Limits::quiet_NaN()};
  std::vector<EvaluatedReal<TypeParam>> values;
  for (TypeParam magnitude : magnitudes)
    for (TypeParam sign : {1, -1})
      values.push_back({std::copysign(magnitude, sign)});
  for (TypeParam sign : {1, -1}) {
    EvaluatedReal<TypeParam> zero = {std::copysign(TypeParam(0), sign)};
    for (auto a : values)
      for (auto b : values)
        for (auto c : values)
          for (auto [p, q, r, s] : {std::array{zero, a, b, c},
                                    {a, zero, b, c},
                                    {a, b, zero, c},
                                    {a, b, c, zero}}) {
            TypeParam got = robustSumOfProducts(p, q, r, s).value;
            TypeParam expected = fma(p, q, r * s).value;
            bool isSame = std::isnan(got)
                              ? std::isnan(expected)
                              : got == expected &&
                                    std::signbit(got) == std::signbit(expected);
            EXPECT_TRUE(isSame) << p.value << " * " << q.value << " + "
                                << r.value << " * " << s.value;
          }
  }
}

/// Also beside numbers that would vanish or overflow where they are scaled.
TYPED_TEST(ImprovedProduct, KeepsTheInfinitiesOfTheTextbook) {
  using Limits = std::numeric_limits<TypeParam>;
  std::vector<TypeParam> values;
  for (TypeParam magnitude : {TypeParam(0), Limits::denorm_min(), Limits::min(),
                              TypeParam(1), Limits::max(), Limits::infinity()})
    for (TypeParam sign : {1, -1})
      values.push_back(std::copysign(magnitude, sign));
  auto isKept = [](TypeParam got, TypeParam expected) {
    return std::isnan(expected) || got == expected;
  };
  for (TypeParam a : values)
    for (TypeParam b : values)
      for (TypeParam c : values)
        for (TypeParam d : values) {
          Pair<TypeParam> x = makePair(a, b), y = makePair(c, d);
          if (std::isfinite(a) && std::isfinite(b) && std::isfinite(c) &&
              std::isfinite(d))
            continue;
          Pair<TypeParam> got = mulImproved(x, y), expected = mulBasic(x, y);
          EXPECT_TRUE(isKept(got.re.value, expected.re.value) &&
                      isKept(got.im.value, expected.im.value))
              << "(" << a << ", " << b << ") (" << c << ", " << d << ")";
        }
}

/// The compiler's own product, which follows Annex G, is the reference.
TEST(FullProduct, HasTheInfinitiesOfAnnexG) {
  float inf = std::numeric_limits<float>::infinity();
  float nan = std::numeric_limits<float>::quiet_NaN();
  const float values[] = {0.0f, -0.0f, 1.0f, -1.0f, 2.5f, inf, -inf, nan};
  auto isSame = [](float x, float y) {
    return (std::isnan(x) && std::isnan(y)) || x == y;
  };
  for (float a : values)
    for (float b : values)
      for (float c : values)
        for (float d : values) {
          Pair<float> got = mulFull(makePair(a, b), makePair(c, d));
          std::complex<float> expected =
              std::complex<float>(a, b) * std::complex<float>(c, d);
          EXPECT_TRUE(isSame(got.re.value, expected.real()) &&
                      isSame(got.im.value, expected.imag()))
              << "(" << a << ", " << b << ") (" << c << ", " << d << ") = ("
              << got.re.value << ", " << got.im.value << "), expected "
              << expected;
        }
}

TEST(BasicProduct, IsTheTextbookFormula) {
  Pair<double> product = mulBasic(makePair(0.1, 0.2), makePair(0.3, 0.4));
  EXPECT_EQ(product.re.value, 0.1 * 0.3 - 0.2 * 0.4);
  EXPECT_EQ(product.im.value, 0.1 * 0.4 + 0.2 * 0.3);
}

} // namespace
