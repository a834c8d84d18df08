//===- VectorTransform.cpp - Transforms as loops over vectors -------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "VectorTransform.h"

#include "BlockEmitter.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"

using namespace mlir;
using namespace milcomplex;
using namespace milcomplex::fft;

/// How many buffers the stages of a plan need besides where the result goes.
static unsigned countBuffers(const Plan &plan) {
  if (plan.convolution != 0)
    return 2;
  return static_cast<unsigned>(std::min<size_t>(plan.radices.size() - 1, 2));
}

static int64_t getBufferLength(const Plan &plan) {
  return std::max(plan.length, plan.convolution);
}

/// `tensor`, of the shape (batch..., count * width), as a block's views take
/// it.
static Value splitColumns(const BlockEmitter &block,
                          ImplicitLocOpBuilder &builder, Value tensor,
                          int64_t count, OpFoldResult width) {
  if (!block.hasColumns())
    return tensor;
  return expandLast(builder, tensor, {builder.getIndexAttr(count), width});
}

/// A buffer as `splitColumns` gives them.
Value VectorTransform::makeTarget(const BlockEmitter &block, int64_t count,
                                  OpFoldResult stride) {
  Sizes sizes = batch;
  OpFoldResult numbers = builder.getIndexAttr(count);
  if (block.hasColumns())
    llvm::append_values(sizes, numbers, stride);
  else
    sizes.push_back(multiplySizes(builder, {numbers, stride}));
  return makeBuffer(builder, sizes, type);
}

VectorView VectorTransform::makeRows(const BlockEmitter &block, int64_t count,
                                     OpFoldResult stride) {
  Value re = makeTarget(block, count, stride);
  Value im = makeTarget(block, count, stride);
  return VectorView::ofRows({re, im}, block.hasColumns());
}

/// Emits `body` for all blocks, whose first view is `result`; returns its
/// tensors as they have become, of the shape (batch..., count * width).
TensorPair VectorTransform::emitBlocks(
    BlockEmitter &block, const VectorView &result, unsigned buffers,
    int64_t bufferLength,
    function_ref<void(const BlockPlace &, Views &)> body) {
  Views views = {result};
  block.addBuffers(views, buffers, bufferLength);
  block.forBlocks(batch, views, body);
  SmallVector<Value> tensors = views[0].getTensors();
  return collapseLast(builder, {tensors.front(), tensors.back()},
                      block.hasColumns() ? 2 : 1);
}

TensorPair VectorTransform::apply(const Plan &plan, TensorPair x,
                                  int64_t columns, const Scale &scale) {
  if (plan.radices.empty())
    return LinalgTransform::apply(plan, x, columns, scale);
  OpFoldResult stride =
      multiplySizes(builder, {builder.getIndexAttr(columns), width});
  BlockEmitter block(builder, type, lanes, getBufferLength(plan), stride);
  bool hasColumns = block.hasColumns();
  int64_t length = plan.length;
  VectorView source =
      VectorView::ofRows({splitColumns(block, builder, x.re, length, stride),
                          splitColumns(block, builder, x.im, length, stride)},
                         hasColumns);
  // The operand of a block is read by its first stage only.
  unsigned buffers = countBuffers(plan);
  bool isInPlace = overwrites && buffers != 0 && !block.hasOverlaps();
  // The result's own place serves as a buffer where it is of one piece and no
  // longer read.
  bool isBuffer = !hasColumns && plan.convolution == 0 &&
                  !(isInPlace && plan.radices.size() % 2 != 0);
  std::array<unsigned, 2> scratch = {1, isBuffer ? 0U : 2U};
  return emitBlocks(
      block, isInPlace ? source : makeRows(block, length, stride),
      isBuffer ? std::min(buffers, 1U) : buffers, getBufferLength(plan),
      [&](const BlockPlace &place, Views &views) {
        block.transform(plan, isInPlace ? views[0] : source.at(place),
                        std::nullopt, views, 0, scale, scratch);
      });
}

TensorPair VectorTransform::transformPairs(const Plan &plan, Value x,
                                           const Scale &scale) {
  BlockEmitter block(builder, type, lanes, getBufferLength(plan), width);
  if (plan.radices.empty() || block.getUnit() != 1)
    return LinalgTransform::transformPairs(plan, x, scale);
  int64_t half = plan.length;
  VectorView source = VectorView::ofPairs(
      splitColumns(block, builder, x, 2 * half, width), block.hasColumns());
  return emitBlocks(block, makeRows(block, half + 1, width),
                    std::min(countBuffers(plan) + 1, 2U), getBufferLength(plan),
                    [&](const BlockPlace &place, Views &views) {
                      unsigned at =
                          block.transform(plan, source.at(place), std::nullopt,
                                          views, std::nullopt, scale);
                      block.separatePairs(2 * half, views[at], views[0]);
                    });
}

