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

/// Whether `type` is f16, bf16, f32 or f64: the element types of complex
/// numbers that this project lowers.
bool isSupportedPartType(mlir::Type type);

/// The complex type that `type` is or that it is a shaped type of; null where
/// it is neither.
mlir::ComplexType getComplexElementType(mlir::Type type);

/// `type` with complex<T> replaced by T: complex<f32> -> f32,
/// tensor<4xcomplex<f32>> -> tensor<4xf32>. Any other type comes back as it is.
mlir::Type getPartType(mlir::Type type);

/// `type` with T replaced by complex<T>: the inverse of getPartType. A type
/// whose element type is no float comes back as it is.
mlir::Type getComplexType(mlir::Type type);

/// The type of a tensor or buffer that holds real and imaginary parts along one
/// more, last dimension of 2: tensor<4xcomplex<f32>> -> tensor<4x2xf32>. Bytes
/// stay where they are: strides and offset, which count numbers, double. Null
/// where `type` is no ranked tensor or memref of complex numbers, or a memref
/// whose layout is not strided or has numbers too large to double; of an
/// unranked memref, that of numbers.
mlir::Type getInterleavedType(mlir::Type type);

/// Whether a size of `type` is negative. No text has such a type, but bytecode
/// may, since MLIR does not verify the types that it reads there.
bool hasNegativeSize(mlir::Type type);

/// `type` with complex<T> replaced by i1.
mlir::Type getMaskType(mlir::Type type);

} // namespace milcomplex

#endif // MILCOMPLEX_DIALECT_COMPLEXTYPES_H
