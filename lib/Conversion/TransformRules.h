//===- TransformRules.h - Which transforms can be expanded ------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_TRANSFORMRULES_H
#define MILCOMPLEX_LIB_CONVERSION_TRANSFORMRULES_H

#include "mlir/IR/Operation.h"

#include <optional>
#include <string>

namespace milcomplex {

class SupportRules;

/// Why `op`, an op with the trait IsTransform, cannot be expanded; nullopt
/// where it can.
std::optional<std::string> whyNotExpanded(mlir::Operation *op);

/// Adds whyNotExpanded as the support rule of each of these ops.
void addTransformRules(SupportRules &rules);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_TRANSFORMRULES_H
