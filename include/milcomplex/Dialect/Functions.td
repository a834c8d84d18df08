//===- Functions.td - What milc-tblgen reads ---------------*- tablegen -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_DIALECT_FUNCTIONS_TD
#define MILCOMPLEX_DIALECT_FUNCTIONS_TD

include "milcomplex/Dialect/FunctionOps.td"
// Which of the functions the complex dialect has.
include "mlir/Dialect/Complex/IR/ComplexOps.td"

#endif // MILCOMPLEX_DIALECT_FUNCTIONS_TD
