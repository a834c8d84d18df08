//===- PrepareForUpstream.cpp - What upstream's passes would get wrong ----===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "MarkAllocations.h"
#include "milcomplex/Target/Native/Passes.h"
#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/DialectResourceBlobManager.h"

namespace milcomplex {
#define GEN_PASS_DEF_MILCPREPAREFORUPSTREAM
#include "milcomplex/Target/Native/Passes.h.inc"
} // namespace milcomplex

using namespace mlir;
using namespace milcomplex;

/// Tells an index apart from those of the linalg ops around its own.
static void markDepth(linalg::IndexOp index) {
  int64_t depth = 0;
  for (Operation *around = index->getParentOp(); around;
       around = around->getParentOp())
    if (isa<linalg::LinalgOp>(around))
      ++depth;
  if (depth > 1)
    index->setAttr("milc.depth",
                   Builder(index.getContext()).getIndexAttr(depth));
}

/// Replaces a tensor of any value by one of any elements; dynamic sizes are 0.
static void makeEmpty(ub::PoisonOp poison) {
  auto type = dyn_cast<RankedTensorType>(poison.getType());
  if (!type)
    return;
  OpBuilder builder(poison);
  Location loc = poison.getLoc();
  SmallVector<Value> sizes(
      type.getNumDynamicDims(),
      type.hasStaticShape()
          ? Value()
          : arith::ConstantIndexOp::create(builder, loc, 0).getResult());
  poison.replaceAllUsesWith(
      tensor::EmptyOp::create(builder, loc, type, sizes).getResult());
  poison.erase();
}

/// Makes a constant of i1 in a resource, a byte each, one that is printed.
static void inlineBooleans(arith::ConstantOp constant) {
  auto resource = dyn_cast<DenseResourceElementsAttr>(constant.getValue());
  if (!resource || !resource.getElementType().isInteger(1))
    return;
  AsmResourceBlob *blob = resource.getRawHandle().getBlob();
  if (!blob || int64_t(blob->getData().size()) != resource.getNumElements())
    return;
  SmallVector<bool> values;
  for (char byte : blob->getData())
    values.push_back(byte != 0);
  constant.setValueAttr(DenseElementsAttr::get(resource.getType(), values));
}

/// Takes a slice that is within one operand of a concatenation from there.
static void forwardOperand(tensor::ConcatOp concatenation,
                           tensor::ExtractSliceOp slice) {
  int64_t dim = concatenation.getDim();
  if (slice.isDynamicOffset(dim) || slice.isDynamicSize(dim) ||
      slice.isDynamicStride(dim) || slice.getStaticSize(dim) == 0)
    return;
  int64_t offset = slice.getStaticOffset(dim), size = slice.getStaticSize(dim),
          stride = slice.getStaticStride(dim);
  int64_t last = offset + (size - 1) * stride, begin = 0;
  for (Value operand : concatenation.getInputs()) {
    auto type = cast<RankedTensorType>(operand.getType());
    if (type.isDynamicDim(dim))
      return;
    int64_t end = begin + type.getDimSize(dim);
    if (std::min(offset, last) >= begin && std::max(offset, last) < end) {
      OpBuilder builder(slice);
      SmallVector<OpFoldResult> offsets = slice.getMixedOffsets();
      offsets[dim] = builder.getIndexAttr(offset - begin);
      slice.replaceAllUsesWith(tensor::ExtractSliceOp::create(
                                   builder, slice.getLoc(), slice.getType(),
                                   operand, offsets, slice.getMixedSizes(),
                                   slice.getMixedStrides())
                                   .getResult());
      return;
    }
    begin = end;
  }
}

