//===- OutlineRepeatedLoops.cpp - Equal loops as calls of one function ----===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ParallelChunks.h"
#include "milcomplex/Target/Native/Passes.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/OperationSupport.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Interfaces/LoopLikeInterface.h"
#include "llvm/ADT/MapVector.h"

#include <map>

namespace milcomplex {
#define GEN_PASS_DEF_MILCOUTLINEREPEATEDLOOPS
#include "milcomplex/Target/Native/Passes.h.inc"
} // namespace milcomplex

using namespace mlir;
using namespace milcomplex;

/// Whether a value is computed outside of a loop.
static bool isOutside(Value value, Operation *loop) {
  return !loop->isAncestor(value.getParentBlock()->getParentOp());
}

/// Whether the op of a value is cloned into functions that use the value.
static bool isCloned(Value value) {
  Operation *op = value.getDefiningOp();
  return op && (op->hasTrait<OpTrait::ConstantLike>() ||
                isa<memref::GetGlobalOp>(op));
}

/// Whether a loop is as fast in a function of its own. One that returns a
/// buffer, which may be on the stack, would be wrong; one that LLVM is to
/// vectorize is slower, as it knows less of its buffers there.
static bool canMove(ArrayRef<Operation *> ops) {
  return llvm::none_of(ops.front()->getResultTypes(),
                       llvm::IsaPred<BaseMemRefType>) &&
         llvm::none_of(ops, [](Operation *op) {
           return op->hasAttr(loopAnnotationName);
         });
}

/// The ops of a loop, with itself.
static SmallVector<Operation *> listOps(Operation *loop) {
  SmallVector<Operation *> ops;
  loop->walk<WalkOrder::PreOrder>([&](Operation *op) { ops.push_back(op); });
  return ops;
}

/// What is equal for equal ops, with operands of one kind.
static llvm::hash_code
hashOp(Operation *op, function_ref<llvm::hash_code(Value)> hashOperand) {
  return OperationEquivalence::computeHash(
      op, hashOperand, OperationEquivalence::ignoreHashValue,
      OperationEquivalence::IgnoreLocations);
}

/// A number that other loops hardly ever have: values are numbered in the order
/// of their uses. Where a value of one loop is in the place of two, it differs.
static llvm::hash_code hashOps(ArrayRef<Operation *> ops) {
  DenseMap<Value, size_t> numbers;
  auto hashOperand = [&](Value operand) {
    if (isCloned(operand))
      return hashOp(operand.getDefiningOp(),
                    OperationEquivalence::ignoreHashValue);
    size_t number = numbers.try_emplace(operand, numbers.size()).first->second;
    return llvm::hash_combine(number, operand.getType());
  };
  llvm::hash_code hash = {};
  for (Operation *op : ops)
    hash = llvm::hash_combine(hash, hashOp(op, hashOperand));
  return hash;
}

namespace {

/// Values from outside of a loop that its ops use, in the order of first use,
/// each with that which an equal loop uses in its place.
using Captures = llvm::MapVector<Value, Value>;

} // namespace

/// Adds the operands from outside of two equal ops. Fails if one value would
/// stand for two, or a constant for another.
static LogicalResult addOperands(Operation *op, Operation *loop,
                                 Operation *other, Captures &captures) {
  for (auto [mine, its] : llvm::zip(op->getOperands(), other->getOperands())) {
    if (!isOutside(mine, loop))
      continue;
    auto [place, isNew] = captures.try_emplace(mine, its);
    if (!isNew && place->second != its)
      return failure();
    if (!isNew || (!isCloned(mine) && !isCloned(its)))
      continue;
    if (!isCloned(mine) || !isCloned(its) ||
        !OperationEquivalence::isEquivalentTo(
            mine.getDefiningOp(), its.getDefiningOp(),
            OperationEquivalence::IgnoreLocations))
      return failure();
  }
  return success();
}

/// Returns what the ops of `loop` use from outside if `other` does the same
/// with values of its own.
static FailureOr<Captures> matchLoops(Operation *loop, Operation *other) {
  DenseMap<Value, Value> inside;
  auto areEquivalent = [&](Value mine, Value its) {
    if (isOutside(mine, loop))
      return success(isOutside(its, other) && mine.getType() == its.getType());
    return success(inside.lookup(mine) == its);
  };
  auto note = [&](Value mine, Value its) { inside[mine] = its; };
  if (!OperationEquivalence::isEquivalentTo(
          loop, other, areEquivalent, note,
          OperationEquivalence::IgnoreLocations))
    return failure();
  Captures captures;
  for (auto [op, its] : llvm::zip_equal(listOps(loop), listOps(other)))
    if (failed(addOperands(op, loop, its, captures)))
      return failure();
  return captures;
}

namespace {

/// What each of equal loops passes to their function.
using Operands = SmallVector<SmallVector<Value>>;

} // namespace

