//===- VectorTransform.cpp - Transforms as loops over vectors -------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "VectorTransform.h"

#include "BlockFrames.h"
#include "ElementwiseProducts.h"

using namespace mlir;
using namespace milcomplex;
using namespace milcomplex::fft;

/// How many buffers the stages of a plan need beside the result.
static unsigned countBuffers(const Plan &plan) {
  if (plan.convolution != 0)
    return 2;
  return static_cast<unsigned>(std::min<size_t>(plan.radices.size() - 1, 2));
}

static int64_t getBufferLength(const Plan &plan) {
  return std::max(plan.length, plan.convolution);
}

//===----------------------------------------------------------------------===//
// Blocks
//===----------------------------------------------------------------------===//

BlockLoops VectorTransform::makeLoops(const Plan &plan, OpFoldResult width) {
  return {builder, shape.type, lanes, getBufferLength(plan), width};
}

/// `tensor`, of the shape (batch..., count * width), as a view of blocks is
/// made of it: with a dimension for the columns, if the blocks have any.
Value VectorTransform::splitColumns(const BlockLoops &loops, Value tensor,
                                    int64_t count, OpFoldResult width) {
  if (!loops.hasColumns())
    return tensor;
  return expandLast(builder, tensor, {builder.getIndexAttr(count), width});
}

TensorPair VectorTransform::splitColumns(const BlockLoops &loops, TensorPair x,
                                         int64_t count, OpFoldResult width) {
  return mapParts(
      x, [&](Value part) { return splitColumns(loops, part, count, width); });
}

/// A buffer of the shape that `splitColumns` returns.
Value VectorTransform::makeResult(const BlockLoops &loops, int64_t count,
                                  OpFoldResult width) {
  SmallVector<OpFoldResult> sizes = shape.batch;
  OpFoldResult length = builder.getIndexAttr(count);
  if (loops.hasColumns())
    llvm::append_values(sizes, length, width);
  else
    sizes.push_back(multiplySizes(builder, {length, width}));
  return makeBuffer(builder, sizes, shape.type);
}

VectorView VectorTransform::makeRows(const BlockLoops &loops, int64_t count,
                                     OpFoldResult width) {
  Value re = makeResult(loops, count, width);
  Value im = makeResult(loops, count, width);
  return VectorView::ofRows({re, im}, loops.hasColumns());
}

/// Emits `body` for all blocks; returns the tensors of `result` after it, of
/// the shape (batch..., count * width).
TensorPair VectorTransform::emitBlocks(const BlockLoops &loops,
                                       const VectorView &result,
                                       BufferSpec spec, BlockBody body) {
  Views views = {result};
  loops.addBuffers(views, spec.count, spec.length);
  loops.forBlocks(shape.batch, views,
                  [&](const BlockPlace &place, Views &placed) {
                    VectorView *first = spec.count > 0 ? &placed[1] : nullptr;
                    VectorView *second = spec.count > 1 ? &placed[2] : nullptr;
                    PingPongBuffers buffers(
                        first, spec.includesResult ? &placed[0] : second);
                    body(place, placed[0], buffers);
                  });
  SmallVector<Value> tensors = views[0].getTensors();
  return collapseLast(builder, {tensors.front(), tensors.back()},
                      loops.hasColumns() ? 2 : 1);
}

//===----------------------------------------------------------------------===//
// Complex transforms
//===----------------------------------------------------------------------===//

TensorPair VectorTransform::transform(int64_t length, TensorPair x,
                                      const Scale &scale) {
  return apply(planner.plan(length), x, 1, scale);
}

/// The transforms of `columns` interleaved columns of each transform.
TensorPair VectorTransform::apply(const Plan &plan, TensorPair x,
                                  int64_t columns, const Scale &scale) {
  if (plan.radices.empty())
    return scale.isOne() ? x : multiplyByScale(builder, shape.type, x, scale);
  OpFoldResult width =
      multiplySizes(builder, {builder.getIndexAttr(columns), shape.width});
  BlockLoops loops = makeLoops(plan, width);
  BlockEmitter block(loops);
  VectorView source = VectorView::ofRows(
      splitColumns(loops, x, plan.length, width), loops.hasColumns());
  // The operand of a block is read by its first stage only.
  BufferSpec spec = {countBuffers(plan), getBufferLength(plan)};
  bool isInPlace = overwrites && spec.count != 0 && !loops.hasOverlaps();
  bool isConvolution = plan.convolution != 0;
  bool isOdd = plan.radices.size() % 2 != 0;
  // The result serves as a buffer where a block of it is contiguous and is no
  // longer read as the operand.
  spec.includesResult =
      !loops.hasColumns() && !isConvolution && !(isInPlace && isOdd);
  if (spec.includesResult)
    spec.count = std::min(spec.count, 1U);
  return emitBlocks(
      loops, isInPlace ? source : makeRows(loops, plan.length, width), spec,
      [&](const BlockPlace &place, VectorView &result,
          PingPongBuffers &buffers) {
        // The last stage reads the first buffer: the second may be its target.
        if (!isConvolution && isOdd)
          buffers.swap();
        block.transform(plan, isInPlace ? result : source.at(place), buffers,
                        &result, scale);
      });
}

//===----------------------------------------------------------------------===//
// Real transforms
//===----------------------------------------------------------------------===//

/// Whether blocks separate and combine the spectra of pairs: their vectors are
/// of elements of one transform each, or of columns.
static bool canSeparatePairs(const RealPlan &plan, const BlockLoops &loops) {
  return plan.scheme == RealPlan::Scheme::Packed &&
         !plan.complex.radices.empty() && loops.getElementStride() == 1;
}

