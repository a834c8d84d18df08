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

SmallVector<Value> milcomplex::emitElementwise(
    ImplicitLocOpBuilder &builder, ValueRange operands,
    TypeRange resultElementTypes,
    function_ref<SmallVector<Value>(ImplicitLocOpBuilder &, ValueRange)> body) {
  auto type = dyn_cast<RankedTensorType>(operands.front().getType());
  if (!type)
    return body(builder, operands);

  SmallVector<OpFoldResult> sizes =
      tensor::getMixedSizes(builder, builder.getLoc(), operands.front());
  SmallVector<Value> inits;
  SmallVector<Type> resultTypes;
  for (Type elementType : resultElementTypes) {
    inits.push_back(tensor::EmptyOp::create(builder, sizes, elementType,
                                            type.getEncoding()));
    resultTypes.push_back(type.clone(elementType));
  }
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
