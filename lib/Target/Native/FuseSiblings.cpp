//===- FuseSiblings.cpp - One op for both parts ---------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Target/Native/Passes.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/IRMapping.h"
#include "llvm/ADT/SetVector.h"

namespace milcomplex {
#define GEN_PASS_DEF_MILCFUSESIBLINGS
#include "milcomplex/Target/Native/Passes.h.inc"
} // namespace milcomplex

using namespace mlir;
using namespace milcomplex;
using linalg::GenericOp;

/// How many ops may be between two that are fused.
static constexpr unsigned farthest = 16;

/// Whether two ops have the same loops, and compute the same from operands of
/// the same types, as those of the real and the imaginary parts do.
static bool areAlike(GenericOp a, GenericOp b) {
  return a->getOperandTypes() == b->getOperandTypes() &&
         a.getIndexingMaps() == b.getIndexingMaps() &&
         a.getIteratorTypes() == b.getIteratorTypes() &&
         OperationEquivalence::isRegionEquivalentTo(
             &a.getRegion(), &b.getRegion(),
             OperationEquivalence::IgnoreLocations);
}

/// Whether an op can be one of two: it has one result, of static shape, and
/// parallel loops only, and does not just fill a tensor, which begins others.
static bool isCandidate(Operation *op) {
  auto generic = dyn_cast<GenericOp>(op);
  return generic && generic.hasPureTensorSemantics() &&
         generic.getNumDpsInputs() != 0 && generic->getNumResults() == 1 &&
         cast<RankedTensorType>(generic->getResultTypes().front())
             .hasStaticShape() &&
         generic.getNumParallelLoops() == generic.getNumLoops();
}

/// Whether all of these values are computed before `op`, or can be moved there;
/// collects what must be moved.
static bool canCompute(ValueRange values, Operation *op,
                       llvm::SetVector<Operation *> &moved) {
  return llvm::all_of(values, [&](Value value) {
    Operation *other = value.getDefiningOp();
    if (!other || other->getBlock() != op->getBlock() ||
        other->isBeforeInBlock(op) || moved.contains(other))
      return true;
    // Other ops would move work, too.
    if (!isa<tensor::EmptyOp, tensor::ExtractSliceOp, tensor::CollapseShapeOp,
             tensor::ExpandShapeOp>(other) ||
        !canCompute(other->getOperands(), op, moved))
      return false;
    moved.insert(other);
    return true;
  });
}

/// Replaces two ops by one, in the place of the first.
static GenericOp fuse(GenericOp a, GenericOp b) {
  OpBuilder builder(a);
  SmallVector<Value> inputs(a.getInputs()), outputs(a.getOutputs());
  llvm::append_range(inputs, b.getInputs());
  llvm::append_range(outputs, b.getOutputs());
  SmallVector<AffineMap> maps = a.getIndexingMapsArray(), own = maps;
  unsigned numInputs = a.getNumDpsInputs();
  maps.insert(maps.begin() + numInputs, own.begin(), own.begin() + numInputs);
  maps.append(own.begin() + numInputs, own.end());
  auto fused = GenericOp::create(
      builder, builder.getFusedLoc({a.getLoc(), b.getLoc()}),
      TypeRange(ValueRange(outputs)), inputs, outputs, maps,
      a.getIteratorTypesArray(),
      [&](OpBuilder &inner, Location loc, ValueRange arguments) {
        SmallVector<Value> yielded;
        Block *bodies[] = {a.getBody(), b.getBody()};
        for (auto [number, body] : llvm::enumerate(bodies)) {
          IRMapping mapping;
          for (unsigned i = 0; i < body->getNumArguments(); ++i)
            mapping.map(body->getArgument(i),
                        arguments[i < numInputs ? number * numInputs + i
                                                : numInputs + number + i]);
          for (Operation &nested : body->without_terminator())
            inner.clone(nested, mapping);
          for (Value value : body->getTerminator()->getOperands())
            yielded.push_back(mapping.lookupOrDefault(value));
        }
        linalg::YieldOp::create(inner, loc, yielded);
      });
  a->replaceAllUsesWith(ValueRange(fused.getResult(0)));
  b->replaceAllUsesWith(ValueRange(fused.getResult(1)));
  a.erase();
  b.erase();
  return fused;
}

namespace {

struct FuseSiblings : milcomplex::impl::MilcFuseSiblingsBase<FuseSiblings> {
  void runOnOperation() override {
    SmallVector<Operation *> candidates;
    getOperation().walk([&](GenericOp op) {
      if (isCandidate(op))
        candidates.push_back(op);
    });
    llvm::DenseSet<Operation *> fused;
    for (Operation *op : candidates) {
      if (fused.contains(op))
        continue;
      GenericOp sibling = findSibling(cast<GenericOp>(op));
      if (!sibling)
        continue;
      fused.insert(sibling);
      fuse(cast<GenericOp>(op), sibling);
    }
  }

private:
  /// The next op that is like this one, and can be computed where it is.
  static GenericOp findSibling(GenericOp op) {
    unsigned distance = 0;
    for (Operation *next = op->getNextNode(); next && distance < farthest;
         next = next->getNextNode(), ++distance) {
      // What follows an assertion may be defined only because it holds.
      if (!isMemoryEffectFree(next))
        return {};
      if (!isCandidate(next) || !areAlike(op, cast<GenericOp>(next)))
        continue;
      llvm::SetVector<Operation *> moved;
      if (!canCompute(next->getOperands(), op, moved))
        continue;
      for (Operation *operand : moved)
        operand->moveBefore(op);
      return cast<GenericOp>(next);
    }
    return {};
  }
};

} // namespace
