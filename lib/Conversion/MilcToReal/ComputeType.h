//===- ComputeType.h - The type in which a formula computes -----*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_COMPUTETYPE_H
#define MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_COMPUTETYPE_H

#include "milcomplex/Math/ComplexRange.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"

namespace milcomplex {

/// The type in which a formula on numbers with parts of `type` computes: f32
/// for f16 and bf16, f64 for f32 that is promoted.
mlir::FloatType getComputeType(mlir::Type type, ComplexRange range);

/// What `emit` makes of `parts` in `computeType`, in the type of the parts.
llvm::SmallVector<mlir::Value> emitInType(
    mlir::ImplicitLocOpBuilder &builder, mlir::ValueRange parts,
    mlir::FloatType computeType,
    llvm::function_ref<llvm::SmallVector<mlir::Value>(mlir::ValueRange)> emit);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_COMPUTETYPE_H
