//===- Header.h - The C header of a library ------------------- -*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_TARGET_NATIVE_HEADER_H
#define MILCOMPLEX_TARGET_NATIVE_HEADER_H

#include "mlir/IR/BuiltinOps.h"
#include "llvm/Support/raw_ostream.h"

namespace milcomplex {

/// Writes the C header of a module that `--milc-lower-to-llvm` has lowered: the
/// declaration of each entry point, with the shape, the strides and the owner of
/// each buffer. `name` is that of the library, for the include guard.
void writeHeader(mlir::ModuleOp module, llvm::StringRef name,
                 llvm::raw_ostream &out);

} // namespace milcomplex

#endif // MILCOMPLEX_TARGET_NATIVE_HEADER_H
