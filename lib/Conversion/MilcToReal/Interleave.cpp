//===- Interleave.cpp - Pairs in one tensor -------------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Interleave.h"

#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace milcomplex;

/// The slice of an interleaved tensor, of sizes `sizes`, that is part `part`.
static void getPartSlice(Builder &builder, unsigned part,
                         SmallVectorImpl<OpFoldResult> &offsets,
                         SmallVectorImpl<OpFoldResult> &sizes,
                         SmallVectorImpl<OpFoldResult> &strides) {
  offsets.append(sizes.size(), builder.getIndexAttr(0));
  offsets.push_back(builder.getIndexAttr(part));
  sizes.push_back(builder.getIndexAttr(1));
  strides.append(sizes.size(), builder.getIndexAttr(1));
}

Value milcomplex::interleave(ImplicitLocOpBuilder &builder, Value re,
                             Value im) {
  SmallVector<OpFoldResult> partSizes =
      tensor::getMixedSizes(builder, builder.getLoc(), re);
  SmallVector<OpFoldResult> wholeSizes = partSizes;
  wholeSizes.push_back(builder.getIndexAttr(2));
  Value whole = tensor::EmptyOp::create(
      builder, wholeSizes,
      cast<RankedTensorType>(re.getType()).getElementType());
  for (auto [part, value] : llvm::enumerate(ValueRange{re, im})) {
    SmallVector<OpFoldResult> offsets, sizes = partSizes, strides;
    getPartSlice(builder, part, offsets, sizes, strides);
    whole = tensor::InsertSliceOp::create(builder, value, whole, offsets, sizes,
                                          strides);
  }
  return whole;
}

SmallVector<Value> milcomplex::deinterleave(ImplicitLocOpBuilder &builder,
                                            Value whole) {
  auto type = cast<RankedTensorType>(whole.getType());
  SmallVector<OpFoldResult> partSizes =
      tensor::getMixedSizes(builder, builder.getLoc(), whole);
  partSizes.pop_back();
  auto partType =
      RankedTensorType::get(type.getShape().drop_back(), type.getElementType());
  SmallVector<Value> parts;
  for (unsigned part = 0; part != 2; ++part) {
    SmallVector<OpFoldResult> offsets, sizes = partSizes, strides;
    getPartSlice(builder, part, offsets, sizes, strides);
    parts.push_back(tensor::ExtractSliceOp::create(builder, partType, whole,
                                                   offsets, sizes, strides));
  }
  return parts;
}
