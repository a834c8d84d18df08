//===- ParallelGeneric.cpp - Parallel linalg.generic ops ------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ParallelGeneric.h"

#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"

using namespace mlir;
using namespace milcomplex;

SmallVector<Value>
milcomplex::makeParallelGeneric(ImplicitLocOpBuilder &builder,
                                ArrayRef<OpFoldResult> sizes,
                                ArrayRef<IndexedTensor> operands,
                                TypeRange elementTypes, GenericBody body) {
  unsigned rank = sizes.size();
  SmallVector<Value> inputs, inits;
  SmallVector<AffineMap> maps;
  for (const IndexedTensor &operand : operands) {
    inputs.push_back(operand.tensor);
    SmallVector<AffineExpr> indices = operand.indices;
    for (unsigned loop : operand.loops)
      indices.push_back(builder.getAffineDimExpr(loop));
    maps.push_back(AffineMap::get(rank, 0, indices, builder.getContext()));
  }
  for (Type type : elementTypes) {
    inits.push_back(tensor::EmptyOp::create(builder, sizes, type));
    maps.push_back(builder.getMultiDimIdentityMap(rank));
  }
  SmallVector<utils::IteratorType> iterators(rank,
                                             utils::IteratorType::parallel);
  auto generic = linalg::GenericOp::create(
      builder, ValueRange(inits).getTypes(), inputs, inits, maps, iterators,
      [&](OpBuilder &nested, Location loc, ValueRange arguments) {
        ImplicitLocOpBuilder scalars(loc, nested);
        linalg::YieldOp::create(
            scalars, body(scalars, arguments.take_front(inputs.size())));
      });
  return generic.getResults();
}

Value milcomplex::makeZeros(ImplicitLocOpBuilder &builder,
                            ArrayRef<OpFoldResult> sizes, FloatType type) {
  Value zero = arith::ConstantOp::create(builder, builder.getZeroAttr(type));
  Value empty = tensor::EmptyOp::create(builder, sizes, type);
  return linalg::FillOp::create(builder, zero, empty).getResult(0);
}

Value milcomplex::makeZeros(ImplicitLocOpBuilder &builder, Value tensor) {
  auto type = cast<RankedTensorType>(tensor.getType());
  return makeZeros(builder,
                   tensor::getMixedSizes(builder, builder.getLoc(), tensor),
                   cast<FloatType>(type.getElementType()));
}

OpFoldResult milcomplex::multiplySizes(ImplicitLocOpBuilder &builder,
                                       ArrayRef<OpFoldResult> sizes) {
  OpFoldResult product = builder.getIndexAttr(1);
  for (OpFoldResult size : sizes) {
    if (isOneInteger(product)) {
      product = size;
      continue;
    }
    if (isOneInteger(size))
      continue;
    Value left =
        getValueOrCreateConstantIndexOp(builder, builder.getLoc(), product);
    Value right =
        getValueOrCreateConstantIndexOp(builder, builder.getLoc(), size);
    product =
        getAsOpFoldResult(builder.createOrFold<arith::MulIOp>(left, right));
  }
  return product;
}

SmallVector<OpFoldResult>
milcomplex::getExpandedSizes(ImplicitLocOpBuilder &builder, int64_t length,
                             std::initializer_list<OpFoldResult> inner) {
  SmallVector<OpFoldResult> sizes = {builder.getIndexAttr(length)};
  for (OpFoldResult size : inner)
    if (!isOneInteger(size))
      sizes.push_back(size);
  return sizes;
}

/// A reassociation of `rank` dimensions that groups the last `count`.
static SmallVector<ReassociationIndices> groupLast(unsigned rank,
                                                   unsigned count) {
  SmallVector<ReassociationIndices> groups;
  for (unsigned i = 0; i != rank - count; ++i)
    groups.push_back({i});
  groups.push_back(
      llvm::to_vector_of<int64_t, 2>(llvm::seq<unsigned>(rank - count, rank)));
  return groups;
}

