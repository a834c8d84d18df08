//===- ModuleUnits.h - The units that a module consists of ------*- C++ -*-===//
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

/// Whether `op` is like a module: its body holds units, which are converted
/// independently. A unit is an op isolated from above, such as a function, or
/// all ops of the body that are not.
bool isModuleLike(mlir::Operation *op);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_MODULEUNITS_H
