//===- ReturnStatus.cpp - Failures as values ------------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "EntryPoint.h"
#include "milcomplex/Target/Native/Passes.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/IR/BuiltinOps.h"

namespace milcomplex {
#define GEN_PASS_DEF_MILCRETURNSTATUS
#include "milcomplex/Target/Native/Passes.h.inc"
} // namespace milcomplex

using namespace mlir;
using namespace milcomplex;

/// Whether an op is in a block of its function, which can branch.
static bool isInBody(Operation *op) {
  return isa<func::FuncOp>(op->getParentOp());
}

/// Whether an op is a call of a function that can branch after it.
static bool isCall(Operation *user) {
  return isa<func::CallOp>(user) && isInBody(user);
}

namespace {

/// The messages of the assertions of a module, each once.
struct Messages {
  /// The status that stands for a message.
  int32_t getStatus(StringAttr message) {
    auto [place, isNew] = statuses.try_emplace(message, all.size() + 1);
    if (isNew)
      all.push_back(message);
    return place->second;
  }

  SmallVector<Attribute> all;
  DenseMap<StringAttr, int32_t> statuses;
};

/// Makes one function return a status before its results.
struct StatusAdder {
  StatusAdder(func::FuncOp function, Messages &messages)
      : function(function), messages(messages), builder(function.getContext()) {
  }

  void run(const DenseSet<StringAttr> &failing) {
    SmallVector<Operation *> ops;
    function.walk([&](Operation *op) {
      if (isInBody(op))
        ops.push_back(op);
    });
    addFailure();
    for (Operation *op : ops) {
      builder.setInsertionPoint(op);
      loc = op->getLoc();
      if (auto assertion = dyn_cast<cf::AssertOp>(op)) {
        Value status = constant(messages.getStatus(assertion.getMsgAttr()));
        branch(assertion.getArg(), status, op);
        assertion.erase();
      } else if (auto allocation = dyn_cast<memref::AllocOp>(op)) {
        checkMemory(allocation);
      } else if (auto call = dyn_cast<func::CallOp>(op)) {
        if (failing.contains(call.getCalleeAttr().getAttr()))
          checkCall(call);
      } else if (auto end = dyn_cast<func::ReturnOp>(op)) {
        if (end->getBlock() != failure)
          end->insertOperands(0, constant(0));
      }
    }
    SmallVector<Type> results = {builder.getI32Type()};
    llvm::append_range(results, function.getResultTypes());
    if (ArrayAttr attributes = function.getAllResultAttrs()) {
      SmallVector<Attribute> shifted = {builder.getDictionaryAttr({})};
      llvm::append_range(shifted, attributes);
      function.setResAttrsAttr(builder.getArrayAttr(shifted));
    }
    function.setType(
        builder.getFunctionType(function.getArgumentTypes(), results));
  }

private:
  Value constant(int32_t status) {
    return arith::ConstantIntOp::create(builder, loc, status, 32);
  }

  /// Adds the block that returns a status and no results.
  void addFailure() {
    loc = function.getLoc();
    failure =
        builder.createBlock(&function.getBody(), {}, builder.getI32Type(), loc);
    SmallVector<Value> values = {failure->getArgument(0)};
    for (Type type : function.getResultTypes())
      values.push_back(ub::PoisonOp::create(builder, loc, type));
    func::ReturnOp::create(builder, loc, values);
  }

  /// Goes on after `op` if a condition holds, and returns a status if not.
  void branch(Value holds, Value status, Operation *op) {
    Block *block = op->getBlock();
    Block *next = block->splitBlock(std::next(op->getIterator()));
    builder.setInsertionPointToEnd(block);
    cf::CondBranchOp::create(builder, loc, holds, next, ValueRange(), failure,
                             status);
  }

  void checkMemory(memref::AllocOp allocation) {
    Value status = constant(EntryPoint::outOfMemory);
    Value null = arith::ConstantIndexOp::create(builder, loc, 0);
    builder.setInsertionPointAfter(allocation);
    auto pointer = memref::ExtractAlignedPointerAsIndexOp::create(builder, loc,
                                                                  allocation);
    auto holds = arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::ne,
                                       pointer, null);
    branch(holds, status, holds);
  }

  void checkCall(func::CallOp call) {
    SmallVector<Type> types = {builder.getI32Type()};
    llvm::append_range(types, call.getResultTypes());
    auto made = func::CallOp::create(builder, loc, call.getCallee(), types,
                                     call.getOperands());
    call->replaceAllUsesWith(made.getResults().drop_front());
    auto holds = arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::eq,
                                       made.getResult(0), constant(0));
    branch(holds, made.getResult(0), holds);
    call.erase();
  }

  func::FuncOp function;
  Messages &messages;
  OpBuilder builder;
  Location loc = function.getLoc();
  Block *failure = nullptr;
};

struct ReturnStatus : milcomplex::impl::MilcReturnStatusBase<ReturnStatus> {
  void runOnOperation() override {
    SymbolTableCollection tables;
    SymbolUserMap users(tables, getOperation());
    SmallVector<func::FuncOp> candidates = findChangeable(users);
    DenseSet<StringAttr> failing;
    SmallVector<func::FuncOp> reached;
    auto fail = [&](func::FuncOp function) {
      if (failing.insert(function.getSymNameAttr()).second)
        reached.push_back(function);
    };
    for (func::FuncOp function : candidates)
      if (mayFail(function))
        fail(function);
    while (!reached.empty())
      for (Operation *call : users.getUsers(reached.pop_back_val()))
        fail(call->getParentOfType<func::FuncOp>());
    Messages messages;
    for (func::FuncOp function : candidates)
      if (failing.contains(function.getSymNameAttr()))
        StatusAdder(function, messages).run(failing);
    Builder builder(&getContext());
    for (func::FuncOp function : candidates)
      if (std::optional<EntryPoint> entry = EntryPoint::find(function)) {
        entry->messages = builder.getArrayAttr(messages.all);
        entry->returnsStatus = failing.contains(function.getSymNameAttr());
        entry->attach(function);
      }
  }

private:
  /// The functions that are only called, and by such functions.
  SmallVector<func::FuncOp> findChangeable(SymbolUserMap &users) {
    SmallVector<func::FuncOp> functions;
    DenseSet<Operation *> fixed;
    for (auto function : getOperation().getOps<func::FuncOp>()) {
      functions.push_back(function);
      if (function.isExternal() ||
          !llvm::all_of(users.getUsers(function), isCall))
        fixed.insert(function);
    }
    for (bool changed = true; changed;) {
      changed = false;
      for (func::FuncOp function : functions)
        if (!fixed.contains(function) &&
            llvm::any_of(users.getUsers(function), [&](Operation *call) {
              return fixed.contains(call->getParentOfType<func::FuncOp>());
            }))
          changed |= fixed.insert(function).second;
    }
    llvm::erase_if(functions, [&](func::FuncOp function) {
      return fixed.contains(function);
    });
    return functions;
  }

  static bool mayFail(func::FuncOp function) {
    return function
        .walk([&](Operation *op) {
          return isa<cf::AssertOp, memref::AllocOp>(op) && isInBody(op)
                     ? WalkResult::interrupt()
                     : WalkResult::advance();
        })
        .wasInterrupted();
  }
};

} // namespace
