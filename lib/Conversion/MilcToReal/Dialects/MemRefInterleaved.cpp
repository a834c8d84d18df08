//===- MemRefInterleaved.cpp - Interleaved complex buffers ----------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// A complex buffer becomes one with a last dimension of 2. Ops that do not
// depend on the shape (alloc, copy, cast, ...) are converted by the patterns of
// MemRef.cpp.

#include "MemRefInterleaved.h"

#include "Interleave.h"
#include "milcomplex/Dialect/ComplexTypes.h"
#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Shape/IR/Shape.h"

using namespace mlir;
using namespace milcomplex;

/// `index` doubled.
static OpFoldResult twice(ImplicitLocOpBuilder &builder, OpFoldResult index) {
  std::optional<int64_t> constant = getConstantIntValue(index);
  int64_t doubled;
  if (constant && !llvm::MulOverflow<int64_t>(*constant, 2, doubled))
    return builder.getIndexAttr(doubled);
  Value two = arith::ConstantIndexOp::create(builder, 2);
  Value number =
      getValueOrCreateConstantIndexOp(builder, builder.getLoc(), index);
  return arith::MulIOp::create(builder, number, two).getResult();
}

namespace {

/// Sets the alignment of `access`, to the imaginary part, to what follows from
/// that of the element: the part lies one real element after the start.
static void alignToImaginary(Operation *access, Type element) {
  static constexpr StringLiteral name = "alignment";
  auto alignment = dyn_cast_if_present<IntegerAttr>(
      access->getInherentAttr(name).value_or(Attribute()));
  if (!alignment)
    return;
  int64_t offset = getPartType(element).getIntOrFloatBitWidth() / 8;
  access->setInherentAttr(
      StringAttr::get(access->getContext(), name),
      IntegerAttr::get(alignment.getType(),
                       std::min(alignment.getInt(), offset)));
}

/// An access to an element becomes two, to its parts. The indices of the
/// element are the last operands of OpTy.
template <typename OpTy> struct ConvertAccess : OpPairPattern<OpTy> {
  using OpPairPattern<OpTy>::OpPairPattern;

  SmallVector<Value> emit(OpTy op, ArrayRef<ValueRange> operands,
                          OpBuilder &builder) const override {
    Type element = getElementTypeOrSelf(op.getMemref().getType());
    return createParts(op, operands, builder, [&](OpTy access, unsigned index) {
      OpBuilder::InsertionGuard guard(builder);
      builder.setInsertionPoint(access);
      Value last = arith::ConstantIndexOp::create(builder, op.getLoc(), index);
      access->insertOperands(access->getNumOperands(), last);
      if (index == 1)
        alignToImaginary(access, element);
    });
  }
};

/// The same where an affine map computes the indices.
template <typename OpTy> struct ConvertAffineAccess : OpPairPattern<OpTy> {
  using OpPairPattern<OpTy>::OpPairPattern;

  SmallVector<Value> emit(OpTy op, ArrayRef<ValueRange> operands,
                          OpBuilder &builder) const override {
    AffineMap map = op.getAffineMap();
    return createParts(op, operands, builder, [&](OpTy access, unsigned index) {
      access->setInherentAttr(
          builder.getStringAttr(OpTy::getMapAttrStrName()),
          AffineMapAttr::get(map.insertResult(
              builder.getAffineConstantExpr(index), map.getNumResults())));
    });
  }
};

struct ConvertGlobal : OpConversionPattern<memref::GlobalOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(memref::GlobalOp op, OneToNOpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    auto type = cast<MemRefType>(getInterleavedType(op.getType()));
    rewriter.modifyOpInPlace(op, [&] {
      if (auto value = dyn_cast_if_present<ElementsAttr>(
              op.getInitialValue().value_or(Attribute())))
        op.setInitialValueAttr(interleaveElements(value));
      op.setType(type);
    });
    return success();
  }
};

struct ConvertRank : OpConversionPattern<memref::RankOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(memref::RankOp op, OneToNOpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Value rank = memref::RankOp::create(rewriter, op.getLoc(),
                                        adaptor.getMemref().front());
    Value one = arith::ConstantIndexOp::create(rewriter, op.getLoc(), 1);
    rewriter.replaceOpWithNewOp<arith::SubIOp>(op, rank, one);
    return success();
  }
};

