//===- ResourceUses.h - Which resources a module uses -----------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_RESOURCEUSES_H
#define MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_RESOURCEUSES_H

#include "milcomplex/Dialect/ComplexElements.h"

namespace milcomplex {

/// The resources that `root` and what is nested in it use: in attributes of all
/// kinds, in types and in locations.
llvm::DenseSet<const ResourceEntry *> findUsedResources(mlir::Operation *root);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_RESOURCEUSES_H
