//===- BlockLoops.h - Loops over blocks of transforms -----------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_BLOCKLOOPS_H
#define MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_BLOCKLOOPS_H

#include "VectorView.h"
#include "mlir/IR/BuiltinTypes.h"

namespace milcomplex {

/// A tensor of undefined elements that no other op stands for. Of equal
/// tensor.empty ops CSE makes one, and where two loop-carried tensors begin
/// with it, one-shot-bufferize (22.1) may write both to one buffer.
mlir::Value makeBuffer(mlir::ImplicitLocOpBuilder &builder,
                       llvm::ArrayRef<mlir::OpFoldResult> sizes,
                       mlir::FloatType type);

/// The views of what loops carry: of a result, then of buffers.
using Views = llvm::SmallVector<VectorView, 3>;

/// Emits loops over blocks of transforms and over the elements of a block.
///
/// Of transforms of which fewer are interleaved than a vector has lanes, a
/// block is all that are interleaved, and a vector is of consecutive elements
/// of them. Otherwise a block is of columns, one a transform: as many as fill
/// one vector or several, each of which is of one element of its columns.
class BlockLoops {
public:
  /// Loops for transforms of `length` elements, `width` of them interleaved,
  /// and for vectors of `lanes`. What is emitted outside of all loops goes to
  /// the block that the builder is in now.
  BlockLoops(mlir::ImplicitLocOpBuilder &builder, mlir::FloatType type,
             int64_t lanes, int64_t length, mlir::OpFoldResult width);

  mlir::ImplicitLocOpBuilder &getBuilder() const { return builder; }
  mlir::FloatType getType() const { return type; }
  int64_t getLanes() const { return lanes; }

  bool hasColumns() const { return columns != 0; }
  /// How many columns a block has; 0 if it has none.
  int64_t getColumns() const { return columns; }
  /// The distance of consecutive elements of a transform in a block: how many
  /// transforms are interleaved there; 1 if it has columns.
  int64_t getElementStride() const { return elementStride; }
  /// Whether an element may be in two blocks.
  bool hasOverlaps() const;

  /// Adds `buffers` buffers for `count` elements of each transform of a block.
  void addBuffers(Views &views, unsigned buffers, int64_t count) const;

  /// Emits `body` for all blocks of tensors of which `batch` are the sizes
  /// before the dimension of the transforms, with the views of each block.
  void
  forBlocks(llvm::ArrayRef<mlir::OpFoldResult> batch, Views &views,
            llvm::function_ref<void(const BlockPlace &place, Views &placed)>
                body) const;

  /// Emits `body` for each index from 0 to `count` - 1, in a loop that carries
  /// the tensors of `views`.
  void
  loop(mlir::OpFoldResult count, Views &views,
       llvm::function_ref<void(EmittedIndex index, Views &views)> body) const;

  /// Emits `body` for all vectors of the first `count` elements of a block, or
  /// of those of each of its columns. The last vector may overlap the one
  /// before it.
  void forElements(
      int64_t count, VectorView &target,
      llvm::function_ref<void(Place place, int64_t lanes, VectorView &target)>
          body) const;

  /// What `make` returns, which emits outside of all loops.
  template <typename Function> auto emitOutside(Function make) const {
    mlir::OpBuilder::InsertionGuard guard(builder);
    mlir::Block *block = builder.getInsertionBlock();
    if (block != home)
      builder.setInsertionPoint(
          home->findAncestorOpInBlock(*block->getParentOp()));
    return make();
  }

private:
  EmittedIndex getIndex(int64_t index) const {
    return {builder, mlir::arith::ConstantIndexOp::create(builder, index)};
  }

  mlir::ImplicitLocOpBuilder &builder;
  mlir::FloatType type;
  int64_t lanes;
  mlir::OpFoldResult width;
  int64_t elementStride = 1;
  int64_t columns = 0;
  mlir::Block *home;
};

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_BLOCKLOOPS_H
