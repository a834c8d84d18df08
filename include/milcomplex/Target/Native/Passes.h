//===- Passes.h - From lowered modules to the LLVM dialect ---- -*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_TARGET_NATIVE_PASSES_H
#define MILCOMPLEX_TARGET_NATIVE_PASSES_H

#include "mlir/Pass/Pass.h"

namespace milcomplex {

#define GEN_PASS_DECL
#include "milcomplex/Target/Native/Passes.h.inc"

#define GEN_PASS_REGISTRATION
#include "milcomplex/Target/Native/Passes.h.inc"

/// Adds the passes of `--milc-lower-to-llvm` to `manager`, which runs on
/// modules without complex numbers.
void buildLowerToLLVMPipeline(mlir::OpPassManager &manager,
                              const MilcLowerToLLVMOptions &options = {});

} // namespace milcomplex

#endif // MILCOMPLEX_TARGET_NATIVE_PASSES_H
