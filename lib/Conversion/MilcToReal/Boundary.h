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
/// become what its abi, or that of the module, asks for.
std::optional<std::string> whyNotBoundary(mlir::func::FuncOp function, Abi abi);

/// Makes each ranked complex tensor an interleaved one in the signatures of the
/// functions of `module` whose abi is interleaved, and inserts views in their
/// bodies and at calls of them. Removes the attributes that ask for an abi.
/// Returns the functions that it adds: for each function whose address is
/// taken, a thunk with the original signature.
llvm::SmallVector<mlir::func::FuncOp> interleaveBoundary(mlir::ModuleOp module,
                                                         Abi abi);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_BOUNDARY_H
