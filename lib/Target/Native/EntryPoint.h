//===- EntryPoint.h - What a C caller passes to a function ---- -*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_TARGET_NATIVE_ENTRYPOINT_H
#define MILCOMPLEX_LIB_TARGET_NATIVE_ENTRYPOINT_H

#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Operation.h"

namespace milcomplex {

/// What a function accepts and returns: numbers and contiguous buffers.
struct EntryPoint {
  /// The status where there is no memory.
  static constexpr int32_t outOfMemory = -1;

  /// A result of the function before: a buffer that the caller passes, or one
  /// that it gets, by its pointer and sizes.
  struct Result {
    mlir::MemRefType buffer;
    bool isPassed;
  };

  /// Numbers, and buffers that are read.
  mlir::SmallVector<mlir::Type> arguments;
  mlir::SmallVector<Result> results;
  /// Whether its first result is a status, not 0 where it has failed.
  bool returnsStatus = false;
  /// The strings for the statuses from 1 on.
  mlir::ArrayAttr messages = {};

  /// Keeps it with a function, through all conversions.
  void attach(mlir::Operation *function) const;

  /// The one kept with a function, or none.
  static std::optional<EntryPoint> find(mlir::Operation *function);
};

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_TARGET_NATIVE_ENTRYPOINT_H
