//===- Tidy.h - Removal of what the lowering left over ----------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_TIDY_H
#define MILCOMPLEX_LIB_CONVERSION_TIDY_H

#include "mlir/IR/Operation.h"

namespace milcomplex {

/// Erases what is dead, unreachable or computed twice in the body of
/// `moduleLike` and of the modules in it, in parallel over the ops of a body.
/// Ops of a body that are among `untouched` stay as they are. Returns whether
/// anything changed.
bool tidyBody(mlir::Operation *moduleLike,
              const llvm::DenseSet<mlir::Operation *> &untouched);

/// Erases what is dead, unreachable or computed twice in the regions of
/// `isolated`, an op that is isolated from above and is not a module. Returns
/// whether anything changed.
bool tidyOp(mlir::Operation *isolated);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_TIDY_H
