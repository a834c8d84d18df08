//===- MilcToReal.cpp - Complex values to pairs of reals ------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Conversion/MilcToReal.h"

#include "ConversionSetup.h"

using namespace mlir;
using namespace milcomplex;

void milcomplex::registerAllMilcToReal(DialectRegistry &registry) {
  registerAffineMilcToReal(registry);
  registerArithMilcToReal(registry);
  registerAsyncMilcToReal(registry);
  registerBufferizationMilcToReal(registry);
  registerBuiltinMilcToReal(registry);
  registerComplexMilcToReal(registry);
  registerControlFlowMilcToReal(registry);
  registerFuncMilcToReal(registry);
  registerGPUMilcToReal(registry);
  registerLinalgMilcToReal(registry);
  registerMLProgramMilcToReal(registry);
  registerMemRefMilcToReal(registry);
  registerMilcomplexMilcToReal(registry);
  registerSCFMilcToReal(registry);
  registerShapeMilcToReal(registry);
  registerShardMilcToReal(registry);
  registerSparseTensorMilcToReal(registry);
  registerTensorMilcToReal(registry);
  registerUBMilcToReal(registry);
}

void milcomplex::populateMilcToRealPatterns(PairTypeConverter &converter,
                                            RewritePatternSet &patterns,
                                            const MilcToRealOptions &options,
                                            SupportRules *rules) {
  SupportRules unused;
  PairPatternSet set{converter, patterns, rules ? *rules : unused, options,
                     std::make_shared<ElementsSplitter>()};
  for (auto *interface : collectInterfaces(patterns.getContext())) {
    interface->addTypeConversions(converter);
    interface->populateMilcToRealPatterns(set);
  }
}
