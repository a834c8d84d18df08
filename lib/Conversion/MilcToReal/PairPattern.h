//===- PairPattern.h - Ops whose results split by themselves ----*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_PAIRPATTERN_H
#define MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_PAIRPATTERN_H

#include "mlir/Transforms/DialectConversion.h"

namespace milcomplex {

/// The conversion of an op that has no regions and no successors, and whose
/// results follow from its operands alone: arithmetic, constants, moves. It
/// needs nothing of the conversion driver, so that splitValues can do without.
class PairPattern : public mlir::ConversionPattern {
public:
  /// The parts of the results of `op`, one after the other. `operands` are the
  /// parts of its operands; `builder` stands before it.
  virtual llvm::SmallVector<mlir::Value>
  emitParts(mlir::Operation *op, llvm::ArrayRef<mlir::ValueRange> operands,
            mlir::OpBuilder &builder) const = 0;

  mlir::LogicalResult
  matchAndRewrite(mlir::Operation *op,
                  llvm::ArrayRef<mlir::ValueRange> operands,
                  mlir::ConversionPatternRewriter &rewriter) const final;

protected:
  using ConversionPattern::ConversionPattern;
};

/// A PairPattern for ops of type OpTy.
template <typename OpTy> class OpPairPattern : public PairPattern {
public:
  OpPairPattern(const mlir::TypeConverter &converter,
                mlir::MLIRContext *context)
      : PairPattern(converter, OpTy::getOperationName(), /*benefit=*/1,
                    context) {}

  virtual llvm::SmallVector<mlir::Value>
  emit(OpTy op, llvm::ArrayRef<mlir::ValueRange> operands,
       mlir::OpBuilder &builder) const = 0;

  llvm::SmallVector<mlir::Value>
  emitParts(mlir::Operation *op, llvm::ArrayRef<mlir::ValueRange> operands,
            mlir::OpBuilder &builder) const final {
    return emit(mlir::cast<OpTy>(op), operands, builder);
  }
};

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_PAIRPATTERN_H
