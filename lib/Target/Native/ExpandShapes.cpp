//===- ExpandShapes.cpp - Reshapes with several dynamic sizes -------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Target/Native/Passes.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"

namespace milcomplex {
#define GEN_PASS_DEF_MILCEXPANDSHAPES
#include "milcomplex/Target/Native/Passes.h.inc"
} // namespace milcomplex

using namespace mlir;
using namespace milcomplex;

/// Whether a dimension becomes several of which more than one is dynamic.
static bool hasSeveralDynamicSizes(memref::ExpandShapeOp op) {
  return llvm::any_of(op.getReassociationIndices(), [&](const auto &group) {
    return llvm::count_if(group, [&](int64_t dimension) {
             return op.getResultType().isDynamicDim(dimension);
           }) > 1;
  });
}

/// Replaces a reshape by a view with the strides that follow from the sizes.
static void expand(memref::ExpandShapeOp op, RewriterBase &rewriter) {
  rewriter.setInsertionPoint(op);
  Location loc = op.getLoc();
  auto metadata =
      memref::ExtractStridedMetadataOp::create(rewriter, loc, op.getSrc());
  SmallVector<OpFoldResult> sizes = op.getMixedOutputShape();
  SmallVector<OpFoldResult> strides(sizes.size());
  auto [known, offset] = op.getResultType().getStridesAndOffset();
  for (auto [source, group] : llvm::enumerate(op.getReassociationIndices())) {
    Value stride = metadata.getStrides()[source];
    for (int64_t dimension : llvm::reverse(group)) {
      strides[dimension] =
          ShapedType::isDynamic(known[dimension])
              ? OpFoldResult(stride)
              : OpFoldResult(rewriter.getIndexAttr(known[dimension]));
      Value size =
          getValueOrCreateConstantIndexOp(rewriter, loc, sizes[dimension]);
      stride = arith::MulIOp::create(rewriter, loc, stride, size);
    }
  }
  OpFoldResult start = ShapedType::isDynamic(offset)
                           ? OpFoldResult(metadata.getOffset())
                           : OpFoldResult(rewriter.getIndexAttr(offset));
  rewriter.replaceOpWithNewOp<memref::ReinterpretCastOp>(
      op, op.getResultType(), metadata.getBaseBuffer(), start, sizes, strides);
}

namespace {

struct ExpandShapes : milcomplex::impl::MilcExpandShapesBase<ExpandShapes> {
  void runOnOperation() override {
    IRRewriter rewriter(&getContext());
    getOperation().walk([&](memref::ExpandShapeOp op) {
      if (hasSeveralDynamicSizes(op))
        expand(op, rewriter);
    });
  }
};

} // namespace
