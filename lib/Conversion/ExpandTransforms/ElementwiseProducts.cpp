//===- ElementwiseProducts.cpp - Products by constants --------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ElementwiseProducts.h"

#include "StageLoops.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace milcomplex;

using Pair = formulas::Pair<formulas::EmittedReal>;

TensorPair milcomplex::multiplyByScale(ImplicitLocOpBuilder &builder,
                                       FloatType type, TensorPair x,
                                       const fft::Scale &scale) {
  SmallVector<OpFoldResult> sizes =
      tensor::getMixedSizes(builder, builder.getLoc(), x.re);
  SmallVector<unsigned> loops =
      llvm::to_vector(llvm::seq<unsigned>(0, sizes.size()));
  auto body = [&](ImplicitLocOpBuilder &scalars, ValueRange values) {
    return getValues(
        fft::scaleBy(StageArguments(scalars, values).takePair(), scale));
  };
  return getTensorPair(makeParallelGeneric(
      builder, sizes, {IndexedTensor{x.re, loops}, IndexedTensor{x.im, loops}},
      {type, type}, body));
}

TensorPair milcomplex::multiplyByRoots(ImplicitLocOpBuilder &builder,
                                       const TransformShape &shape,
                                       TensorPair x, ArrayRef<fft::Root> roots,
                                       OpFoldResult stride) {
  StageLoops loops(shape.batch);
  StageLoops::Names j = loops.add(builder.getIndexAttr(roots.size()));
  StageLoops::Names q = loops.addUnlessOne(stride);
  SmallVector<IndexedTensor> operands;
  for (Value part : {x.re, x.im})
    operands.push_back(
        {expandLast(builder, part, loops.getTail()), loops.withBatch({j, q})});
  addRoots(builder, shape.type, static_cast<int64_t>(roots.size()), roots, j,
           operands);
  auto body = [&](ImplicitLocOpBuilder &scalars, ValueRange values) {
    StageArguments arguments(scalars, values);
    Pair element = arguments.takePair();
    return getValues(formulas::mulBasic(element, arguments.takePair()));
  };
  SmallVector<Value> outputs = makeParallelGeneric(
      builder, loops.getSizes(), operands, {shape.type, shape.type}, body);
  return collapseLast(builder, getTensorPair(outputs), loops.getTail().size());
}
