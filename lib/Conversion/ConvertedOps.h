//===- ConvertedOps.h - What milc-to-real converted -------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_CONVERTEDOPS_H
#define MILCOMPLEX_LIB_CONVERSION_CONVERTEDOPS_H

#include "mlir/IR/Operation.h"

namespace milcomplex {

/// An analysis of a module that milc-to-real fills in and milc-tidy reads: the
/// ops, isolated from above, in which complex values were.
struct ConvertedOps {
  explicit ConvertedOps(mlir::Operation *) {}
  llvm::SmallVector<mlir::Operation *> ops;
};

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_CONVERTEDOPS_H
