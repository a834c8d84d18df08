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

/// Where the result of some transforms goes, and buffers.
using Views = llvm::SmallVector<VectorView, 3>;

/// Emits loops over blocks of transforms and over the numbers of a block.
///
/// A block is of the numbers of some transforms side by side, fewer than a
/// vector has lanes, which are counted through; or of as many columns as fill
/// vectors.
class BlockLoops {
public:
  /// Of transforms of `length` numbers, `width` of them side by side.
  BlockLoops(mlir::ImplicitLocOpBuilder &builder, mlir::FloatType type,
             int64_t lanes, int64_t length, mlir::OpFoldResult width);

  bool hasColumns() const { return columns != 0; }
  /// How many places a number takes that are counted through.
  int64_t getUnit() const { return unit; }
  /// Whether a number may be in two blocks.
  bool hasOverlaps() const;

  /// As many buffers for `count` numbers of each transform of a block.
  void addBuffers(Views &views, unsigned buffers, int64_t count);

  /// Emits `body` for all blocks, at places in tensors whose dimensions before
  /// that of the numbers are `batch`.
  void forBlocks(
      llvm::ArrayRef<mlir::OpFoldResult> batch, Views &views,
      llvm::function_ref<void(const BlockPlace &place, Views &placed)> body);

protected:
  EmittedIndex getIndex(int64_t index) {
    return {builder, mlir::arith::ConstantIndexOp::create(builder, index)};
  }

  /// For `index` in [0, count), with the tensors of `views` as they have
  /// become.
  void loop(mlir::OpFoldResult count, Views &views,
            llvm::function_ref<void(EmittedIndex index, Views &views)> body);

  /// For all vectors of `count` places from 0, or of all columns of `count`
  /// numbers. The last vector may overlap the one before it.
  void forNumbers(
      int64_t count, VectorView &target,
      llvm::function_ref<void(Place place, int64_t lanes, VectorView &target)>
          body);

  /// What `make` builds, outside of all loops.
  template <typename Function> auto atHome(Function make) {
    mlir::OpBuilder::InsertionGuard guard(builder);
    mlir::Block *block = builder.getInsertionBlock();
    if (block != home)
      builder.setInsertionPoint(
          home->findAncestorOpInBlock(*block->getParentOp()));
    return make();
  }

  mlir::ImplicitLocOpBuilder &builder;
  mlir::FloatType type;
  int64_t lanes;
  mlir::OpFoldResult width;
  int64_t unit = 1;
  /// 0, or how many a block has.
  int64_t columns = 0;

private:
  mlir::Block *home;
};

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_BLOCKLOOPS_H
