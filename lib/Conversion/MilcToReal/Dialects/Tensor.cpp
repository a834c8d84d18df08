//===- Tensor.cpp - tensor ops to pairs -----------------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "AttachPatterns.h"
#include "milcomplex/Dialect/Milcomplex.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Interfaces/CallInterfaces.h"
#include "mlir/Interfaces/FunctionInterfaces.h"

using namespace mlir;
using namespace milcomplex;

/// Whether `value`, or a tensor that overwrites it or is a view of it, is
/// passed to a loop, branch or call.
static bool isCarried(Value value) {
  SmallVector<Value> pending{value};
  DenseSet<Value> seen;
  while (!pending.empty()) {
    Value current = pending.pop_back_val();
    if (!seen.insert(current).second)
      continue;
    for (OpOperand &use : current.getUses()) {
      Operation *user = use.getOwner();
      if (isa<FunctionOpInterface>(user->getParentOp()) &&
          user->hasTrait<OpTrait::ReturnLike>())
        continue;
      if (isa<RegionBranchOpInterface, RegionBranchTerminatorOpInterface,
              BranchOpInterface, CallOpInterface>(user))
        return true;
      auto destination = dyn_cast<DestinationStyleOpInterface>(user);
      if (destination && destination.isDpsInit(&use))
        llvm::append_range(pending, user->getResults());
      else if (isa<tensor::CastOp, tensor::CollapseShapeOp,
                   tensor::ExpandShapeOp, tensor::ExtractSliceOp,
                   tensor::ReshapeOp>(user))
        pending.push_back(user->getResult(0));
    }
  }
  return false;
}

/// Two tensors of undefined elements for the parts of `whole`. CSE merges equal
/// tensor.empty ops, and where two loop-carried tensors begin with the same
/// one, one-shot-bufferize (22.1) may write both to one buffer
/// (test/Upstream/one-shot-bufferize.mlir). So an attribute tells the two from
/// each other and from those of real tensors; its name has no dialect, since a
/// stock mlir-opt has none of ours. Canonicalization drops attributes where
/// it makes unknown sizes known: loop-carried tensors of unknown sizes are
/// therefore slices of one tensor, whose result is copied where it leaves a
/// function.
/// function.
static SmallVector<Value> createUndefinedParts(OpBuilder &builder, Location loc,
                                               Value whole,
                                               ValueRange dynamicSizes,
                                               DictionaryAttr attributes) {
  auto type = cast<RankedTensorType>(getPartType(whole.getType()));
  auto create = [&](ArrayRef<OpFoldResult> sizes, StringRef part) {
    auto empty = tensor::EmptyOp::create(
        builder, loc, sizes, type.getElementType(), type.getEncoding());
    empty->setDiscardableAttrs(attributes);
    if (!part.empty())
      empty->setDiscardableAttr(part, builder.getUnitAttr());
    return empty;
  };
  SmallVector<OpFoldResult> sizes =
      getMixedValues(type.getShape(), dynamicSizes, builder);
  bool isSliceable =
      !type.getEncoding() && !llvm::is_contained(type.getShape(), 0);
  if (type.hasStaticShape() || !isSliceable || !isCarried(whole))
    return {create(sizes, "real_part"), create(sizes, "imaginary_part")};

  // With one more dimension, of the parts.
  auto addDimension = [&](int64_t first, ArrayRef<OpFoldResult> others) {
    SmallVector<OpFoldResult> all{builder.getIndexAttr(first)};
    llvm::append_range(all, others);
    return all;
  };
  SmallVector<OpFoldResult> zeros(type.getRank(), builder.getIndexAttr(0));
  SmallVector<OpFoldResult> ones(type.getRank(), builder.getIndexAttr(1));
  Value both = create(addDimension(2, sizes), "");
  SmallVector<int64_t> unitShape{1};
  llvm::append_range(unitShape, type.getShape());
  auto unitType = RankedTensorType::get(unitShape, type.getElementType());
  SmallVector<ReassociationIndices> groups{{0, 1}};
  for (int64_t i = 2; i <= type.getRank(); ++i)
    groups.push_back({i});
  auto slice = [&](int64_t part) -> Value {
    Value unit = tensor::ExtractSliceOp::create(
        builder, loc, unitType, both, addDimension(part, zeros),
        addDimension(1, sizes), addDimension(1, ones));
    return tensor::CollapseShapeOp::create(builder, loc, type, unit, groups);
  };
  return {slice(0), slice(1)};
}

