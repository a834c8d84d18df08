//===- ControlFlow.cpp - cf ops to pairs ----------------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Splitting.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"

using namespace mlir;
using namespace milcomplex;

namespace {

/// A branch passes both parts of a complex operand on. Changed in place, so
/// that branch weights and discardable attributes stay.
template <typename OpTy> struct ConvertBranch : OpConversionPattern<OpTy> {
  using OpConversionPattern<OpTy>::OpConversionPattern;
  using Adaptor = typename OpConversionPattern<OpTy>::OneToNOpAdaptor;

  LogicalResult
  matchAndRewrite(OpTy op, Adaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    SmallVector<ValueRange> operands = llvm::to_vector(adaptor.getOperands());
    rewriter.modifyOpInPlace(op, [&] {
      // From the last successor on: its operands come last.
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
    return success();
  }
};

} // namespace

void milcomplex::populateControlFlowPatterns(PatternContext &context) {
  context.add<ConvertBranch<cf::BranchOp>, ConvertBranch<cf::CondBranchOp>,
              ConvertBranch<cf::SwitchOp>>();
}
