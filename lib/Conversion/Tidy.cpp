//===- Tidy.cpp - Dead code and common subexpressions ---------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ModuleUnits.h"
#include "milcomplex/Conversion/Passes.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/Dominance.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/IR/Threading.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
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
    DenseSet<Operation *> untouched;
    if (auto analysis = getCachedAnalysis<UntouchedOps>())
      untouched = analysis->get().ops;
    tidyBody(getOperation(), untouched);
  }

private:
  void tidyBody(Operation *moduleLike, const DenseSet<Operation *> &untouched);
};

} // namespace

/// CSE, but for linalg.index: upstream's takes two of one dimension for the
/// same, although in nested linalg ops each means a loop of its own. So nested
/// ones say how deep they are while it runs.
static void eliminateCommonSubExpressionsIn(Operation *root,
                                            RewriterBase &rewriter) {
  static constexpr StringLiteral depthName = "milcomplex.depth";
  root->walk([&](linalg::IndexOp index) {
    unsigned depth = 0;
    for (Operation *op = index; op != root; op = op->getParentOp())
      depth += isa<linalg::LinalgOp>(op);
    if (depth > 1)
      index->setDiscardableAttr(depthName, rewriter.getIndexAttr(depth));
  });
  DominanceInfo dominance(root);
  eliminateCommonSubExpressions(rewriter, dominance, root);
  root->walk(
      [&](linalg::IndexOp index) { index->removeDiscardableAttr(depthName); });
}

/// Erases what is dead in `block`. At module scope an op may come before the
/// op that it uses, so that one pass from the end need not be enough.
static void eraseDeadOps(Block &block, const DenseSet<Operation *> &untouched) {
  bool changed = true;
  while (changed) {
    changed = false;
    for (Operation &op : llvm::make_early_inc_range(llvm::reverse(block))) {
      if (untouched.contains(&op) || !isOpTriviallyDead(&op))
        continue;
      op.erase();
      changed = true;
    }
  }
}

static void tidyOp(Operation *op) {
  IRRewriter rewriter(op->getContext());
  // runRegionDCE leaves null operands in unreachable blocks.
  (void)eraseUnreachableBlocks(rewriter, op->getRegions());
  (void)runRegionDCE(rewriter, op->getRegions());
  eliminateCommonSubExpressionsIn(op, rewriter);
}

/// Tidies each op in the body of `moduleLike` on its own.
void MilcTidyPass::tidyBody(Operation *moduleLike,
                            const DenseSet<Operation *> &untouched) {
  SmallVector<Operation *> isolated;
  for (Region &region : moduleLike->getRegions())
    for (Block &block : region) {
      eraseDeadOps(block, untouched);
      for (Operation &op : block) {
        if (isModuleLike(&op))
          tidyBody(&op, untouched);
        else if (untouched.contains(&op))
          continue;
        else if (op.hasTrait<OpTrait::IsIsolatedFromAbove>())
          isolated.push_back(&op);
        else
          tidyOp(&op);
      }
    }
  parallelForEach(&getContext(), isolated, tidyOp);
}
