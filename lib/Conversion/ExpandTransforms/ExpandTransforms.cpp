//===- ExpandTransforms.cpp - Whole-tensor transforms ---------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Conversion/Passes.h"
#include "mlir/IR/BuiltinOps.h"

namespace milcomplex {
#define GEN_PASS_DEF_MILCEXPANDTRANSFORMS
#include "milcomplex/Conversion/Passes.h.inc"
} // namespace milcomplex

using namespace milcomplex;

namespace {

struct MilcExpandTransformsPass
    : milcomplex::impl::MilcExpandTransformsBase<MilcExpandTransformsPass> {
  // The dialect has no transform yet.
  void runOnOperation() override { markAllAnalysesPreserved(); }
};

} // namespace
