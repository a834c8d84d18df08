//===- ForwardCopies.cpp - Results computed where they are copied to ------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Target/Native/Passes.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/Dominance.h"
#include "mlir/Interfaces/ViewLikeInterface.h"

namespace milcomplex {
#define GEN_PASS_DEF_MILCFORWARDCOPIES
#include "milcomplex/Target/Native/Passes.h.inc"
} // namespace milcomplex

using namespace mlir;
using namespace milcomplex;

/// The op in `block` that `op` is or is in, or null.
static Operation *findAncestor(Operation *op, Block *block) {
  return block->findAncestorOpInBlock(*op);
}

/// Whether two views of one buffer have no element in common, as far as their
/// static offsets and sizes tell.
static bool areDisjoint(memref::SubViewOp a, memref::SubViewOp b) {
  auto isStatic = [](int64_t size) { return !ShapedType::isDynamic(size); };
  for (int64_t i = 0; i < a.getSourceType().getRank(); ++i) {
    int64_t startA = a.getStaticOffsets()[i], startB = b.getStaticOffsets()[i];
    int64_t sizeA = a.getStaticSizes()[i], sizeB = b.getStaticSizes()[i];
    int64_t stepA = a.getStaticStrides()[i], stepB = b.getStaticStrides()[i];
    if (!llvm::all_of(ArrayRef{startA, startB, sizeA, sizeB, stepA, stepB},
                      isStatic))
      continue;
    if (startA + (sizeA - 1) * stepA < startB ||
        startB + (sizeB - 1) * stepB < startA)
      return true;
  }
  return false;
}

namespace {

/// One copy, from a buffer that could be where it is copied to.
struct Forwarding {
  Forwarding(memref::CopyOp copy, const DominanceInfo &dominance)
      : copy(copy), block(copy->getBlock()), dominance(dominance),
        rewriter(copy.getContext()) {}

  /// Computes what is copied where it is copied to, if it can.
  void run() {
    if (!findAllocation() || !findTarget() || !isTargetIdle())
      return;
    rewriter.setInsertionPoint(alloc);
    // The type is known only once the views are there.
    SmallVector<Operation *> added;
    Value place = cloneTarget(added);
    if (!place || (place.getType() != buffer.getType() &&
                   !canHaveType(buffer, cast<MemRefType>(place.getType())))) {
      for (Operation *op : llvm::reverse(added))
        rewriter.eraseOp(op);
      return;
    }
    rewriter.eraseOp(copy);
    if (collapsed)
      rewriter.eraseOp(collapsed);
    if (expanded)
      rewriter.eraseOp(expanded);
    replace(buffer, place);
    if (slice)
      rewriter.eraseOp(slice);
    rewriter.eraseOp(alloc);
  }

private:
  /// Finds what the source of the copy reshapes: a buffer allocated in this
  /// block that is used last by the copy.
  bool findAllocation() {
    Value source = copy.getSource();
    if (auto collapse = source.getDefiningOp<memref::CollapseShapeOp>();
        collapse && collapse->hasOneUse()) {
      collapsed = collapse;
      source = collapse.getSrc();
    } else if (auto expand = source.getDefiningOp<memref::ExpandShapeOp>();
               expand && expand->hasOneUse()) {
      expanded = expand;
      source = expand.getSrc();
    }
    buffer = source;
    // A part of a buffer of which no other part is used.
    slice = source.getDefiningOp<memref::SubViewOp>();
    if (slice)
      source = slice.getSource();
    alloc = source.getDefiningOp<memref::AllocOp>();
    if (!alloc || alloc->getBlock() != block || (slice && !alloc->hasOneUse()))
      return false;
    return allUsesAreBefore(buffer);
  }

  /// Whether the copy is after all uses of a buffer and of its views, which are
  /// known to be no more than accesses.
  bool allUsesAreBefore(Value buffer) {
    for (Operation *user : buffer.getUsers()) {
      Operation *here = findAncestor(user, block);
      if (!here || (here != copy && !here->isBeforeInBlock(copy)))
        return false;
      if (isa<memref::DeallocOp>(user) ||
          user->hasTrait<OpTrait::IsTerminator>())
        return false;
      if (user->getNumResults() != 0 &&
          isa<MemRefType>(user->getResult(0).getType())) {
        if (!isa<ViewLikeOpInterface>(user) || user->getNumResults() != 1)
          return false;
        if (!allUsesAreBefore(user->getResult(0)))
          return false;
      }
    }
    return true;
  }

