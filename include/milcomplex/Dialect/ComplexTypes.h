//===- ComplexTypes.h - Complex types and their parts -----------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_DIALECT_COMPLEXTYPES_H
#define MILCOMPLEX_DIALECT_COMPLEXTYPES_H

#include "mlir/IR/BuiltinTypes.h"

namespace milcomplex {

// bool isSupportedPartType(mlir::Type type): whether complex values may have
// parts of `type` (Milcomplex_Float in MilcomplexBase.td).
#include "milcomplex/Dialect/TypeConstraints.h.inc"

/// The complex type that `type` is or that it is a shaped type of; null where
/// it is neither.
mlir::ComplexType getComplexElementType(mlir::Type type);

/// `type` with complex<T> replaced by T: complex<f32> -> f32,
/// tensor<4xcomplex<f32>> -> tensor<4xf32>. Any other type is returned as is.
mlir::Type getPartType(mlir::Type type);

/// `type` with T replaced by complex<T>: the inverse of getPartType. A type
/// whose element type is no float is returned as is.
mlir::Type getComplexType(mlir::Type type);

/// The type of a tensor or memref with the real and the imaginary parts along
/// an additional last dimension of 2: tensor<4xcomplex<f32>> ->
/// tensor<4x2xf32>. No byte moves, so the strides and the offset of a memref,
/// in elements, double. An unranked memref stays unranked, with the element
/// type of a part. Null for any other type, and for a memref whose layout is
/// not strided or whose strides or offset overflow when doubled.
mlir::Type getInterleavedType(mlir::Type type);

/// Whether a dimension of `type` is negative. The parser rejects such a type,
/// but MLIR does not verify the types that it reads from bytecode.
bool hasNegativeSize(mlir::Type type);

/// `type` with complex<T> replaced by i1.
mlir::Type getMaskType(mlir::Type type);

} // namespace milcomplex

#endif // MILCOMPLEX_DIALECT_COMPLEXTYPES_H
