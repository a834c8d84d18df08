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

/// Whether the result of `op` is memory that it allocates. Two such ops are not
/// duplicates, although upstream takes them for that: bufferization lets one be
/// written to while the other, or a buffer made of it, is still to be read.
static bool allocates(Operation *op) {
  return isa<tensor::EmptyOp, bufferization::ToBufferOp>(op);
}

namespace {

/// While it lives, ops that CSE would wrongly take for duplicates differ.
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
    // Some of the marked ones are gone.
    root->walk([](Operation *op) {
      if (allocates(op) || isa<linalg::IndexOp>(op))
        op->removeDiscardableAttr(name);
    });
  }

private:
  /// Upstream takes two of one dimension for the same, although in nested
  /// linalg ops each means a loop of its own. How deep they are tells them
  /// apart.
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

namespace {

/// Asks of ops, one after the other, whether one might compute what another
/// does. Never says no where CSE has something to do.
class DuplicateFinder {
public:
  /// Whether `op` has the kind and operands of another op; never of terminators
  /// and of ops that allocate.
  bool hasDuplicate(Operation *op);

private:
  /// A number that is the same for the same operands in any order.
  static size_t sumOperands(Operation *op);
  /// Whether the two might be of one kind and on the same operands.
  static bool mayBeEqual(Operation *lhs, Operation *rhs);

  /// Hashes of the ops of whose operands each has many uses.
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
  // Equal ops are among the users of each operand: the first one that has few
  // will do.
  static constexpr unsigned fewUses = 8;
  for (Value operand : op->getOperands())
    if (!operand.hasNUsesOrMore(fewUses))
      return llvm::any_of(operand.getUsers(), [&](Operation *user) {
        return user != op && mayBeEqual(op, user);
      });
  size_t hash = llvm::hash_combine(op->getName().getAsOpaquePointer(),
                                   sumOperands(op), op->hashProperties(),
                                   op->getDiscardableAttrDictionary());
  // The set has a use of its own for the largest numbers.
  return !seen.insert(hash / 2).second;
}

namespace {

/// Tidies one op and what is nested in it.
class Tidier {
public:
  explicit Tidier(Operation *root) : root(root), rewriter(root->getContext()) {}

  /// Whether that changed anything.
  bool run();

private:
  /// Erases what nothing uses, and finds out what there is. Most code needs no
  /// more: with neither branches nor duplicates in it, neither runRegionDCE nor
  /// CSE would find anything, and each takes several times as long.
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
  // Users before what they use.
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
