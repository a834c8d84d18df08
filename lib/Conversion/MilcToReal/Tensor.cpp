//===- Tensor.cpp - tensor ops to pairs -----------------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "Splitting.h"
#include "milcomplex/Dialect/Milcomplex.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"

using namespace mlir;
using namespace milcomplex;

namespace {

/// Two pads; the one for the real part gets a copy of the region, the other the
/// region itself. Each yields its part of the value.
struct ConvertPad : OpConversionPattern<tensor::PadOp> {
  using OpConversionPattern::OpConversionPattern;

  /// The copy of a region is converted at once, with a pad that may be in it.
  void initialize() { setHasBoundedRewriteRecursion(); }

  template <typename PartOp>
  Value createPad(tensor::PadOp op, ArrayRef<Value> operands, bool moveRegion,
                  ConversionPatternRewriter &rewriter) const {
    auto pad = cast<tensor::PadOp>(rewriter.insert(Operation::create(
        op->getLoc(), op->getName(), getPartType(op.getType()), operands,
        op->getDiscardableAttrDictionary(), op->getPropertiesStorage(),
        BlockRange(), /*numRegions=*/1)));
    Region &region = pad.getRegion();
    if (moveRegion)
      rewriter.inlineRegionBefore(op.getRegion(), region, region.end());
    else
      rewriter.cloneRegionBefore(op.getRegion(), region, region.end());

    auto yield = cast<tensor::YieldOp>(region.front().getTerminator());
    OpBuilder::InsertionGuard guard(rewriter);
    rewriter.setInsertionPoint(yield);
    Value part = PartOp::create(rewriter, yield.getLoc(), yield.getValue());
    rewriter.modifyOpInPlace(yield,
                             [&] { yield.getValueMutable().assign(part); });
    return pad;
  }

  LogicalResult
  matchAndRewrite(tensor::PadOp op, OneToNOpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    SmallVector<ValueRange> operands = llvm::to_vector(adaptor.getOperands());
    SmallVector<Value> parts{createPad<RealOp>(op, selectPart(operands, 0),
                                               /*moveRegion=*/false, rewriter),
                             createPad<ImagOp>(op, selectPart(operands, 1),
                                               /*moveRegion=*/true, rewriter)};
    rewriter.replaceOpWithMultiple(op, SmallVector<SmallVector<Value>>{parts});
    return success();
  }
};

/// A linalg.generic with two results, so that the body runs once an element.
struct ConvertGenerate : OpConversionPattern<tensor::GenerateOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(tensor::GenerateOp op, OneToNOpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    auto partType = cast<RankedTensorType>(getPartType(op.getType()));
    SmallVector<Value> inits;
    for (unsigned i = 0; i != 2; ++i)
      inits.push_back(tensor::EmptyOp::create(
          rewriter, loc, partType, flatten(adaptor.getDynamicExtents())));

    unsigned rank = partType.getRank();
    AffineMap identity = rewriter.getMultiDimIdentityMap(rank);
    auto generic = linalg::GenericOp::create(
        rewriter, loc, TypeRange{partType, partType}, /*inputs=*/ValueRange(),
        inits, ArrayRef<AffineMap>{identity, identity},
        SmallVector<utils::IteratorType>(rank, utils::IteratorType::parallel));
    generic->setDiscardableAttrs(op->getDiscardableAttrDictionary());

    OpBuilder::InsertionGuard guard(rewriter);
    Type elementType = partType.getElementType();
    Block *body =
        rewriter.createBlock(&generic.getRegion(), generic.getRegion().end(),
                             {elementType, elementType}, {loc, loc});
    SmallVector<Value> indices;
    for (unsigned i = 0; i != rank; ++i)
      indices.push_back(linalg::IndexOp::create(rewriter, loc, i));
    Operation *yield = op.getBody().front().getTerminator();
    rewriter.inlineBlockBefore(&op.getBody().front(), body, body->end(),
                               indices);
    rewriter.setInsertionPoint(yield);
    rewriter.replaceOpWithNewOp<linalg::YieldOp>(yield, yield->getOperands());
    rewriter.replaceOpWithMultiple(
        op, groupResults(op, generic.getResults(), *typeConverter));
    return success();
  }
};

} // namespace

void milcomplex::populateTensorPatterns(PatternContext &context) {
  context.addParts<
      ConvertByPart<tensor::CastOp>, ConvertByPart<tensor::CollapseShapeOp>,
      ConvertByPart<tensor::ConcatOp>, ConvertByPart<tensor::EmptyOp>,
      ConvertByPart<tensor::ExpandShapeOp>, ConvertByPart<tensor::ExtractOp>,
      ConvertByPart<tensor::ExtractSliceOp>,
      ConvertByPart<tensor::FromElementsOp>, ConvertByPart<tensor::GatherOp>,
      ConvertByPart<tensor::InsertOp>, ConvertByPart<tensor::InsertSliceOp>,
      ConvertByPart<tensor::ParallelInsertSliceOp>,
      ConvertByPart<tensor::ReshapeOp>, ConvertByPart<tensor::ScatterOp>,
      ConvertByPart<tensor::SplatOp>>();
  context.add<ConvertGenerate, ConvertPad, ConvertShapeQuery<tensor::DimOp>,
              ConvertShapeQuery<tensor::RankOp>>();
  // Of tensor.generate and tensor.pad.
  context.rules.addConvertedWithParent<tensor::YieldOp>();
}
