//===- Milcomplex.h - The milcomplex dialect and its ops --------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_DIALECT_MILCOMPLEX_H
#define MILCOMPLEX_DIALECT_MILCOMPLEX_H

#include "milcomplex/Dialect/ComplexTypes.h"
#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Complex/IR/Complex.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/Interfaces/InferTypeOpInterface.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#include "milcomplex/Dialect/MilcomplexDialect.h.inc"

#define GET_OP_CLASSES
#include "milcomplex/Dialect/MilcomplexOps.h.inc"

#endif // MILCOMPLEX_DIALECT_MILCOMPLEX_H
