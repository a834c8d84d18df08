//===- Planner.cpp - Plans of transforms to expand ------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Planner.h"

#include "llvm/Support/DebugLog.h"

#define DEBUG_TYPE "milc-expand-transforms"

using namespace milcomplex;
using namespace milcomplex::fft;

Plan Planner::plan(int64_t length) const {
  Plan plan = makePlan(length, form, lanes);
  LDBG() << "plan: " << toString(plan);
  return plan;
}

RealPlan Planner::planReal(int64_t length) const {
  RealPlan plan = makeRealPlan(length, form, lanes);
  LDBG() << "plan: " << toString(plan);
  return plan;
}
