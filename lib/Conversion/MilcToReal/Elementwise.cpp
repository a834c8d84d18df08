//===- Elementwise.cpp - Scalar bodies on tensors -------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Elementwise.h"

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace milcomplex;

/// What the results are written to: for each an operand of its type, one after
/// the other, so that bufferization can compute in place, or else an empty
/// tensor. The values in it are not read. In a loop what comes from outside of
/// it cannot be written over, so that other operands come first.
static SmallVector<Value> makeInits(ImplicitLocOpBuilder &builder,
                                    ValueRange operands, TypeRange types) {
  Region *region = builder.getInsertionBlock()->getParent();
  auto isInner = [&](Value operand) {
    return operand.getParentRegion() == region;
  };
  SmallVector<Value> candidates, inits;
  llvm::append_range(candidates, llvm::make_filter_range(operands, isInner));
  llvm::append_range(candidates,
                     llvm::make_filter_range(operands, std::not_fn(isInner)));
  for (Type type : types) {
    auto found = llvm::find_if(
        candidates, [&](Value operand) { return operand.getType() == type; });
    if (found != candidates.end()) {
      inits.push_back(*found);
      candidates.erase(found);
      continue;
    }
    SmallVector<OpFoldResult> sizes =
        tensor::getMixedSizes(builder, builder.getLoc(), operands.front());
    auto tensorType = cast<RankedTensorType>(type);
    inits.push_back(tensor::EmptyOp::create(
        builder, sizes, tensorType.getElementType(), tensorType.getEncoding()));
  }
  return inits;
}

SmallVector<Value> milcomplex::emitElementwise(
    ImplicitLocOpBuilder &builder, ValueRange operands,
    TypeRange resultElementTypes,
    function_ref<SmallVector<Value>(ImplicitLocOpBuilder &, ValueRange)> body) {
  auto type = dyn_cast<RankedTensorType>(operands.front().getType());
  if (!type)
    return body(builder, operands);

  SmallVector<Type> resultTypes =
      llvm::map_to_vector(resultElementTypes, [&](Type elementType) -> Type {
        return type.clone(elementType);
      });
  SmallVector<Value> inits = makeInits(builder, operands, resultTypes);
  SmallVector<AffineMap> maps(operands.size() + inits.size(),
                              builder.getMultiDimIdentityMap(type.getRank()));
  SmallVector<utils::IteratorType> iterators(type.getRank(),
                                             utils::IteratorType::parallel);
  auto generic = linalg::GenericOp::create(
      builder, resultTypes, operands, inits, maps, iterators,
      [&](OpBuilder &nested, Location loc, ValueRange arguments) {
        ImplicitLocOpBuilder scalars(loc, nested);
        linalg::YieldOp::create(
            scalars, body(scalars, arguments.take_front(operands.size())));
      });
  return generic.getResults();
}
