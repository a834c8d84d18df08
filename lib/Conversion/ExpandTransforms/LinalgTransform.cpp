//===- LinalgTransform.cpp - Transforms as linalg.generic ops -------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LinalgTransform.h"

#include "ElementwiseProducts.h"
#include "StageLoops.h"
#include "milcomplex/FFT/Chirp.h"

using namespace mlir;
using namespace milcomplex;
using namespace milcomplex::fft;

using Real = formulas::EmittedReal;
using Pair = formulas::Pair<Real>;

//===----------------------------------------------------------------------===//
// Complex transforms
//===----------------------------------------------------------------------===//

TensorPair LinalgTransform::transform(int64_t length, TensorPair x,
                                      const Scale &scale) {
  return apply(planner.plan(length), x, 1, scale);
}

/// The transforms of `columns` interleaved columns of each transform.
TensorPair LinalgTransform::apply(const Plan &plan, TensorPair x,
                                  int64_t columns, const Scale &scale) {
  return plan.convolution == 0 ? applyStages(plan, x, columns, scale)
                               : convolve(plan, x, columns, scale);
}

TensorPair LinalgTransform::applyStages(const Plan &plan, TensorPair x,
                                        int64_t columns, const Scale &scale) {
  if (plan.radices.empty() && !scale.isOne())
    return multiplyByScale(builder, shape.type, x, scale);
  for (const Stage &stage : plan.getStages(columns))
    x = applyStage(stage, x, stage.rest == 1 ? scale : Scale());
  return x;
}

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

/// The transforms by Bluestein's algorithm.
TensorPair LinalgTransform::convolve(const Plan &plan, TensorPair x,
                                     int64_t columns, const Scale &scale) {
  unsigned dimension = shape.batch.size();
  OpFoldResult stride =
      multiplySizes(builder, {builder.getIndexAttr(columns), shape.width});
  auto resize = [&](TensorPair y, int64_t from,
                    function_ref<Value(Value)> change) {
    SmallVector<OpFoldResult> sizes = getExpandedSizes(builder, from, {stride});
    auto resizePart = [&](Value part) {
      Value changed = change(expandLast(builder, part, sizes));
      return collapseLast(builder, changed, sizes.size());
    };
    return TensorPair{resizePart(y.re), resizePart(y.im)};
  };

  std::vector<Root> chirp = makeChirp(plan.length);
  TensorPair y = multiplyByRoots(builder, shape, x, chirp, stride);
  y = resize(y, plan.length, [&](Value part) {
    return padBack(builder, part, dimension, plan.convolution);
  });
  y = applyStages(plan, y, columns, Scale());
  y = multiplyByRoots(builder, shape, y, makeChirpSpectrum(plan), stride);
  y = applyStages(plan, y.swapped(), columns, Scale()).swapped();
  y = resize(y, plan.convolution, [&](Value part) {
    return takeRange(builder, part, dimension, 0,
                     builder.getIndexAttr(plan.length));
  });
  for (Root &root : chirp)
    root = scaleBy(root, scale);
  return multiplyByRoots(builder, shape, y, chirp, stride);
}

//===----------------------------------------------------------------------===//
// Real elements and frames
//===----------------------------------------------------------------------===//

TensorPair LinalgTransform::transformReal(int64_t length, Value x,
                                          const Scale &scale) {
  RealPlan plan = planner.planReal(length);
  return real.transform(plan, x, [&](TensorPair y, int64_t columns) {
    return apply(plan.complex, y, columns, scale);
  });
}

Value LinalgTransform::invertToReal(int64_t length, TensorPair x,
                                    const Scale &scale) {
  RealPlan plan = planner.planReal(length);
  return real.invert(plan, x, [&](TensorPair y, int64_t columns) {
    return apply(plan.complex, y.swapped(), columns, scale).swapped();
  });
}

TensorPair LinalgTransform::transformFrames(const Frames &frames, TensorPair x,
                                            const Scale &scale) {
  x = mapParts(
      x, [&](Value part) { return cutFrames(builder, shape, frames, part); });
  return transform(frames.length, x, scale);
}

TensorPair LinalgTransform::transformRealFrames(const Frames &frames, Value x,
                                                const Scale &scale) {
  return transformReal(frames.length, cutFrames(builder, shape, frames, x),
                       scale);
}