TensorPair VectorTransform::transformWhole(const Plan &plan, Value x,
                                           const Scale &scale) {
  if (plan.convolution == 0)
    return LinalgTransform::transformWhole(plan, x, scale);
  BlockEmitter block(builder, type, lanes, getBufferLength(plan), width);
  int64_t kept = plan.length / 2 + 1;
  VectorView source = VectorView::ofReals(
      splitColumns(block, builder, x, plan.length, width), block.hasColumns());
  return emitBlocks(block, makeRows(block, kept, width), 2,
                    getBufferLength(plan),
                    [&](const BlockPlace &place, Views &views) {
                      block.convolve(plan, source.at(place), std::nullopt,
                                     views, 0, scale, kept);
                      block.clearImaginary(0, views[0]);
                    });
}

/// Whether frames can be laid side by side by blocks of as many numbers of as
/// many frames as a vector has lanes.
static bool canFillFrames(const BlockEmitter &block, const Frames &frames,
                          int64_t lanes) {
  return block.hasColumns() && lanes % 2 == 0 && frames.length >= lanes;
}

TensorPair VectorTransform::transformFrames(const Frames &frames, TensorPair x,
                                            const Scale &scale) {
  Plan plan = makePlan(frames.length, Form::Vector, plannedLanes);
  BlockEmitter block(builder, type, lanes, getBufferLength(plan), width);
  if (!canFillFrames(block, frames, lanes))
    return LinalgTransform::transformFrames(frames, x, scale);
  VectorView signal = VectorView::ofRows(x, /*hasColumns=*/false);
  return emitBlocks(block, makeRows(block, frames.length, width), 2,
                    getBufferLength(plan),
                    [&](const BlockPlace &place, Views &views) {
                      block.fillFrames(frames, signal, place, views[1]);
                      block.transform(plan, views[1], 1, views, 0, scale);
                    });
}

TensorPair VectorTransform::transformRealFrames(const Frames &frames, Value x,
                                                const Scale &scale) {
  RealPlan plan = makeRealPlan(frames.length, Form::Vector, plannedLanes);
  BlockEmitter block(builder, type, lanes, getBufferLength(plan.complex),
                     width);
  if (plan.scheme != RealPlan::Scheme::Packed || plan.complex.radices.empty() ||
      !canFillFrames(block, frames, lanes))
    return LinalgTransform::transformRealFrames(frames, x, scale);
  VectorView signal = VectorView::ofReals(x, /*hasColumns=*/false);
  return emitBlocks(block, makeRows(block, frames.length / 2 + 1, width), 2,
                    getBufferLength(plan.complex),
                    [&](const BlockPlace &place, Views &views) {
                      block.fillFramesOfPairs(frames, signal, place, views[1]);
                      unsigned at = block.transform(plan.complex, views[1], 1,
                                                    views, std::nullopt, scale);
                      block.separatePairs(frames.length, views[at], views[0]);
                    });
}

Value VectorTransform::invertPairs(const Plan &plan, TensorPair x,
                                   const Scale &scale) {
  BlockEmitter block(builder, type, lanes, getBufferLength(plan), width);
  if (plan.radices.empty() || block.getUnit() != 1)
    return LinalgTransform::invertPairs(plan, x, scale);
  int64_t half = plan.length;
  VectorView source =
      VectorView::ofRows({splitColumns(block, builder, x.re, half + 1, width),
                          splitColumns(block, builder, x.im, half + 1, width)},
                         block.hasColumns());
  VectorView result = VectorView::ofPairs(makeTarget(block, 2 * half, width),
                                          block.hasColumns());
  return emitBlocks(
             block, result.swapped(), std::min(countBuffers(plan) + 1, 2U),
             getBufferLength(plan),
             [&](const BlockPlace &place, Views &views) {
               block.combineSpectrum(2 * half, source.at(place), views[1]);
               block.transform(plan, views[1].swapped(), 1, views, 0, scale);
             })
      .re;
}

std::unique_ptr<LinalgTransform>
milcomplex::makeTransform(ImplicitLocOpBuilder &builder, FloatType type,
                          ArrayRef<OpFoldResult> batch, OpFoldResult width,
                          TransformCode code, bool overwrites) {
  std::optional<int64_t> known = getConstantIntValue(width);
  int64_t plannedLanes =
      code.getPlannedLanes(type, known.value_or(ShapedType::kDynamic));
  if (code.form == Form::Linalg)
    return std::make_unique<LinalgTransform>(builder, type, batch, width,
                                             code.form, plannedLanes);
  return std::make_unique<VectorTransform>(builder, type, batch, width,
                                           plannedLanes, code.getLanes(type),
                                           overwrites);
}