struct ConvertShapeOf : OpConversionPattern<shape::ShapeOfOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(shape::ShapeOfOp op, OneToNOpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    if (!isa<MemRefType>(op.getArg().getType()))
      return rewriter.notifyMatchFailure(op, "not of a buffer");
    SmallVector<Value> part =
        viewParts(op, llvm::to_vector(adaptor.getOperands()), rewriter).front();
    rewriter.modifyOpInPlace(op, [&] { op->setOperands(part.front()); });
    return success();
  }
};

struct ConvertSubView : OpConversionPattern<memref::SubViewOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(memref::SubViewOp op, OneToNOpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    SmallVector<OpFoldResult> offsets = op.getMixedOffsets(),
                              sizes = op.getMixedSizes(),
                              strides = op.getMixedStrides();
    offsets.push_back(rewriter.getIndexAttr(0));
    sizes.push_back(rewriter.getIndexAttr(2));
    strides.push_back(rewriter.getIndexAttr(1));
    rewriter.replaceOpWithNewOp<memref::SubViewOp>(
        op, cast<MemRefType>(getInterleavedType(op.getType())),
        adaptor.getSource().front(), offsets, sizes, strides,
        llvm::to_vector(op->getDiscardableAttrs()));
    return success();
  }
};

struct ConvertReinterpretCast : OpConversionPattern<memref::ReinterpretCastOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(memref::ReinterpretCastOp op, OneToNOpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    ImplicitLocOpBuilder builder(op.getLoc(), rewriter);
    OpFoldResult offset = twice(builder, op.getMixedOffsets().front());
    SmallVector<OpFoldResult> sizes = op.getMixedSizes(), strides;
    for (OpFoldResult stride : op.getMixedStrides())
      strides.push_back(twice(builder, stride));
    sizes.push_back(builder.getIndexAttr(2));
    strides.push_back(builder.getIndexAttr(1));
    rewriter.replaceOpWithNewOp<memref::ReinterpretCastOp>(
        op, cast<MemRefType>(getInterleavedType(op.getType())),
        adaptor.getSource().front(), offset, sizes, strides,
        llvm::to_vector(op->getDiscardableAttrs()));
    return success();
  }
};

/// The reassociation of a reshape, with one more group for the last dimension.
/// A reshape to or from rank 0 has no groups: all dimensions go into one.
static SmallVector<ReassociationIndices>
addLastGroup(SmallVector<ReassociationIndices> groups, int64_t expandedRank) {
  if (groups.empty())
    groups.emplace_back(llvm::to_vector(llvm::seq(expandedRank + 1)));
  else
    groups.push_back({expandedRank});
  return groups;
}

struct ConvertCollapseShape : OpConversionPattern<memref::CollapseShapeOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(memref::CollapseShapeOp op, OneToNOpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    auto collapse = cast<memref::CollapseShapeOp>(
        createLike(rewriter, op, getInterleavedType(op.getType()),
                   adaptor.getSrc().front()));
    collapse.setReassociationAttr(getReassociationIndicesAttribute(
        rewriter,
        addLastGroup(op.getReassociationIndices(), op.getSrcType().getRank())));
    rewriter.replaceOp(op, collapse);
    return success();
  }
};

struct ConvertExpandShape : OpConversionPattern<memref::ExpandShapeOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(memref::ExpandShapeOp op, OneToNOpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    SmallVector<OpFoldResult> outputShape = op.getMixedOutputShape();
    outputShape.push_back(rewriter.getIndexAttr(2));
    auto expand = memref::ExpandShapeOp::create(
        rewriter, op.getLoc(), getInterleavedType(op.getType()),
        adaptor.getSrc().front(),
        addLastGroup(op.getReassociationIndices(),
                     op.getResultType().getRank()),
        outputShape);
    expand->setDiscardableAttrs(op->getDiscardableAttrDictionary());
    rewriter.replaceOp(op, expand);
    return success();
  }
};

struct ConvertTranspose : OpConversionPattern<memref::TransposeOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(memref::TransposeOp op, OneToNOpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    AffineMap map = op.getPermutation();
    unsigned rank = map.getNumDims();
    SmallVector<AffineExpr> results(map.getResults());
    results.push_back(rewriter.getAffineDimExpr(rank));
    auto permutation =
        AffineMap::get(rank + 1, 0, results, rewriter.getContext());
    auto transpose = memref::TransposeOp::create(
        rewriter, op.getLoc(), adaptor.getIn().front(),
        AffineMapAttr::get(permutation));
    transpose->setDiscardableAttrs(op->getDiscardableAttrDictionary());
    // At rank 1, upstream's op (22.1) adds strides to a type without.
    Type type = getInterleavedType(op.getType());
    if (transpose.getType() == type)
      rewriter.replaceOp(op, transpose);
    else
      rewriter.replaceOpWithNewOp<memref::CastOp>(op, type, transpose);
    return success();
  }
};

