//===- Functions.cpp - Functions to pairs ---------------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Functions.h"

using namespace mlir;
using namespace milcomplex;

LogicalResult
ConvertFunction::matchAndRewrite(Operation *op, ArrayRef<ValueRange>,
                                 ConversionPatternRewriter &rewriter) const {
  auto function = cast<FunctionOpInterface>(op);
  Region &body = function.getFunctionBody();
  SmallVector<Type> inputs, results, arguments;
  if (failed(
          typeConverter->convertTypes(function.getArgumentTypes(), inputs)) ||
      failed(typeConverter->convertTypes(function.getResultTypes(), results)))
    return rewriter.notifyMatchFailure(op, "a type does not convert");
  if (!body.empty()) {
    TypeConverter::SignatureConversion entry(body.getNumArguments());
    if (failed(typeConverter->convertSignatureArgs(body.getArgumentTypes(),
                                                   entry)) ||
        failed(rewriter.convertRegionTypes(&body, *typeConverter, &entry)))
      return rewriter.notifyMatchFailure(op, "a type does not convert");
  }
  rewriter.modifyOpInPlace(op, [&] {
    setSplitSignature(*typeConverter, function, inputs, results);
  });
  return success();
}
