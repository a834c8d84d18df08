//===- UnitDimensions.cpp - A batch without dimensions of 1 ---------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "UnitDimensions.h"

#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"

using namespace mlir;
using namespace milcomplex;

UnitDimensions::UnitDimensions(ArrayRef<OpFoldResult> batch) : batch(batch) {
  groups.emplace_back();
  for (auto [i, size] : llvm::enumerate(batch)) {
    groups.back().push_back(i);
    if (isOneInteger(size))
      continue;
    others.push_back(size);
    groups.emplace_back();
  }
  groups.back().push_back(batch.size());
}

Value UnitDimensions::drop(ImplicitLocOpBuilder &builder, Value tensor) const {
  if (!hasUnits())
    return tensor;
  return tensor::CollapseShapeOp::create(builder, tensor, groups);
}

Value UnitDimensions::restore(ImplicitLocOpBuilder &builder,
                              Value tensor) const {
  if (!hasUnits())
    return tensor;
  auto type = cast<RankedTensorType>(tensor.getType());
  SmallVector<OpFoldResult> sizes = batch;
  sizes.push_back(tensor::getMixedSize(builder, builder.getLoc(), tensor,
                                       type.getRank() - 1));
  SmallVector<int64_t> shape;
  SmallVector<Value> dynamicSizes;
  dispatchIndexOpFoldResults(sizes, dynamicSizes, shape);
  return tensor::ExpandShapeOp::create(
      builder, RankedTensorType::get(shape, type.getElementType()), tensor,
      groups, sizes);
}
