//===- BlockContractions.cpp - Contractions by matrix products ------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "MatrixProduct.h"
#include "ParallelChunks.h"
#include "SumOfProducts.h"
#include "milcomplex/Target/Native/Passes.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

namespace milcomplex {
#define GEN_PASS_DEF_MILCBLOCKCONTRACTIONS
#include "milcomplex/Target/Native/Passes.h.inc"
} // namespace milcomplex

using namespace mlir;
using namespace milcomplex;
using linalg::GenericOp;

/// Products of fewer numbers than this are computed by loops.
static constexpr int64_t fewProducts = 16 * 16 * 16;

/// Products of fewer are computed by loops where the elements that lie side by
/// side belong to different ones.
static constexpr int64_t manyProducts = 64 * 64 * 64;

/// How much of the blocks that are computed in registers must be elements of
/// the result.
static constexpr double leastUtilization = 0.4;

/// Which part of such blocks a result of so many rows and columns fills.
static double getUtilization(int64_t rows, int64_t columns, BlockSize block) {
  auto fill = [](int64_t size, int64_t block) {
    return ShapedType::isDynamic(size)
               ? 1
               : double(size) / double(llvm::alignTo(size, block));
  };
  return fill(rows, block.rows) * fill(columns, block.columns);
}

/// Whether a loop is a dimension of an operand.
static bool hasLoop(AffineMap map, unsigned loop) {
  return map.isFunctionOfDim(loop);
}

namespace {

/// A contraction as matrix products in loops over the other dimensions.
struct Contraction {
  ProductSums sums;
  /// The operands that the products name.
  SmallVector<unsigned> lefts, rights;
  /// The loops that are rows and columns of the result and the common
  /// dimension.
  unsigned row, column, depth;

  /// Updates the largest steps of matrices with those of the operands.
  void updateSteps(GenericOp op, MostSteps &steps) const;

  static std::optional<Contraction> match(GenericOp op, int64_t vectorWidth);

private:
  /// Lets the products name operands by their places in `lefts` and `rights`.
  void numberOperands();
};

} // namespace

/// Of the loops that `isWanted` accepts, the one that takes most steps, where
/// dynamic ones are many; the last of equals.
static std::optional<unsigned>
findLongest(GenericOp op, llvm::function_ref<bool(unsigned)> isWanted) {
  SmallVector<int64_t> sizes =
      cast<linalg::LinalgOp>(*op).getStaticLoopRanges();
  std::optional<unsigned> longest;
  auto length = [&](unsigned loop) {
    return ShapedType::isDynamic(sizes[loop]) ? int64_t(1) << 20 : sizes[loop];
  };
  for (unsigned loop = 0; loop < sizes.size(); ++loop)
    if (isWanted(loop) && (!longest || length(loop) >= length(*longest)))
      longest = loop;
  return longest;
}

/// Whether elements of the result that lie side by side belong to different
/// products of a batch.
static bool isContiguousAlongBatch(GenericOp op, AffineMap left,
                                   AffineMap right, AffineMap result) {
  auto type = cast<MemRefType>(op.getOutputs().front().getType());
  auto [strides, offset] = type.getStridesAndOffset();
  for (auto [expr, stride] : llvm::zip_equal(result.getResults(), strides)) {
    unsigned loop = cast<AffineDimExpr>(expr).getPosition();
    if (stride == 1 && hasLoop(left, loop) && hasLoop(right, loop))
      return true;
  }
  return false;
}

/// How far apart elements of an operand are along a loop.
static int64_t getStride(GenericOp op, OpOperand &operand, unsigned loop) {
  auto type = cast<MemRefType>(operand.get().getType());
  auto [strides, offset] = type.getStridesAndOffset();
  AffineMap map = op.getMatchingIndexingMap(&operand);
  return strides[*map.getResultPosition(
      getAffineDimExpr(loop, op.getContext()))];
}

void Contraction::numberOperands() {
  auto number = [](SmallVector<unsigned> &operands, unsigned operand) {
    auto *found = llvm::find(operands, operand);
    unsigned place = found - operands.begin();
    if (found == operands.end())
      operands.push_back(operand);
    return place;
  };
  for (auto &products : sums.results)
    for (Product &product : products) {
      product.left = number(lefts, product.left);
      product.right = number(rights, product.right);
    }
  sums.lefts = lefts.size();
  sums.rights = rights.size();
}

void Contraction::updateSteps(GenericOp op, MostSteps &steps) const {
  auto update = [&](int64_t &step, unsigned operand, ArrayRef<unsigned> loops) {
    auto hasStride = [&](int64_t stride) {
      return llvm::any_of(loops, [&](unsigned loop) {
        return getStride(op, op->getOpOperand(operand), loop) == stride;
      });
    };
    if (hasStride(2) && !hasStride(1))
      step = 2;
  };
  for (unsigned left : lefts)
    update(steps.left, left, {row, depth});
  for (unsigned right : rights)
    update(steps.right, right, {depth, column});
  for (unsigned init = 0; init < op.getNumDpsInits(); ++init)
    update(steps.result, op.getNumDpsInputs() + init, {column});
}

