//===- Func.cpp - func ops to pairs ---------------------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "AttachPatterns.h"
#include "Functions.h"
#include "MilcToReal/Boundary.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"

using namespace mlir;
using namespace milcomplex;

/// What tensors in a call become: the same as in the signature of its callee.
/// `abi` is that of the module.
static Abi getCalleeAbi(func::CallOp call, Abi abi) {
  // Most calls have no attributes for which it matters.
  if (!call.getArgAttrsAttr() && !call.getResAttrsAttr())
    return Abi::Pair;
  auto callee = SymbolTable::lookupNearestSymbolFrom<func::FuncOp>(
      call, call.getCalleeAttr());
  return callee ? getSignatureAbi(callee, abi) : Abi::Pair;
}

static void populatePatterns(PairPatternSet &set) {
  set.add<ConvertCall<func::CallIndirectOp>, ConvertCall<func::CallOp>,
          ConvertFlattened<func::ConstantOp>,
          ConvertFlattened<func::ReturnOp>>();
  set.add<ConvertFunction>(func::FuncOp::getOperationName());
  const PairTypeConverter &converter = set.converter;
  set.rules.add<func::FuncOp>([&converter](func::FuncOp op) {
    if (std::optional<std::string> reason =
            whyNotBoundary(op, converter.getAbi()))
      return reason;
    Abi abi = getSignatureAbi(op, converter.getAbi());
    return getAttributeSplitter(converter, op, abi).whyNot();
  });
  set.rules.add<func::CallOp>([&converter](func::CallOp op) {
    Abi abi = getCalleeAbi(op, converter.getAbi());
    return getAttributeSplitter(converter, op, abi).whyNot();
  });
  addAttributeRule<func::CallIndirectOp>(set);
}

void milcomplex::registerFuncMilcToReal(DialectRegistry &registry) {
  attachPatterns<func::FuncDialect, populatePatterns>(registry);
}
