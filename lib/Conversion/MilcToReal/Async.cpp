//===- Async.cpp - async ops to pairs -------------------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/Dialect/Async/IR/Async.h"
#include "Functions.h"
#include "Splitting.h"

using namespace mlir;
using namespace milcomplex;

void milcomplex::populateAsyncPatterns(PatternContext &context) {
  context.addParts<ConvertByPart<async::AwaitOp>>();
  context.add<ConvertCall<async::CallOp>, ConvertFlattened<async::ExecuteOp>,
              ConvertFlattened<async::ReturnOp>,
              ConvertFlattened<async::YieldOp>>();
  addFunction<async::FuncOp>(context);
  addAttributeRule<async::CallOp>(context);
}
