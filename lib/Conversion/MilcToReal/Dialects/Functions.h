//===- Functions.h - Functions to pairs -------------------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_DIALECTS_FUNCTIONS_H
#define MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_DIALECTS_FUNCTIONS_H

#include "MilcToReal/FunctionAttributes.h"
#include "milcomplex/Conversion/PairPatterns.h"
#include "mlir/Interfaces/FunctionInterfaces.h"

namespace milcomplex {

/// The conversion of the signature of a function and of the arguments of its
/// entry block, which may have more arguments than the signature.
class ConvertFunction : public mlir::ConversionPattern {
public:
  ConvertFunction(const mlir::TypeConverter &converter,
                  mlir::MLIRContext *context, mlir::StringRef name)
      : ConversionPattern(converter, name, /*benefit=*/1, context) {}

  mlir::LogicalResult
  matchAndRewrite(mlir::Operation *op,
                  llvm::ArrayRef<mlir::ValueRange> operands,
                  mlir::ConversionPatternRewriter &rewriter) const override;
};

/// How the attributes of a function or call split; `tensorAbi` says what
/// tensors in its signature become.
template <typename OpTy>
AttributeSplitter getAttributeSplitter(const mlir::TypeConverter &converter,
                                       OpTy op, Abi tensorAbi = Abi::Pair) {
  llvm::SmallVector<mlir::Type> argTypes;
  if (auto function = mlir::dyn_cast<mlir::FunctionOpInterface>(*op))
    llvm::append_range(argTypes, function.getArgumentTypes());
  else
    llvm::append_range(
        argTypes,
        mlir::cast<mlir::CallOpInterface>(*op).getArgOperands().getTypes());
  return AttributeSplitter(converter, tensorAbi, op.getArgAttrsAttr(), argTypes,
                           op.getResAttrsAttr(), op.getResultTypes());
}

/// Adds the support rule for the attributes of functions or calls.
template <typename OpTy> void addAttributeRule(PairPatternSet &set) {
  set.rules.add<OpTy>([&converter = set.converter](OpTy op) {
    return getAttributeSplitter(converter, op).whyNot();
  });
}

/// A call with attributes of its arguments and results.
template <typename OpTy> struct ConvertCall : mlir::OpConversionPattern<OpTy> {
  using mlir::OpConversionPattern<OpTy>::OpConversionPattern;
  using Adaptor = typename mlir::OpConversionPattern<OpTy>::OneToNOpAdaptor;

  mlir::LogicalResult
  matchAndRewrite(OpTy op, Adaptor adaptor,
                  mlir::ConversionPatternRewriter &rewriter) const override {
    const mlir::TypeConverter &converter = *this->typeConverter;
    auto call = mlir::cast_or_null<OpTy>(createFlattened(
        op, llvm::to_vector(adaptor.getOperands()), converter, rewriter));
    if (!call)
      return rewriter.notifyMatchFailure(op, "a type does not convert");
    AttributeSplitter splitter = getAttributeSplitter(converter, op);
    call.setArgAttrsAttr(splitter.splitArguments());
    call.setResAttrsAttr(splitter.splitResults());
    rewriter.replaceOpWithMultiple(
        op, groupResults(op, call->getResults(), converter));
    return mlir::success();
  }
};

/// Adds the conversion of functions of kind `OpTy`.
template <typename OpTy> void addFunction(PairPatternSet &set) {
  set.add<ConvertFunction>(OpTy::getOperationName());
  addAttributeRule<OpTy>(set);
}

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_DIALECTS_FUNCTIONS_H