  /// Finds the buffer that is copied to, and the views through which.
  bool findTarget() {
    base = copy.getTarget();
    while (Operation *view = base.getDefiningOp()) {
      if (!isa<memref::SubViewOp, memref::CollapseShapeOp,
               memref::ExpandShapeOp>(view))
        break;
      for (Value operand : llvm::drop_begin(view->getOperands()))
        if (!dominance.properlyDominates(operand, alloc))
          return false;
      views.push_back(view);
      base = view->getOperand(0);
    }
    if (base == alloc.getResult())
      return false;
    if (isa<BlockArgument>(base))
      return isa<func::FuncOp>(base.getParentBlock()->getParentOp()) ||
             dominance.properlyDominates(base, alloc);
    auto other = base.getDefiningOp<memref::AllocOp>();
    if (!other || other->getBlock() != block)
      return false;
    if (other->isBeforeInBlock(alloc))
      return true;
    for (Value operand : other->getOperands())
      if (!dominance.properlyDominates(operand, alloc))
        return false;
    rewriter.moveOpBefore(other, alloc);
    return true;
  }

  /// Whether no one else accesses the elements that are copied to between the
  /// allocation and the copy.
  bool isTargetIdle() {
    auto own = views.empty() ? memref::SubViewOp()
                             : dyn_cast<memref::SubViewOp>(views.back());
    for (Operation *user : base.getUsers()) {
      if (user == copy || (!views.empty() && user == views.back()))
        continue;
      auto view = dyn_cast<memref::SubViewOp>(user);
      if (own && view && areDisjoint(own, view))
        continue;
      if (!isIdle(user))
        return false;
    }
    return llvm::all_of(views, [&](Operation *view) {
      return llvm::all_of(view->getUsers(), [&](Operation *user) {
        return user == copy || llvm::is_contained(views, user) || isIdle(user);
      });
    });
  }

  /// Whether an op, or what uses the view that it is, runs before the
  /// allocation or after the copy.
  bool isIdle(Operation *user) {
    if (isa<ViewLikeOpInterface>(user) && user->getNumResults() == 1)
      return llvm::all_of(user->getResult(0).getUsers(),
                          [&](Operation *next) { return isIdle(next); });
    Operation *here = findAncestor(user, block);
    return here &&
           (here->isBeforeInBlock(alloc) || copy->isBeforeInBlock(here));
  }

  /// The elements that are copied to, in the shape of the allocated buffer;
  /// null where their layout has none of that shape.
  Value cloneTarget(SmallVector<Operation *> &added) {
    Value place = base;
    for (Operation *view : llvm::reverse(views)) {
      IRMapping mapping;
      mapping.map(view->getOperand(0), place);
      added.push_back(rewriter.clone(*view, mapping));
      place = added.back()->getResult(0);
    }
    Location loc = copy.getLoc();
    if (expanded && !memref::CollapseShapeOp::isGuaranteedCollapsible(
                        cast<MemRefType>(place.getType()),
                        expanded.getReassociationIndices()))
      return {};
    if (expanded)
      place = memref::CollapseShapeOp::create(
          rewriter, loc, place, expanded.getReassociationIndices());
    else if (collapsed) {
      FailureOr<SmallVector<OpFoldResult>> shape = findShape();
      if (failed(shape))
        return {};
      place = memref::ExpandShapeOp::create(
          rewriter, loc, cast<MemRefType>(buffer.getType()).getShape(), place,
          collapsed.getReassociationIndices(), *shape);
    }
    if (expanded || collapsed)
      added.push_back(place.getDefiningOp());
    return place;
  }

  /// The sizes of the buffer; fails where they are not known when the target is
  /// cloned.
  FailureOr<SmallVector<OpFoldResult>> findShape() {
    if (!slice)
      return alloc.getMixedSizes();
    SmallVector<OpFoldResult> shape;
    llvm::SmallBitVector dropped = slice.getDroppedDims();
    for (auto [axis, size] : llvm::enumerate(slice.getMixedSizes())) {
      if (dropped.test(axis))
        continue;
      if (auto value = dyn_cast<Value>(size);
          value && !dominance.properlyDominates(value, alloc))
        return failure();
      shape.push_back(size);
    }
    return shape;
  }

