//===- Interleave.cpp - Pairs in one tensor or buffer ---------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Interleave.h"

#include "milcomplex/Dialect/ComplexTypes.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace milcomplex;

namespace {

/// Where a part lies in an interleaved tensor or buffer.
struct PartSlice {
  PartSlice(Builder &builder, ArrayRef<OpFoldResult> partSizes, unsigned part)
      : offsets(partSizes.size(), builder.getIndexAttr(0)), sizes(partSizes),
        strides(partSizes.size() + 1, builder.getIndexAttr(1)) {
    offsets.push_back(builder.getIndexAttr(part));
    sizes.push_back(builder.getIndexAttr(1));
  }

  SmallVector<OpFoldResult> offsets, sizes, strides;
};

} // namespace

/// Whether there are no elements: upstream's verifier rejects slices of none.
static bool isEmpty(ShapedType type) {
  return llvm::is_contained(type.getShape(), 0);
}

/// The reassociation that appends a last dimension of 1 to a part of rank
/// `rank`.
static SmallVector<ReassociationIndices> getUnitReassociation(unsigned rank) {
  SmallVector<ReassociationIndices> groups;
  for (unsigned i = 0; i != rank; ++i)
    groups.push_back({i});
  if (rank > 0)
    groups.back().push_back(rank);
  return groups;
}

/// A tensor of undefined elements.
static Value createUndefined(ImplicitLocOpBuilder &builder,
                             ArrayRef<OpFoldResult> sizes,
                             RankedTensorType like, InterleavedUse use) {
  if (use == InterleavedUse::Tensor)
    return tensor::EmptyOp::create(builder, sizes, like.getElementType(),
                                   like.getEncoding());
  SmallVector<int64_t> shape;
  SmallVector<Value> dynamicSizes;
  dispatchIndexOpFoldResults(sizes, dynamicSizes, shape);
  auto type =
      RankedTensorType::get(shape, like.getElementType(), like.getEncoding());
  return bufferization::AllocTensorOp::create(builder, type, dynamicSizes);
}

Value milcomplex::interleave(ImplicitLocOpBuilder &builder, Value re, Value im,
                             InterleavedUse use) {
  auto type = cast<RankedTensorType>(re.getType());
  SmallVector<OpFoldResult> partSizes =
      tensor::getMixedSizes(builder, builder.getLoc(), re);
  SmallVector<OpFoldResult> wholeSizes = partSizes, unitSizes = partSizes;
  wholeSizes.push_back(builder.getIndexAttr(2));
  unitSizes.push_back(builder.getIndexAttr(1));
  Value whole = createUndefined(builder, wholeSizes, type, use);
  if (isEmpty(type))
    return whole;
  // Rank-reducing slices are ambiguous where another dimension is 1, which
  // upstream's canonicalization gets wrong.
  SmallVector<int64_t> unitShape(type.getShape());
  unitShape.push_back(1);
  auto unitType = RankedTensorType::get(unitShape, type.getElementType(),
                                        type.getEncoding());
  const Value parts[] = {re, im};
  for (auto [part, value] : llvm::enumerate(parts)) {
    Value unit = tensor::ExpandShapeOp::create(
        builder, unitType, value, getUnitReassociation(type.getRank()),
        unitSizes);
    PartSlice slice(builder, partSizes, part);
    whole = tensor::InsertSliceOp::create(builder, unit, whole, slice.offsets,
                                          slice.sizes, slice.strides);
  }
  return whole;
}

static Value extractPart(ImplicitLocOpBuilder &builder,
                         TypedValue<RankedTensorType> whole,
                         ArrayRef<OpFoldResult> partSizes, unsigned part) {
  RankedTensorType type = whole.getType();
  if (isEmpty(type))
    return tensor::EmptyOp::create(builder, partSizes, type.getElementType(),
                                   type.getEncoding());
  PartSlice slice(builder, partSizes, part);
  Value unit = tensor::ExtractSliceOp::create(builder, whole, slice.offsets,
                                              slice.sizes, slice.strides);
  return tensor::CollapseShapeOp::create(
      builder,
      RankedTensorType::get(type.getShape().drop_back(), type.getElementType(),
                            type.getEncoding()),
      unit, getUnitReassociation(partSizes.size()));
}

