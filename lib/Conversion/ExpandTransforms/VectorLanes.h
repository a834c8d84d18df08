//===- VectorLanes.h - Shuffles of vectors ----------------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_VECTORLANES_H
#define MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_VECTORLANES_H

#include "mlir/IR/ImplicitLocOpBuilder.h"

namespace milcomplex {

/// A number in a vector of rank 1.
struct Lane {
  mlir::Value vector;
  int64_t index;
};

/// Numbers in order, wherever they stand.
using Lanes = llvm::SmallVector<Lane>;

/// The first `count` numbers of `vector`.
Lanes getLanes(mlir::Value vector, int64_t count);

/// A vector of these numbers, of vectors of one type.
mlir::Value gatherLanes(mlir::ImplicitLocOpBuilder &builder,
                        llvm::ArrayRef<Lane> lanes);

/// Some numbers at `offset` among others.
struct Chunk {
  int64_t offset;
  mlir::Value vector;
};

/// All numbers in vectors of `width`, of at least as many; the last two may
/// overlap.
llvm::SmallVector<Chunk> chunkLanes(mlir::ImplicitLocOpBuilder &builder,
                                    llvm::ArrayRef<Lane> lanes, int64_t width);

/// As many blocks of `block` numbers from each of `streams`, all of one length,
/// in turn, in vectors of `width`.
llvm::SmallVector<Chunk> interleave(mlir::ImplicitLocOpBuilder &builder,
                                    llvm::SmallVector<Lanes> streams,
                                    int64_t block, int64_t width);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_VECTORLANES_H