/// Returns the values that the first of equal loops uses from outside, and adds
/// what each passes. Loops that use other values by now are dropped.
static SmallVector<Value> findOperands(SmallVectorImpl<Operation *> &loops,
                                       Operands &operands) {
  SmallVector<Value> used;
  SmallVector<Operation *> equal = {loops.front()};
  operands.resize(1);
  for (Operation *loop : llvm::drop_begin(loops)) {
    FailureOr<Captures> captures = matchLoops(loops.front(), loop);
    if (failed(captures))
      continue;
    bool isFirst = equal.size() == 1;
    equal.push_back(loop);
    operands.emplace_back();
    for (auto [mine, its] : *captures) {
      if (isFirst)
        used.push_back(mine);
      if (isCloned(mine))
        continue;
      if (isFirst)
        operands.front().push_back(mine);
      operands.back().push_back(its);
    }
  }
  loops = equal;
  return used;
}

/// Adds a function that takes the operands of the calls, and returns it.
static func::FuncOp addFunction(Operation *loop, const Operands &operands,
                                SymbolTable &symbols) {
  auto parent = loop->getParentOfType<func::FuncOp>();
  OpBuilder builder(parent);
  auto function = func::FuncOp::create(
      builder, loop->getLoc(), (parent.getSymName() + "_loop").str(),
      builder.getFunctionType(ValueRange(operands.front()).getTypes(),
                              loop->getResultTypes()));
  function.setPrivate();
  // LLVM would repeat the loop.
  function->setAttr("passthrough", builder.getStrArrayAttr({"noinline"}));
  symbols.insert(function);
  return function;
}

/// Moves the first of equal loops to a function, calls it in place of each, and
/// erases the others.
static void outline(SmallVector<Operation *> loops, SymbolTable &symbols) {
  Operands operands;
  SmallVector<Value> used = findOperands(loops, operands);
  if (loops.size() == 1)
    return;
  Operation *first = loops.front();
  func::FuncOp function = addFunction(first, operands, symbols);
  // A loop may use the results of another.
  SmallVector<func::CallOp> calls;
  for (auto [loop, passed] : llvm::zip_equal(loops, operands)) {
    OpBuilder builder(loop);
    calls.push_back(
        func::CallOp::create(builder, loop->getLoc(), function, passed));
  }
  for (auto [loop, call] : llvm::zip_equal(loops, calls))
    loop->replaceAllUsesWith(call);
  // So may what the first passes.
  IRMapping mapping;
  Block *entry = function.addEntryBlock();
  mapping.map(calls.front().getOperands(), entry->getArguments());
  auto builder = OpBuilder::atBlockBegin(entry);
  for (Value value : used)
    if (isCloned(value))
      builder.clone(*value.getDefiningOp(), mapping);
  auto end =
      func::ReturnOp::create(builder, first->getLoc(), first->getResults());
  first->moveBefore(end);
  for (Operation *op : listOps(first))
    for (OpOperand &operand : op->getOpOperands())
      operand.set(mapping.lookupOrDefault(operand.get()));
  for (Operation *loop : llvm::drop_begin(loops))
    loop->erase();
}

namespace {

struct OutlineRepeatedLoops
    : milcomplex::impl::MilcOutlineRepeatedLoopsBase<OutlineRepeatedLoops> {
  using MilcOutlineRepeatedLoopsBase::MilcOutlineRepeatedLoopsBase;

  void runOnOperation() override {
    SymbolTable symbols(getOperation());
    // The largest first, and in the order of the module: that of the hashes
    // differs in each run.
    std::map<size_t, llvm::MapVector<size_t, SmallVector<Operation *>>,
             std::greater<>>
        bySize;
    for (auto function : getOperation().getOps<func::FuncOp>())
      function.walk([&](LoopLikeOpInterface loop) {
        SmallVector<Operation *> ops = listOps(loop);
        if (static_cast<int64_t>(ops.size()) >= leastOps && canMove(ops))
          bySize[ops.size()][hashOps(ops)].push_back(loop);
      });
    for (auto &[size, byHash] : bySize)
      for (auto &[hash, loops] : byHash)
        outlineEqual(loops, symbols);
  }

private:
  /// Outlines those of `loops` that are equal to another.
  void outlineEqual(ArrayRef<Operation *> loops, SymbolTable &symbols) {
    SmallVector<SmallVector<Operation *>> all;
    for (Operation *loop : loops)
      if (!erased.contains(loop))
        add(loop, all);
    for (SmallVector<Operation *> &equal : all) {
      for (Operation *loop : llvm::drop_begin(equal))
        erased.insert_range(listOps(loop));
      outline(equal, symbols);
    }
  }

  /// Adds a loop to those that it is equal to.
  static void add(Operation *loop,
                  SmallVectorImpl<SmallVector<Operation *>> &all) {
    for (SmallVector<Operation *> &equal : all)
      if (succeeded(matchLoops(equal.front(), loop)))
        return equal.push_back(loop);
    all.push_back({loop});
  }

  DenseSet<Operation *> erased;
};

} // namespace
