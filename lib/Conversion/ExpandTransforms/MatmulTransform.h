//===- MatmulTransform.h - Transforms as products ---------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_MATMULTRANSFORM_H
#define MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_MATMULTRANSFORM_H

#include "StageLoops.h"
#include "StagedTransform.h"

namespace milcomplex {

/// Emits transforms of f32 or f64 as products with constant matrices, each a
/// linalg.contract.
class MatmulTransform final : public StagedTransform {
public:
  using StagedTransform::StagedTransform;

  TensorPair transformReal(int64_t length, mlir::Value x,
                           const fft::Scale &scale) override;
  mlir::Value invertToReal(int64_t length, TensorPair x,
                           const fft::Scale &scale) override;

private:
  TensorPair applyStage(const fft::Stage &stage, TensorPair x,
                        const fft::Scale &scale) override;
  TensorPair multiplyByTwiddles(const StageLoops &loops, TensorPair x,
                                int64_t rest, int64_t columns, int64_t length);
  TensorPair transformByMatrix(int64_t length, mlir::Value x,
                               const fft::Scale &scale);
  TensorPair transformFolded(const fft::RealPlan &plan, mlir::Value x,
                             const fft::Scale &scale);
  TensorPair transformColumns(int64_t radix, int64_t rest, mlir::Value x,
                              const fft::Scale &scale);
  mlir::Value invertByMatrix(int64_t length, TensorPair x,
                             const fft::Scale &scale);
  mlir::Value invertFolded(const fft::RealPlan &plan, TensorPair x,
                           const fft::Scale &scale);
  mlir::Value invertColumns(int64_t radix, int64_t rest, TensorPair x,
                            const fft::Scale &scale);
};

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_MATMULTRANSFORM_H
