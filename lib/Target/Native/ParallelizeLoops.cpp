//===- ParallelizeLoops.cpp - Loops whose iterations are independent ------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ParallelChunks.h"
#include "milcomplex/Target/Native/Passes.h"
#include "mlir/Analysis/SliceAnalysis.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "mlir/Interfaces/ViewLikeInterface.h"

namespace milcomplex {
#define GEN_PASS_DEF_MILCPARALLELIZELOOPS
#include "milcomplex/Target/Native/Passes.h.inc"
} // namespace milcomplex

using namespace mlir;
using namespace milcomplex;

namespace {

/// A use of memory in a loop.
struct Access {
  Operation *op;
  /// What the op names, and what that is a view of.
  Value buffer, root;
  bool isWrite;
};

/// What one loop does with memory.
struct LoopMemory {
  explicit LoopMemory(scf::ForOp loop) : loop(loop) {}

  scf::ForOp loop;

  /// Whether its iterations may run at the same time. Finds the buffers that
  /// each must have of its own.
  bool isIndependent();

  /// Buffers from before the loop of which no iteration reads what another has
  /// written.
  SmallVector<memref::AllocOp> scratch;

private:
  bool collect();
  bool isInside(Value value) {
    return loop.getRegion().isAncestor(value.getParentRegion());
  }
  bool isDistinct(const Access &access);
  bool isScratch(Value root, ArrayRef<Access> accesses);
  bool dependsOnIndex(Value value);
  bool isAtFixedPlace(const Access &access);

  SmallVector<Access> accesses;
  DenseMap<Value, bool> dependence;
};

} // namespace

/// The buffer that a view is of.
static Value findRoot(Value buffer) {
  while (auto view = buffer.getDefiningOp<ViewLikeOpInterface>())
    buffer = view.getViewSource();
  return buffer;
}

/// Whether no other root can be the same memory. Arguments of functions do not
/// overlap where one is written.
static bool isOwnMemory(Value root) {
  if (auto argument = dyn_cast<BlockArgument>(root))
    return isa<func::FuncOp>(argument.getOwner()->getParentOp()) &&
           argument.getOwner()->isEntryBlock();
  return root.getDefiningOp<memref::AllocOp>() ||
         root.getDefiningOp<memref::AllocaOp>();
}

/// Finds all accesses; whether all ops are known.
bool LoopMemory::collect() {
  return !loop.getBody()
              ->walk([&](Operation *op) {
                if (isa<memref::AllocOp, memref::AllocaOp, memref::DeallocOp>(
                        op) ||
                    isMemoryEffectFree(op))
                  return WalkResult::advance();
                if (op->hasTrait<OpTrait::HasRecursiveMemoryEffects>() &&
                    !isa<linalg::LinalgOp>(op))
                  return WalkResult::advance();
                auto effects = dyn_cast<MemoryEffectOpInterface>(op);
                if (!effects)
                  return WalkResult::interrupt();
                SmallVector<MemoryEffects::EffectInstance> all;
                effects.getEffects(all);
                for (const MemoryEffects::EffectInstance &effect : all) {
                  Value buffer = effect.getValue();
                  bool isWrite = isa<MemoryEffects::Write>(effect.getEffect());
                  if (!buffer || (!isWrite && !isa<MemoryEffects::Read>(
                                                  effect.getEffect())))
                    return WalkResult::interrupt();
                  accesses.push_back({op, buffer, findRoot(buffer), isWrite});
                }
                return WalkResult::advance();
              })
              .wasInterrupted();
}

bool LoopMemory::isIndependent() {
  if (loop.getNumResults() != 0 || !collect())
    return false;
  llvm::MapVector<Value, SmallVector<Access>> byRoot;
  for (const Access &access : accesses)
    byRoot[access.root].push_back(access);
  for (auto &[root, group] : byRoot) {
    bool isRead =
        llvm::none_of(group, [](const Access &one) { return one.isWrite; });
    if (!isRead && !isOwnMemory(root))
      return false;
    if (isRead || isInside(root) ||
        llvm::all_of(group, [&](const Access &one) { return isDistinct(one); }))
      continue;
    if (!isScratch(root, group))
      return false;
    scratch.push_back(root.getDefiningOp<memref::AllocOp>());
  }
  return true;
}

