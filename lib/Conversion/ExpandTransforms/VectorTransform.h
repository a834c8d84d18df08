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
#include "LinalgTransform.h"
#include "TransformPatterns.h"

#include <memory>

namespace milcomplex {

/// Emits the transforms of LinalgTransform as loops: over the batch and blocks
/// of `width`, and in them over vectors, the whole of a block through all
/// stages in buffers of its size before the next block.
class VectorTransform : public LinalgTransform {
public:
  /// `overwrites` if the operand of transforms is of use to nothing else.
  VectorTransform(mlir::ImplicitLocOpBuilder &builder, mlir::FloatType type,
                  llvm::ArrayRef<mlir::OpFoldResult> batch,
                  mlir::OpFoldResult width, int64_t plannedLanes, int64_t lanes,
                  bool overwrites)
      : LinalgTransform(builder, type, batch, width, fft::Form::Vector,
                        plannedLanes),
        lanes(lanes), overwrites(overwrites) {}

  TensorPair transformFrames(const Frames &frames, TensorPair x,
                             const fft::Scale &scale) override;
  TensorPair transformRealFrames(const Frames &frames, mlir::Value x,
                                 const fft::Scale &scale) override;

protected:
  TensorPair apply(const fft::Plan &plan, TensorPair x, int64_t columns,
                   const fft::Scale &scale) override;
  TensorPair transformPairs(const fft::Plan &plan, mlir::Value x,
                            const fft::Scale &scale) override;
  mlir::Value invertPairs(const fft::Plan &plan, TensorPair x,
                          const fft::Scale &scale) override;
  TensorPair transformWhole(const fft::Plan &plan, mlir::Value x,
                            const fft::Scale &scale) override;

private:
  mlir::Value makeTarget(const BlockEmitter &block, int64_t count,
                         mlir::OpFoldResult stride);
  VectorView makeRows(const BlockEmitter &block, int64_t count,
                      mlir::OpFoldResult stride);
  TensorPair
  emitBlocks(BlockEmitter &block, const VectorView &result, unsigned buffers,
             int64_t bufferLength,
             llvm::function_ref<void(const BlockPlace &, Views &)> body);

  int64_t lanes;
  bool overwrites;
};

/// What emits transforms in the form of `code`; `overwrites` if their operand
/// is of use to nothing else.
std::unique_ptr<LinalgTransform>
makeTransform(mlir::ImplicitLocOpBuilder &builder, mlir::FloatType type,
              llvm::ArrayRef<mlir::OpFoldResult> batch,
              mlir::OpFoldResult width, TransformCode code,
              bool overwrites = false);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_VECTORTRANSFORM_H
