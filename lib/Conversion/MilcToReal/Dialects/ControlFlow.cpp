//===- ControlFlow.cpp - cf ops to pairs ----------------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "AttachPatterns.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "llvm/ADT/SetVector.h"

using namespace mlir;
using namespace milcomplex;

/// Lets `op` pass on block arguments in place of results of ops with several
/// (%0#1): the assembly of cf.switch (22.1) cannot be parsed with those. They
/// become the arguments of a new block that holds `op`.
static void passNumberedResults(cf::SwitchOp op,
                                ConversionPatternRewriter &rewriter) {
  llvm::SetVector<Value> numbered;
  for (Value operand : op->getOperands().drop_front())
    if (auto result = dyn_cast<OpResult>(operand))
      if (result.getOwner()->getNumResults() > 1)
        numbered.insert(operand);
  if (numbered.empty())
    return;
  Block *before = op->getBlock();
  SmallVector<Location> locations(numbered.size(), op.getLoc());
  Block *block = rewriter.createBlock(
      before->getParent(), std::next(before->getIterator()),
      TypeRange(ValueRange(numbered.getArrayRef())), locations);
  rewriter.moveOpBefore(op, block, block->end());
  rewriter.setInsertionPointToEnd(before);
  cf::BranchOp::create(rewriter, op.getLoc(), block, numbered.getArrayRef());
  rewriter.modifyOpInPlace(op, [&] {
    for (auto [value, argument] :
         llvm::zip_equal(numbered, block->getArguments()))
      op->replaceUsesOfWith(value, argument);
  });
}

namespace {

/// A branch forwards both parts of a complex operand. It is changed in place,
/// to keep branch weights and discardable attributes.
template <typename OpTy> struct ConvertBranch : OpConversionPattern<OpTy> {
  using OpConversionPattern<OpTy>::OpConversionPattern;
  using Adaptor = typename OpConversionPattern<OpTy>::OneToNOpAdaptor;

  LogicalResult
  matchAndRewrite(OpTy op, Adaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    SmallVector<ValueRange> operands = llvm::to_vector(adaptor.getOperands());
    rewriter.modifyOpInPlace(op, [&] {
      // From the last successor on, whose operands come last.
      for (unsigned i = op->getNumSuccessors(); i-- > 0;) {
        MutableOperandRange forwarded =
            cast<BranchOpInterface>(op.getOperation())
                .getSuccessorOperands(i)
                .getMutableForwardedOperands();
        size_t size = forwarded.size();
        forwarded.assign(flatten(ArrayRef(operands).take_back(size)));
        operands.pop_back_n(size);
      }
    });
    if constexpr (std::is_same_v<OpTy, cf::SwitchOp>)
      passNumberedResults(op, rewriter);
    return success();
  }
};

} // namespace

static void populatePatterns(PairPatternSet &set) {
  set.add<ConvertBranch<cf::BranchOp>, ConvertBranch<cf::CondBranchOp>,
          ConvertBranch<cf::SwitchOp>>();
}

void milcomplex::registerControlFlowMilcToReal(DialectRegistry &registry) {
  attachPatterns<cf::ControlFlowDialect, populatePatterns>(registry);
}