/// The indices of an access to one place, or of the first of a vector.
static std::optional<ValueRange> getIndices(Operation *op) {
  if (auto load = dyn_cast<memref::LoadOp>(op))
    return load.getIndices();
  if (auto store = dyn_cast<memref::StoreOp>(op))
    return store.getIndices();
  if (auto load = dyn_cast<vector::LoadOp>(op))
    return load.getIndices();
  if (auto store = dyn_cast<vector::StoreOp>(op))
    return store.getIndices();
  if (auto transfer = dyn_cast<VectorTransferOpInterface>(op))
    return transfer.getIndices();
  return std::nullopt;
}

/// How many of the last dimensions of a buffer a vector lies along.
static int64_t countVectorDimensions(Operation *op) {
  if (auto transfer = dyn_cast<VectorTransferOpInterface>(op))
    return transfer.getPermutationMap().isMinorIdentity()
               ? transfer.getVectorType().getRank()
               : transfer.getShapedType().getRank();
  if (auto load = dyn_cast<vector::LoadOp>(op))
    return load.getVectorType().getRank();
  if (auto store = dyn_cast<vector::StoreOp>(op))
    return store.getVectorType().getRank();
  return 0;
}

/// Whether the first dimension of a view is that of what it is a view of.
static bool keepsFirstDimension(Operation *view) {
  if (auto slice = dyn_cast<memref::SubViewOp>(view))
    return isZeroInteger(slice.getMixedOffsets().front()) &&
           isOneInteger(slice.getMixedStrides().front()) &&
           !slice.getDroppedDims().test(0);
  if (auto shape = dyn_cast<memref::ExpandShapeOp>(view))
    return shape.getReassociationIndices().front().size() == 1;
  if (auto shape = dyn_cast<memref::CollapseShapeOp>(view))
    return shape.getReassociationIndices().front().size() == 1;
  return isa<memref::CastOp>(view);
}

/// Whether an access is to a slice of its own in each iteration: all of its
/// places have the index of the loop in the first dimension of the root.
bool LoopMemory::isDistinct(const Access &access) {
  Value index = loop.getInductionVar();
  std::optional<ValueRange> indices = getIndices(access.op);
  bool isSliced = indices && !indices->empty() && indices->front() == index &&
                  countVectorDimensions(access.op) < int64_t(indices->size());
  for (Value buffer = access.buffer; buffer != access.root;) {
    auto view = buffer.getDefiningOp<ViewLikeOpInterface>();
    if (isSliced) {
      if (!keepsFirstDimension(view))
        return false;
    } else if (auto slice = dyn_cast<memref::SubViewOp>(*view)) {
      isSliced = slice.getSourceType().getRank() != 0 &&
                 slice.getMixedOffsets().front() == OpFoldResult(index) &&
                 isOneInteger(slice.getMixedSizes().front());
    }
    buffer = view.getViewSource();
  }
  return isSliced;
}

/// Whether a value differs from one iteration to the next.
bool LoopMemory::dependsOnIndex(Value value) {
  if (value == loop.getInductionVar())
    return true;
  if (!isInside(value))
    return false;
  auto [known, isNew] = dependence.try_emplace(value, true);
  if (!isNew)
    return known->second;
  bool depends = true;
  if (auto argument = dyn_cast<BlockArgument>(value)) {
    auto inner = dyn_cast<scf::ForOp>(argument.getOwner()->getParentOp());
    depends = !inner || argument != inner.getInductionVar() ||
              llvm::any_of(ValueRange{inner.getLowerBound(),
                                      inner.getUpperBound(), inner.getStep()},
                           [&](Value bound) { return dependsOnIndex(bound); });
  } else if (Operation *op = value.getDefiningOp();
             isPure(op) && op->getNumRegions() == 0) {
    depends = llvm::any_of(op->getOperands(), [&](Value operand) {
      return dependsOnIndex(operand);
    });
  }
  dependence[value] = depends;
  return depends;
}