/// The shape, which is in memory, is copied, with the last dimension added.
struct ConvertReshape : OpConversionPattern<memref::ReshapeOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(memref::ReshapeOp op, OneToNOpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    ImplicitLocOpBuilder builder(op.getLoc(), rewriter);
    Value shape = adaptor.getShape().front();
    auto type = cast<MemRefType>(shape.getType());
    OpFoldResult rank =
        memref::getMixedSize(builder, builder.getLoc(), shape, 0);
    Value rankValue =
        getValueOrCreateConstantIndexOp(builder, builder.getLoc(), rank);
    bool isDynamic = type.isDynamicDim(0);
    Value one = arith::ConstantIndexOp::create(builder, 1);
    Value size = isDynamic
                     ? Value(arith::AddIOp::create(builder, rankValue, one))
                     : Value();
    auto longerType = MemRefType::get(isDynamic ? ShapedType::kDynamic
                                                : type.getDimSize(0) + 1,
                                      type.getElementType());
    Value longer = memref::AllocaOp::create(
        builder, longerType, isDynamic ? ValueRange(size) : ValueRange());
    Value head = memref::SubViewOp::create(
        builder, longer, SmallVector<OpFoldResult>{builder.getIndexAttr(0)},
        SmallVector<OpFoldResult>{rank},
        SmallVector<OpFoldResult>{builder.getIndexAttr(1)});
    memref::CopyOp::create(builder, shape, head);
    Value two = arith::ConstantOp::create(
        builder, builder.getIntegerAttr(type.getElementType(), 2));
    memref::StoreOp::create(builder, two, longer, rankValue);
    rewriter.replaceOp(op, createLike(rewriter, op,
                                      getInterleavedType(op.getType()),
                                      {adaptor.getSource().front(), longer}));
    return success();
  }
};

/// Of twice as many real elements: memref.realloc takes one dimension.
struct ConvertRealloc : OpConversionPattern<memref::ReallocOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(memref::ReallocOp op, OneToNOpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    ImplicitLocOpBuilder builder(op.getLoc(), rewriter);
    Value flat = memref::CollapseShapeOp::create(
        builder, adaptor.getSource().front(),
        SmallVector<ReassociationIndices>{{0, 1}});
    auto type = cast<MemRefType>(getInterleavedType(op.getType()));
    auto flatType = MemRefType::get(
        type.isDynamicDim(0) ? ShapedType::kDynamic : 2 * type.getDimSize(0),
        type.getElementType(), MemRefLayoutAttrInterface(),
        type.getMemorySpace());
    Value flatSize, size = op.getDynamicResultSize();
    if (size)
      flatSize = getValueOrCreateConstantIndexOp(builder, op.getLoc(),
                                                 twice(builder, size));
    auto realloc = memref::ReallocOp::create(builder, flatType, flat, flatSize,
                                             op.getAlignmentAttr());
    realloc->setDiscardableAttrs(op->getDiscardableAttrDictionary());
    SmallVector<OpFoldResult> sizes{
        size ? OpFoldResult(size) : builder.getIndexAttr(type.getDimSize(0)),
        builder.getIndexAttr(2)};
    rewriter.replaceOpWithNewOp<memref::ExpandShapeOp>(
        op, type, realloc, SmallVector<ReassociationIndices>{{0, 1}}, sizes);
    return success();
  }
};

/// The base buffer has one element in upstream's op, and two here.
struct ConvertExtractStridedMetadata
    : OpConversionPattern<memref::ExtractStridedMetadataOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(memref::ExtractStridedMetadataOp op, OneToNOpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    ImplicitLocOpBuilder builder(op.getLoc(), rewriter);
    auto metadata = memref::ExtractStridedMetadataOp::create(
        builder, adaptor.getSource().front());
    Value two = arith::ConstantIndexOp::create(builder, 2);
    auto half = [&](Value value) -> Value {
      return arith::DivSIOp::create(builder, value, two);
    };
    Value base = memref::ReinterpretCastOp::create(
        builder,
        cast<MemRefType>(getInterleavedType(op.getBaseBuffer().getType())),
        metadata.getBaseBuffer(), builder.getIndexAttr(0),
        SmallVector<OpFoldResult>{builder.getIndexAttr(2)},
        SmallVector<OpFoldResult>{builder.getIndexAttr(1)});
    SmallVector<Value> results{base, half(metadata.getOffset())};
    llvm::append_range(results, metadata.getSizes().drop_back());
    for (Value stride : metadata.getStrides().drop_back())
      results.push_back(half(stride));
    rewriter.replaceOp(op, results);
    return success();
  }
};

