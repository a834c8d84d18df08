//===- ElementwiseProducts.h - Products by constants ------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_ELEMENTWISEPRODUCTS_H
#define MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_ELEMENTWISEPRODUCTS_H

#include "ParallelGeneric.h"
#include "TransformShape.h"
#include "milcomplex/FFT/Scale.h"

namespace milcomplex {

/// Each element times `scale`.
TensorPair multiplyByScale(mlir::ImplicitLocOpBuilder &builder,
                           mlir::FloatType type, TensorPair x,
                           const fft::Scale &scale);

/// Each element times the root of its index: `x` is of the shape (batch...,
/// number of roots * stride).
TensorPair multiplyByRoots(mlir::ImplicitLocOpBuilder &builder,
                           const TransformShape &shape, TensorPair x,
                           llvm::ArrayRef<fft::Root> roots,
                           mlir::OpFoldResult stride);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_ELEMENTWISEPRODUCTS_H
