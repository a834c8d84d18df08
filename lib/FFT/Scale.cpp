//===- Scale.cpp - What results are multiplied by -------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/FFT/Scale.h"

#include <cassert>

using namespace milcomplex;
using namespace milcomplex::fft;

using Real = formulas::EvaluatedReal<double>;

Scale Scale::ofReciprocal(double count) {
  assert(count > 0 && "a scale by the reciprocal of no positive count");
  Real divisor = {count};
  Real quotient = 1.0 / divisor;
  Real remainder = fma(-quotient, divisor, literal(divisor, 1.0));
  return {{quotient, remainder / divisor}};
}

Scale Scale::ofReciprocalRoot(double count) {
  assert(count > 0 && "a scale by the root of no positive count");
  Real square = {count};
  Real root = 1.0 / sqrt(square);
  // A step of Newton's method: root (1 - count root^2) / 2.
  Real product = root * root;
  Real error = fma(root, root, -product);
  Real whole = square * product;
  Real rest = fma(square, product, -whole) + square * error;
  Real residual = (1.0 - whole) - rest;
  return {{root, root * residual * 0.5}};
}