std::optional<Contraction> Contraction::match(GenericOp op,
                                              int64_t vectorWidth) {
  if (!op.hasPureBufferSemantics() || op.getNumReductionLoops() == 0 ||
      op.getNumDpsInits() == 0)
    return std::nullopt;
  for (OpOperand &operand : op->getOpOperands()) {
    auto type = dyn_cast<MemRefType>(operand.get().getType());
    if (!type ||
        !(type.getElementType().isF32() || type.getElementType().isF64()) ||
        !type.isStrided() || type.getMemorySpace() ||
        !op.getMatchingIndexingMap(&operand).isProjectedPermutation())
      return std::nullopt;
  }
  Contraction contraction;
  auto sums = matchSumsOfProducts(op);
  if (!sums)
    return std::nullopt;
  contraction.sums.results = *sums;
  SmallVector<AffineMap> maps = op.getIndexingMapsArray();
  AffineMap result = maps[op.getNumDpsInputs()];
  Product &first = contraction.sums.results.front().front();
  AffineMap left = maps[first.left], right = maps[first.right];
  for (unsigned init = op.getNumDpsInputs(); init < maps.size(); ++init)
    if (maps[init] != result)
      return std::nullopt;
  for (auto &products : contraction.sums.results)
    for (Product &product : products) {
      // All products are of the same kind, some with their factors exchanged.
      if (maps[product.left] == right && maps[product.right] == left)
        std::swap(product.left, product.right);
      if (maps[product.left] != left || maps[product.right] != right)
        return std::nullopt;
    }
  auto row = findLongest(op, [&](unsigned loop) {
    return hasLoop(result, loop) && hasLoop(left, loop) &&
           !hasLoop(right, loop);
  });
  auto column = findLongest(op, [&](unsigned loop) {
    return hasLoop(result, loop) && !hasLoop(left, loop) &&
           hasLoop(right, loop);
  });
  auto depth = findLongest(op, [&](unsigned loop) {
    return !hasLoop(result, loop) && hasLoop(left, loop) &&
           hasLoop(right, loop);
  });
  if (!row || !column || !depth)
    return std::nullopt;
  contraction.row = *row;
  contraction.column = *column;
  contraction.depth = *depth;
  SmallVector<int64_t> sizes =
      cast<linalg::LinalgOp>(*op).getStaticLoopRanges();
  int64_t count = 1;
  for (unsigned loop : {*row, *column, *depth}) {
    if (sizes[loop] >= 0 && sizes[loop] < 4)
      return std::nullopt;
    count *= ShapedType::isDynamic(sizes[loop]) ? fewProducts : sizes[loop];
  }
  // The columns of the result are those along which it is contiguous, or a part
  // of complex numbers that are.
  OpOperand &init = *op.getDpsInitsMutable().begin();
  int64_t between = getStride(op, init, *row);
  if (between == 1 || (between == 2 && getStride(op, init, *column) != 1)) {
    std::swap(contraction.row, contraction.column);
    for (auto &products : contraction.sums.results)
      for (Product &product : products)
        std::swap(product.left, product.right);
  }
  contraction.numberOperands();
  auto element = cast<FloatType>(
      cast<MemRefType>(op.getOutputs().front().getType()).getElementType());
  if (count < fewProducts ||
      getUtilization(sizes[contraction.row], sizes[contraction.column],
                     getBlockSize(element, vectorWidth)) < leastUtilization ||
      (count < manyProducts && isContiguousAlongBatch(op, left, right, result)))
    return std::nullopt;
  return contraction;
}

namespace {

/// Emits the calls for one contraction.
struct ContractionEmitter {
  ContractionEmitter(GenericOp op, Contraction contraction, MostSteps steps,
                     int64_t vectorWidth, Sharing sharing)
      : op(op), contraction(std::move(contraction)), vectorWidth(vectorWidth),
        sharing(sharing), builder(op), loc(op.getLoc()) {
    element = cast<FloatType>(
        cast<MemRefType>(op.getOutputs().front().getType()).getElementType());
    function = getMatrixProduct(op->getParentOfType<ModuleOp>(), element,
                                this->contraction.sums, steps, vectorWidth);
  }

