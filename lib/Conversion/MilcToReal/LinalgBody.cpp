//===- LinalgBody.cpp - Bodies implied by names ---------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LinalgBody.h"

using namespace mlir;
using namespace milcomplex;

bool milcomplex::hasImpliedBody(Operation *op) {
  return isa<linalg::LinalgOp>(op) &&
         !isa<linalg::GenericOp, linalg::MapOp, linalg::ReduceOp>(op);
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
  if (OperationEquivalence::isRegionEquivalentTo(
          body->getParent(), &implied, OperationEquivalence::IgnoreLocations))
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
