//===- Frames.cpp - Frames of a signal ------------------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Frames.h"

#include "StageLoops.h"
#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace milcomplex;

Value milcomplex::cutFrames(ImplicitLocOpBuilder &builder,
                            const TransformShape &shape, const Frames &frames,
                            Value x) {
  StageLoops loops(shape.batch);
  StageLoops::Names i = loops.add(builder.getIndexAttr(frames.length));
  StageLoops::Names frame = loops.add(shape.width);
  IndexedTensor signal = {x, {}};
  for (unsigned loop : loops.withBatch({}))
    signal.indices.push_back(builder.getAffineDimExpr(loop));
  signal.indices.push_back(builder.getAffineDimExpr(frame[0]) * frames.hop +
                           builder.getAffineDimExpr(i[0]));
  auto body = [&](ImplicitLocOpBuilder &scalars, ValueRange values) {
    return SmallVector<Value>{
        arith::MulFOp::create(scalars, values[0], values[1])};
  };
  Value cut = makeParallelGeneric(builder, loops.getSizes(),
                                  {signal, IndexedTensor{frames.window, i}},
                                  {shape.type}, body)
                  .front();
  return collapseLast(builder, cut, 2);
}
