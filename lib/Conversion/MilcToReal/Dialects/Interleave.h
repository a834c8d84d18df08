//===- Interleave.h - Pairs in one tensor or buffer -------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_DIALECTS_INTERLEAVE_H
#define MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_DIALECTS_INTERLEAVE_H

#include "mlir/IR/ImplicitLocOpBuilder.h"

namespace milcomplex {

/// What an interleaved tensor is for. A buffer gets a tensor of its own, by
/// bufferization.alloc_tensor: CSE merges tensor.empty ops, and
/// one-shot-bufferize (22.1) does not see reads and writes of the buffers of a
/// bufferization.to_buffer.
enum class InterleavedUse { Tensor, Buffer };

/// The tensor that holds the elements of `re` and `im`, ranked tensors of one
/// type, at index 0 and 1 of one more, last dimension.
mlir::Value interleave(mlir::ImplicitLocOpBuilder &builder, mlir::Value re,
                       mlir::Value im,
                       InterleavedUse use = InterleavedUse::Tensor);

/// The elements at index 0, and those at index 1, of the last dimension of
/// `whole`: two slices of a tensor, two views of a ranked memref.
llvm::SmallVector<mlir::Value> deinterleave(mlir::ImplicitLocOpBuilder &builder,
                                            mlir::Value whole);

/// The converted `operands` of `op`, with the two views of its parts for each
/// interleaved buffer.
llvm::SmallVector<llvm::SmallVector<mlir::Value>>
viewParts(mlir::Operation *op, llvm::ArrayRef<mlir::ValueRange> operands,
          mlir::OpBuilder &builder);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_DIALECTS_INTERLEAVE_H