/// Whether an access is made in every iteration, to the same places.
bool LoopMemory::isAtFixedPlace(const Access &access) {
  for (Operation *around = access.op->getParentOp(); around != loop;
       around = around->getParentOp()) {
    auto inner = dyn_cast<scf::ForOp>(around);
    if (!inner || dependsOnIndex(inner.getInductionVar()))
      return false;
  }
  for (Value buffer = access.buffer; buffer != access.root;) {
    Operation *view = buffer.getDefiningOp();
    Value source = cast<ViewLikeOpInterface>(view).getViewSource();
    for (Value operand : view->getOperands())
      if (operand != source && dependsOnIndex(operand))
        return false;
    buffer = source;
  }
  if (isa<linalg::LinalgOp>(access.op))
    return true;
  std::optional<ValueRange> indices = getIndices(access.op);
  if (auto transfer = dyn_cast<VectorTransferOpInterface>(access.op))
    if (transfer.getMask())
      return false;
  return indices && llvm::none_of(*indices, [&](Value index) {
           return dependsOnIndex(index);
         });
}

/// Whether a buffer serves one iteration at a time. It is allocated before the
/// loop, used in it only, and each iteration makes the same accesses in the
/// same order. The first one writes what it reads, since nothing was in the
/// buffer, and so does each.
bool LoopMemory::isScratch(Value root, ArrayRef<Access> group) {
  auto alloc = root.getDefiningOp<memref::AllocOp>();
  if (!alloc || !alloc.getType().hasStaticShape() ||
      alloc->getBlock() != loop->getBlock())
    return false;
  for (Operation *user : alloc->getUsers())
    if (!loop->isProperAncestor(user) && !isa<memref::DeallocOp>(user))
      return false;
  return llvm::all_of(group,
                      [&](const Access &one) { return isAtFixedPlace(one); });
}

namespace {

struct ParallelizeLoops
    : milcomplex::impl::MilcParallelizeLoopsBase<ParallelizeLoops> {
  using MilcParallelizeLoopsBase::MilcParallelizeLoopsBase;

  void runOnOperation() override {
    if (threads <= 1)
      return;
    SmallVector<LoopMemory> found;
    getOperation().walk<WalkOrder::PreOrder>([&](scf::ForOp loop) {
      if (!isZeroInteger(loop.getLowerBound()) ||
          !isOneInteger(loop.getStep()) || isTooSmall(loop))
        return WalkResult::advance();
      LoopMemory memory(loop);
      if (!memory.isIndependent())
        return WalkResult::advance();
      found.push_back(std::move(memory));
      return WalkResult::skip();
    });
    for (LoopMemory &memory : found)
      share(memory.loop, memory.scratch);
  }

private:
  bool isTooSmall(scf::ForOp loop) {
    std::optional<llvm::APInt> count = loop.getStaticTripCount();
    return (count && count->ule(1)) ||
           Sharing{threads, leastWork}.isTooLittle(
               count ? count->getSExtValue() : ShapedType::kDynamic,
               estimateWork(*loop.getBody()));
  }

  void share(scf::ForOp loop, ArrayRef<memref::AllocOp> scratch) {
    OpBuilder builder(loop);
    Location loc = loop.getLoc();
    Value work = arith::ConstantIndexOp::create(builder, loc,
                                                estimateWork(*loop.getBody()));
    emitChunks(builder, loc, loop.getUpperBound(), work, {threads, leastWork},
               1, [&](OpBuilder &inner, Value begin, Value end) {
                 IRMapping mapping;
                 SmallVector<Value> own;
                 for (memref::AllocOp alloc : scratch) {
                   own.push_back(inner.clone(*alloc)->getResult(0));
                   mapping.map(alloc.getResult(), own.back());
                 }
                 auto moved = cast<scf::ForOp>(inner.clone(*loop, mapping));
                 moved.getLowerBoundMutable().assign(begin);
                 moved.getUpperBoundMutable().assign(end);
                 for (Value buffer : own)
                   memref::DeallocOp::create(inner, loc, buffer);
               });
    loop.erase();
    for (memref::AllocOp alloc : scratch) {
      for (Operation *user : llvm::make_early_inc_range(alloc->getUsers()))
        user->erase();
      alloc.erase();
    }
  }
};

} // namespace
