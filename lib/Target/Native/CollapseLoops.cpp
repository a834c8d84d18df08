//===- CollapseLoops.cpp - One loop for several ---------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CollapseLoops.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"

using namespace mlir;
using namespace milcomplex;
using linalg::GenericOp;

/// Whether the loops from `first` to `last` can be one for an operand: they are
/// dimensions of it, one after the other, or it depends on none of them.
static bool canBeOne(AffineMap map, unsigned first, unsigned last,
                     Value operand) {
  std::optional<int64_t> start;
  unsigned next = first;
  for (auto [position, expr] : llvm::enumerate(map.getResults())) {
    bool isNext = next <= last &&
                  expr == getAffineDimExpr(next, map.getContext()) &&
                  (!start || int64_t(position) == *start + (next - first));
    if (isNext) {
      if (!start)
        start = position;
      ++next;
      continue;
    }
    for (unsigned loop = first; loop <= last; ++loop)
      if (expr.isFunctionOfDim(loop))
        return false;
  }
  if (!start)
    return true;
  auto type = dyn_cast<MemRefType>(operand.getType());
  if (next <= last || !type)
    return false;
  SmallVector<ReassociationIndices> reassociation;
  for (int64_t dimension = 0; dimension < type.getRank(); ++dimension) {
    if (dimension > *start && dimension <= *start + (last - first))
      reassociation.back().push_back(dimension);
    else
      reassociation.push_back({dimension});
  }
  return memref::CollapseShapeOp::isGuaranteedCollapsible(type, reassociation);
}

/// For each loop the loop that it becomes.
static SmallVector<unsigned> numberLoops(GenericOp op) {
  SmallVector<utils::IteratorType> kinds = op.getIteratorTypesArray();
  SmallVector<unsigned> numbers = {0};
  unsigned first = 0;
  for (unsigned loop = 1; loop < op.getNumLoops(); ++loop) {
    bool joins = kinds[loop] == kinds[first] &&
                 llvm::all_of(op->getOpOperands(), [&](OpOperand &operand) {
                   return canBeOne(op.getMatchingIndexingMap(&operand), first,
                                   loop, operand.get());
                 });
    numbers.push_back(numbers.back() + (joins ? 0 : 1));
    if (!joins)
      first = loop;
  }
  return numbers;
}

void milcomplex::collapseLoops(RewriterBase &rewriter, GenericOp op) {
  if (!op.hasPureBufferSemantics() || op.hasIndexSemantics() ||
      op.getNumLoops() < 2)
    return;
  SmallVector<unsigned> numbers = numberLoops(op);
  unsigned count = numbers.back() + 1;
  if (count == op.getNumLoops())
    return;
  rewriter.setInsertionPoint(op);
  MLIRContext *context = op.getContext();
  SmallVector<AffineExpr> renamed;
  SmallVector<utils::IteratorType> kinds;
  for (auto [loop, number] : llvm::enumerate(numbers)) {
    renamed.push_back(getAffineDimExpr(number, context));
    if (number == kinds.size())
      kinds.push_back(op.getIteratorTypesArray()[loop]);
  }
  SmallVector<Value> operands;
  SmallVector<AffineMap> maps;
  for (OpOperand &operand : op->getOpOperands()) {
    AffineMap map = op.getMatchingIndexingMap(&operand);
    SmallVector<ReassociationIndices> reassociation;
    SmallVector<AffineExpr> results;
    for (auto [position, expr] : llvm::enumerate(map.getResults())) {
      AffineExpr result = expr.replaceDims(renamed);
      // Of two loops that are one now; those of a diagonal were one before.
      bool joins = isa<AffineDimExpr>(expr) && !results.empty() &&
                   result == results.back() &&
                   expr != map.getResult(position - 1);
      if (joins) {
        reassociation.back().push_back(position);
        continue;
      }
      reassociation.push_back({int64_t(position)});
      results.push_back(result);
    }
    operands.push_back(
        results.size() == map.getNumResults()
            ? operand.get()
            : memref::CollapseShapeOp::create(rewriter, op.getLoc(),
                                              operand.get(), reassociation)
                  .getResult());
    maps.push_back(AffineMap::get(count, 0, results, context));
  }
  ValueRange all(operands);
  auto collapsed = GenericOp::create(
      rewriter, op.getLoc(), TypeRange(), all.take_front(op.getNumDpsInputs()),
      all.drop_front(op.getNumDpsInputs()), maps, kinds);
  rewriter.inlineRegionBefore(op.getRegion(), collapsed.getRegion(),
                              collapsed.getRegion().begin());
  rewriter.eraseOp(op);
}
