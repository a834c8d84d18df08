//===- LinalgTransform.h - Transforms as linalg.generic ops -----*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_LINALGTRANSFORM_H
#define MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_LINALGTRANSFORM_H

#include "LinalgRealTransform.h"
#include "Planner.h"
#include "TransformEmitter.h"

namespace milcomplex {

/// Emits transforms of f32 or f64 as one linalg.generic a stage.
class LinalgTransform final : public TransformEmitter {
public:
  LinalgTransform(mlir::ImplicitLocOpBuilder &builder, TransformShape shape,
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

private:
  TensorPair apply(const fft::Plan &plan, TensorPair x, int64_t columns,
                   const fft::Scale &scale);
  TensorPair applyStages(const fft::Plan &plan, TensorPair x, int64_t columns,
                         const fft::Scale &scale);
  TensorPair applyStage(const fft::Stage &stage, TensorPair x,
                        const fft::Scale &scale);
  TensorPair convolve(const fft::Plan &plan, TensorPair x, int64_t columns,
                      const fft::Scale &scale);

  mlir::ImplicitLocOpBuilder &builder;
  TransformShape shape;
  Planner planner;
  LinalgRealTransform real;
};

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_LINALGTRANSFORM_H
