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

/// Of equal tensor.empty ops CSE makes one, and where two loop-carried tensors
/// begin with it, one-shot-bufferize (22.1) may write both to one buffer
/// (test/Upstream/one-shot-bufferize.mlir). So `imag` is given an attribute,
/// which makes it another op than the empty tensor of the real part.
static void distinguish(tensor::EmptyOp imag) {
  imag->setDiscardableAttr("imaginary_part", UnitAttr::get(imag->getContext()));
}

namespace {

/// Two empty tensors, of which CSE does not make one. Constant sizes are
/// static: what canonicalization makes of others loses the attribute.
struct ConvertEmpty : OpPartsPattern<tensor::EmptyOp> {
  using OpPartsPattern::OpPartsPattern;

  SmallVector<Value> emit(tensor::EmptyOp op, ArrayRef<ValueRange> operands,
                          OpBuilder &builder) const override {
    auto type = cast<RankedTensorType>(getPartType(op.getType()));
    SmallVector<OpFoldResult> sizes =
        getMixedValues(type.getShape(), flatten(operands), builder);
    for (OpFoldResult &size : sizes)
      if (std::optional<int64_t> known = getConstantIntValue(size);
          known && *known >= 0)
        size = builder.getIndexAttr(*known);
    auto createPart = [&] {
      auto part =
          tensor::EmptyOp::create(builder, op.getLoc(), sizes,
                                  type.getElementType(), type.getEncoding());
      part->setDiscardableAttrs(op->getDiscardableAttrDictionary());
      return part;
    };
    tensor::EmptyOp re = createPart();
    tensor::EmptyOp im = createPart();
    distinguish(im);
    if (re.getType() == type)
      return {re, im};
    Value reCast = tensor::CastOp::create(builder, op.getLoc(), type, re);
    return {reCast, tensor::CastOp::create(builder, op.getLoc(), type, im)};
  }
};

/// Two ops in place of one with a region that yields an element: the one for
/// the real part gets a copy of the region, the other the region itself. Each
/// yields its part of the element.
template <typename OpTy>
struct ConvertRegionByPart : OpConversionPattern<OpTy> {
  using OpConversionPattern<OpTy>::OpConversionPattern;
  using typename OpConversionPattern<OpTy>::OneToNOpAdaptor;

  /// The copy of a region is converted at once, with an op of this kind that
  /// may be in it.
  void initialize() { this->setHasBoundedRewriteRecursion(); }

  template <typename PartOp>
  Value createPart(OpTy op, ArrayRef<Value> operands, bool moveRegion,
                   ConversionPatternRewriter &rewriter) const {
    auto part = cast<OpTy>(rewriter.insert(Operation::create(
        op->getLoc(), op->getName(), getPartType(op.getType()), operands,
        op->getDiscardableAttrDictionary(), op->getPropertiesStorage(),
        BlockRange(), /*numRegions=*/1)));
    Region &region = part.getRegion();
    if (moveRegion)
      rewriter.inlineRegionBefore(op.getRegion(), region, region.end());
    else
      rewriter.cloneRegionBefore(op.getRegion(), region, region.end());

    auto yield = cast<tensor::YieldOp>(region.front().getTerminator());
    OpBuilder::InsertionGuard guard(rewriter);
    rewriter.setInsertionPoint(yield);
    Value element = PartOp::create(rewriter, yield.getLoc(), yield.getValue());
    rewriter.modifyOpInPlace(yield,
                             [&] { yield.getValueMutable().assign(element); });
    return part;
  }

  LogicalResult
  matchAndRewrite(OpTy op, OneToNOpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    SmallVector<ValueRange> operands = llvm::to_vector(adaptor.getOperands());
    SmallVector<Value> parts{createPart<RealOp>(op, selectPart(operands, 0),
                                                /*moveRegion=*/false, rewriter),
                             createPart<ImagOp>(op, selectPart(operands, 1),
                                                /*moveRegion=*/true, rewriter)};
    rewriter.replaceOpWithMultiple(op, SmallVector<SmallVector<Value>>{parts});
    return success();
  }
};

/// Whether another op that has a linalg.index, or will have one, is around `op`
/// or in it. Upstream's CSE (22.1) takes two of nested ops for the same.
static bool isNestedInLoops(tensor::GenerateOp op) {
  if (op->getParentOfType<linalg::LinalgOp>() ||
      op->getParentOfType<tensor::GenerateOp>())
    return true;
  return op.getBody()
      .walk([](Operation *nested) {
        return isa<linalg::IndexOp, tensor::GenerateOp>(nested)
                   ? WalkResult::interrupt()
                   : WalkResult::advance();
      })
      .wasInterrupted();
}

/// A linalg.generic with two results, so that the body runs once an element;
/// one op a part where the indices of nested ops must be block arguments.
struct ConvertGenerate : ConvertRegionByPart<tensor::GenerateOp> {
  using ConvertRegionByPart::ConvertRegionByPart;

  LogicalResult
  matchAndRewrite(tensor::GenerateOp op, OneToNOpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    if (isNestedInLoops(op))
      return ConvertRegionByPart::matchAndRewrite(op, adaptor, rewriter);
    Location loc = op.getLoc();
    auto partType = cast<RankedTensorType>(getPartType(op.getType()));
    SmallVector<Value> inits;
    for (unsigned i = 0; i != 2; ++i)
      inits.push_back(tensor::EmptyOp::create(
          rewriter, loc, partType, flatten(adaptor.getDynamicExtents())));
    distinguish(inits.back().getDefiningOp<tensor::EmptyOp>());

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
      ConvertByPart<tensor::ConcatOp>, ConvertEmpty,
      ConvertByPart<tensor::ExpandShapeOp>, ConvertByPart<tensor::ExtractOp>,
      ConvertByPart<tensor::ExtractSliceOp>,
      ConvertByPart<tensor::FromElementsOp>, ConvertByPart<tensor::GatherOp>,
      ConvertByPart<tensor::InsertOp>, ConvertByPart<tensor::InsertSliceOp>,
      ConvertByPart<tensor::ParallelInsertSliceOp>,
      ConvertByPart<tensor::ReshapeOp>, ConvertByPart<tensor::ScatterOp>,
      ConvertByPart<tensor::SplatOp>>();
  context.add<ConvertGenerate, ConvertRegionByPart<tensor::PadOp>,
              ConvertShapeQuery<tensor::DimOp>,
              ConvertShapeQuery<tensor::RankOp>>();
  // Of tensor.generate and tensor.pad.
  context.rules.addConvertedWithParent<tensor::YieldOp>();
}
