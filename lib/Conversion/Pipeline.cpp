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
#include "mlir/Pass/PassRegistry.h"

using namespace mlir;
using namespace milcomplex;

void milcomplex::buildLowerComplexPipeline(OpPassManager &manager,
                                           const LowerComplexOptions &options) {
  manager.addPass(createMilcExpandTransforms(
      {options.abi, options.fftForm, options.vectorWidth}));
  manager.addPass(createMilcToReal({options.abi, options.complexRange,
                                    options.matmul, options.releaseResources}));
  manager.addPass(createMilcVerifyReal());
}

void milcomplex::registerConversionPasses() {
  registerMilcomplexConversionPasses();
  // Not a PassPipelineRegistration: adding a pass on modules to a manager of
  // another op ends the program.
  registerPassPipeline(
      "lower-complex", "Take complex numbers out of the module",
      [](OpPassManager &manager, StringRef text,
         function_ref<LogicalResult(const Twine &)> emitError)
          -> LogicalResult {
        if (manager.getOpAnchorName() != ModuleOp::getOperationName() &&
            manager.getOpAnchorName() != OpPassManager::getAnyOpAnchorName())
          return emitError("lower-complex must run on 'builtin.module', but "
                           "found it on '" +
                           manager.getOpAnchorName() + "'");
        LowerComplexOptions options;
        if (failed(options.parseFromString(text)))
          return failure();
        buildLowerComplexPipeline(manager, options);
        return success();
      },
      [](function_ref<void(const mlir::detail::PassOptions &)> visit) {
        visit(LowerComplexOptions());
      });
}