TensorPair VectorTransform::transformReal(int64_t length, Value x,
                                          const Scale &scale) {
  RealPlan plan = planner.planReal(length);
  BlockLoops loops = makeLoops(plan.complex, shape.width);
  if (canSeparatePairs(plan, loops))
    return transformPairs(plan.complex, loops, x, scale);
  if (plan.scheme == RealPlan::Scheme::Whole && plan.complex.convolution != 0)
    return convolveReal(plan.complex, x, scale);
  return real.transform(plan, x, [&](TensorPair y, int64_t columns) {
    return apply(plan.complex, y, columns, scale);
  });
}

Value VectorTransform::invertToReal(int64_t length, TensorPair x,
                                    const Scale &scale) {
  RealPlan plan = planner.planReal(length);
  BlockLoops loops = makeLoops(plan.complex, shape.width);
  if (canSeparatePairs(plan, loops))
    return invertPairs(plan.complex, loops, x, scale);
  return real.invert(plan, x, [&](TensorPair y, int64_t columns) {
    return apply(plan.complex, y.swapped(), columns, scale).swapped();
  });
}

/// RealPlan::Scheme::Packed, by a plan of half the length.
TensorPair VectorTransform::transformPairs(const Plan &plan,
                                           const BlockLoops &loops, Value x,
                                           const Scale &scale) {
  BlockEmitter block(loops);
  int64_t length = 2 * plan.length;
  VectorView source = VectorView::ofPairs(
      splitColumns(loops, x, length, shape.width), loops.hasColumns());
  return emitBlocks(
      loops, makeRows(loops, plan.length + 1, shape.width),
      {std::min(countBuffers(plan) + 1, 2U), getBufferLength(plan)},
      [&](const BlockPlace &place, VectorView &result,
          PingPongBuffers &buffers) {
        block.transform(plan, source.at(place), buffers, nullptr, scale);
        block.separatePairs(length, buffers.source(), result);
      });
}

Value VectorTransform::invertPairs(const Plan &plan, const BlockLoops &loops,
                                   TensorPair x, const Scale &scale) {
  BlockEmitter block(loops);
  int64_t length = 2 * plan.length;
  VectorView source = VectorView::ofRows(
      splitColumns(loops, x, plan.length + 1, shape.width), loops.hasColumns());
  VectorView result = VectorView::ofPairs(
      makeResult(loops, length, shape.width), loops.hasColumns());
  return emitBlocks(
             loops, result.swapped(),
             {std::min(countBuffers(plan) + 1, 2U), getBufferLength(plan)},
             [&](const BlockPlace &place, VectorView &placed,
                 PingPongBuffers &buffers) {
               block.combineSpectrum(length, source.at(place),
                                     buffers.target());
               buffers.swap();
               block.transform(plan, buffers.source().swapped(), buffers,
                               &placed, scale);
             })
      .re;
}

/// RealPlan::Scheme::Whole, by Bluestein's algorithm.
TensorPair VectorTransform::convolveReal(const Plan &plan, Value x,
                                         const Scale &scale) {
  BlockLoops loops = makeLoops(plan, shape.width);
  BlockEmitter block(loops);
  int64_t kept = plan.length / 2 + 1;
  VectorView source = VectorView::ofReals(
      splitColumns(loops, x, plan.length, shape.width), loops.hasColumns());
  return emitBlocks(
      loops, makeRows(loops, kept, shape.width), {2, getBufferLength(plan)},
      [&](const BlockPlace &place, VectorView &result,
          PingPongBuffers &buffers) {
        block.convolve(plan, source.at(place), buffers, &result, scale, kept);
        block.clearImaginary(0, result);
      });
}

//===----------------------------------------------------------------------===//
// Frames
//===----------------------------------------------------------------------===//

TensorPair VectorTransform::transformFrames(const Frames &frames, TensorPair x,
                                            const Scale &scale) {
  Plan plan = planner.plan(frames.length);
  BlockLoops loops = makeLoops(plan, shape.width);
  if (!canFillFrames(loops, frames)) {
    x = mapParts(
        x, [&](Value part) { return cutFrames(builder, shape, frames, part); });
    return apply(plan, x, 1, scale);
  }
  BlockEmitter block(loops);
  VectorView signal = VectorView::ofRows(x, /*hasColumns=*/false);
  return emitBlocks(
      loops, makeRows(loops, frames.length, shape.width),
      {2, getBufferLength(plan)},
      [&](const BlockPlace &place, VectorView &result,
          PingPongBuffers &buffers) {
        fillFrames(loops, frames, signal, place, buffers.target());
        buffers.swap();
        block.transform(plan, buffers.source(), buffers, &result, scale);
      });
}

TensorPair VectorTransform::transformRealFrames(const Frames &frames, Value x,
                                                const Scale &scale) {
  RealPlan plan = planner.planReal(frames.length);
  BlockLoops loops = makeLoops(plan.complex, shape.width);
  if (!canSeparatePairs(plan, loops) || !canFillFrames(loops, frames))
    return transformReal(frames.length, cutFrames(builder, shape, frames, x),
                         scale);
  BlockEmitter block(loops);
  VectorView signal = VectorView::ofReals(x, /*hasColumns=*/false);
  return emitBlocks(
      loops, makeRows(loops, frames.length / 2 + 1, shape.width),
      {2, getBufferLength(plan.complex)},
      [&](const BlockPlace &place, VectorView &result,
          PingPongBuffers &buffers) {
        fillFramesOfPairs(loops, frames, signal, place, buffers.target());
        buffers.swap();
        block.transform(plan.complex, buffers.source(), buffers, nullptr,
                        scale);
        block.separatePairs(frames.length, buffers.source(), result);
      });
}
