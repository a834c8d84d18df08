//===- milc-opt.cpp - mlir-opt with milcomplex ----------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Serve.h"
#include "milcomplex/Conversion/Passes.h"
#include "milcomplex/Dialect/Milcomplex.h"
#include "milcomplex/Target/Native/Passes.h"
#include "mlir/InitAllDialects.h"
#include "mlir/InitAllExtensions.h"
#include "mlir/InitAllPasses.h"
#include "mlir/Target/LLVMIR/Dialect/All.h"
#include "mlir/Tools/mlir-opt/MlirOptMain.h"

static int run(int argc, char **argv) {
  mlir::registerAllPasses();
  milcomplex::registerConversionPasses();
  milcomplex::registerMilcomplexNativePasses();

  mlir::DialectRegistry registry;
  mlir::registerAllDialects(registry);
  mlir::registerAllExtensions(registry);
  mlir::registerAllGPUToLLVMIRTranslations(registry);
  registry.insert<milcomplex::MilcomplexDialect>();

  return mlir::asMainReturnCode(
      mlir::MlirOptMain(argc, argv, "milcomplex optimizer driver\n", registry));
}

int main(int argc, char **argv) {
  return milcomplex::runOrServe(argc, argv, run);
}