  void emit() {
    for (Range range :
         cast<linalg::LinalgOp>(*op).createLoopRanges(builder, loc))
      sizes.push_back(
          getValueOrCreateConstantIndexOp(builder, loc, range.size));
    indices.resize(sizes.size());
    firsts.resize(sizes.size());
    SmallVector<unsigned> others;
    for (unsigned loop = 0; loop < sizes.size(); ++loop)
      if (loop != contraction.row && loop != contraction.column &&
          loop != contraction.depth)
        others.push_back(loop);
    if (sharing.threads > 1 && !op->getParentOfType<scf::ParallelOp>())
      share(others);
    else
      emitLoops(others);
  }

private:
  /// Emits the calls for chunks of the first other loop, if it has an iteration
  /// for each thread, or of the rows.
  void share(ArrayRef<unsigned> others) {
    int64_t batch =
        others.empty()
            ? 0
            : cast<linalg::LinalgOp>(*op).getStaticLoopRanges()[others.front()];
    bool isBatched = !ShapedType::isDynamic(batch) && batch >= sharing.threads;
    unsigned loop = isBatched ? others.front() : contraction.row;
    Value work = arith::ConstantIndexOp::create(builder, loc, 1);
    for (auto [other, size] : llvm::enumerate(sizes))
      if (other != loop)
        work = arith::MulIOp::create(builder, loc, work, size);
    emitChunks(builder, loc, sizes[loop], work, sharing,
               isBatched ? 1 : getBlockSize(element, vectorWidth).rows,
               [&](OpBuilder &inner, Value begin, Value end) {
                 OpBuilder::InsertionGuard guard(builder);
                 builder.restoreInsertionPoint(inner.saveInsertionPoint());
                 firsts[loop] = begin;
                 sizes[loop] = arith::SubIOp::create(builder, loc, end, begin);
                 emitLoops(others);
               });
  }

  void emitLoops(ArrayRef<unsigned> others) {
    Value zero = arith::ConstantIndexOp::create(builder, loc, 0);
    Value one = arith::ConstantIndexOp::create(builder, loc, 1);
    OpBuilder::InsertionGuard guard(builder);
    for (unsigned loop : others) {
      auto loopOp = scf::ForOp::create(builder, loc, zero, sizes[loop], one);
      builder.setInsertionPointToStart(loopOp.getBody());
      indices[loop] = loopOp.getInductionVar();
      if (firsts[loop])
        indices[loop] =
            arith::AddIOp::create(builder, loc, firsts[loop], indices[loop]);
    }
    emitCall();
  }

  void emitCall() {
    auto [row, column, depth] =
        std::tuple(contraction.row, contraction.column, contraction.depth);
    SmallVector<Value> lefts, rights, results;
    for (unsigned operand : contraction.lefts)
      lefts.push_back(getMatrix(operand, row, depth));
    for (unsigned operand : contraction.rights)
      rights.push_back(getMatrix(operand, depth, column));
    for (unsigned init = 0; init < op.getNumDpsInits(); ++init)
      results.push_back(getMatrix(op.getNumDpsInputs() + init, row, column));
    func::CallOp::create(
        builder, loc, function,
        llvm::to_vector(llvm::concat<Value>(lefts, rights, results)));
  }

  /// An operand at the indices of the loops as a matrix of two dimensions.
  Value getMatrix(unsigned operand, unsigned rows, unsigned columns) {
    Value buffer = op->getOperand(operand);
    AffineMap map = op.getIndexingMapsArray()[operand];
    auto metadata =
        memref::ExtractStridedMetadataOp::create(builder, loc, buffer);
    Value offset = metadata.getOffset();
    Value strides[2];
    for (auto [dimension, expr] : llvm::enumerate(map.getResults())) {
      unsigned loop = cast<AffineDimExpr>(expr).getPosition();
      Value stride = metadata.getStrides()[dimension], index = indices[loop];
      if (loop == rows || loop == columns) {
        strides[loop == rows ? 0 : 1] = stride;
        index = firsts[loop];
      }
      if (index)
        offset = arith::AddIOp::create(
            builder, loc, offset,
            arith::MulIOp::create(builder, loc, index, stride));
    }
    return memref::ReinterpretCastOp::create(
        builder, loc, getMatrixType(element), metadata.getBaseBuffer(),
        OpFoldResult(offset),
        ArrayRef<OpFoldResult>{sizes[rows], sizes[columns]},
        ArrayRef<OpFoldResult>{strides[0], strides[1]});
  }

  GenericOp op;
  Contraction contraction;
  int64_t vectorWidth;
  Sharing sharing;
  OpBuilder builder;
  Location loc;
  FloatType element;
  func::FuncOp function;
  /// Of each loop: the iterations that are computed here, the first of them if
  /// that is not 0, and the current one.
  SmallVector<Value> sizes, firsts, indices;
};

struct BlockContractions
    : milcomplex::impl::MilcBlockContractionsBase<BlockContractions> {
  using MilcBlockContractionsBase::MilcBlockContractionsBase;

  void runOnOperation() override {
    SmallVector<std::pair<GenericOp, Contraction>, 0> found;
    MostSteps steps;
    getOperation().walk([&](GenericOp op) {
      if (auto contraction = Contraction::match(op, vectorWidth)) {
        contraction->updateSteps(op, steps);
        found.emplace_back(op, *contraction);
      }
    });
    for (auto &[op, contraction] : found) {
      ContractionEmitter(op, contraction, steps, vectorWidth,
                         {threads, leastWork})
          .emit();
      op->erase();
    }
  }
};

} // namespace
