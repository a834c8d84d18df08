//===- OutlineFunctions.h - Calls in place of long formulas -----*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_OUTLINEFUNCTIONS_H
#define MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_OUTLINEFUNCTIONS_H

#include "ConversionSetup.h"
#include "mlir/Interfaces/FunctionInterfaces.h"

namespace milcomplex {

/// Where the long scalar ops in those of `functions` that are func.func in one
/// builtin.module would become more than `inlineLimit` real ops in place,
/// replaces ops with calls until the others do not. What is called is a private
/// function with one such op in it, added to that module, already converted.
/// Ops outside of loops are replaced first, and those that become the most.
/// Ops in the bodies of ops other than sequential loops and conditions stay. No
/// limit where it is negative. Fails if the conversion of a function does.
mlir::LogicalResult
outlineFunctions(llvm::ArrayRef<mlir::FunctionOpInterface> functions,
                 const ConversionSetup &setup, int64_t inlineLimit);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_OUTLINEFUNCTIONS_H
