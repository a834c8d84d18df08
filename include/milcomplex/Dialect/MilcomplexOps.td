//===- MilcomplexOps.td - All milcomplex ops ---------------*- tablegen -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_DIALECT_MILCOMPLEXOPS_TD
#define MILCOMPLEX_DIALECT_MILCOMPLEXOPS_TD

include "milcomplex/Dialect/ArithmeticOps.td"
include "milcomplex/Dialect/CoreOps.td"
include "milcomplex/Dialect/FactorizationOps.td"
include "milcomplex/Dialect/FunctionOps.td"
include "milcomplex/Dialect/LayoutOps.td"
include "milcomplex/Dialect/TransformOps.td"

#endif // MILCOMPLEX_DIALECT_MILCOMPLEXOPS_TD
