//===- ConversionSetup.cpp - Patterns and rules of a conversion -----------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ConversionSetup.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"

using namespace mlir;
using namespace milcomplex;

SmallVector<const MilcToRealInterface *>
milcomplex::collectInterfaces(MLIRContext *context) {
  SmallVector<const MilcToRealInterface *> interfaces;
  for (Dialect *dialect : context->getLoadedDialects())
    if (auto *found = dialect->getRegisteredInterface<MilcToRealInterface>())
      interfaces.push_back(found);
  llvm::sort(interfaces, [](auto *lhs, auto *rhs) {
    return lhs->getDialect()->getNamespace() <
           rhs->getDialect()->getNamespace();
  });
  return interfaces;
}

ConversionSetup::ConversionSetup(MLIRContext *context,
                                 const MilcToRealOptions &options)
    : converter(options.abi) {
  RewritePatternSet patternSet(context);
  PairPatternSet set{converter, patternSet, rules, options, splitter};
  DenseMap<OperationName, unsigned> counts;
  for (auto *interface : collectInterfaces(context)) {
    size_t before = patternSet.getNativePatterns().size();
    interface->addTypeConversions(converter);
    interface->populateMilcToRealPatterns(set);
    bool mayDecline = !interface->convertsAllThatRulesAccept();
    for (const auto &pattern :
         llvm::drop_begin(patternSet.getNativePatterns(), before)) {
      std::optional<OperationName> name = pattern->getRootKind();
      if (name)
        ++counts[*name];
      if (mayDecline && name)
        declining.insert(*name);
      anyMayDecline |= mayDecline && !name;
    }
  }
  pairPatterns = std::move(set.pairPatterns);
  for (auto [name, count] : counts)
    if (count > 1)
      pairPatterns.erase(name);
  splitsSignatures =
      counts.lookup(OperationName(func::FuncOp::getOperationName(), context)) ==
      1;
  patterns = std::move(patternSet);
}
