//===- Func.cpp - func ops to pairs ---------------------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Boundary.h"
#include "Functions.h"
#include "Splitting.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"

using namespace mlir;
using namespace milcomplex;

namespace {

/// func.call and func.call_indirect.
template <typename OpTy> struct ConvertCall : OpConversionPattern<OpTy> {
  using OpConversionPattern<OpTy>::OpConversionPattern;
  using Adaptor = typename OpConversionPattern<OpTy>::OneToNOpAdaptor;

  LogicalResult
  matchAndRewrite(OpTy op, Adaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    auto call = cast_or_null<OpTy>(
        createFlattened(op, llvm::to_vector(adaptor.getOperands()),
                        *this->typeConverter, rewriter));
    if (!call)
      return rewriter.notifyMatchFailure(op, "a type does not convert");
    auto arguments = cast<CallOpInterface>(op.getOperation()).getArgOperands();
    auto split = [&](ArrayAttr attributes, TypeRange types) -> ArrayAttr {
      SmallVector<DictionaryAttr> parts = splitAttributes(
          *this->typeConverter, attributes, types, op.getResultTypes());
      return parts.empty() ? ArrayAttr()
                           : rewriter.getArrayAttr(SmallVector<Attribute>(
                                 parts.begin(), parts.end()));
    };
    call.setArgAttrsAttr(split(op.getArgAttrsAttr(), arguments.getTypes()));
    call.setResAttrsAttr(split(op.getResAttrsAttr(), op.getResultTypes()));
    rewriter.replaceOpWithMultiple(
        op, groupResults(op, call->getResults(), *this->typeConverter));
    return success();
  }
};

} // namespace

void milcomplex::populateFuncPatterns(PatternContext &context) {
  context.add<ConvertCall<func::CallIndirectOp>, ConvertCall<func::CallOp>,
              ConvertFlattened<func::ConstantOp>,
              ConvertFlattened<func::ReturnOp>>();
  addFunction<func::FuncOp>(context);
  context.rules.add<func::FuncOp>([&converter =
                                       context.converter](func::FuncOp op) {
    std::optional<std::string> reason = whyNotBoundary(op, converter.getAbi());
    return reason ? reason : whyNotAttributes(converter, op);
  });
  addAttributeRule<func::CallOp>(context);
  addAttributeRule<func::CallIndirectOp>(context);
}
