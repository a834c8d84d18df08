//===- Ln2Reduction.h - Exponents modulo ln 2 -------------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_MATH_LN2REDUCTION_H
#define MILCOMPLEX_MATH_LN2REDUCTION_H

// Reduction of the argument of an exponential function. No real functions.

#include "milcomplex/Math/Constants.h"
#include "milcomplex/Math/DoubleWord.h"
#include "milcomplex/Math/Scaling.h"

namespace milcomplex::formulas {

/// x = k ln 2 + remainder, with |remainder| at most a little above ln(2)/2.
template <typename Real, typename Int> struct ReducedByLn2 {
  Int k;
  DoubleWord<Real> remainder;
  /// k, and x - k getLn2High, which is exact.
  Real whole, exact;
};

/// The high part of ln 2, whose product with any k is exact.
template <typename Real> double getLn2High(Real x) {
  return precision(x) == 24 ? 0x1.62e4p-1 : 0x1.62e42fefap-1;
}

/// Cody and Waite's reduction ("Software Manual for the Elementary Functions",
/// 1980, chapter 6) for |x| below 200 (f32) or 1500 (f64): ln 2 in two parts,
/// the products of the first one exact. x + 1.5 2^p holds the integer in its
/// low bits.
template <typename Real> auto reduceByLn2(Real x) {
  double high = getLn2High(x);
  double low = (ln2Hi - high) + ln2Lo;
  Real magic = literal(x, 1.5 * makePowerOfTwo(fractionBits(x)));
  Real shifted = fma(x, literal(x, log2eHi), magic);
  Real whole = shifted - magic;
  auto shiftedBits = toBits(shifted);
  auto magicBits = toBits(magic);
  auto k = shiftedBits - magicBits;
  Real exact = fma(whole, literal(x, -high), x);
  Real correction = whole * low;
  Real remainder = exact - correction;
  Real error = exact - remainder;
  return ReducedByLn2<Real, decltype(k)>{
      k, {remainder, error - correction}, whole, exact};
}

} // namespace milcomplex::formulas

#endif // MILCOMPLEX_MATH_LN2REDUCTION_H
