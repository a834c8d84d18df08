//===- Boundary.h - Complex values in public signatures ---------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_BOUNDARY_H
#define MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_BOUNDARY_H

#include "milcomplex/Conversion/Abi.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"

#include <optional>
#include <string>

namespace milcomplex {

/// What the tensors in the signature of `function` become; `abi` is that of the
/// module.
Abi getSignatureAbi(mlir::func::FuncOp function, Abi abi);

/// A support rule: why the complex values in the signature of `function` cannot
/// be what its abi, or that of the module, says.
std::optional<std::string> whyNotBoundary(mlir::func::FuncOp function, Abi abi);

/// Gives the functions in `module` whose abi is the interleaved one, and what
/// calls them, an interleaved tensor in place of each ranked complex one, with
/// views to what the bodies have. Removes the attributes that say so. Gives the
/// functions that this takes besides: of what is called by address, one with
/// the signature that it had.
llvm::SmallVector<mlir::func::FuncOp> interleaveBoundary(mlir::ModuleOp module,
                                                         Abi abi);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_BOUNDARY_H