namespace {

struct ConvertEmpty : OpPairPattern<tensor::EmptyOp> {
  using OpPairPattern::OpPairPattern;

  SmallVector<Value> emit(tensor::EmptyOp op, ArrayRef<ValueRange> operands,
                          OpBuilder &builder) const override {
    return createUndefinedParts(builder, op.getLoc(), op, flatten(operands),
                                op->getDiscardableAttrDictionary());
  }
};

/// Two pads: the one of the real part gets a copy of the region, the other the
/// region itself. Each yields its part of the value.
struct ConvertPad : OpConversionPattern<tensor::PadOp> {
  using OpConversionPattern::OpConversionPattern;

  /// The copy of a region is converted immediately, and with it a nested pad.
  void initialize() { setHasBoundedRewriteRecursion(); }

  template <typename PartOp>
  Value createPad(tensor::PadOp op, ArrayRef<Value> operands, bool moveRegion,
                  ConversionPatternRewriter &rewriter) const {
    auto pad = cast<tensor::PadOp>(
        createLike(rewriter, op, getPartType(op.getType()), operands));
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

/// The number of ops around `op` that have, or will have, a linalg.index.
static int64_t countLoopsAround(Operation *op) {
  int64_t depth = 0;
  for (Operation *parent = op->getParentOp(); parent;
       parent = parent->getParentOp())
    depth += isa<linalg::LinalgOp, tensor::GenerateOp>(parent);
  return depth;
}

/// Whether another op that has, or will have, a linalg.index is around `op` or
/// in it.
static bool isNestedInLoops(tensor::GenerateOp op) {
  return countLoopsAround(op) != 0 ||
         op.getBody()
             .walk([](Operation *nested) {
               return isa<linalg::IndexOp, tensor::GenerateOp>(nested)
                          ? WalkResult::interrupt()
                          : WalkResult::advance();
             })
             .wasInterrupted();
}

/// A linalg.generic with two results, so that the body runs once per element.
struct ConvertGenerate : OpConversionPattern<tensor::GenerateOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(tensor::GenerateOp op, OneToNOpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    auto partType = cast<RankedTensorType>(getPartType(op.getType()));
    SmallVector<Value> inits = createUndefinedParts(
        rewriter, loc, op, flatten(adaptor.getDynamicExtents()),
        DictionaryAttr::get(getContext()));

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
    // Upstream's CSE (22.1) merges the indices of nested ops unless this
    // attribute tells them apart.
    IntegerAttr depth;
    if (isNestedInLoops(op))
      depth = rewriter.getIndexAttr(countLoopsAround(op));
    SmallVector<Value> indices;
    for (unsigned i = 0; i != rank; ++i) {
      auto index = linalg::IndexOp::create(rewriter, loc, i);
      if (depth)
        index->setDiscardableAttr("loop_depth", depth);
      indices.push_back(index);
    }
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

static void populatePatterns(PairPatternSet &set) {
  set.add<
      ConvertByPart<tensor::CastOp>, ConvertByPart<tensor::CollapseShapeOp>,
      ConvertByPart<tensor::ConcatOp>, ConvertEmpty,
      ConvertByPart<tensor::ExpandShapeOp>, ConvertByPart<tensor::ExtractOp>,
      ConvertByPart<tensor::ExtractSliceOp>,
      ConvertByPart<tensor::FromElementsOp>, ConvertByPart<tensor::GatherOp>,
      ConvertByPart<tensor::InsertOp>, ConvertByPart<tensor::InsertSliceOp>,
      ConvertByPart<tensor::ParallelInsertSliceOp>,
      ConvertByPart<tensor::ReshapeOp>, ConvertByPart<tensor::ScatterOp>,
      ConvertByPart<tensor::SplatOp>>();
  set.add<ConvertGenerate, ConvertPad, ConvertShapeQuery<tensor::DimOp>,
          ConvertShapeQuery<tensor::RankOp>>();
  // The terminator of tensor.generate and tensor.pad.
  set.rules.addConvertedWithParent<tensor::YieldOp>();
}

void milcomplex::registerTensorMilcToReal(DialectRegistry &registry) {
  attachPatterns<tensor::TensorDialect, populatePatterns>(registry);
}