/// Makes a concatenation insertions into one tensor, so that the operands are
/// computed where they are wanted.
static void insertOperands(tensor::ConcatOp concatenation) {
  for (Operation *user : concatenation->getUsers())
    if (auto slice = dyn_cast<tensor::ExtractSliceOp>(user))
      forwardOperand(concatenation, slice);
  OpBuilder builder(concatenation);
  FailureOr<SmallVector<Value>> results =
      concatenation.decomposeOperation(builder);
  if (failed(results))
    return;
  concatenation->replaceAllUsesWith(*results);
  concatenation.erase();
}

/// Makes the strides of a slice along dimensions of one element 1, so that it
/// is clear which dimensions the slice drops.
static void normalizeStrides(OffsetSizeAndStrideOpInterface slice) {
  if (isa<MemRefType>(slice->getOperand(0).getType()))
    return;
  SmallVector<int64_t> strides(slice.getStaticStrides());
  for (auto [size, stride] : llvm::zip_equal(slice.getStaticSizes(), strides))
    if (size == 1 && !ShapedType::isDynamic(stride))
      stride = 1;
  slice->setAttr("static_strides",
                 DenseI64ArrayAttr::get(slice.getContext(), strides));
}

/// The dimensions of a slice that become one where it drops some.
static SmallVector<ReassociationIndices>
groupDimensions(const llvm::SmallBitVector &dropped) {
  SmallVector<ReassociationIndices> groups;
  ReassociationIndices group;
  for (unsigned dimension = 0; dimension < dropped.size(); ++dimension) {
    group.push_back(dimension);
    if (!dropped.test(dimension))
      groups.push_back(std::exchange(group, {}));
  }
  if (!groups.empty())
    llvm::append_range(groups.back(), group);
  return groups;
}

/// Makes a slice of dynamic sizes keep its dimensions, and a reshape drop some.
static void keepDimensions(tensor::ExtractSliceOp slice) {
  RankedTensorType type = slice.getType();
  if (type.getRank() == slice.getSourceType().getRank() ||
      !ShapedType::isDynamicShape(slice.getStaticSizes()))
    return;
  OpBuilder builder(slice);
  auto whole = tensor::ExtractSliceOp::create(
      builder, slice.getLoc(), slice.getSource(), slice.getMixedOffsets(),
      slice.getMixedSizes(), slice.getMixedStrides());
  auto reshaped =
      tensor::CollapseShapeOp::create(builder, slice.getLoc(), type, whole,
                                      groupDimensions(slice.getDroppedDims()));
  slice.replaceAllUsesWith(reshaped.getResult());
  slice.erase();
}

static void keepDimensions(tensor::InsertSliceOp slice) {
  if (slice.getSourceType().getRank() == slice.getType().getRank() ||
      !ShapedType::isDynamicShape(slice.getStaticSizes()))
    return;
  OpBuilder builder(slice);
  auto type = RankedTensorType::get(slice.getStaticSizes(),
                                    slice.getType().getElementType());
  auto reshaped = tensor::ExpandShapeOp::create(
      builder, slice.getLoc(), type, slice.getSource(),
      groupDimensions(slice.getDroppedDims()), slice.getMixedSizes());
  slice.getSourceMutable().assign(reshaped);
}

/// Makes a clone a copy, which may be written. It is freed with the buffers of
/// tensors, unless the program frees it.
static void makeCopy(bufferization::CloneOp clone) {
  auto type = dyn_cast<MemRefType>(clone.getType());
  if (!type || !type.getLayout().isIdentity() ||
      clone.getInput().getType() != clone.getType())
    return;
  OpBuilder builder(clone);
  SmallVector<Value> sizes;
  for (int64_t dimension = 0; dimension < type.getRank(); ++dimension)
    if (type.isDynamicDim(dimension))
      sizes.push_back(memref::DimOp::create(builder, clone.getLoc(),
                                            clone.getInput(), dimension));
  auto alloc = memref::AllocOp::create(builder, clone.getLoc(), type, sizes);
  memref::CopyOp::create(builder, clone.getLoc(), clone.getInput(), alloc);
  if (llvm::none_of(clone->getUsers(), llvm::IsaPred<memref::DeallocOp>))
    nameAutomaticAllocation(alloc);
  clone->replaceAllUsesWith(alloc);
  clone.erase();
}

