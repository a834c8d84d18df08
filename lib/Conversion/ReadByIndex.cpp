//===- ReadByIndex.cpp - Reads through maps that cannot be tiled ----------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Conversion/Passes.h"
#include "mlir/Dialect/Affine/Utils.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/BuiltinOps.h"

namespace milcomplex {
#define GEN_PASS_DEF_MILCREADBYINDEX
#include "milcomplex/Conversion/Passes.h.inc"
} // namespace milcomplex

using namespace mlir;
using namespace milcomplex;

/// Whether every result of a map is a sum of non-negative multiples of
/// dimensions: what a tile reads is then a slice that begins at its first
/// iteration.
static bool keepsOrder(AffineMap map) {
  bool keeps = true;
  map.walkExprs([&](AffineExpr expr) {
    auto binary = dyn_cast<AffineBinaryOpExpr>(expr);
    if (!binary || expr.getKind() == AffineExprKind::Add)
      return;
    auto factor = dyn_cast<AffineConstantExpr>(binary.getRHS());
    if (expr.getKind() != AffineExprKind::Mul || !factor ||
        factor.getValue() < 0)
      keeps = false;
  });
  return keeps;
}

static SmallVector<AffineMap> getOtherMaps(linalg::GenericOp op, unsigned i) {
  SmallVector<AffineMap> maps = op.getIndexingMapsArray();
  maps.erase(maps.begin() + i);
  return maps;
}

/// Makes the body of `op` read its input `i` by index. If no other operand
/// determines the number of iterations of a loop, an empty tensor with a
/// dimension for each loop takes its place.
static void readByIndex(linalg::GenericOp op, unsigned i) {
  OpBuilder builder(op);
  Location loc = op.getLoc();
  Value tensor = op.getInputs()[i];
  AffineMap map = op.getIndexingMapsArray()[i];
  Type element = getElementTypeOrSelf(tensor);
  SmallVector<AffineMap> maps = getOtherMaps(op, i);
  bool isNeeded = !inversePermutation(concatAffineMaps(maps, op.getContext()));
  if (isNeeded) {
    SmallVector<OpFoldResult> sizes;
    for (Range range :
         cast<linalg::LinalgOp>(*op).createLoopRanges(builder, loc))
      sizes.push_back(range.size);
    op.getInputsMutable()[i].assign(
        tensor::EmptyOp::create(builder, loc, sizes, element));
    maps.insert(maps.begin() + i,
                builder.getMultiDimIdentityMap(op.getNumLoops()));
  }
  builder.setInsertionPointToStart(op.getBody());
  SmallVector<Value> dimensions, indices;
  for (unsigned dimension = 0; dimension < op.getNumLoops(); ++dimension)
    dimensions.push_back(linalg::IndexOp::create(builder, loc, dimension));
  for (AffineExpr expr : map.getResults())
    indices.push_back(
        affine::expandAffineExpr(builder, loc, expr, dimensions, {}));
  Value read = tensor::ExtractOp::create(builder, loc, tensor, indices);
  op.getBody()->getArgument(i).replaceAllUsesWith(read);
  if (!isNeeded) {
    op.getInputsMutable().erase(i);
    op.getBody()->eraseArgument(i);
  }
  op.setIndexingMapsAttr(builder.getAffineMapArrayAttr(maps));
}

namespace {

struct MilcReadByIndexPass
    : milcomplex::impl::MilcReadByIndexBase<MilcReadByIndexPass> {
  void runOnOperation() override {
    getOperation()->walk([](linalg::GenericOp op) {
      if (!op.hasPureTensorSemantics())
        return;
      for (unsigned i = op.getNumDpsInputs(); i-- > 0;)
        if (isa<RankedTensorType>(op.getInputs()[i].getType()) &&
            !keepsOrder(op.getIndexingMapsArray()[i]))
          readByIndex(op, i);
    });
  }
};

} // namespace
