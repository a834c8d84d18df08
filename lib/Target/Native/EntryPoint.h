//===- EntryPoint.h - What a C caller passes to a function ---- -*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_TARGET_NATIVE_ENTRYPOINT_H
#define MILCOMPLEX_LIB_TARGET_NATIVE_ENTRYPOINT_H

#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Operation.h"

namespace milcomplex {

/// What a function accepts and returns: numbers and contiguous buffers.
struct EntryPoint {
  /// Numbers, and buffers that are read.
  mlir::SmallVector<mlir::Type> arguments;
  /// For each result of the function before: a buffer that the caller passes,
  /// where its shape is static, else one that it gets, by its pointer and sizes.
  mlir::SmallVector<mlir::MemRefType> results;

  /// Keeps it with a function, through all conversions.
  void attach(mlir::Operation *function) const;

  /// The one kept with a function, or none.
  static std::optional<EntryPoint> find(mlir::Operation *function);
};

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_TARGET_NATIVE_ENTRYPOINT_H