/// Lets a buffer that is read hold a copy where the tensor is used elsewhere:
/// what reads it later is unknown to bufferization, which may compute over it.
static void copyRead(bufferization::ToBufferOp op) {
  Value tensor = op.getTensor();
  auto type = dyn_cast<RankedTensorType>(tensor.getType());
  Operation *source = tensor.getDefiningOp();
  auto isRead = [](Operation *user) {
    auto other = dyn_cast<bufferization::ToBufferOp>(user);
    return other && other.getReadOnly();
  };
  if (!op.getReadOnly() || !type || llvm::all_of(tensor.getUsers(), isRead) ||
      (source && source->hasTrait<OpTrait::ConstantLike>()))
    return;
  OpBuilder builder(op);
  op.getTensorMutable().assign(bufferization::AllocTensorOp::create(
      builder, op.getLoc(), type, /*dynamicSizes=*/ValueRange(), tensor));
}

/// Makes a copy to a tensor one that may be to another buffer.
static void makeCopy(bufferization::MaterializeInDestinationOp op) {
  if (!isa<RankedTensorType>(op.getDest().getType()))
    return;
  OpBuilder builder(op);
  auto copy = linalg::CopyOp::create(builder, op.getLoc(), op.getSource(),
                                     op.getDest());
  op->replaceAllUsesWith(copy->getResults());
  op.erase();
}

namespace {

struct PrepareForUpstream
    : milcomplex::impl::MilcPrepareForUpstreamBase<PrepareForUpstream> {
  void runOnOperation() override {
    IRRewriter rewriter(&getContext());
    getOperation().walk([&](Operation *op) {
      rewriter.setInsertionPoint(op);
      // What is not lowered is not bufferized, which tells why.
      if (auto pack = dyn_cast<linalg::PackOp>(op))
        (void)linalg::lowerPack(rewriter, pack);
      else if (auto unpack = dyn_cast<linalg::UnPackOp>(op))
        (void)linalg::lowerUnPack(rewriter, unpack);
      else if (auto slice = dyn_cast<tensor::ExtractSliceOp>(op))
        keepDimensions(slice);
      else if (auto slice = dyn_cast<tensor::InsertSliceOp>(op))
        keepDimensions(slice);
      else if (auto clone = dyn_cast<bufferization::CloneOp>(op))
        makeCopy(clone);
      else if (auto read = dyn_cast<bufferization::ToBufferOp>(op))
        copyRead(read);
    });
    getOperation().walk([](Operation *op) {
      if (isa<memref::AllocOp>(op))
        nameManualAllocation(op);
      else if (isa<memref::DeallocOp>(op))
        op->setAttr(bufferization::BufferizationDialect::kManualDeallocation,
                    UnitAttr::get(op->getContext()));
      else if (isa<memref::PrefetchOp, affine::AffinePrefetchOp>(op))
        op->erase();
      else if (auto index = dyn_cast<linalg::IndexOp>(op))
        markDepth(index);
      else if (auto constant = dyn_cast<arith::ConstantOp>(op))
        inlineBooleans(constant);
      else if (auto poison = dyn_cast<ub::PoisonOp>(op))
        makeEmpty(poison);
      else if (auto slice = dyn_cast<OffsetSizeAndStrideOpInterface>(op))
        normalizeStrides(slice);
      else if (auto copy =
                   dyn_cast<bufferization::MaterializeInDestinationOp>(op))
        makeCopy(copy);
      else if (isa<bufferization::DeallocTensorOp>(op))
        op->erase();
      else if (auto concatenation = dyn_cast<tensor::ConcatOp>(op))
        insertOperands(concatenation);
    });
  }
};

} // namespace