/// expandLast by a linalg.generic that copies; `all` are the sizes of the
/// result.
static Value gatherLast(ImplicitLocOpBuilder &builder, Value tensor,
                        ArrayRef<OpFoldResult> all, unsigned count) {
  auto body = [&](ImplicitLocOpBuilder &scalars, ValueRange) {
    SmallVector<Value> indices;
    for (unsigned i = 0; i != all.size(); ++i)
      indices.push_back(linalg::IndexOp::create(scalars, i));
    unsigned last = all.size() - count;
    for (unsigned i = last + 1; i != all.size(); ++i) {
      Value size =
          getValueOrCreateConstantIndexOp(scalars, scalars.getLoc(), all[i]);
      Value row = arith::MulIOp::create(scalars, indices[last], size);
      indices[last] = arith::AddIOp::create(scalars, row, indices[i]);
    }
    indices.truncate(last + 1);
    return SmallVector<Value>{
        tensor::ExtractOp::create(scalars, tensor, indices)};
  };
  auto type = cast<RankedTensorType>(tensor.getType());
  return makeParallelGeneric(builder, all, {}, {type.getElementType()}, body)
      .front();
}

Value milcomplex::expandLast(ImplicitLocOpBuilder &builder, Value tensor,
                             ArrayRef<OpFoldResult> sizes) {
  if (sizes.size() == 1)
    return tensor;
  auto type = cast<RankedTensorType>(tensor.getType());
  SmallVector<OpFoldResult> all =
      tensor::getMixedSizes(builder, builder.getLoc(), tensor);
  all.pop_back();
  llvm::append_range(all, sizes);
  // Upstream's expand-strided-metadata crashes on such a tensor.expand_shape.
  auto isDynamic = [](OpFoldResult size) { return !getConstantIntValue(size); };
  if (llvm::count_if(sizes, isDynamic) > 1)
    return gatherLast(builder, tensor, all, sizes.size());
  SmallVector<int64_t> shape;
  SmallVector<Value> dynamicSizes;
  dispatchIndexOpFoldResults(all, dynamicSizes, shape);
  return tensor::ExpandShapeOp::create(
      builder, RankedTensorType::get(shape, type.getElementType()), tensor,
      groupLast(all.size(), sizes.size()), all);
}

Value milcomplex::collapseLast(ImplicitLocOpBuilder &builder, Value tensor,
                               unsigned count) {
  if (count == 1)
    return tensor;
  unsigned rank = cast<RankedTensorType>(tensor.getType()).getRank();
  return tensor::CollapseShapeOp::create(builder, tensor,
                                         groupLast(rank, count));
}

/// The slice of `tensor` of `size` indices from `offset` on along `dimension`.
static Value slice(ImplicitLocOpBuilder &builder, Value tensor,
                   unsigned dimension, int64_t offset, OpFoldResult size,
                   bool dropsDimension) {
  auto type = cast<RankedTensorType>(tensor.getType());
  SmallVector<OpFoldResult> sizes =
      tensor::getMixedSizes(builder, builder.getLoc(), tensor);
  SmallVector<OpFoldResult> offsets(sizes.size(), builder.getIndexAttr(0));
  SmallVector<OpFoldResult> strides(sizes.size(), builder.getIndexAttr(1));
  offsets[dimension] = builder.getIndexAttr(offset);
  sizes[dimension] = size;
  SmallVector<int64_t> shape;
  SmallVector<Value> dynamicSizes;
  dispatchIndexOpFoldResults(sizes, dynamicSizes, shape);
  if (dropsDimension)
    shape.erase(shape.begin() + dimension);
  return tensor::ExtractSliceOp::create(
      builder, RankedTensorType::get(shape, type.getElementType()), tensor,
      offsets, sizes, strides);
}

Value milcomplex::takeSlice(ImplicitLocOpBuilder &builder, Value tensor,
                            unsigned dimension, int64_t index) {
  return slice(builder, tensor, dimension, index, builder.getIndexAttr(1),
               /*dropsDimension=*/true);
}

Value milcomplex::takeRange(ImplicitLocOpBuilder &builder, Value tensor,
                            unsigned dimension, int64_t offset,
                            OpFoldResult size) {
  return slice(builder, tensor, dimension, offset, size,
               /*dropsDimension=*/false);
}

