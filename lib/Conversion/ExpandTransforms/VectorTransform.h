//===- VectorTransform.h - Transforms as loops over vectors -----*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_VECTORTRANSFORM_H
#define MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_VECTORTRANSFORM_H

#include "BlockEmitter.h"
#include "LinalgRealTransform.h"
#include "Planner.h"
#include "TransformEmitter.h"

namespace milcomplex {

/// Emits transforms as loops: over the batch and blocks of `width`, and in them
/// over vectors, the whole of a block through all stages, in buffers of its
/// size, before the next block.
class VectorTransform final : public TransformEmitter {
public:
  /// `overwrites` if the operand of transforms is of use to nothing else.
  VectorTransform(mlir::ImplicitLocOpBuilder &builder, TransformShape shape,
                  Planner planner, int64_t lanes, bool overwrites)
      : builder(builder), shape(shape), planner(planner),
        real(builder, std::move(shape)), lanes(lanes), overwrites(overwrites) {}

  TensorPair transform(int64_t length, TensorPair x,
                       const fft::Scale &scale) override;
  TensorPair transformReal(int64_t length, mlir::Value x,
                           const fft::Scale &scale) override;
  mlir::Value invertToReal(int64_t length, TensorPair x,
                           const fft::Scale &scale) override;
  TensorPair transformFrames(const Frames &frames, TensorPair x,
                             const fft::Scale &scale) override;
  TensorPair transformRealFrames(const Frames &frames, mlir::Value x,
                                 const fft::Scale &scale) override;

private:
  /// The buffers of a block.
  struct BufferSpec {
    /// How many are made.
    unsigned count;
    /// Of how many elements of each transform.
    int64_t length;
    /// Whether the result is the second one.
    bool includesResult = false;
  };
  using BlockBody = llvm::function_ref<void(
      const BlockPlace &place, VectorView &result, PingPongBuffers &buffers)>;

  BlockLoops makeLoops(const fft::Plan &plan, mlir::OpFoldResult width);
  mlir::Value splitColumns(const BlockLoops &loops, mlir::Value tensor,
                           int64_t count, mlir::OpFoldResult width);
  TensorPair splitColumns(const BlockLoops &loops, TensorPair x, int64_t count,
                          mlir::OpFoldResult width);
  mlir::Value makeResult(const BlockLoops &loops, int64_t count,
                         mlir::OpFoldResult width);
  VectorView makeRows(const BlockLoops &loops, int64_t count,
                      mlir::OpFoldResult width);
  TensorPair emitBlocks(const BlockLoops &loops, const VectorView &result,
                        BufferSpec spec, BlockBody body);

  TensorPair apply(const fft::Plan &plan, TensorPair x, int64_t columns,
                   const fft::Scale &scale);
  TensorPair transformPairs(const fft::Plan &plan, const BlockLoops &loops,
                            mlir::Value x, const fft::Scale &scale);
  mlir::Value invertPairs(const fft::Plan &plan, const BlockLoops &loops,
                          TensorPair x, const fft::Scale &scale);
  TensorPair convolveReal(const fft::Plan &plan, mlir::Value x,
                          const fft::Scale &scale);

  mlir::ImplicitLocOpBuilder &builder;
  TransformShape shape;
  Planner planner;
  LinalgRealTransform real;
  int64_t lanes;
  bool overwrites;
};

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_VECTORTRANSFORM_H
