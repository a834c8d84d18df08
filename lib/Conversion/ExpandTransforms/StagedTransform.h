//===- StagedTransform.h - Transforms stage by stage ------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_STAGEDTRANSFORM_H
#define MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_STAGEDTRANSFORM_H

#include "LinalgRealTransform.h"
#include "Planner.h"
#include "TransformEmitter.h"

namespace milcomplex {

/// Emits transforms of f32 or f64 as one stage after another of all rows.
class StagedTransform : public TransformEmitter {
public:
  StagedTransform(mlir::ImplicitLocOpBuilder &builder, TransformShape shape,
                  Planner planner)
      : builder(builder), shape(shape), planner(planner),
        real(builder, std::move(shape)) {}

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

protected:
  /// One stage, of which the outputs are scaled.
  virtual TensorPair applyStage(const fft::Stage &stage, TensorPair x,
                                const fft::Scale &scale) = 0;

  /// The transforms of `columns` interleaved columns of each transform.
  TensorPair apply(const fft::Plan &plan, TensorPair x, int64_t columns,
                   const fft::Scale &scale);

  mlir::ImplicitLocOpBuilder &builder;
  TransformShape shape;
  Planner planner;
  LinalgRealTransform real;

private:
  TensorPair applyStages(const fft::Plan &plan, TensorPair x, int64_t columns,
                         const fft::Scale &scale);
  TensorPair convolve(const fft::Plan &plan, TensorPair x, int64_t columns,
                      const fft::Scale &scale);
};

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_STAGEDTRANSFORM_H