namespace {

/// An index along one dimension of a tensor.
struct DimensionIndex {
  int64_t dimension, index;
};

} // namespace

/// `tensor` with zeros at the elements that have all of `indices`.
static Value clearAt(ImplicitLocOpBuilder &builder, Value tensor,
                     ArrayRef<DimensionIndex> indices) {
  auto type = cast<RankedTensorType>(tensor.getType());
  SmallVector<OpFoldResult> offsets(type.getRank(), builder.getIndexAttr(0));
  SmallVector<OpFoldResult> strides(type.getRank(), builder.getIndexAttr(1));
  SmallVector<OpFoldResult> sizes =
      tensor::getMixedSizes(builder, builder.getLoc(), tensor);
  for (auto [dimension, index] : indices) {
    offsets[dimension] = builder.getIndexAttr(index);
    sizes[dimension] = builder.getIndexAttr(1);
  }
  Value zeros =
      makeZeros(builder, sizes, cast<FloatType>(type.getElementType()));
  return tensor::InsertSliceOp::create(builder, zeros, tensor, offsets, sizes,
                                       strides);
}

/// clearOwnMirrors of the elements that have the indices `at` along other axes.
static Value clearOwnMirrorsAt(ImplicitLocOpBuilder &builder, Value im,
                               ArrayRef<int64_t> axes,
                               ArrayRef<int64_t> lengths,
                               SmallVector<DimensionIndex> &at) {
  if (axes.empty())
    return clearAt(builder, im, at);
  auto clearRest = [&](int64_t index) {
    at.push_back({axes.front(), index});
    im = clearOwnMirrorsAt(builder, im, axes.drop_front(), lengths.drop_front(),
                           at);
    at.pop_back();
  };
  clearRest(0);
  if (lengths.front() % 2 == 0)
    clearRest(lengths.front() / 2);
  return im;
}

Value milcomplex::clearOwnMirrors(ImplicitLocOpBuilder &builder, Value im,
                                  ArrayRef<int64_t> axes,
                                  ArrayRef<int64_t> lengths) {
  SmallVector<DimensionIndex> at;
  return clearOwnMirrorsAt(builder, im, axes, lengths, at);
}

/// `tensor` padded with zeros along `dimension`, where its size becomes `size`.
static Value padTo(ImplicitLocOpBuilder &builder, Value tensor,
                   unsigned dimension, int64_t before, OpFoldResult after,
                   int64_t size) {
  auto type = cast<RankedTensorType>(tensor.getType());
  SmallVector<int64_t> shape(type.getShape());
  shape[dimension] = size;
  SmallVector<OpFoldResult> low(type.getRank(), builder.getIndexAttr(0));
  SmallVector<OpFoldResult> high = low;
  low[dimension] = builder.getIndexAttr(before);
  high[dimension] = after;
  Value zero = arith::ConstantOp::create(
      builder, builder.getZeroAttr(type.getElementType()));
  return tensor::PadOp::create(
      builder, RankedTensorType::get(shape, type.getElementType()), tensor, low,
      high, zero);
}

Value milcomplex::pad(ImplicitLocOpBuilder &builder, Value tensor,
                      unsigned dimension, int64_t before, int64_t after) {
  if (before == 0 && after == 0)
    return tensor;
  int64_t size = cast<RankedTensorType>(tensor.getType()).getDimSize(dimension);
  return padTo(builder, tensor, dimension, before, builder.getIndexAttr(after),
               ShapedType::isDynamic(size) ? size : before + size + after);
}

Value milcomplex::padBack(ImplicitLocOpBuilder &builder, Value tensor,
                          unsigned dimension, int64_t size) {
  OpFoldResult present =
      tensor::getMixedSize(builder, builder.getLoc(), tensor, dimension);
  if (std::optional<int64_t> known = getConstantIntValue(present)) {
    assert(*known <= size && "padded to less than its size");
    return pad(builder, tensor, dimension, 0, size - *known);
  }
  Value wanted = arith::ConstantIndexOp::create(builder, size);
  Value after = arith::SubIOp::create(builder, wanted, cast<Value>(present));
  return padTo(builder, tensor, dimension, 0, after, size);
}
