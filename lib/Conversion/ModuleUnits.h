//===- ModuleUnits.h - What of a module converts on its own -----*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_MODULEUNITS_H
#define MILCOMPLEX_LIB_CONVERSION_MODULEUNITS_H

#include "mlir/IR/Operation.h"

namespace milcomplex {

/// Whether `op` is one like a module, whose body holds units of its own: ops
/// isolated from above, such as functions, and ops that are not, together.
bool isModuleLike(mlir::Operation *op);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_MODULEUNITS_H
