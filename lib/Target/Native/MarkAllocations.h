//===- MarkAllocations.h - Buffers that the program frees ----- -*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_TARGET_NATIVE_MARKALLOCATIONS_H
#define MILCOMPLEX_LIB_TARGET_NATIVE_MARKALLOCATIONS_H

#include "mlir/IR/Operation.h"

namespace milcomplex {

/// Notes that the program frees what an op allocates, where canonicalization
/// does not lose it: in the location. Not where that says that it does not.
void nameManualAllocation(mlir::Operation *op);

/// Notes that what an op allocates is freed with the buffers of tensors.
void nameAutomaticAllocation(mlir::Operation *op);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_TARGET_NATIVE_MARKALLOCATIONS_H
