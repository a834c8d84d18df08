//===- Elementwise.h - Formulas on every element ----------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_CONVERSION_ELEMENTWISE_H
#define MILCOMPLEX_CONVERSION_ELEMENTWISE_H

#include "milcomplex/Math/ComplexRange.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"

namespace milcomplex {

/// Sets the discardable attributes of `op` on the ops that compute `results`
/// for it. A result that is one of `operands` is computed by none.
void keepAttributes(mlir::Operation *op, mlir::ValueRange results,
                    llvm::ArrayRef<mlir::ValueRange> operands);

/// Applies `body`, which computes values of `resultElementTypes` from one
/// element of each operand, to every element. Operands are floats, vectors, or
/// ranked tensors of one shape; for tensors this is one linalg.generic, so that
/// memory is read once.
llvm::SmallVector<mlir::Value>
emitElementwise(mlir::ImplicitLocOpBuilder &builder, mlir::ValueRange operands,
                mlir::TypeRange resultElementTypes,
                llvm::function_ref<llvm::SmallVector<mlir::Value>(
                    mlir::ImplicitLocOpBuilder &, mlir::ValueRange)>
                    body);

/// The type in which a formula for parts of `type` computes: f32 for f16 and
/// bf16, f64 for f32 that is promoted.
mlir::FloatType getComputeType(mlir::Type type, ComplexRange range);

/// Applies `emit` to `parts`, floats or vectors, in `computeType`; returns the
/// results in the type of the parts.
llvm::SmallVector<mlir::Value> emitInType(
    mlir::ImplicitLocOpBuilder &builder, mlir::ValueRange parts,
    mlir::FloatType computeType,
    llvm::function_ref<llvm::SmallVector<mlir::Value>(mlir::ValueRange)> emit);

} // namespace milcomplex

#endif // MILCOMPLEX_CONVERSION_ELEMENTWISE_H
