//===- Milcomplex.h - The milcomplex dialect and its ops --------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_DIALECT_MILCOMPLEX_H
#define MILCOMPLEX_DIALECT_MILCOMPLEX_H

#include "milcomplex/Dialect/ComplexTypes.h"
#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Complex/IR/Complex.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/Interfaces/InferTypeOpInterface.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#include "milcomplex/Dialect/MilcomplexDialect.h.inc"

#include "milcomplex/Dialect/TransformEnums.h.inc"

#define GET_ATTRDEF_CLASSES
#include "milcomplex/Dialect/TransformAttrs.h.inc"

namespace milcomplex {

/// The trait of a whole-tensor transform, which milc-expand-transforms expands
/// before milc-to-real converts the rest.
template <typename ConcreteType>
class IsTransform : public mlir::OpTrait::TraitBase<ConcreteType, IsTransform> {
};

/// The trait of a factorization, which milc-expand-factorizations expands
/// before milc-to-real converts the rest.
template <typename ConcreteType>
class IsFactorization
    : public mlir::OpTrait::TraitBase<ConcreteType, IsFactorization> {};

/// Whether an op with this name is expanded before milc-to-real.
inline bool isExpanded(mlir::OperationName name) {
  return name.hasTrait<IsTransform>() || name.hasTrait<IsFactorization>();
}

} // namespace milcomplex

namespace milcomplex::detail {

/// FourierOp::getTransformLengths; `givesReal` for irfft.
llvm::SmallVector<int64_t>
getTransformLengths(mlir::RankedTensorType type, llvm::ArrayRef<int64_t> axes,
                    std::optional<llvm::ArrayRef<int64_t>> lengths,
                    bool givesReal);

/// Adds the type of the result, or fails with an error where a constraint of
/// `fft` does not hold; `takesReal` for rfft, `givesReal` for irfft.
llvm::LogicalResult
inferFourierType(std::optional<mlir::Location> location, llvm::StringRef name,
                 mlir::Type operandType, llvm::ArrayRef<int64_t> axes,
                 std::optional<llvm::ArrayRef<int64_t>> lengths, bool takesReal,
                 bool givesReal, llvm::SmallVectorImpl<mlir::Type> &types);

} // namespace milcomplex::detail

#define GET_OP_CLASSES
#include "milcomplex/Dialect/MilcomplexOps.h.inc"

#endif // MILCOMPLEX_DIALECT_MILCOMPLEX_H
