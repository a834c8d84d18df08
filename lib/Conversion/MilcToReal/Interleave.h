//===- Interleave.h - Pairs in one tensor -----------------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_INTERLEAVE_H
#define MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_INTERLEAVE_H

#include "mlir/IR/ImplicitLocOpBuilder.h"

namespace milcomplex {

/// The tensor that holds the elements of `re` and `im`, ranked tensors of one
/// type, at index 0 and 1 of one more, last dimension.
mlir::Value interleave(mlir::ImplicitLocOpBuilder &builder, mlir::Value re,
                       mlir::Value im);

/// The two tensors that interleave gave `whole` from.
llvm::SmallVector<mlir::Value> deinterleave(mlir::ImplicitLocOpBuilder &builder,
                                            mlir::Value whole);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_INTERLEAVE_H
