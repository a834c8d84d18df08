//===- Elementwise.h - Scalar bodies on tensors -----------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_ELEMENTWISE_H
#define MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_ELEMENTWISE_H

#include "mlir/IR/ImplicitLocOpBuilder.h"

namespace milcomplex {

/// Applies `body`, which computes values of `resultElementTypes` from one
/// element of each operand, to every element. Operands are floats, or tensors
/// of one shape; for tensors this is one linalg.generic, so that memory is read
/// once.
llvm::SmallVector<mlir::Value>
emitElementwise(mlir::ImplicitLocOpBuilder &builder, mlir::ValueRange operands,
                mlir::TypeRange resultElementTypes,
                llvm::function_ref<llvm::SmallVector<mlir::Value>(
                    mlir::ImplicitLocOpBuilder &, mlir::ValueRange)>
                    body);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_ELEMENTWISE_H
