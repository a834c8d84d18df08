//===- Async.cpp - async ops to pairs -------------------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/Dialect/Async/IR/Async.h"
#include "AttachPatterns.h"
#include "Functions.h"

using namespace mlir;
using namespace milcomplex;

namespace {

struct AsyncMilcToReal : MilcToRealInterface {
  using MilcToRealInterface::MilcToRealInterface;

  void addTypeConversions(PairTypeConverter &converter) const override;
  void populateMilcToRealPatterns(PairPatternSet &set) const override;
  bool convertsAllThatRulesAccept() const override { return true; }
};

} // namespace

/// A future of a pair is a pair of futures.
void AsyncMilcToReal::addTypeConversions(PairTypeConverter &converter) const {
  converter.addConversion(
      [&converter](async::ValueType type, SmallVectorImpl<Type> &parts)
          -> std::optional<LogicalResult> {
        SmallVector<Type> types;
        if (failed(converter.convertType(type.getValueType(), types)))
          return failure();
        for (Type part : types)
          parts.push_back(async::ValueType::get(part));
        return success();
      });
}

void AsyncMilcToReal::populateMilcToRealPatterns(PairPatternSet &set) const {
  set.add<ConvertByPart<async::AwaitOp>>();
  set.add<ConvertCall<async::CallOp>, ConvertFlattened<async::ExecuteOp>,
          ConvertFlattened<async::ReturnOp>,
          ConvertFlattened<async::YieldOp>>();
  addFunction<async::FuncOp>(set);
  addAttributeRule<async::CallOp>(set);
}

void milcomplex::registerAsyncMilcToReal(DialectRegistry &registry) {
  attachInterface<async::AsyncDialect, AsyncMilcToReal>(registry);
}
