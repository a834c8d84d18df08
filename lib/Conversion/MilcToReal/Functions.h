//===- Functions.h - Functions to pairs -------------------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_FUNCTIONS_H
#define MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_FUNCTIONS_H

#include "FunctionAttributes.h"
#include "Patterns.h"
#include "mlir/Interfaces/FunctionInterfaces.h"

namespace milcomplex {

/// The conversion of the signature of a function and of the arguments of its
/// entry block, which may have more.
class ConvertFunction : public mlir::ConversionPattern {
public:
  ConvertFunction(const mlir::TypeConverter &converter, mlir::StringRef name,
                  mlir::MLIRContext *context)
      : ConversionPattern(converter, name, /*benefit=*/1, context) {}

  mlir::LogicalResult
  matchAndRewrite(mlir::Operation *op,
                  llvm::ArrayRef<mlir::ValueRange> operands,
                  mlir::ConversionPatternRewriter &rewriter) const override;
};

/// A support rule for functions and calls: why their attributes cannot go to
/// the parts.
template <typename OpTy>
std::optional<std::string>
whyNotAttributes(const mlir::TypeConverter &converter, OpTy op) {
  llvm::SmallVector<mlir::Type> argTypes;
  if (auto function = mlir::dyn_cast<mlir::FunctionOpInterface>(*op))
    llvm::append_range(argTypes, function.getArgumentTypes());
  else
    llvm::append_range(
        argTypes,
        mlir::cast<mlir::CallOpInterface>(*op).getArgOperands().getTypes());
  return whyNotSplitAttributes(converter, op.getArgAttrsAttr(), argTypes,
                               op.getResAttrsAttr(), op.getResultTypes());
}

template <typename OpTy> void addAttributeRule(PatternContext &context) {
  context.rules.add<OpTy>([&converter = context.converter](OpTy op) {
    return whyNotAttributes(converter, op);
  });
}

/// Adds the conversion of functions of kind `OpTy`.
template <typename OpTy> void addFunction(PatternContext &context) {
  context.patterns.add<ConvertFunction>(context.converter,
                                        OpTy::getOperationName(),
                                        context.patterns.getContext());
  addAttributeRule<OpTy>(context);
}

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_FUNCTIONS_H
