//===- LoopOrder.cpp - The order of the loops of a linalg op --------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LoopOrder.h"

using namespace mlir;
using namespace milcomplex;

/// By how many elements a dynamic stride is taken to be.
static constexpr int64_t farStride = 1 << 20;

int64_t milcomplex::getStride(linalg::LinalgOp op, OpOperand &operand,
                              unsigned loop) {
  auto buffer = dyn_cast<MemRefType>(operand.get().getType());
  if (!buffer)
    return 0;
  SmallVector<int64_t> strides;
  int64_t offset;
  if (failed(buffer.getStridesAndOffset(strides, offset)))
    return farStride;
  AffineMap map = op.getMatchingIndexingMap(&operand);
  int64_t total = 0;
  for (auto [expr, stride] : llvm::zip_equal(map.getResults(), strides)) {
    if (!expr.isFunctionOfDim(loop))
      continue;
    total += ShapedType::isDynamic(stride) ? farStride : stride;
    if (!isa<AffineDimExpr>(expr) && expr.getKind() != AffineExprKind::Add)
      total += farStride;
  }
  return total;
}

/// What it costs to have a loop as the innermost: vectors of an operand whose
/// elements are not contiguous are gathered, and LLVM unrolls a short loop
/// instead of computing its body in vectors.
static int64_t getInnermostCost(linalg::LinalgOp op, unsigned loop) {
  int64_t cost = 0;
  for (OpOperand &operand : op->getOpOperands()) {
    int64_t stride = getStride(op, operand, loop);
    int64_t one = stride == 0 ? 0 : stride == 1 ? 1 : stride <= 4 ? 3 : 12;
    cost += op.isDpsInit(&operand) ? 2 * one : one;
  }
  int64_t size = op.getStaticLoopRanges()[loop];
  if (!ShapedType::isDynamic(size) && size < 8)
    cost += (8 - size) * 4 + op.getBlock()->getOperations().size() * 7 / 8;
  return cost;
}

/// The largest step of a loop in any operand, those written to first.
static std::pair<int64_t, int64_t> getStep(linalg::LinalgOp op, unsigned loop) {
  std::pair<int64_t, int64_t> step;
  for (OpOperand &operand : op->getOpOperands()) {
    int64_t &kind = op.isDpsInit(&operand) ? step.first : step.second;
    kind = std::max(kind, getStride(op, operand, loop));
  }
  return step;
}

/// Whether the results of an op are the same elements in all iterations of its
/// reductions: a scan writes others.
static bool canCarry(linalg::LinalgOp op, ArrayRef<unsigned> reductions) {
  return llvm::all_of(op.getDpsInitsMutable(), [&](OpOperand &init) {
    AffineMap map = op.getMatchingIndexingMap(&init);
    return llvm::none_of(
        reductions, [&](unsigned loop) { return map.isFunctionOfDim(loop); });
  });
}

/// Whether the reductions of an op can be in the body of its innermost parallel
/// loop, which then is computed in vectors without accumulating in memory.
static bool areShort(linalg::LinalgOp op, ArrayRef<unsigned> reductions) {
  constexpr int64_t mostIterations = 8, mostOps = 128;
  int64_t count = 1, ops = op.getBlock()->getOperations().size();
  for (unsigned loop : reductions) {
    int64_t size = op.getStaticLoopRanges()[loop];
    if (ShapedType::isDynamic(size) || size == 0)
      return false;
    count *= size;
    if (count > mostIterations || count * ops > mostOps)
      return false;
  }
  return true;
}

LoopOrder milcomplex::chooseLoopOrder(linalg::LinalgOp op) {
  LoopOrder order;
  unsigned count = op.getNumLoops();
  if (count == 0)
    return order;
  SmallVector<unsigned> parallel, reductions;
  op.getParallelDims(parallel);
  op.getReductionDims(reductions);
  bool carries = canCarry(op, reductions);
  bool unrolls = carries && !parallel.empty() && !reductions.empty() &&
                 areShort(op, reductions);
  unsigned innermost = 0;
  int64_t least = std::numeric_limits<int64_t>::max();
  // The last of equals, as elements are laid out.
  for (unsigned loop = 0; loop < count; ++loop) {
    if (unrolls && llvm::is_contained(reductions, loop))
      continue;
    if (int64_t cost = getInnermostCost(op, loop); cost <= least)
      std::tie(innermost, least) = std::pair(loop, cost);
  }
  auto sort = [&](SmallVector<unsigned> &loops) {
    llvm::erase(loops, innermost);
    llvm::sort(loops, [&](unsigned a, unsigned b) {
      auto stepA = getStep(op, a), stepB = getStep(op, b);
      return stepA == stepB ? a < b : stepA > stepB;
    });
  };
  bool isReduction = carries && llvm::is_contained(reductions, innermost);
  sort(parallel);
  sort(reductions);
  order.loops = parallel;
  if (unrolls) {
    order.loops.push_back(innermost);
    llvm::append_range(order.loops, reductions);
    order.numCarried = order.numUnrolled = reductions.size();
    return order;
  }
  llvm::append_range(order.loops, reductions);
  order.loops.push_back(innermost);
  order.numCarried = isReduction ? reductions.size() + 1 : 0;
  return order;
}
