//===- UnitDimensions.h - A batch without dimensions of one -----*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_UNITDIMENSIONS_H
#define MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_UNITDIMENSIONS_H

#include "ParallelGeneric.h"

namespace milcomplex {

/// Takes from tensors of the shape (batch..., size) the dimensions of the batch
/// that are one, and gives them back. A slice that drops the dimension it is
/// along is ambiguous where there is another one of one: upstream's
/// expand-strided-metadata goes by the type and may take the wrong stride.
class UnitDimensions {
public:
  explicit UnitDimensions(llvm::ArrayRef<mlir::OpFoldResult> batch);

  /// The sizes of the batch that are not one.
  llvm::ArrayRef<mlir::OpFoldResult> getOthers() const { return others; }

  mlir::Value drop(mlir::ImplicitLocOpBuilder &builder,
                   mlir::Value tensor) const;
  mlir::Value restore(mlir::ImplicitLocOpBuilder &builder,
                      mlir::Value tensor) const;

  TensorPair drop(mlir::ImplicitLocOpBuilder &builder, TensorPair x) const {
    return {drop(builder, x.re), x.im ? drop(builder, x.im) : x.im};
  }
  TensorPair restore(mlir::ImplicitLocOpBuilder &builder, TensorPair x) const {
    return {restore(builder, x.re), x.im ? restore(builder, x.im) : x.im};
  }

private:
  bool hasUnits() const { return others.size() != batch.size(); }

  llvm::SmallVector<mlir::OpFoldResult> batch, others;
  /// The dimensions that each other one, and the last of the tensor, takes in.
  llvm::SmallVector<mlir::ReassociationIndices> groups;
};

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_UNITDIMENSIONS_H
