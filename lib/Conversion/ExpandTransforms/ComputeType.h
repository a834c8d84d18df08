//===- ComputeType.h - The type to compute in -------------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_COMPUTETYPE_H
#define MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_COMPUTETYPE_H

#include "milcomplex/Dialect/ComplexTypes.h"
#include "milcomplex/Math/EmittedReal.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"

namespace milcomplex {

/// The type that transforms of elements of `partType` compute in: f64 for f64,
/// otherwise f32.
inline mlir::FloatType getComputeType(mlir::FloatType partType) {
  if (partType.isF64())
    return partType;
  return mlir::Float32Type::get(partType.getContext());
}

/// A scalar or vector to compute a transform with: products and sums may be
/// fused.
inline formulas::EmittedReal makeReal(mlir::ImplicitLocOpBuilder &builder,
                                      mlir::Value value) {
  auto fastmath = mlir::arith::FastMathFlagsAttr::get(
      builder.getContext(), mlir::arith::FastMathFlags::contract);
  return {builder, value, fastmath};
}

/// `tensor` extended or truncated to elements of `type`.
inline mlir::Value convertElements(mlir::ImplicitLocOpBuilder &builder,
                                   mlir::Value tensor, mlir::FloatType type) {
  auto from = mlir::cast<mlir::RankedTensorType>(tensor.getType());
  unsigned width = from.getElementTypeBitWidth();
  if (width == type.getWidth())
    return tensor;
  mlir::Type to = from.clone(type);
  if (width < type.getWidth())
    return mlir::arith::ExtFOp::create(builder, to, tensor);
  return mlir::arith::TruncFOp::create(builder, to, tensor);
}

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_COMPUTETYPE_H
