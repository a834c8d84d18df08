//===- Reference.h - Functions in multiple precision ------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_BENCHMARK_ACCURACY_REFERENCE_H
#define MILCOMPLEX_BENCHMARK_ACCURACY_REFERENCE_H

#include "Format.h"
#include "milcomplex/Math/Functions.h"

namespace milcomplex::accuracy {

/// The distance of a result from the exact one, in units in the last place of
/// the latter, subnormal ones included; an infinity counts as the power of two
/// beyond the largest number. Infinite for a NaN.
struct Error {
  double re, im;
  /// |result - exact| in the last place of |exact|.
  double norm;
};

/// The error of `result` as the value of `function` at the operands
/// `operands[0] + i operands[1]` and `operands[2] + i operands[3]`. False where
/// the exact value is no number, or infinite by a pole.
bool measureError(formulas::Function function, const Format &format,
                  const double (&operands)[4], const double (&result)[2],
                  Error &error);

/// |w log z|, roughly.
double getPowerMagnitude(const double (&operands)[4]);

} // namespace milcomplex::accuracy

#endif // MILCOMPLEX_BENCHMARK_ACCURACY_REFERENCE_H
