//===- OutlineChunks.cpp - Chunks of iterations as functions --------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ParallelChunks.h"
#include "milcomplex/Target/Native/Passes.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "mlir/Interfaces/ViewLikeInterface.h"
#include "mlir/Transforms/RegionUtils.h"

namespace milcomplex {
#define GEN_PASS_DEF_MILCOUTLINECHUNKS
#include "milcomplex/Target/Native/Passes.h.inc"
} // namespace milcomplex

using namespace mlir;
using namespace milcomplex;

namespace {

/// What the body of a loop uses from outside. Constants are computed again, and
/// views, so that LLVM sees which are of the same buffer.
struct Captures {
  explicit Captures(scf::ParallelOp loop) {
    llvm::SetVector<Value> used;
    getUsedValuesDefinedAbove(loop.getRegion(), used);
    for (Value value : used)
      add(value);
  }

  /// Ops to clone, each after those that it uses.
  SmallVector<Operation *> ops;
  SmallVector<Value> values;

private:
  void add(Value value) {
    if (!seen.insert(value).second)
      return;
    Operation *op = value.getDefiningOp();
    if (!op || !isPure(op) ||
        !(op->hasTrait<OpTrait::ConstantLike>() ||
          isa<ViewLikeOpInterface>(op))) {
      values.push_back(value);
      return;
    }
    for (Value operand : op->getOperands())
      add(operand);
    for (Value result : op->getResults())
      seen.insert(result);
    ops.push_back(op);
  }

  DenseSet<Value> seen;
};

} // namespace

/// Moves the body of a loop over chunks to a function and calls it.
static void outline(scf::ParallelOp loop, SymbolTable &symbols) {
  Captures captures(loop);
  SmallVector<Value> operands = {loop.getLowerBound().front(),
                                 loop.getUpperBound().front(),
                                 loop.getStep().front()};
  llvm::append_range(operands, captures.values);
  auto parent = loop->getParentOfType<func::FuncOp>();
  OpBuilder builder(parent);
  Location loc = loop.getLoc();
  auto function = func::FuncOp::create(
      builder, loc, (parent.getSymName() + "_chunk").str(),
      builder.getFunctionType(ValueRange(operands).getTypes(), {}));
  function.setPrivate();
  function->setAttr(chunkFunctionName, builder.getUnitAttr());
  symbols.insert(function);

  Block *entry = function.addEntryBlock();
  builder.setInsertionPointToStart(entry);
  IRMapping mapping;
  mapping.map(captures.values, entry->getArguments().drop_front(3));
  for (Operation *op : captures.ops)
    builder.clone(*op, mapping);
  auto chunks =
      scf::ForOp::create(builder, loc, entry->getArgument(0),
                         entry->getArgument(1), entry->getArgument(2));
  func::ReturnOp::create(builder, loc);
  mapping.map(loop.getInductionVars().front(), chunks.getInductionVar());
  builder.setInsertionPointToStart(chunks.getBody());
  for (Operation &op : loop.getBody()->without_terminator())
    builder.clone(op, mapping);

  builder.setInsertionPoint(loop);
  func::CallOp::create(builder, loc, function, operands);
  loop.erase();
}

namespace {

struct OutlineChunks : milcomplex::impl::MilcOutlineChunksBase<OutlineChunks> {
  void runOnOperation() override {
    SymbolTable symbols(getOperation());
    SmallVector<scf::ParallelOp> loops;
    getOperation().walk([&](scf::ParallelOp loop) {
      if (isOverChunks(loop))
        loops.push_back(loop);
    });
    for (scf::ParallelOp loop : loops)
      outline(loop, symbols);
  }
};

} // namespace
