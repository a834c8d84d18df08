//===- CarryInPlace.cpp - Values of loops that are computed in place ------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Target/Native/Passes.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

namespace milcomplex {
#define GEN_PASS_DEF_MILCCARRYINPLACE
#include "milcomplex/Target/Native/Passes.h.inc"
} // namespace milcomplex

using namespace mlir;
using namespace milcomplex;

/// The operand in whose place an op computes a result: a tensor of any elements,
/// which it does not read. Null if there is none.
static OpOperand *findFreeInit(OpResult result) {
  auto op = dyn_cast<linalg::LinalgOp>(result.getOwner());
  if (!op || !op.hasPureTensorSemantics())
    return nullptr;
  OpOperand *init = op.getDpsInitOperand(result.getResultNumber());
  bool isFree = init->get().getDefiningOp<tensor::EmptyOp>() &&
                op.getMatchingBlockArgument(init).use_empty();
  return isFree ? init : nullptr;
}

/// Lets the op that computes what a loop yields compute it in the place of what
/// the loop carried before, and do so last.
static void carryInPlace(ValueRange carried, ValueRange yielded,
                         Operation *terminator) {
  for (auto [before, after] : llvm::zip_equal(carried, yielded)) {
    auto result = dyn_cast<OpResult>(after);
    if (!result || before.getType() != after.getType() ||
        result.getOwner()->getBlock() != terminator->getBlock())
      continue;
    OpOperand *init = findFreeInit(result);
    if (!init)
      continue;
    init->set(before);
    Operation *op = result.getOwner();
    if (llvm::all_of(op->getUsers(),
                     [&](Operation *user) { return user == terminator; }))
      op->moveBefore(terminator);
  }
}

namespace {

struct CarryInPlace : milcomplex::impl::MilcCarryInPlaceBase<CarryInPlace> {
  void runOnOperation() override {
    getOperation().walk([](Operation *op) {
      if (auto loop = dyn_cast<scf::ForOp>(op)) {
        Operation *yield = loop.getBody()->getTerminator();
        carryInPlace(loop.getRegionIterArgs(), yield->getOperands(), yield);
      } else if (auto loop = dyn_cast<scf::WhileOp>(op)) {
        // Where the condition passes on what is carried, as it is.
        ValueRange passed = loop.getConditionOp().getArgs();
        if (llvm::equal(passed, loop.getBeforeArguments()))
          carryInPlace(loop.getAfterArguments(),
                       loop.getYieldOp().getOperands(), loop.getYieldOp());
      }
    });
  }
};

} // namespace
