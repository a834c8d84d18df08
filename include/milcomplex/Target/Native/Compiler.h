//===- Compiler.h - From modules to machine code -------------- -*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_TARGET_NATIVE_COMPILER_H
#define MILCOMPLEX_TARGET_NATIVE_COMPILER_H

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/DialectRegistry.h"
#include <string>

namespace llvm {
class TargetMachine;
} // namespace llvm

namespace milcomplex {

/// How a module is compiled.
struct CompilerOptions {
  /// Options of `--lower-complex`, besides those that the processor decides.
  std::string lowering;
  /// What the names of functions begin with.
  std::string prefix;
  /// How many threads share the iterations of large loops.
  int64_t threads = 1;
};

/// Registers all dialects that a module to compile may have.
void registerCompiledDialects(mlir::DialectRegistry &registry);

/// Lowers a module with complex numbers to the LLVM dialect for a machine.
/// Fails, after a diagnostic, where it or an option is rejected.
mlir::LogicalResult lowerToLLVM(mlir::ModuleOp module,
                                const llvm::TargetMachine &machine,
                                const CompilerOptions &options);

} // namespace milcomplex

#endif // MILCOMPLEX_TARGET_NATIVE_COMPILER_H
