//===- Pipeline.cpp - The phases of --lower-complex in order --------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Conversion/Passes.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassRegistry.h"

using namespace mlir;
using namespace milcomplex;

void milcomplex::buildLowerComplexPipeline(OpPassManager &manager,
                                           const LowerComplexOptions &options) {
  manager.addPass(createMilcExpandTransforms());
  manager.addPass(createMilcToReal({options.abi, options.complexRange,
                                    options.matmul, options.releaseResources}));
  manager.addPass(createMilcTidy());
  manager.addPass(createMilcVerifyReal());
}

void milcomplex::registerConversionPasses() {
  registerMilcomplexConversionPasses();
  PassPipelineRegistration<LowerComplexOptions>(
      "lower-complex", "Take complex numbers out of the module",
      buildLowerComplexPipeline);
}