struct ConvertToBuffer : OpConversionPattern<bufferization::ToBufferOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(bufferization::ToBufferOp op, OneToNOpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    ImplicitLocOpBuilder builder(op.getLoc(), rewriter);
    ValueRange parts = adaptor.getTensor();
    if (!isa<RankedTensorType>(parts.front().getType()))
      return rewriter.notifyMatchFailure(op, "an unranked tensor");
    Operation *toBuffer = createLike(
        rewriter, op, getInterleavedType(op.getType()),
        interleave(builder, parts[0], parts[1], InterleavedUse::Buffer));
    rewriter.replaceOp(op, toBuffer);
    return success();
  }
};

struct ConvertToTensor : OpConversionPattern<bufferization::ToTensorOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(bufferization::ToTensorOp op, OneToNOpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    ImplicitLocOpBuilder builder(op.getLoc(), rewriter);
    Operation *toTensor =
        createLike(rewriter, op, getInterleavedType(op.getType()),
                   adaptor.getBuffer().front());
    SmallVector<Value> parts = deinterleave(builder, toTensor->getResult(0));
    rewriter.replaceOpWithMultiple(op, SmallVector<ValueRange>{parts});
    return success();
  }
};

struct ConvertMaterialize
    : OpConversionPattern<bufferization::MaterializeInDestinationOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(bufferization::MaterializeInDestinationOp op,
                  OneToNOpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    if (adaptor.getDest().size() != 1)
      return rewriter.notifyMatchFailure(op, "into a tensor");
    ImplicitLocOpBuilder builder(op.getLoc(), rewriter);
    ValueRange parts = adaptor.getSource();
    Value whole = interleave(builder, parts[0], parts[1]);
    rewriter.modifyOpInPlace(
        op, [&] { op->setOperands({whole, adaptor.getDest().front()}); });
    return success();
  }
};

} // namespace

static std::optional<std::string> whyNotToBuffer(bufferization::ToBufferOp op) {
  if (isa<RankedTensorType>(op.getTensor().getType()))
    return std::nullopt;
  return "must be on a ranked tensor under abi=interleaved, but found an "
         "unranked one";
}

static std::optional<std::string> whyNotToTensor(bufferization::ToTensorOp op) {
  if (isa<RankedTensorType>(op.getType()))
    return std::nullopt;
  return "must return a ranked tensor under abi=interleaved, but found an "
         "unranked one";
}

/// Tried before the conversion of the same op by part.
static constexpr unsigned benefit = 2;

void milcomplex::addInterleavedAffine(PairPatternSet &set) {
  set.add<ConvertAffineAccess<affine::AffineLoadOp>,
          ConvertAffineAccess<affine::AffinePrefetchOp>,
          ConvertAffineAccess<affine::AffineStoreOp>>(benefit);
}

void milcomplex::addInterleavedBufferization(PairPatternSet &set) {
  set.add<ConvertMaterialize, ConvertToBuffer, ConvertToTensor>(benefit);
  set.rules.add<bufferization::ToBufferOp>(whyNotToBuffer);
  set.rules.add<bufferization::ToTensorOp>(whyNotToTensor);
}

void milcomplex::addInterleavedMemRef(PairPatternSet &set) {
  set.add<ConvertAccess<memref::LoadOp>, ConvertAccess<memref::PrefetchOp>,
          ConvertAccess<memref::StoreOp>, ConvertCollapseShape,
          ConvertExpandShape, ConvertExtractStridedMetadata, ConvertGlobal,
          ConvertRank, ConvertRealloc, ConvertReinterpretCast, ConvertReshape,
          ConvertSubView, ConvertTranspose>(benefit);
}

void milcomplex::addInterleavedShape(PairPatternSet &set) {
  set.add<ConvertShapeOf>(benefit);
}
