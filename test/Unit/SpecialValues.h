//===- SpecialValues.h - Tables of special values ---------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_TEST_UNIT_SPECIALVALUES_H
#define MILCOMPLEX_TEST_UNIT_SPECIALVALUES_H

#include "milcomplex/Math/EvaluatedReal.h"
#include "milcomplex/Math/Real.h"
#include "gtest/gtest.h"

#include <array>
#include <vector>

namespace milcomplex::test {

template <typename T> using Real = formulas::EvaluatedReal<T>;
template <typename T> using Pair = formulas::Pair<Real<T>>;

template <typename T> Pair<T> makePair(double re, double im) {
  return {Real<T>{static_cast<T>(re)}, Real<T>{static_cast<T>(im)}};
}

inline constexpr double inf = std::numeric_limits<double>::infinity();
inline constexpr double NaN = std::numeric_limits<double>::quiet_NaN();
inline constexpr double pi = 3.14159265358979323846;
/// In a table: a part of either sign.
inline constexpr double eitherZero = -1e-300, eitherInf = -1e-301;
/// In a table: any number but a zero, an infinity or a NaN.
inline constexpr double anyNumber = -1e-302;

struct FormatNames {
  template <typename T> static std::string GetName(int) {
    return std::is_same_v<T, float> ? "f32" : "f64";
  }
};
using Formats = testing::Types<float, double>;

/// f(re + i im) is resultRe + i resultIm.
struct Row {
  double re, im, resultRe, resultIm;
};

/// Whether a part of a result is what a table holds.
template <typename T> bool matches(T got, double expected) {
  if (expected == eitherZero)
    return got == 0;
  if (expected == eitherInf)
    return std::isinf(got);
  if (expected == anyNumber)
    return std::isfinite(got) && got != 0;
  if (std::isnan(expected))
    return std::isnan(got);
  T rounded = static_cast<T>(expected);
  if (rounded == 0 || std::isinf(rounded))
    return got == rounded && std::signbit(got) == std::signbit(rounded);
  return std::fabs(got - rounded) <=
         4 * std::numeric_limits<T>::epsilon() * std::fabs(rounded);
}

template <typename T>
void expectRow(const Row &row, Pair<T> result, const char *what = "") {
  T re = result.re.value, im = result.im.value;
  EXPECT_TRUE(matches(re, row.resultRe) && matches(im, row.resultIm))
      << what << "(" << row.re << ", " << row.im << ") = (" << re << ", " << im
      << "), expected (" << row.resultRe << ", " << row.resultIm << ")";
}

inline double negatePart(double part) {
  bool isEither = part == eitherZero || part == eitherInf || part == anyNumber;
  return isEither ? part : -part;
}

/// Checks f on each row and on the row that f(conj z) = conj f(z) implies.
template <typename T, typename F>
void expectRows(const std::vector<Row> &rows, F f) {
  for (const Row &row : rows) {
    expectRow<T>(row, f(makePair<T>(row.re, row.im)));
    Row conjugate = {row.re, -row.im, row.resultRe, negatePart(row.resultIm)};
    expectRow<T>(conjugate, f(makePair<T>(row.re, -row.im)), "conjugate: ");
  }
}

/// The same, and f(-z) = -f(z).
template <typename T, typename F>
void expectOddRows(const std::vector<Row> &rows, F f) {
  expectRows<T>(rows, f);
  for (const Row &row : rows) {
    Row negative = {-row.re, -row.im, negatePart(row.resultRe),
                    negatePart(row.resultIm)};
    expectRow<T>(negative, f(makePair<T>(-row.re, -row.im)), "odd: ");
  }
}

/// The same, and f(-z) = f(z).
template <typename T, typename F>
void expectEvenRows(const std::vector<Row> &rows, F f) {
  expectRows<T>(rows, f);
  for (const Row &row : rows) {
    Row negative = {-row.re, -row.im, row.resultRe, row.resultIm};
    expectRow<T>(negative, f(makePair<T>(-row.re, -row.im)), "even: ");
  }
}

} // namespace milcomplex::test

#endif // MILCOMPLEX_TEST_UNIT_SPECIALVALUES_H
