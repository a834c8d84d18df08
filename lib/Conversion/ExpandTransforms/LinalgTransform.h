//===- LinalgTransform.h - Transforms as linalg.generic ops -----*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_LINALGTRANSFORM_H
#define MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_LINALGTRANSFORM_H

#include "StagedTransform.h"

namespace milcomplex {

/// Emits transforms of f32 or f64 as one linalg.generic a stage.
class LinalgTransform final : public StagedTransform {
public:
  using StagedTransform::StagedTransform;

private:
  TensorPair applyStage(const fft::Stage &stage, TensorPair x,
                        const fft::Scale &scale) override;
};

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_LINALGTRANSFORM_H
