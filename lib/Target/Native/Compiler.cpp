//===- Compiler.cpp - From modules to machine code ------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Target/Native/Compiler.h"
#include "milcomplex/Conversion/Passes.h"
#include "milcomplex/Dialect/Milcomplex.h"
#include "milcomplex/Target/Native/MachineCode.h"
#include "milcomplex/Target/Native/Passes.h"
#include "mlir/IR/Verifier.h"
#include "mlir/InitAllDialects.h"
#include "mlir/InitAllExtensions.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Target/LLVMIR/Dialect/All.h"

using namespace mlir;
using namespace milcomplex;

void milcomplex::registerCompiledDialects(DialectRegistry &registry) {
  registerAllDialects(registry);
  registerAllExtensions(registry);
  registerAllToLLVMIRTranslations(registry);
  registry.insert<MilcomplexDialect>();
}

LogicalResult milcomplex::lowerToLLVM(ModuleOp module,
                                      const llvm::TargetMachine &machine,
                                      const CompilerOptions &options) {
  int64_t vectorWidth = getVectorWidth(machine);
  std::unique_ptr<Pass> lower = createLowerComplex();
  std::string text =
      "fft-form=vector vector-width=" + std::to_string(vectorWidth) + " " +
      options.lowering;
  if (failed(lower->initializeOptions(text, [&](const Twine &message) {
        return emitError(UnknownLoc::get(module.getContext()), message);
      })))
    return failure();
  PassManager manager(module.getContext());
  // The passes' tests verify after each; here that is a sixth of the time.
  manager.enableVerifier(false);
  manager.addPass(std::move(lower));
  MilcLowerToLLVMOptions passes;
  passes.vectorWidth = vectorWidth;
  passes.prefix = options.prefix;
  passes.threads = options.threads;
  buildLowerToLLVMPipeline(manager, passes);
  return success(succeeded(manager.run(module)) && succeeded(verify(module)));
}
