//===- Pipeline.cpp - The phases of --lower-complex in order --------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Conversion/Passes.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Pass/PassManager.h"

namespace milcomplex {
#define GEN_PASS_DEF_LOWERCOMPLEX
#include "milcomplex/Conversion/Passes.h.inc"
} // namespace milcomplex

using namespace mlir;
using namespace milcomplex;

void milcomplex::buildLowerComplexPipeline(OpPassManager &manager,
                                           const LowerComplexOptions &options) {
  manager.addPass(
      createMilcExpandFactorizations({options.abi, options.factorizations}));
  manager.addPass(createMilcExpandTransforms(
      {options.abi, options.fftForm, options.vectorWidth}));
  manager.addPass(createMilcExposeZeros());
  manager.addPass(createMilcToReal(
      {options.abi, options.complexRange, options.realFunctions, options.matmul,
       options.inlineLimit, options.releaseResources}));
  manager.addPass(createMilcVerifyReal());
}

void milcomplex::registerConversionPasses() {
  registerMilcomplexConversionPasses();
}

namespace {

struct LowerComplexPass : milcomplex::impl::LowerComplexBase<LowerComplexPass> {
  using LowerComplexBase::LowerComplexBase;

  void getDependentDialects(DialectRegistry &registry) const override {
    makePhases().getDependentDialects(registry);
  }

  void runOnOperation() override {
    OpPassManager phases = makePhases();
    if (failed(runPipeline(phases, getOperation())))
      signalPassFailure();
  }

private:
  OpPassManager makePhases() const {
    OpPassManager phases(ModuleOp::getOperationName());
    buildLowerComplexPipeline(phases, {abi, complexRange, realFunctions, matmul,
                                       factorizations, fftForm, vectorWidth,
                                       inlineLimit, releaseResources});
    return phases;
  }
};

} // namespace