  /// Whether all uses of a buffer accept one of another layout.
  bool canHaveType(Value buffer, MemRefType type) {
    auto [strides, offset] = type.getStridesAndOffset();
    bool isContiguous = strides.empty() || strides.back() == 1;
    for (Operation *user : buffer.getUsers()) {
      if (isa<memref::LoadOp, memref::StoreOp, memref::DimOp, memref::CopyOp,
              linalg::LinalgOp>(user))
        continue;
      if (isContiguous &&
          isa<vector::TransferReadOp, vector::TransferWriteOp>(user))
        continue;
      if (auto view = dyn_cast<memref::SubViewOp>(user)) {
        if (!canHaveType(view, inferType(view, type)))
          return false;
        continue;
      }
      if (auto view = dyn_cast<memref::CollapseShapeOp>(user)) {
        if (view == collapsed)
          continue;
        if (!memref::CollapseShapeOp::isGuaranteedCollapsible(
                type, view.getReassociationIndices()) ||
            !canHaveType(view, memref::CollapseShapeOp::computeCollapsedType(
                                   type, view.getReassociationIndices())))
          return false;
        continue;
      }
      if (auto view = dyn_cast<memref::ExpandShapeOp>(user)) {
        if (view == expanded)
          continue;
        auto wanted = memref::ExpandShapeOp::computeExpandedType(
            type, view.getType().getShape(), view.getReassociationIndices());
        if (failed(wanted) || !canHaveType(view, *wanted))
          return false;
        continue;
      }
      return false;
    }
    return true;
  }

  static MemRefType inferType(memref::SubViewOp view, MemRefType source) {
    return cast<MemRefType>(memref::SubViewOp::inferRankReducedResultType(
        view.getType().getShape(), source, view.getMixedOffsets(),
        view.getMixedSizes(), view.getMixedStrides()));
  }

  /// Replaces a buffer by one of the same shape and perhaps another layout.
  void replace(Value buffer, Value place) {
    if (buffer.getType() == place.getType()) {
      rewriter.replaceAllUsesWith(buffer, place);
      return;
    }
    auto type = cast<MemRefType>(place.getType());
    for (OpOperand &use : llvm::make_early_inc_range(buffer.getUses())) {
      Operation *user = use.getOwner();
      rewriter.setInsertionPoint(user);
      Location loc = user->getLoc();
      Value view;
      if (auto slice = dyn_cast<memref::SubViewOp>(user))
        view = memref::SubViewOp::create(rewriter, loc, inferType(slice, type),
                                         place, slice.getMixedOffsets(),
                                         slice.getMixedSizes(),
                                         slice.getMixedStrides());
      else if (auto collapse = dyn_cast<memref::CollapseShapeOp>(user))
        view = memref::CollapseShapeOp::create(
            rewriter, loc, place, collapse.getReassociationIndices());
      else if (auto expand = dyn_cast<memref::ExpandShapeOp>(user))
        view = memref::ExpandShapeOp::create(
            rewriter, loc, expand.getType().getShape(), place,
            expand.getReassociationIndices(), expand.getMixedOutputShape());
      if (!view) {
        rewriter.modifyOpInPlace(user, [&] { use.set(place); });
        continue;
      }
      replace(user->getResult(0), view);
      rewriter.eraseOp(user);
    }
  }

  memref::CopyOp copy;
  Block *block;
  const DominanceInfo &dominance;
  IRRewriter rewriter;
  memref::AllocOp alloc;
  memref::SubViewOp slice;
  /// What is copied, but for its shape: the result of `slice` or `alloc`.
  Value buffer;
  /// What reshapes the allocated buffer to be copied: one of them, or none.
  memref::CollapseShapeOp collapsed;
  memref::ExpandShapeOp expanded;
  Value base;
  /// The views of `base` that are copied to, the last one first.
  SmallVector<Operation *> views;
};

struct ForwardCopies : milcomplex::impl::MilcForwardCopiesBase<ForwardCopies> {
  void runOnOperation() override {
    DominanceInfo dominance(getOperation());
    SmallVector<memref::CopyOp> copies;
    getOperation().walk([&](memref::CopyOp copy) { copies.push_back(copy); });
    // The last one first: a buffer may be copied to another that is forwarded.
    for (memref::CopyOp copy : llvm::reverse(copies))
      Forwarding(copy, dominance).run();
  }
};

} // namespace
