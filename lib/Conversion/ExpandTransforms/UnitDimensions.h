//===- UnitDimensions.h - A batch without dimensions of 1 -------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_UNITDIMENSIONS_H
#define MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_UNITDIMENSIONS_H

#include "ParallelGeneric.h"
#include "mlir/Dialect/Utils/ReshapeOpsUtils.h"

namespace milcomplex {

/// Drops the dimensions of size 1 of the batch from tensors of the shape
/// (batch..., size), and restores them. A slice that drops the dimension it is
/// along is ambiguous if another one is of size 1 too: expand-strided-metadata
/// of MLIR 22.1 goes by the type and may use the stride of the other one.
class UnitDimensions {
public:
  explicit UnitDimensions(llvm::ArrayRef<mlir::OpFoldResult> batch);

  /// The sizes of the batch that are not 1.
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
  /// The dimensions that are collapsed to each of `others`, and to the last
  /// one.
  llvm::SmallVector<mlir::ReassociationIndices> groups;
};

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_UNITDIMENSIONS_H
