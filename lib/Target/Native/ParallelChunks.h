//===- ParallelChunks.h - Iterations that threads share ------- -*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_TARGET_NATIVE_PARALLELCHUNKS_H
#define MILCOMPLEX_LIB_TARGET_NATIVE_PARALLELCHUNKS_H

#include "mlir/Dialect/SCF/IR/SCF.h"

namespace milcomplex {

/// The attribute of a function that computes chunks. Its first arguments are
/// the first iteration, the end and the size of a chunk.
inline constexpr llvm::StringLiteral chunkFunctionName = "milc.chunk_function";

/// The attribute of loops of scf for what LLVM is told of them, which the
/// conversion to branches leaves on the last one.
inline constexpr llvm::StringLiteral loopAnnotationName =
    "llvm.loop_annotation";

/// The attribute of a loop whose iterations are independent.
inline constexpr llvm::StringLiteral parallelLoopName = "milc.parallel_loop";

/// Whether emitChunks has made a loop.
bool isOverChunks(mlir::scf::ParallelOp loop);

/// The block in which buffers of `op` on the stack are allocated once: that of
/// the function, or of what a thread runs.
mlir::Block *findStackScope(mlir::Operation *op);

/// How iterations are shared.
struct Sharing {
  int64_t threads;
  /// How many scalar ops are worth a thread.
  int64_t leastWork;

  /// Whether so many iterations of so much work are too few to be shared;
  /// dynamic numbers are enough.
  bool isTooLittle(int64_t count, int64_t work) const;
};

/// Emits an scf.parallel over chunks of the iterations from 0 to `count`, of
/// which there are no more than threads, and each is worth one: an iteration
/// executes about `work` scalar ops. The size of a chunk is a multiple of
/// `multiple`. `emitChunk` gets the first iteration and the end of one.
void emitChunks(
    mlir::OpBuilder &builder, mlir::Location loc, mlir::Value count,
    mlir::Value work, const Sharing &sharing, int64_t multiple,
    llvm::function_ref<void(mlir::OpBuilder &, mlir::Value, mlir::Value)>
        emitChunk);

/// About how many scalar ops a block executes, where loops with dynamic bounds
/// are taken to be short.
int64_t estimateWork(mlir::Block &block);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_TARGET_NATIVE_PARALLELCHUNKS_H
