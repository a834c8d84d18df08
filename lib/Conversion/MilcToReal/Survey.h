//===- Survey.h - What a module has that cannot be lowered ------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_SURVEY_H
#define MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_SURVEY_H

#include "milcomplex/Conversion/MilcToReal.h"
#include "mlir/IR/BuiltinOps.h"

namespace milcomplex {

/// Reports every op and type of `module` that cannot be lowered, each once, at
/// its location, and changes nothing. An op can be lowered where one of
/// `patterns` is for its name and no rule speaks against it. Unreachable blocks
/// are passed over: they are erased before the conversion.
///
/// On success `units` holds the groups of ops to convert, each on its own: ops
/// isolated from above with a complex value in them, and ops that are not,
/// together with their neighbours.
mlir::LogicalResult surveyComplexOps(
    mlir::ModuleOp module, const mlir::FrozenRewritePatternSet &patterns,
    const PairTypeConverter &converter, const SupportRules &rules,
    mlir::SmallVectorImpl<mlir::SmallVector<mlir::Operation *>> &units);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_SURVEY_H
