//===- Planner.h - Plans of transforms to expand ----------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_PLANNER_H
#define MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_PLANNER_H

#include "milcomplex/FFT/Plan.h"

namespace milcomplex {

/// Plans transforms for `form` and for vectors of `lanes` elements of one
/// transform.
struct Planner {
  fft::Form form;
  int64_t lanes;

  fft::Plan plan(int64_t length) const;
  fft::RealPlan planReal(int64_t length) const;
};

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_PLANNER_H
