//===- Real.h - The abstract real type --------------------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_MATH_REAL_H
#define MILCOMPLEX_MATH_REAL_H

// Formulas on complex numbers represented as pairs of reals, each written once
// over an abstract real type `Real`. There are two:
//
//   EvaluatedReal<T>  computes with T, float or double (EvaluatedReal.h);
//   EmittedReal       builds arith and math ops (EmittedReal.h).
//
// A Real has +, -, *, / and unary -, the comparisons, which are false for a
// NaN, != excepted, and these functions, found by argument lookup:
//
//   Real fma(Real x, Real y, Real z)       x * y + z, rounded once
//   Real sqrt(Real), abs(Real)
//   Real roundEven(Real)                   to an integer, ties to even
//   Real copysign(Real magnitude, Real sign)
//   Real max(Real, Real), min(Real, Real)  a NaN where an operand is one
//   Real exp(Real), log(Real), sin(Real), cos(Real), atan2(Real y, Real x)
//   Real tanh(Real), atan(Real)
//   Real literal(Real like, double value)  a constant of the format of `like`
//   Bool isFinite(Real), isInf(Real), isNaN(Real)
//   Real select(Bool, Real, Real)
//   bool expandsFunctions(Real)            whether these functions are ours
//   int precision(Real)                    24 for f32, 53 for f64
//   int maxExponent(Real)                  128 for f32, 1024 for f64
//   bool isKnownZero(Real)                 a constant 0 or -0; by default false
//
// The formulas of complex-range=portable have no need of fma, copysign, atan2
// and Int, and hold for f16 and bf16, too.
//
// `Bool` is its type of conditions, with &, | and !. `Int` is an integer of its
// width, with +, -, & and ^, that wraps around, and
//
//   Int toBits(Real), Real fromBits(Real like, Int)
//   Int literal(Int like, int64_t value)
//   Int shiftLeft(Int, int), shiftRight(Int, int)    the latter arithmetic
//   Int min(Int, Int), max(Int, Int)                 signed
//   Int select(Bool, Int, Int)
//   Bool operator==(Int, Int)
//
// Formulas have no control flow except on precision, maxExponent and
// isKnownZero, which chooses a shorter form of at least the same accuracy.
// Where C++ leaves the order of two operations open, each has a statement of
// its own: the order of emitted ops must not depend on the compiler.

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>

namespace milcomplex::formulas {

/// Whether x is a constant zero, of either sign.
template <typename Real> bool isKnownZero(const Real &) { return false; }

/// 2^exponent for an exponent from -1022 to 1023. Unlike std::ldexp, compilers
/// compute it where the exponent is constant.
inline double makePowerOfTwo(int exponent) {
  uint64_t bits = static_cast<uint64_t>(1023 + exponent) << 52;
  double power = 0;
  std::memcpy(&power, &bits, sizeof(power));
  return power;
}

/// The complex number re + i im.
template <typename Real> struct Pair {
  Real re, im;
};

// A double operand is a literal. Every Real has a member type RealTag.
template <typename Real, typename = typename Real::RealTag>
Real operator+(Real x, double y) {
  return x + literal(x, y);
}
template <typename Real, typename = typename Real::RealTag>
Real operator-(Real x, double y) {
  return x - literal(x, y);
}
template <typename Real, typename = typename Real::RealTag>
Real operator-(double x, Real y) {
  return literal(y, x) - y;
}
template <typename Real, typename = typename Real::RealTag>
Real operator*(Real x, double y) {
  return x * literal(x, y);
}
template <typename Real, typename = typename Real::RealTag>
Real operator/(double x, Real y) {
  return literal(y, x) / y;
}
template <typename Real, typename = typename Real::RealTag>
auto operator<(Real x, double y) {
  return x < literal(x, y);
}
template <typename Real, typename = typename Real::RealTag>
auto operator>(Real x, double y) {
  return x > literal(x, y);
}
template <typename Real, typename = typename Real::RealTag>
auto operator<=(Real x, double y) {
  return x <= literal(x, y);
}
template <typename Real, typename = typename Real::RealTag>
auto operator>=(Real x, double y) {
  return x >= literal(x, y);
}
template <typename Real, typename = typename Real::RealTag>
auto operator==(Real x, double y) {
  return x == literal(x, y);
}
template <typename Real, typename = typename Real::RealTag>
Real fma(Real x, Real y, double z) {
  return fma(x, y, literal(x, z));
}
template <typename Bool, typename Real, typename = typename Real::RealTag>
Real select(Bool condition, double yes, Real no) {
  return select(condition, literal(no, yes), no);
}
template <typename Bool, typename Real, typename = typename Real::RealTag>
Real select(Bool condition, Real yes, double no) {
  return select(condition, yes, literal(yes, no));
}

/// One of two literals of the format of `like`.
template <typename Bool, typename Real>
Real selectLiteral(Real like, Bool condition, double yes, double no) {
  Real yesLiteral = literal(like, yes);
  Real noLiteral = literal(like, no);
  return select(condition, yesLiteral, noLiteral);
}

/// The larger; y where one is a NaN.
template <typename Real> Real maximum(Real x, Real y) {
  return select(x > y, x, y);
}

/// The smaller; y where one is a NaN.
template <typename Real> Real minimum(Real x, Real y) {
  return select(x < y, x, y);
}

template <typename Bool, typename Real>
Pair<Real> selectPair(Bool condition, Pair<Real> yes, Pair<Real> no) {
  Real re = select(condition, yes.re, no.re);
  Real im = select(condition, yes.im, no.im);
  return {re, im};
}

/// (y, x) for (x, y): i times the conjugate, which takes each trigonometric
/// function to its hyperbolic twin: sin z = swap(sinh(swap(z))).
template <typename Real> Pair<Real> swapParts(Pair<Real> z) {
  return {z.im, z.re};
}

/// The polynomial with these coefficients, the constant one first, by Horner's
/// scheme.
template <typename Real, size_t count>
Real evaluatePolynomial(Real x, const double (&coefficients)[count],
                        size_t terms = count) {
  Real sum = literal(x, coefficients[terms - 1]);
  for (size_t i = terms - 1; i != 0; --i)
    sum = fma(sum, x, literal(x, coefficients[i - 1]));
  return sum;
}

/// The same as two polynomials in x^2, of the even and the odd coefficients,
/// which do not wait for each other.
template <typename Real, size_t count>
Real evaluateInHalves(Real x, const double (&coefficients)[count]) {
  Real square = x * x;
  Real last = literal(x, coefficients[count - 1]);
  Real beforeLast = literal(x, coefficients[count - 2]);
  Real even = count % 2 ? last : beforeLast;
  Real odd = count % 2 ? beforeLast : last;
  for (size_t i = count - 2; i != 0; --i) {
    Real &sum = i % 2 ? even : odd;
    sum = fma(sum, square, literal(x, coefficients[i - 1]));
  }
  return fma(odd, x, even);
}

/// The polynomial with the coefficients for the format of x.
template <typename Real, size_t single, size_t more>
Real evaluateMinimax(Real x, const double (&ofSingle)[single],
                     const double (&ofDouble)[more]) {
  return precision(x) == 24 ? evaluateInHalves(x, ofSingle)
                            : evaluateInHalves(x, ofDouble);
}

inline constexpr double infinity = std::numeric_limits<double>::infinity();
inline constexpr double quietNaN = std::numeric_limits<double>::quiet_NaN();

} // namespace milcomplex::formulas

#endif // MILCOMPLEX_MATH_REAL_H
