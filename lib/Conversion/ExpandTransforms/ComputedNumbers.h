//===- ComputedNumbers.h - The type to compute in ---------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_COMPUTEDNUMBERS_H
#define MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_COMPUTEDNUMBERS_H

#include "milcomplex/Dialect/ComplexTypes.h"
#include "milcomplex/Math/EmittedReal.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"
#include "llvm/Support/MathExtras.h"
#include "llvm/Support/ScopedPrinter.h"

namespace milcomplex {

/// What numbers of `partType` are computed in: f64, or f32.
inline mlir::FloatType getComputeType(mlir::FloatType partType) {
  if (partType.isF64())
    return partType;
  return mlir::Float32Type::get(partType.getContext());
}

/// A number to compute a transform with: products and sums may be fused.
inline formulas::EmittedReal makeReal(mlir::ImplicitLocOpBuilder &builder,
                                      mlir::Value value) {
  auto fastmath = mlir::arith::FastMathFlagsAttr::get(
      builder.getContext(), mlir::arith::FastMathFlags::contract);
  return {builder, value, fastmath};
}

/// Why a tensor of `type` cannot be computed: its dimensions could not become
/// one, with a convolution of up to three times the length along one of them.
inline std::optional<std::string> whyNotCounted(mlir::RankedTensorType type) {
  int64_t count = 4;
  for (int64_t size : type.getShape())
    if (!mlir::ShapedType::isDynamic(size) && size != 0 &&
        llvm::MulOverflow(count, size, count))
      return "must have less than 2^61 numbers, but found " +
             llvm::to_string(type);
  return std::nullopt;
}

/// `tensor` with numbers of `type`, wider or narrower.
inline mlir::Value convertNumbers(mlir::ImplicitLocOpBuilder &builder,
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

#endif // MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_COMPUTEDNUMBERS_H
