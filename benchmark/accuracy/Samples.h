//===- Samples.h - Inputs of functions --------------------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_BENCHMARK_ACCURACY_SAMPLES_H
#define MILCOMPLEX_BENCHMARK_ACCURACY_SAMPLES_H

#include "Format.h"
#include "milcomplex/Math/Functions.h"

#include <random>

namespace milcomplex::accuracy {

/// Draws operands `[0] + i [1]` and, for a function of two, `[2] + i [3]`.
class Samples {
public:
  Samples(formulas::Function function, const Format &format, uint64_t seed)
      : function(function), format(format), random(seed) {}

  /// Over all finite numbers: uniform exponents, uniform significands.
  void drawUniform(double (&operands)[4]);

  /// Near the sets where functions are hard: |z| = 1, |1 + z| = 1, the axes,
  /// branch points, multiples of pi/2, curves of cancellation, thresholds of
  /// overflow and underflow.
  void drawHard(double (&operands)[4]);

  /// Other operands near `operands`.
  void perturb(double (&operands)[4]);

private:
  double drawReal(double low, double high);
  int drawInt(int low, int high);
  /// Of either sign, with an exponent from low to high.
  double drawScaled(int low, int high);
  double drawFinite();
  double drawAngle();
  /// `value` rounded, and some units in the last place away from it.
  double drawNear(double value);
  void drawHardNumber(double &re, double &im);
  void drawExponent(double (&operands)[4]);
  void drawCancelling(double (&operands)[4]);
  void drawPole(double (&operands)[4]);

  formulas::Function function;
  Format format;
  std::mt19937_64 random;
};

} // namespace milcomplex::accuracy

#endif // MILCOMPLEX_BENCHMARK_ACCURACY_SAMPLES_H
