//===- StagedTransform.cpp - Transforms stage by stage --------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "StagedTransform.h"

#include "ElementwiseProducts.h"
#include "milcomplex/FFT/Chirp.h"

using namespace mlir;
using namespace milcomplex;
using namespace milcomplex::fft;

//===----------------------------------------------------------------------===//
// Complex transforms
//===----------------------------------------------------------------------===//

TensorPair StagedTransform::transform(int64_t length, TensorPair x,
                                      const Scale &scale) {
  return apply(planner.plan(length), x, 1, scale);
}

TensorPair StagedTransform::apply(const Plan &plan, TensorPair x,
                                  int64_t columns, const Scale &scale) {
  return plan.convolution == 0 ? applyStages(plan, x, columns, scale)
                               : convolve(plan, x, columns, scale);
}

TensorPair StagedTransform::applyStages(const Plan &plan, TensorPair x,
                                        int64_t columns, const Scale &scale) {
  if (plan.radices.empty() && !scale.isOne())
    return multiplyByScale(builder, shape.type, x, scale);
  for (const Stage &stage : plan.getStages(columns))
    x = applyStage(stage, x, stage.rest == 1 ? scale : Scale());
  return x;
}

/// The transforms by Bluestein's algorithm.
TensorPair StagedTransform::convolve(const Plan &plan, TensorPair x,
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

TensorPair StagedTransform::transformReal(int64_t length, Value x,
                                          const Scale &scale) {
  RealPlan plan = planner.planReal(length);
  return real.transform(plan, x, [&](TensorPair y, int64_t columns) {
    return apply(plan.complex, y, columns, scale);
  });
}

Value StagedTransform::invertToReal(int64_t length, TensorPair x,
                                    const Scale &scale) {
  RealPlan plan = planner.planReal(length);
  return real.invert(plan, x, [&](TensorPair y, int64_t columns) {
    return apply(plan.complex, y.swapped(), columns, scale).swapped();
  });
}

TensorPair StagedTransform::transformFrames(const Frames &frames, TensorPair x,
                                            const Scale &scale) {
  x = mapParts(
      x, [&](Value part) { return cutFrames(builder, shape, frames, part); });
  return transform(frames.length, x, scale);
}

TensorPair StagedTransform::transformRealFrames(const Frames &frames, Value x,
                                                const Scale &scale) {
  return transformReal(frames.length, cutFrames(builder, shape, frames, x),
                       scale);
}
