//===- Tidy.cpp - Dead code and common subexpressions ---------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Tidy.h"

#include "ModuleUnits.h"
#include "milcomplex/Conversion/Passes.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
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

/// Whether bufferization allocates memory for the result of `op`, or `op` makes
/// a tensor a buffer. Two such ops are not duplicates, although upstream's CSE
/// (22.1) merges them: bufferization may write to one buffer while the other is
/// still to be read.
static bool allocates(Operation *op) {
  return isa<tensor::EmptyOp, bufferization::ToBufferOp>(op);
}

namespace {

/// While it lives, ops that CSE would wrongly merge are marked as different.
class Distinction {
public:
  explicit Distinction(Operation *root) : root(root) {
    root->walk([&](Operation *op) {
      if (allocates(op))
        mark(op, numAllocations++);
      else if (auto index = dyn_cast<linalg::IndexOp>(op))
        distinguish(index);
    });
  }

  ~Distinction() {
    // Some of the marked ops have been erased.
    root->walk([](Operation *op) {
      if (allocates(op) || isa<linalg::IndexOp>(op))
        op->removeDiscardableAttr(name);
    });
  }

private:
  /// Upstream's CSE (22.1) treats two of one dimension as equal, although in
  /// nested linalg ops each is the index of a loop of its own. The depth of
  /// nesting tells them apart.
  void distinguish(linalg::IndexOp index) {
    unsigned depth = 0;
    for (Operation *op = index; op != root; op = op->getParentOp())
      depth += isa<linalg::LinalgOp>(op);
    if (depth > 1)
      mark(index, depth);
  }

  void mark(Operation *op, unsigned number) {
    op->setDiscardableAttr(
        name, IntegerAttr::get(IndexType::get(op->getContext()), number));
  }

  static constexpr StringLiteral name = "milcomplex.distinct";
  Operation *root;
  unsigned numAllocations = 0;
};

} // namespace

static bool eliminateCommonSubExpressionsIn(Operation *root,
                                            RewriterBase &rewriter) {
  Distinction distinction(root);
  DominanceInfo dominance(root);
  bool changed = false;
  eliminateCommonSubExpressions(rewriter, dominance, root, &changed);
  return changed;
}

/// Erases what is dead in `block`. At module scope an op may precede the op
/// that it uses, so that one pass from the end need not be enough.
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

namespace {

/// Decides, for one op after another, whether it might duplicate an earlier
/// one. Never says no where CSE would change something.
class DuplicateFinder {
public:
  /// Whether `op` may be equal to another op. False for terminators and for ops
  /// that allocate.
  bool hasDuplicate(Operation *op);

private:
  /// A hash of the operands that does not depend on their order.
  static size_t sumOperands(Operation *op);
  /// Whether the two may be of one kind and on the same operands.
  static bool mayBeEqual(Operation *lhs, Operation *rhs);

  /// Hashes of the ops whose operands all have many uses.
  DenseSet<size_t> seen;
};

} // namespace

size_t DuplicateFinder::sumOperands(Operation *op) {
  size_t sum = 0;
  for (Value operand : op->getOperands())
    sum += reinterpret_cast<size_t>(operand.getAsOpaquePointer());
  return sum;
}

bool DuplicateFinder::mayBeEqual(Operation *lhs, Operation *rhs) {
  return lhs->getName() == rhs->getName() &&
         sumOperands(lhs) == sumOperands(rhs) &&
         lhs->getDiscardableAttrDictionary() ==
             rhs->getDiscardableAttrDictionary() &&
         lhs->hashProperties() == rhs->hashProperties();
}

bool DuplicateFinder::hasDuplicate(Operation *op) {
  if (op->hasTrait<OpTrait::IsTerminator>() || allocates(op))
    return false;
  // An equal op is among the users of each operand: it is enough to look at the
  // first operand with few uses.
  static constexpr unsigned fewUses = 8;
  for (Value operand : op->getOperands())
    if (!operand.hasNUsesOrMore(fewUses))
      return llvm::any_of(operand.getUsers(), [&](Operation *user) {
        return user != op && mayBeEqual(op, user);
      });
  size_t hash = llvm::hash_combine(op->getName().getAsOpaquePointer(),
                                   sumOperands(op), op->hashProperties(),
                                   op->getDiscardableAttrDictionary());
  // The set reserves the largest values.
  return !seen.insert(hash / 2).second;
}

namespace {

/// Tidies one op and what is nested in it.
class Tidier {
public:
  explicit Tidier(Operation *root) : root(root), rewriter(root->getContext()) {}

  /// Returns whether anything changed.
  bool run();

private:
  /// Erases what is unused, and finds out what else there is to do. Most code
  /// needs no more: with neither branches nor duplicates in it, runRegionDCE
  /// and CSE would find nothing, and each takes several times as long.
  void sweep();

  Operation *root;
  IRRewriter rewriter;
  DuplicateFinder duplicateFinder;
  bool hasDuplicates = false;
  /// Whether values pass between blocks or in cycles.
  bool hasBranches = false;
  bool changed = false;
};

} // namespace

/// Whether `op` has a region of several blocks, or one that is a graph.
static bool hasBranchingRegion(Operation *op) {
  return llvm::any_of(op->getRegions(), [](Region &region) {
    return !region.empty() &&
           !(region.hasOneBlock() && mayHaveSSADominance(region));
  });
}

void Tidier::sweep() {
  // Users before definitions.
  root->walk<WalkOrder::PostOrder, ReverseIterator>([&](Operation *op) {
    hasBranches = hasBranches || hasBranchingRegion(op);
    if (op == root)
      return;
    if (isOpTriviallyDead(op)) {
      op->erase();
      changed = true;
      return;
    }
    hasDuplicates = hasDuplicates || duplicateFinder.hasDuplicate(op);
  });
}

bool Tidier::run() {
  sweep();
  if (hasBranches) {
    // runRegionDCE leaves null operands in unreachable blocks.
    changed |= succeeded(eraseUnreachableBlocks(rewriter, root->getRegions()));
    changed |= succeeded(runRegionDCE(rewriter, root->getRegions()));
  }
  if (hasDuplicates)
    changed |= eliminateCommonSubExpressionsIn(root, rewriter);
  return changed;
}

bool milcomplex::tidyOp(Operation *isolated) { return Tidier(isolated).run(); }

bool milcomplex::tidyBody(Operation *moduleLike,
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
          changed = Tidier(&op).run() || changed;
      }
    }
  parallelForEach(moduleLike->getContext(), isolated, [&](Operation *op) {
    if (Tidier(op).run())
      changed = true;
  });
  return changed;
}

namespace {

struct MilcTidyPass : milcomplex::impl::MilcTidyBase<MilcTidyPass> {
  void runOnOperation() override {
    if (!tidyBody(getOperation(), /*untouched=*/{}))
      markAllAnalysesPreserved();
  }
};

} // namespace
