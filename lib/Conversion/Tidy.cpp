//===- Tidy.cpp - Dead code and common subexpressions ---------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ConvertedOps.h"
#include "milcomplex/Conversion/Passes.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/Dominance.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/Transforms/CSE.h"
#include "mlir/Transforms/RegionUtils.h"

namespace milcomplex {
#define GEN_PASS_DEF_MILCTIDY
#include "milcomplex/Conversion/Passes.h.inc"
} // namespace milcomplex

using namespace mlir;
using namespace milcomplex;

namespace {

struct MilcTidyPass : milcomplex::impl::MilcTidyBase<MilcTidyPass> {
  void runOnOperation() override {
    IRRewriter rewriter(&getContext());
    auto tidy = [&](Operation *op) {
      (void)runRegionDCE(rewriter, op->getRegions());
      DominanceInfo dominance(op);
      eliminateCommonSubExpressions(rewriter, dominance, op);
    };
    if (auto converted = getCachedAnalysis<ConvertedOps>())
      llvm::for_each(converted->get().ops, tidy);
    else
      tidy(getOperation());
  }
};

} // namespace
