//===- LinalgTransform.cpp - Transforms as linalg.generic ops -------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LinalgTransform.h"

#include "StageLoops.h"

using namespace mlir;
using namespace milcomplex;
using namespace milcomplex::fft;

using Real = formulas::EmittedReal;
using Pair = formulas::Pair<Real>;

TensorPair LinalgTransform::applyStage(const Stage &stage, TensorPair x,
                                       const Scale &scale) {
  int64_t radix = stage.radix, rest = stage.rest;
  OpFoldResult stride =
      multiplySizes(builder, {builder.getIndexAttr(stage.stride), shape.width});
  StageLoops loops(shape.batch);
  StageLoops::Names p = loops.addUnlessOne(builder.getIndexAttr(rest));
  StageLoops::Names k = loops.add(builder.getIndexAttr(radix));
  StageLoops::Names q = loops.addUnlessOne(stride);

  SmallVector<OpFoldResult> planes =
      getExpandedSizes(builder, radix, {builder.getIndexAttr(rest), stride});
  Value re = expandLast(builder, x.re, planes);
  Value im = expandLast(builder, x.im, planes);
  SmallVector<IndexedTensor> operands;
  for (int64_t j = 0; j != radix; ++j)
    for (Value part : {re, im})
      operands.push_back({takeSlice(builder, part, shape.batch.size(), j),
                          loops.withBatch({p, q})});
  addRows(builder, shape.type, radix, radix, k, operands);
  if (rest != 1)
    addTwiddles(builder, shape.type, rest, radix, stage.getLength(),
                {p[0], k[0]}, operands);

  auto body = [&](ImplicitLocOpBuilder &scalars, ValueRange values) {
    StageArguments arguments(scalars, values);
    Numbers<Real> inputs = arguments.takePairs(radix);
    std::vector<Real> cosines = arguments.takeReals(radix / 2);
    std::vector<Real> sines = arguments.takeReals((radix - 1) / 2);
    Pair output = transformRow(inputs, cosines, sines);
    if (rest != 1)
      output = formulas::mulBasic(output, arguments.takePair());
    return getValues(scaleBy(output, scale));
  };
  SmallVector<Value> outputs = makeParallelGeneric(
      builder, loops.getSizes(), operands, {shape.type, shape.type}, body);
  return collapseLast(builder, getTensorPair(outputs), loops.getTail().size());
}
