//===- MachineCode.h - Objects and libraries ------------------ -*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_TARGET_NATIVE_MACHINECODE_H
#define MILCOMPLEX_TARGET_NATIVE_MACHINECODE_H

#include "mlir/IR/BuiltinOps.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"
#include <memory>

namespace llvm {
class LLVMContext;
class Module;
class TargetMachine;
} // namespace llvm

namespace milcomplex {

/// Registers the target that this runs on, once: LLVM's registry (22.1) may not
/// be read while another thread registers.
void initializeNativeTarget();

/// Makes the code generator of a processor, which optimizes for speed.
/// `processor` is its name as LLVM and Clang have it; `native` is the one that
/// this runs on. The error says why there is none.
llvm::Expected<std::unique_ptr<llvm::TargetMachine>>
makeTargetMachine(llvm::StringRef processor);

/// The bits of the vector registers of a processor.
int64_t getVectorWidth(const llvm::TargetMachine &machine);

/// Translates a module of the LLVM dialect, such as `--milc-lower-to-llvm`
/// leaves, and optimizes it for a machine. Null, after a diagnostic, where it
/// cannot be translated.
std::unique_ptr<llvm::Module> makeOptimizedModule(mlir::ModuleOp module,
                                                  llvm::LLVMContext &context,
                                                  llvm::TargetMachine &machine);

/// Writes an optimized module as an object or as assembly. The error says what
/// the code generator lacks.
llvm::Error writeMachineCode(llvm::Module &module, llvm::TargetMachine &machine,
                             bool asAssembly, llvm::raw_pwrite_stream &out);

/// Links an object to a shared library, by LLD, without other libraries: what
/// it calls of the C and mathematical library is found by who loads it.
llvm::Error linkSharedLibrary(llvm::StringRef objectPath,
                              llvm::StringRef libraryPath);

} // namespace milcomplex

#endif // MILCOMPLEX_TARGET_NATIVE_MACHINECODE_H