/// The part of a view of both parts, as one view of what is viewed: upstream
/// (22.1) does not expand every view of a view. Null for any other value, and
/// for a view with a size of one along a dimension with a step:
/// `getDroppedDims` identifies the dropped dimensions by the strides of the
/// source, which are not those of the view then, and upstream's expansion
/// crashes on it.
static Value extractPartOfView(ImplicitLocOpBuilder &builder,
                               TypedValue<MemRefType> whole, unsigned part) {
  auto view = whole.getDefiningOp<memref::SubViewOp>();
  if (!view)
    return {};
  SmallVector<OpFoldResult> offsets = view.getMixedOffsets();
  SmallVector<OpFoldResult> sizes = view.getMixedSizes();
  SmallVector<OpFoldResult> strides = view.getMixedStrides();
  bool keepsStrides = llvm::all_of(strides, isOneInteger);
  if (!keepsStrides && llvm::any_of(sizes, isOneInteger))
    return {};
  llvm::SmallBitVector dropped = view.getDroppedDims();
  bool hasBothParts = isConstantIntValue(offsets.back(), 0) &&
                      isConstantIntValue(sizes.back(), 2) &&
                      isConstantIntValue(strides.back(), 1);
  if (!hasBothParts)
    return {};
  offsets.back() = builder.getIndexAttr(part);
  sizes.back() = builder.getIndexAttr(1);
  dropped.set(dropped.size() - 1);
  auto unreduced = cast<MemRefType>(memref::SubViewOp::inferResultType(
      view.getSourceType(), offsets, sizes, strides));
  auto [unreducedStrides, offset] = unreduced.getStridesAndOffset();
  SmallVector<int64_t> shape, partStrides;
  for (auto [i, size, stride] :
       llvm::enumerate(unreduced.getShape(), unreducedStrides)) {
    if (dropped.test(i))
      continue;
    shape.push_back(size);
    partStrides.push_back(stride);
  }
  auto type = MemRefType::get(
      shape, unreduced.getElementType(),
      StridedLayoutAttr::get(builder.getContext(), offset, partStrides),
      unreduced.getMemorySpace());
  return memref::SubViewOp::create(builder, type, view.getSource(), offsets,
                                   sizes, strides);
}

static Value extractPart(ImplicitLocOpBuilder &builder,
                         TypedValue<MemRefType> whole,
                         ArrayRef<OpFoldResult> partSizes, unsigned part) {
  MemRefType type = whole.getType();
  ArrayRef<int64_t> partShape = type.getShape().drop_back();
  if (isEmpty(type)) {
    SmallVector<int64_t> staticSizes;
    SmallVector<Value> dynamicSizes;
    dispatchIndexOpFoldResults(partSizes, dynamicSizes, staticSizes);
    return memref::AllocaOp::create(
        builder,
        MemRefType::get(partShape, type.getElementType(),
                        MemRefLayoutAttrInterface(), type.getMemorySpace()),
        dynamicSizes);
  }
  if (Value view = extractPartOfView(builder, whole, part))
    return view;
  PartSlice slice(builder, partSizes, part);
  return memref::SubViewOp::create(
      builder,
      memref::SubViewOp::inferRankReducedResultType(
          partShape, type, slice.offsets, slice.sizes, slice.strides),
      whole, slice.offsets, slice.sizes, slice.strides);
}

SmallVector<Value> milcomplex::deinterleave(ImplicitLocOpBuilder &builder,
                                            Value whole) {
  auto extractParts = [&](auto typed, SmallVector<OpFoldResult> partSizes) {
    partSizes.pop_back();
    return SmallVector<Value>{extractPart(builder, typed, partSizes, 0),
                              extractPart(builder, typed, partSizes, 1)};
  };
  Location loc = builder.getLoc();
  if (auto tensor = dyn_cast<TypedValue<RankedTensorType>>(whole))
    return extractParts(tensor, tensor::getMixedSizes(builder, loc, whole));
  return extractParts(cast<TypedValue<MemRefType>>(whole),
                      memref::getMixedSizes(builder, loc, whole));
}

SmallVector<SmallVector<Value>>
milcomplex::viewParts(Operation *op, ArrayRef<ValueRange> operands,
                      OpBuilder &builder) {
  ImplicitLocOpBuilder locBuilder(op->getLoc(), builder);
  SmallVector<SmallVector<Value>> parts;
  for (auto [type, values] : llvm::zip_equal(op->getOperandTypes(), operands)) {
    bool isWhole = isa<MemRefType>(type) && getComplexElementType(type) &&
                   values.size() == 1;
    parts.push_back(isWhole ? deinterleave(locBuilder, values.front())
                            : llvm::to_vector(values));
  }
  return parts;
}
