//===- FoldTransposes.cpp - Contractions that write transposed ------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Target/Native/Passes.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/IRMapping.h"

namespace milcomplex {
#define GEN_PASS_DEF_MILCFOLDTRANSPOSES
#include "milcomplex/Target/Native/Passes.h.inc"
} // namespace milcomplex

using namespace mlir;
using namespace milcomplex;
using linalg::GenericOp;

/// The op that fills a tensor of any elements with a number, or null.
static GenericOp findFill(Value value) {
  auto fill = value.getDefiningOp<GenericOp>();
  if (!fill || fill.getNumResults() != 1 || fill.getNumReductionLoops() != 0 ||
      !fill.getOutputs().front().getDefiningOp<tensor::EmptyOp>() ||
      !llvm::hasSingleElement(*fill.getBody()))
    return {};
  for (OpOperand *input : fill.getDpsInputOperands())
    if (fill.getMatchingIndexingMap(input).getNumResults() != 0)
      return {};
  return fill;
}

namespace {

/// A reduction, and an op that only transposes all of its results.
struct Transposition {
  GenericOp reduction, transpose;
  /// From the dimensions of what `transpose` returns to those it reads.
  AffineMap places;
};

} // namespace

static std::optional<Transposition> match(GenericOp transpose) {
  unsigned count = transpose.getNumDpsInits();
  if (!transpose.hasPureTensorSemantics() ||
      transpose.getNumReductionLoops() != 0 ||
      transpose.getNumDpsInputs() != count || count == 0 ||
      !llvm::hasSingleElement(*transpose.getBody()))
    return std::nullopt;
  SmallVector<AffineMap> maps = transpose.getIndexingMapsArray();
  auto reduction = transpose.getInputs().front().getDefiningOp<GenericOp>();
  if (!reduction || reduction.getNumReductionLoops() == 0 ||
      reduction.getNumResults() != count || !maps.front().isPermutation() ||
      reduction->getBlock() != transpose->getBlock())
    return std::nullopt;
  for (unsigned i = 0; i < count; ++i) {
    Value yielded = transpose.getBody()->getTerminator()->getOperand(i);
    if (transpose.getInputs()[i] != reduction.getResult(i) ||
        maps[i] != maps.front() || !maps[count + i].isIdentity() ||
        yielded != transpose.getBody()->getArgument(i) ||
        !reduction.getResult(i).hasOneUse() ||
        !findFill(reduction.getOutputs()[i]) ||
        !cast<RankedTensorType>(reduction.getResult(i).getType())
             .hasStaticShape())
      return std::nullopt;
  }
  return Transposition{reduction, transpose, maps.front()};
}

/// Lets the reduction write what the other op returns.
static void fold(const Transposition &transposition) {
  auto [reduction, transpose, places] = transposition;
  OpBuilder builder(reduction);
  unsigned inputs = reduction.getNumDpsInputs();
  SmallVector<AffineMap> maps = reduction.getIndexingMapsArray();
  for (unsigned i = 0; i < reduction.getNumDpsInits(); ++i) {
    GenericOp fill = findFill(reduction.getOutputs()[i]);
    auto type = cast<RankedTensorType>(transpose.getResult(i).getType());
    Value empty = tensor::EmptyOp::create(builder, fill.getLoc(),
                                          type.getShape(), type.getElementType());
    IRMapping mapping;
    mapping.map(fill.getOutputs().front(), empty);
    Operation *filled = builder.clone(*fill, mapping);
    filled->getResult(0).setType(type);
    reduction.getOutputsMutable()[i].assign(filled->getResult(0));
    reduction.getResult(i).setType(type);
    maps[inputs + i] = inversePermutation(places).compose(maps[inputs + i]);
    transpose.getResult(i).replaceAllUsesWith(reduction.getResult(i));
  }
  reduction.setIndexingMapsAttr(builder.getAffineMapArrayAttr(maps));
  transpose.erase();
}

namespace {

struct FoldTransposes
    : milcomplex::impl::MilcFoldTransposesBase<FoldTransposes> {
  void runOnOperation() override {
    SmallVector<GenericOp> ops;
    getOperation().walk([&](GenericOp op) { ops.push_back(op); });
    for (GenericOp op : ops)
      if (auto transposition = match(op))
        fold(*transposition);
  }
};

} // namespace
