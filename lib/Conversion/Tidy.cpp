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
#include "mlir/IR/Iterators.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/IR/RegionKindInterface.h"
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
    if (!tidyBody(getOperation(), untouched))
      markAllAnalysesPreserved();
  }

private:
  bool tidyBody(Operation *moduleLike, const DenseSet<Operation *> &untouched);
};

} // namespace

/// CSE, but for linalg.index: upstream's takes two of one dimension for the
/// same, although in nested linalg ops each means a loop of its own. So nested
/// ones say how deep they are while it runs.
static bool eliminateCommonSubExpressionsIn(Operation *root,
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
  bool changed = false;
  eliminateCommonSubExpressions(rewriter, dominance, root, &changed);
  root->walk(
      [&](linalg::IndexOp index) { index->removeDiscardableAttr(depthName); });
  return changed;
}

/// Erases what is dead in `block`. At module scope an op may come before the
/// op that it uses, so that one pass from the end need not be enough.
static bool eraseDeadOps(Block &block, const DenseSet<Operation *> &untouched) {
  auto eraseOnce = [&] {
    bool changed = false;
    for (Operation &op : llvm::make_early_inc_range(llvm::reverse(block))) {
      if (untouched.contains(&op) || !isOpTriviallyDead(&op))
        continue;
      op.erase();
      changed = true;
    }
    return changed;
  };
  bool changed = false;
  while (eraseOnce())
    changed = true;
  return changed;
}

/// Whether values pass between blocks or in cycles somewhere in `root`.
static bool hasBranchesOrGraphs(Operation *root) {
  return root
      ->walk([](Region *region) {
        bool isStraight = (region->empty() || region->hasOneBlock()) &&
                          mayHaveSSADominance(*region);
        return isStraight ? WalkResult::advance() : WalkResult::interrupt();
      })
      .wasInterrupted();
}

static bool eliminateDeadCode(Operation *root, RewriterBase &rewriter) {
  if (hasBranchesOrGraphs(root)) {
    // runRegionDCE leaves null operands in unreachable blocks.
    bool erased =
        succeeded(eraseUnreachableBlocks(rewriter, root->getRegions()));
    return succeeded(runRegionDCE(rewriter, root->getRegions())) || erased;
  }
  // Users before what they use: one pass finds all, several times as fast.
  bool erased = false;
  root->walk<WalkOrder::PostOrder, ReverseIterator>([&](Operation *op) {
    if (op == root || !isOpTriviallyDead(op))
      return;
    op->erase();
    erased = true;
  });
  return erased;
}

/// A hash that is the same for ops of one kind on the same operands, in any
/// order. Results and regions do not count.
static llvm::hash_code hashExpression(Operation *op) {
  size_t operands = 0;
  for (Value operand : op->getOperands())
    operands += hash_value(operand);
  llvm::hash_code properties = op->hashProperties();
  return llvm::hash_combine(op->getName().getAsOpaquePointer(), operands,
                            properties, op->getDiscardableAttrDictionary());
}

/// Whether two ops in `root` might compute the same. Where no two have the same
/// operands, CSE has nothing to begin with; asking costs a tenth of running it.
static bool mayHaveCommonSubExpressions(Operation *root) {
  DenseSet<size_t> seen;
  return root
      ->walk([&](Operation *op) {
        return op->hasTrait<OpTrait::IsTerminator>() ||
                       seen.insert(hashExpression(op)).second
                   ? WalkResult::advance()
                   : WalkResult::interrupt();
      })
      .wasInterrupted();
}

static bool tidyOp(Operation *op) {
  IRRewriter rewriter(op->getContext());
  bool changed = eliminateDeadCode(op, rewriter);
  if (mayHaveCommonSubExpressions(op))
    changed |= eliminateCommonSubExpressionsIn(op, rewriter);
  return changed;
}

/// Tidies each op in the body of `moduleLike` on its own.
bool MilcTidyPass::tidyBody(Operation *moduleLike,
                            const DenseSet<Operation *> &untouched) {
  std::atomic<bool> changed = false;
  SmallVector<Operation *> isolated;
  for (Region &region : moduleLike->getRegions())
    for (Block &block : region) {
      if (eraseDeadOps(block, untouched))
        changed = true;
      for (Operation &op : block) {
        if (isModuleLike(&op))
          changed = tidyBody(&op, untouched) || changed;
        else if (untouched.contains(&op))
          continue;
        else if (op.hasTrait<OpTrait::IsIsolatedFromAbove>())
          isolated.push_back(&op);
        else
          changed = tidyOp(&op) || changed;
      }
    }
  parallelForEach(&getContext(), isolated, [&](Operation *op) {
    if (tidyOp(op))
      changed = true;
  });
  return changed;
}
