//===- AngleReduction.h - Angles modulo a quarter turn ----------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_MATH_ANGLEREDUCTION_H
#define MILCOMPLEX_MATH_ANGLEREDUCTION_H

// Reduction of y modulo pi/2, for every finite y, into three words, for
// functions that vanish where a sine or cosine does. No real functions.
// QuarterTurns.h has two words.

#include "milcomplex/Math/QuarterTurns.h"
#include "milcomplex/Math/TripleWord.h"

namespace milcomplex::formulas {

inline constexpr double halfPi[3] = {
    0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54, -0x1.f1976b7ed8fbcp-110};

/// The angle quadrant pi/2 + remainder, with |remainder| at most a little above
/// pi/4 and an integer from -2 to 2 as the quadrant.
template <typename Real> struct ReducedAngle {
  Real quadrant;
  TripleWord<Real> remainder;
};

/// y reduced, with a relative error of the remainder below u^2. The sum of the
/// turns takes three passes, each of which adds up the rounding errors of the
/// one before (Ogita, Rump, Oishi, "Accurate sum and dot product", SISC 26(6),
/// 2005, Algorithm 4.8).
template <typename Real> ReducedAngle<Real> reduceAngle(Real y) {
  auto isSmall = abs(y) < 0.785398; // pi/4
  SelectedDigits<Real> selected = selectDigits<6>(y, isSmall, radianTurns);
  LeadingTurns<Real> sum = sumLeadingTurns(selected);
  DoubleWord<Real> fourth = twoProduct(selected.y, selected.digits[3]);
  DoubleWord<Real> fifth = twoProduct(selected.y, selected.digits[4]);
  Real sixth = selected.y * selected.digits[5];

  Real turn = fractionOf(sum.leading);
  Real nearest = roundEven(turn * 4.0);
  Real rest = fma(nearest, literal(y, -0.25), turn);
  // The largest first: each is a multiple of the last place of the next.
  Real terms[] = {sum.errors, fourth.hi, sum.third.lo, fifth.hi,
                  fourth.lo,  fifth.lo,  sixth};
  constexpr int count = 7;
  for (Real &term : terms) {
    DoubleWord<Real> partial = fastTwoSum(rest, term);
    rest = partial.hi;
    term = partial.lo;
  }
  Real middle = terms[0];
  for (int i = 1; i != count; ++i) {
    DoubleWord<Real> partial = twoSum(middle, terms[i]);
    middle = partial.hi;
    terms[i] = partial.lo;
  }
  Real low = terms[1];
  for (int i = 2; i != count; ++i)
    low = low + terms[i];
  TripleWord<Real> turns = normalize(rest, middle, low);
  TripleWord<Real> quarters = scaleTriple(turns, literal(y, 4.0));
  TripleWord<Real> reduced =
      multiplyTriples(quarters, literalTriple(y, halfPi));
  // A small y needs no reduction, which would lose bits of it.
  Real zero = literal(y, 0.0);
  TripleWord<Real> remainder =
      selectTriple(isSmall, TripleWord<Real>{y, zero, zero}, reduced);
  return {select(isSmall, 0.0, nearest), remainder};
}

} // namespace milcomplex::formulas

#endif // MILCOMPLEX_MATH_ANGLEREDUCTION_H
