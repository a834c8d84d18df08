//===- SeparateInits.cpp - Tensors that start alike, each in its own ------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Target/Native/Passes.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Interfaces/LoopLikeInterface.h"

namespace milcomplex {
#define GEN_PASS_DEF_MILCSEPARATEINITS
#include "milcomplex/Target/Native/Passes.h.inc"
} // namespace milcomplex

using namespace mlir;
using namespace milcomplex;

/// Whether an op only fills a tensor with one element.
static bool isFill(Operation *op) {
  if (isa<linalg::FillOp>(op))
    return true;
  auto generic = dyn_cast<linalg::GenericOp>(op);
  return generic && generic.getNumDpsInputs() == 0 &&
         generic->getNumResults() == 1 &&
         llvm::hasSingleElement(generic.getBlock()->getOperations()) &&
         llvm::none_of(generic.getBlock()->getTerminator()->getOperands(),
                       llvm::IsaPred<BlockArgument>);
}

/// Whether an op computes its result over an operand.
static bool isInit(OpOperand &use) {
  auto user = dyn_cast<DestinationStyleOpInterface>(use.getOwner());
  return user && user.isDpsInit(&use);
}

/// Clones an op for each use of its result that `isWanted` accepts, but for one
/// in its block. In another, such as the body of a loop, which runs again, what
/// it computed before may still be read.
static void separate(Operation *op,
                     llvm::function_ref<bool(OpOperand &)> isWanted) {
  bool isFirst = true;
  for (OpOperand &use :
       llvm::make_early_inc_range(op->getResult(0).getUses())) {
    Operation *user = use.getOwner();
    if (!isWanted(use) ||
        (user->getBlock() == op->getBlock() && std::exchange(isFirst, false)))
      continue;
    use.set(OpBuilder(user).clone(*op)->getResult(0));
  }
}

/// Whether a loop or an insertion begins with a tensor, which it changes.
static bool isChanged(OpOperand &use) {
  if (auto insert = dyn_cast<tensor::InsertSliceOp>(use.getOwner()))
    return &use == &insert.getDestMutable();
  auto loop = dyn_cast<LoopLikeOpInterface>(use.getOwner());
  return loop && llvm::is_contained(loop.getInits(), use.get());
}

/// Copies a tensor for each op of its block that changes it, but for the last.
static void separateChanges(Value tensor) {
  SmallVector<OpOperand *> uses;
  for (OpOperand &use : tensor.getUses())
    if (use.getOwner()->getBlock() == tensor.getParentBlock() && isChanged(use))
      uses.push_back(&use);
  llvm::sort(uses, [](OpOperand *lhs, OpOperand *rhs) {
    return lhs->getOwner()->isBeforeInBlock(rhs->getOwner());
  });
  for (OpOperand *use : ArrayRef(uses).drop_back(uses.empty() ? 0 : 1)) {
    OpBuilder builder(use->getOwner());
    use->set(bufferization::AllocTensorOp::create(
        builder, tensor.getLoc(), cast<RankedTensorType>(tensor.getType()),
        ValueRange(), tensor));
  }
}

/// Whether a tensor is an argument or a constant, or a part of one.
static bool isReadOnly(Value tensor) {
  while (Operation *op = tensor.getDefiningOp()) {
    if (auto buffer = dyn_cast<bufferization::ToTensorOp>(op))
      return !buffer.getWritable();
    if (op->hasTrait<OpTrait::ConstantLike>())
      return true;
    if (!isa<tensor::ExtractSliceOp, tensor::CollapseShapeOp,
             tensor::ExpandShapeOp, tensor::CastOp>(op))
      return false;
    tensor = op->getOperand(0);
  }
  auto argument = cast<BlockArgument>(tensor);
  auto function = dyn_cast<func::FuncOp>(argument.getOwner()->getParentOp());
  return function &&
         !function.getArgAttr(
             argument.getArgNumber(),
             bufferization::BufferizationDialect::kWritableAttrName);
}

/// Whether an op in the block of `op` or in an op of it, after `op`, reads a
/// tensor.
static bool isReadAfter(Value tensor, Operation *op) {
  return llvm::any_of(tensor.getUsers(), [&](Operation *user) {
    Operation *ancestor = op->getBlock()->findAncestorOpInBlock(*user);
    return ancestor && op->isBeforeInBlock(ancestor);
  });
}

/// Lets an op begin with an empty tensor in place of one that it does not read
/// and may not write, which bufferization would copy.
static void emptyInits(linalg::LinalgOp op) {
  for (OpOperand &init : op.getDpsInitsMutable()) {
    auto type = dyn_cast<RankedTensorType>(init.get().getType());
    if (!type || type.getEncoding() || op.payloadUsesValueFromOperand(&init) ||
        !(isReadOnly(init.get()) || isReadAfter(init.get(), op)))
      continue;
    OpBuilder builder(op);
    init.set(tensor::EmptyOp::create(
        builder, op.getLoc(),
        tensor::getMixedSizes(builder, op.getLoc(), init.get()),
        type.getElementType()));
  }
}

namespace {

struct SeparateInits : milcomplex::impl::MilcSeparateInitsBase<SeparateInits> {
  void runOnOperation() override {
    getOperation().walk(emptyInits);
    // Fills first: each then has an empty tensor to begin with.
    getOperation().walk([](Operation *op) {
      if (isFill(op))
        separate(op, isInit);
    });
    getOperation().walk([](tensor::EmptyOp op) {
      separate(op, [](OpOperand &) { return true; });
    });
    getOperation().walk([](Operation *op) {
      for (Value result : op->getResults())
        if (isa<RankedTensorType>(result.getType()) &&
            !isa<tensor::EmptyOp>(op))
          separateChanges(result);
    });
  }
};

} // namespace
