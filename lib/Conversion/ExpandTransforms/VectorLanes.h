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

/// A lane of a vector of rank 1.
struct Lane {
  mlir::Value vector;
  int64_t index;
};

/// Lanes of any vectors, in order.
using Lanes = llvm::SmallVector<Lane>;

/// The first `count` lanes of `vector`.
Lanes getLanes(mlir::Value vector, int64_t count);

/// A vector of these lanes, at least one, of vectors of one type.
mlir::Value gatherLanes(mlir::ImplicitLocOpBuilder &builder,
                        llvm::ArrayRef<Lane> lanes);

/// A vector of the lanes from `offset` on of a sequence of lanes.
struct Chunk {
  int64_t offset;
  mlir::Value vector;
};

/// All of `lanes`, of which there are at least `width`, as vectors of `width`;
/// the last two may overlap.
llvm::SmallVector<Chunk> chunkLanes(mlir::ImplicitLocOpBuilder &builder,
                                    llvm::ArrayRef<Lane> lanes, int64_t width);

/// The lanes of `streams`, which are of one length, interleaved by blocks of
/// `block` lanes, as vectors of `width`.
llvm::SmallVector<Chunk> interleave(mlir::ImplicitLocOpBuilder &builder,
                                    llvm::SmallVector<Lanes> streams,
                                    int64_t block, int64_t width);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_VECTORLANES_H
