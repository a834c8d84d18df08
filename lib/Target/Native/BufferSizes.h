//===- BufferSizes.h - Buffers of static shape ---------------- -*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_TARGET_NATIVE_BUFFERSIZES_H
#define MILCOMPLEX_LIB_TARGET_NATIVE_BUFFERSIZES_H

#include "mlir/Dialect/MemRef/IR/MemRef.h"

namespace milcomplex {

/// The bytes of a contiguous buffer of numbers whose shape is static.
std::optional<int64_t> countBytes(mlir::MemRefType type);

/// The op that frees a buffer in the block that allocates it, if it is the only
/// one that does; null otherwise.
mlir::memref::DeallocOp findDealloc(mlir::memref::AllocOp alloc);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_TARGET_NATIVE_BUFFERSIZES_H
