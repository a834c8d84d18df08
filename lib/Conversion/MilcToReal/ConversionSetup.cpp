//===- ConversionSetup.cpp - What a conversion is set up from -------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ConversionSetup.h"

#include "ExpandTransforms/TransformPatterns.h"
#include "Patterns.h"
#include "milcomplex/Conversion/MilcToRealInterface.h"

using namespace mlir;
using namespace milcomplex;

bool milcomplex::populateMilcToRealInterfaces(MLIRContext *context,
                                              PairTypeConverter &converter,
                                              RewritePatternSet &patterns,
                                              SupportRules &rules) {
  SmallVector<const MilcToRealInterface *> interfaces;
  for (Dialect *dialect : context->getLoadedDialects())
    if (auto *found = dialect->getRegisteredInterface<MilcToRealInterface>())
      interfaces.push_back(found);
  llvm::sort(interfaces, [](auto *lhs, auto *rhs) {
    return lhs->getDialect()->getNamespace() <
           rhs->getDialect()->getNamespace();
  });
  for (const MilcToRealInterface *interface : interfaces) {
    interface->addTypeConversions(converter);
    interface->populateMilcToRealPatterns(converter, patterns, rules);
  }
  return !interfaces.empty();
}

/// Where an interface has a pattern too, the driver decides between the two.
static void removeRivals(PairPatternTable &pairPatterns,
                         RewritePatternSet &patterns) {
  DenseMap<OperationName, unsigned> counts;
  for (const auto &pattern : patterns.getNativePatterns())
    if (std::optional<OperationName> name = pattern->getRootKind())
      if (++counts[*name] > 1)
        pairPatterns.erase(*name);
}

ConversionSetup::ConversionSetup(MLIRContext *context,
                                 const MilcToRealOptions &options)
    : converter(options.abi) {
  RewritePatternSet patternSet(context);
  PatternContext ours{converter, patternSet, rules, options, splitter};
  populateAllPatterns(ours);
  addTransformRules(rules);
  hasInterfaces =
      populateMilcToRealInterfaces(context, converter, patternSet, rules);
  removeRivals(ours.pairPatterns, patternSet);
  pairPatterns = std::move(ours.pairPatterns);
  patterns = std::move(patternSet);
}
