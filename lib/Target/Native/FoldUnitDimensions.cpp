//===- FoldUnitDimensions.cpp - Slices of one part of interleaved tensors -===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FoldUnitDimensions.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace milcomplex;

/// Whether groups of dimensions are one each, but that the last also has the
/// dimension behind it, or that there is none for the only dimension.
static bool onlyLastHasTwo(ArrayRef<ReassociationIndices> groups) {
  for (auto [index, group] : llvm::enumerate(groups))
    if (group.size() != (index + 1 == groups.size() ? 2 : 1))
      return false;
  return true;
}

namespace {

struct FoldCollapseOfSlice : OpRewritePattern<tensor::CollapseShapeOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tensor::CollapseShapeOp collapse,
                                PatternRewriter &rewriter) const override {
    auto slice = collapse.getSrc().getDefiningOp<tensor::ExtractSliceOp>();
    if (!slice || slice.getSourceType().getRank() != slice.getType().getRank())
      return rewriter.notifyMatchFailure(collapse, "no slice of the same rank");
    if (slice.getStaticSizes().empty() || slice.getStaticSizes().back() != 1 ||
        !onlyLastHasTwo(collapse.getReassociationIndices()))
      return rewriter.notifyMatchFailure(collapse, "no last dimension of 1");
    rewriter.replaceOpWithNewOp<tensor::ExtractSliceOp>(
        collapse, collapse.getResultType(), slice.getSource(),
        slice.getMixedOffsets(), slice.getMixedSizes(),
        slice.getMixedStrides());
    return success();
  }
};

struct FoldExpandIntoInsertion : OpRewritePattern<tensor::InsertSliceOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tensor::InsertSliceOp insertion,
                                PatternRewriter &rewriter) const override {
    auto expand = insertion.getSource().getDefiningOp<tensor::ExpandShapeOp>();
    if (!expand ||
        insertion.getSourceType().getRank() != insertion.getType().getRank())
      return rewriter.notifyMatchFailure(insertion, "no reshape of that rank");
    if (insertion.getStaticSizes().empty() ||
        insertion.getStaticSizes().back() != 1 ||
        !onlyLastHasTwo(expand.getReassociationIndices()))
      return rewriter.notifyMatchFailure(insertion, "no last dimension of 1");
    rewriter.replaceOpWithNewOp<tensor::InsertSliceOp>(
        insertion, expand.getSrc(), insertion.getDest(),
        insertion.getMixedOffsets(), insertion.getMixedSizes(),
        insertion.getMixedStrides());
    return success();
  }
};

} // namespace

void milcomplex::populateFoldUnitDimensions(RewritePatternSet &patterns) {
  patterns.add<FoldCollapseOfSlice, FoldExpandIntoInsertion>(
      patterns.getContext());
}
