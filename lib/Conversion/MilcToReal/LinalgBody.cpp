//===- LinalgBody.cpp - Bodies implied by names ---------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LinalgBody.h"

#include "mlir/IR/IRMapping.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace milcomplex;

bool milcomplex::hasImpliedBody(Operation *op) {
  return isa<linalg::LinalgOp>(op) &&
         !isa<linalg::GenericOp, linalg::MapOp, linalg::ReduceOp>(op);
}

/// Whether two bodies do the same in the same order. A constant may stand
/// outside: folds move it there.
static bool isSameBody(Block &lhs, Block &rhs) {
  auto getOps = [](Block &block) {
    SmallVector<Operation *> ops;
    for (Operation &op : block)
      if (!op.hasTrait<OpTrait::ConstantLike>())
        ops.push_back(&op);
    return ops;
  };
  SmallVector<Operation *> lhsOps = getOps(lhs), rhsOps = getOps(rhs);
  if (lhsOps.size() != rhsOps.size())
    return false;
  IRMapping toRhs;
  toRhs.map(lhs.getArguments(), rhs.getArguments());
  auto isSameOperand = [&](Value lhsOperand, Value rhsOperand) {
    Attribute lhsConstant, rhsConstant;
    if (matchPattern(lhsOperand, m_Constant(&lhsConstant)))
      return matchPattern(rhsOperand, m_Constant(&rhsConstant)) &&
             lhsConstant == rhsConstant;
    return toRhs.lookupOrNull(lhsOperand) == rhsOperand;
  };
  for (auto [lhsOp, rhsOp] : llvm::zip_equal(lhsOps, rhsOps)) {
    if (lhsOp->getName() != rhsOp->getName() ||
        lhsOp->getResultTypes() != rhsOp->getResultTypes() ||
        lhsOp->getNumOperands() != rhsOp->getNumOperands() ||
        lhsOp->getAttrDictionary() != rhsOp->getAttrDictionary())
      return false;
    for (auto [lhsOperand, rhsOperand] :
         llvm::zip_equal(lhsOp->getOperands(), rhsOp->getOperands()))
      if (!isSameOperand(lhsOperand, rhsOperand))
        return false;
    toRhs.map(lhsOp->getResults(), rhsOp->getResults());
  }
  return true;
}

std::optional<std::string> milcomplex::whyNotImpliedBody(linalg::LinalgOp op) {
  Block *body = op.getBlock();
  Region implied;
  Block &block = implied.emplaceBlock();
  for (BlockArgument argument : body->getArguments())
    block.addArgument(argument.getType(), argument.getLoc());
  ImplicitLocOpBuilder builder(op.getLoc(), op.getContext());
  builder.setInsertionPointToEnd(&block);
  op.getRegionBuilder()(builder, block, op->getAttrs(),
                        [&] { return op->emitError(); });
  if (isSameBody(*body, block))
    return std::nullopt;
  return "must have the body that follows from its name, but found another; "
         "write it as a linalg.generic";
}

SmallVector<NamedAttribute> milcomplex::getBodyAttributes(Operation *op) {
  SmallVector<NamedAttribute> attributes =
      llvm::to_vector(op->getDiscardableAttrs());
  if (Attribute cast = op->getInherentAttr("cast").value_or(Attribute()))
    attributes.emplace_back(StringAttr::get(op->getContext(), "cast"), cast);
  return attributes;
}
