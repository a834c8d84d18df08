//===- Planner.cpp - Plans of transforms to expand ------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Planner.h"

using namespace milcomplex;
using namespace milcomplex::fft;

Plan Planner::plan(int64_t length) const {
  return makePlan(length, form, lanes);
}

RealPlan Planner::planReal(int64_t length) const {
  return makeRealPlan(length, form, lanes);
}
