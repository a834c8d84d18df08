//===- TransformShape.h - The tensors of transforms -------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_TRANSFORMSHAPE_H
#define MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_TRANSFORMSHAPE_H

#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/OpDefinition.h"

namespace milcomplex {

/// The tensors of transforms along one dimension, each of the shape (batch...,
/// n * width) for n elements along it.
struct TransformShape {
  /// f32 or f64.
  mlir::FloatType type;
  /// The sizes of the dimensions before that of the transforms.
  llvm::SmallVector<mlir::OpFoldResult> batch;
  /// The product of the sizes of the dimensions after it: how many transforms
  /// are interleaved.
  mlir::OpFoldResult width;
};

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_TRANSFORMSHAPE_H
