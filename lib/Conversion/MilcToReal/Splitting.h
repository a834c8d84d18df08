//===- Splitting.h - Type-agnostic ways to split an op ----------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_SPLITTING_H
#define MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_SPLITTING_H

#include "Patterns.h"

namespace milcomplex {

/// How many values one of type `type` becomes.
unsigned getNumParts(const mlir::TypeConverter &converter, mlir::Type type);

/// The converted operands one after the other: re and im of a complex one.
llvm::SmallVector<mlir::Value>
flatten(llvm::ArrayRef<mlir::ValueRange> operands);

/// The operands of part `index` (0: re, 1: im) of an op: that part of a complex
/// one, and a real one as it is.
llvm::SmallVector<mlir::Value>
selectPart(llvm::ArrayRef<mlir::ValueRange> operands, unsigned index);

/// `results` of the op that replaces `op` flattened, grouped as replacements
/// for the results of `op`.
llvm::SmallVector<llvm::SmallVector<mlir::Value>>
groupResults(mlir::Operation *op, mlir::ValueRange results,
             const mlir::TypeConverter &converter);

/// Creates `op` again with `operands` flattened, every result split, and its
/// regions, block arguments split, moved over. Keeps properties, discardable
/// attributes and location; operandSegmentSizes follows the operands. Null
/// where a type does not convert.
mlir::Operation *createFlattened(mlir::Operation *op,
                                 llvm::ArrayRef<mlir::ValueRange> operands,
                                 const mlir::TypeConverter &converter,
                                 mlir::ConversionPatternRewriter &rewriter);

/// The body of ConvertByPart.
llvm::SmallVector<mlir::Value>
splitByPart(mlir::Operation *op, llvm::ArrayRef<mlir::ValueRange> operands,
            const mlir::TypeConverter &converter, mlir::OpBuilder &builder);

/// An op without regions that does the same to the real and to the imaginary
/// part becomes two, each with the attributes of the one. On values that
/// convert to one, functions with complex arguments say, it stays one.
template <typename OpTy> struct ConvertByPart : OpPairPattern<OpTy> {
  using OpPairPattern<OpTy>::OpPairPattern;

  llvm::SmallVector<mlir::Value> emit(OpTy op,
                                      llvm::ArrayRef<mlir::ValueRange> operands,
                                      mlir::OpBuilder &builder) const override {
    return splitByPart(op, operands, *this->typeConverter, builder);
  }
};

/// The body of ConvertFlattened.
mlir::LogicalResult flattenOp(mlir::Operation *op,
                              llvm::ArrayRef<mlir::ValueRange> operands,
                              const mlir::TypeConverter &converter,
                              mlir::ConversionPatternRewriter &rewriter);

/// An op that passes values on (a loop, a terminator) stays one op, with two
/// operands, results and block arguments for each complex one.
template <typename OpTy>
struct ConvertFlattened : mlir::OpConversionPattern<OpTy> {
  using mlir::OpConversionPattern<OpTy>::OpConversionPattern;
  using Adaptor = typename mlir::OpConversionPattern<OpTy>::OneToNOpAdaptor;

  mlir::LogicalResult
  matchAndRewrite(OpTy op, Adaptor adaptor,
                  mlir::ConversionPatternRewriter &rewriter) const override {
    return flattenOp(op, llvm::to_vector(adaptor.getOperands()),
                     *this->typeConverter, rewriter);
  }
};

/// An op that asks for the shape of a complex operand asks for that of its real
/// part.
template <typename OpTy>
struct ConvertShapeQuery : mlir::OpConversionPattern<OpTy> {
  using mlir::OpConversionPattern<OpTy>::OpConversionPattern;
  using Adaptor = typename mlir::OpConversionPattern<OpTy>::OneToNOpAdaptor;

  mlir::LogicalResult
  matchAndRewrite(OpTy op, Adaptor adaptor,
                  mlir::ConversionPatternRewriter &rewriter) const override {
    rewriter.modifyOpInPlace(op, [&] {
      op->setOperands(selectPart(llvm::to_vector(adaptor.getOperands()), 0));
    });
    return mlir::success();
  }
};

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_SPLITTING_H
