//===- LinalgTransform.cpp - Transforms as linalg.generic ops -------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LinalgTransform.h"

#include "ComputeType.h"
#include "StageLoops.h"
#include "milcomplex/FFT/Chirp.h"

using namespace mlir;
using namespace milcomplex;
using namespace milcomplex::fft;

using Real = formulas::EmittedReal;
using Pair = formulas::Pair<Real>;

/// The dimensions of `length` numbers with these to each, without those of one.
LinalgTransform::Sizes
LinalgTransform::getSizes(int64_t length,
                          std::initializer_list<OpFoldResult> behind) {
  Sizes sizes = {builder.getIndexAttr(length)};
  for (OpFoldResult size : behind)
    if (!isOneInteger(size))
      sizes.push_back(size);
  return sizes;
}

//===----------------------------------------------------------------------===//
// Complex transforms
//===----------------------------------------------------------------------===//

TensorPair LinalgTransform::transform(int64_t length, TensorPair x,
                                      const Scale &scale) {
  return apply(makePlan(length, form, plannedLanes), x, 1, scale);
}

TensorPair LinalgTransform::invert(int64_t length, TensorPair x,
                                   const Scale &scale) {
  return transform(length, x.swapped(), scale).swapped();
}

TensorPair LinalgTransform::apply(const Plan &plan, TensorPair x,
                                  int64_t columns, const Scale &scale) {
  return plan.convolution == 0 ? applyStages(plan, x, columns, scale)
                               : convolve(plan, x, columns, scale);
}

TensorPair LinalgTransform::applyStages(const Plan &plan, TensorPair x,
                                        int64_t columns, const Scale &scale) {
  if (plan.radices.empty() && !scale.isOne())
    return multiplyAll(x, scale);
  for (const Stage &stage : plan.getStages(columns))
    x = applyStage(stage, x, stage.rest == 1 ? scale : Scale());
  return x;
}

TensorPair LinalgTransform::applyStage(const Stage &stage, TensorPair x,
                                       const Scale &scale) {
  int64_t radix = stage.radix, rest = stage.rest;
  OpFoldResult stride =
      multiplySizes(builder, {builder.getIndexAttr(stage.stride), width});
  StageLoops loops(batch);
  StageLoops::Names p = loops.addUnlessOne(builder.getIndexAttr(rest));
  StageLoops::Names k = loops.add(builder.getIndexAttr(radix));
  StageLoops::Names q = loops.addUnlessOne(stride);

  Sizes planes = getSizes(radix, {builder.getIndexAttr(rest), stride});
  Value re = expandLast(builder, x.re, planes);
  Value im = expandLast(builder, x.im, planes);
  SmallVector<IndexedTensor> operands;
  for (int64_t j = 0; j != radix; ++j)
    for (Value part : {re, im})
      operands.push_back(
          {takeSlice(builder, part, batch.size(), j), loops.withBatch({p, q})});
  addRows(builder, type, radix, radix, k, operands);
  if (rest != 1)
    addTwiddles(builder, type, rest, radix, stage.getLength(), {p[0], k[0]},
                operands);

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
      builder, loops.getSizes(), operands, {type, type}, body);
  return collapseLast(builder, getTensorPair(outputs), loops.getTail().size());
}

/// Of a transform of single numbers.
TensorPair LinalgTransform::multiplyAll(TensorPair x, const Scale &scale) {
  Sizes sizes = tensor::getMixedSizes(builder, builder.getLoc(), x.re);
  SmallVector<unsigned> loops =
      llvm::to_vector(llvm::seq<unsigned>(0, sizes.size()));
  auto body = [&](ImplicitLocOpBuilder &scalars, ValueRange values) {
    return getValues(
        scaleBy(StageArguments(scalars, values).takePair(), scale));
  };
  return getTensorPair(makeParallelGeneric(
      builder, sizes, {IndexedTensor{x.re, loops}, IndexedTensor{x.im, loops}},
      {type, type}, body));
}

/// Each number times that of `roots` for its place.
TensorPair LinalgTransform::multiply(ArrayRef<Root> roots, TensorPair x,
                                     OpFoldResult stride) {
  StageLoops loops(batch);
  StageLoops::Names j = loops.add(builder.getIndexAttr(roots.size()));
  StageLoops::Names q = loops.addUnlessOne(stride);
  SmallVector<IndexedTensor> operands;
  for (Value part : {x.re, x.im})
    operands.push_back(
        {expandLast(builder, part, loops.getTail()), loops.withBatch({j, q})});
  addRoots(builder, type, static_cast<int64_t>(roots.size()), roots, j,
           operands);
  auto body = [&](ImplicitLocOpBuilder &scalars, ValueRange values) {
    StageArguments arguments(scalars, values);
    Pair number = arguments.takePair();
    return getValues(formulas::mulBasic(number, arguments.takePair()));
  };
  SmallVector<Value> outputs = makeParallelGeneric(
      builder, loops.getSizes(), operands, {type, type}, body);
  return collapseLast(builder, getTensorPair(outputs), loops.getTail().size());
}

/// Bluestein's algorithm.
TensorPair LinalgTransform::convolve(const Plan &plan, TensorPair x,
                                     int64_t columns, const Scale &scale) {
  unsigned dimension = batch.size();
  OpFoldResult stride =
      multiplySizes(builder, {builder.getIndexAttr(columns), width});
  auto resize = [&](TensorPair y, int64_t from,
                    function_ref<Value(Value)> change) {
    Sizes sizes = getSizes(from, {stride});
    auto resizePart = [&](Value part) {
      Value changed = change(expandLast(builder, part, sizes));
      return collapseLast(builder, changed, sizes.size());
    };
    return TensorPair{resizePart(y.re), resizePart(y.im)};
  };

  std::vector<Root> chirp = makeChirp(plan.length);
  TensorPair y = multiply(chirp, x, stride);
  y = resize(y, plan.length, [&](Value part) {
    return padBack(builder, part, dimension, plan.convolution);
  });
  y = applyStages(plan, y, columns, Scale());
  y = multiply(makeChirpSpectrum(plan), y, stride);
  y = applyStages(plan, y.swapped(), columns, Scale()).swapped();
  y = resize(y, plan.convolution, [&](Value part) {
    return takeRange(builder, part, dimension, 0,
                     builder.getIndexAttr(plan.length));
  });
  for (Root &root : chirp)
    root = scaleBy(root, scale);
  return multiply(chirp, y, stride);
}

//===----------------------------------------------------------------------===//
// Frames
//===----------------------------------------------------------------------===//

/// Windowed frames, of shape (batch..., length * width): the numbers of a frame
/// are as far apart as there are frames, which are transformed side by side.
Value LinalgTransform::cutFrames(const Frames &frames, Value x) {
  StageLoops loops(batch);
  StageLoops::Names i = loops.add(builder.getIndexAttr(frames.length));
  StageLoops::Names frame = loops.add(width);
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
                                  {type}, body)
                  .front();
  return collapseLast(builder, cut, 2);
}

TensorPair LinalgTransform::transformFrames(const Frames &frames, TensorPair x,
                                            const Scale &scale) {
  Value re = cutFrames(frames, x.re);
  return transform(frames.length, {re, cutFrames(frames, x.im)}, scale);
}

TensorPair LinalgTransform::transformRealFrames(const Frames &frames, Value x,
                                                const Scale &scale) {
  return transformReal(frames.length, cutFrames(frames, x), scale);
}
