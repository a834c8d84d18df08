//===- ForkCalls.cpp - Threads for chunks of iterations -------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ParallelChunks.h"
#include "milcomplex/Target/Native/Passes.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Parser/Parser.h"

namespace milcomplex {
#define GEN_PASS_DEF_MILCFORKCALLS
#include "milcomplex/Target/Native/Passes.h.inc"
} // namespace milcomplex

using namespace mlir;
using namespace milcomplex;

/// Runs `body` on the chunks of the iterations from `lower` to `upper`, the
/// first in this thread and each other in one of its own, and returns the first
/// status that is not 0. Where no thread can be made, this one runs its chunk.
static constexpr StringLiteral forkText = R"(
!task = !llvm.struct<"milc_task", (ptr, ptr, i64, i64, i64, i32, i32)>
llvm.func @pthread_create(!llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
llvm.func @pthread_join(i64, !llvm.ptr) -> i32

llvm.func internal @milc_run_task(%task: !llvm.ptr) -> !llvm.ptr {
  %p1 = llvm.getelementptr %task[0, 1] : (!llvm.ptr) -> !llvm.ptr, !task
  %p2 = llvm.getelementptr %task[0, 2] : (!llvm.ptr) -> !llvm.ptr, !task
  %p3 = llvm.getelementptr %task[0, 3] : (!llvm.ptr) -> !llvm.ptr, !task
  %p5 = llvm.getelementptr %task[0, 5] : (!llvm.ptr) -> !llvm.ptr, !task
  %body = llvm.load %task : !llvm.ptr -> !llvm.ptr
  %closure = llvm.load %p1 : !llvm.ptr -> !llvm.ptr
  %begin = llvm.load %p2 : !llvm.ptr -> i64
  %end = llvm.load %p3 : !llvm.ptr -> i64
  %status = llvm.call %body(%closure, %begin, %end) : !llvm.ptr, (!llvm.ptr, i64, i64) -> i32
  llvm.store %status, %p5 : i32, !llvm.ptr
  %null = llvm.mlir.zero : !llvm.ptr
  llvm.return %null : !llvm.ptr
}

llvm.func internal @milc_fork(%body: !llvm.ptr, %closure: !llvm.ptr, %lower: i64, %upper: i64, %step: i64) -> i32 {
  %zero = llvm.mlir.constant(0 : i32) : i32
  %one = llvm.mlir.constant(1 : i64) : i64
  %null = llvm.mlir.zero : !llvm.ptr
  %run = llvm.mlir.addressof @milc_run_task : !llvm.ptr
  %range = llvm.sub %upper, %lower : i64
  %above = llvm.add %range, %step : i64
  %last = llvm.sub %above, %one : i64
  %count = llvm.udiv %last, %step : i64
  %tasks = llvm.alloca %count x !task : (i64) -> !llvm.ptr
  llvm.br ^begin(%one : i64)
^begin(%i: i64):
  %begins = llvm.icmp "ult" %i, %count : i64
  llvm.cond_br %begins, ^make, ^own
^make:
  %shift = llvm.mul %i, %step : i64
  %first = llvm.add %lower, %shift : i64
  %after = llvm.add %first, %step : i64
  %end = llvm.intr.umin(%after, %upper) : (i64, i64) -> i64
  %task = llvm.getelementptr %tasks[%i] : (!llvm.ptr, i64) -> !llvm.ptr, !task
  %p1 = llvm.getelementptr %task[0, 1] : (!llvm.ptr) -> !llvm.ptr, !task
  %p2 = llvm.getelementptr %task[0, 2] : (!llvm.ptr) -> !llvm.ptr, !task
  %p3 = llvm.getelementptr %task[0, 3] : (!llvm.ptr) -> !llvm.ptr, !task
  %p4 = llvm.getelementptr %task[0, 4] : (!llvm.ptr) -> !llvm.ptr, !task
  %p6 = llvm.getelementptr %task[0, 6] : (!llvm.ptr) -> !llvm.ptr, !task
  llvm.store %body, %task : !llvm.ptr, !llvm.ptr
  llvm.store %closure, %p1 : !llvm.ptr, !llvm.ptr
  llvm.store %first, %p2 : i64, !llvm.ptr
  llvm.store %end, %p3 : i64, !llvm.ptr
  %failed = llvm.call @pthread_create(%p4, %null, %run, %task) : (!llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
  llvm.store %failed, %p6 : i32, !llvm.ptr
  %next = llvm.add %i, %one : i64
  llvm.br ^begin(%next : i64)
^own:
  %own_after = llvm.add %lower, %step : i64
  %own_end = llvm.intr.umin(%own_after, %upper) : (i64, i64) -> i64
  %own_status = llvm.call %body(%closure, %lower, %own_end) : !llvm.ptr, (!llvm.ptr, i64, i64) -> i32
  llvm.br ^join(%one, %own_status : i64, i32)
^join(%j: i64, %status: i32):
  %joins = llvm.icmp "ult" %j, %count : i64
  llvm.cond_br %joins, ^check, ^done
^check:
  %joined = llvm.getelementptr %tasks[%j] : (!llvm.ptr, i64) -> !llvm.ptr, !task
  %q4 = llvm.getelementptr %joined[0, 4] : (!llvm.ptr) -> !llvm.ptr, !task
  %q5 = llvm.getelementptr %joined[0, 5] : (!llvm.ptr) -> !llvm.ptr, !task
  %q6 = llvm.getelementptr %joined[0, 6] : (!llvm.ptr) -> !llvm.ptr, !task
  %none = llvm.load %q6 : !llvm.ptr -> i32
  %runs = llvm.icmp "eq" %none, %zero : i32
  llvm.cond_br %runs, ^wait, ^replace
^wait:
  %thread = llvm.load %q4 : !llvm.ptr -> i64
  %ignored = llvm.call @pthread_join(%thread, %null) : (i64, !llvm.ptr) -> i32
  llvm.br ^collect
^replace:
  %nothing = llvm.call @milc_run_task(%joined) : (!llvm.ptr) -> !llvm.ptr
  llvm.br ^collect
^collect:
  %other = llvm.load %q5 : !llvm.ptr -> i32
  %succeeded = llvm.icmp "eq" %status, %zero : i32
  %merged = llvm.select %succeeded, %other, %status : i1, i32
  %following = llvm.add %j, %one : i64
  llvm.br ^join(%following, %merged : i64, i32)
^done:
  llvm.return %status : i32
}
)";

/// Adds the functions above to a module and returns that which forks.
static LLVM::LLVMFuncOp addFork(ModuleOp module) {
  OwningOpRef<ModuleOp> parsed =
      parseSourceString<ModuleOp>(forkText, ParserConfig(module.getContext()));
  assert(parsed && "the text above is a module");
  LLVM::LLVMFuncOp fork;
  for (auto function :
       llvm::make_early_inc_range(parsed->getOps<LLVM::LLVMFuncOp>())) {
    function->remove();
    module.push_back(function);
    fork = function;
  }
  return fork;
}

namespace {

/// Replaces the call of a function of chunks.
struct CallForker {
  CallForker(LLVM::CallOp call, LLVM::LLVMFuncOp function,
             LLVM::LLVMFuncOp fork)
      : call(call), function(function), fork(fork), builder(call),
        loc(call.getLoc()),
        pointer(LLVM::LLVMPointerType::get(call.getContext())) {}

  void run(SymbolTable &symbols) {
    LLVM::LLVMFuncOp task = makeTask(symbols);
    auto caller = call->getParentOfType<LLVM::LLVMFuncOp>();
    builder.setInsertionPointToStart(&caller.getBody().front());
    Value closure = LLVM::AllocaOp::create(builder, loc, pointer,
                                           getClosureType(), constant(64, 1));
    builder.setInsertionPoint(call);
    for (auto [index, value] : llvm::enumerate(getCaptured()))
      LLVM::StoreOp::create(builder, loc, value, getField(closure, index));
    Value body = LLVM::AddressOfOp::create(builder, loc, task);
    auto status = LLVM::CallOp::create(
        builder, loc, fork,
        ValueRange{body, closure, call.getOperand(0), call.getOperand(1),
                   call.getOperand(2)});
    call->replaceAllUsesWith(
        status->getResults().take_front(call->getNumResults()));
    call.erase();
  }

private:
  /// What the function gets after the bounds and the size of a chunk.
  OperandRange getCaptured() { return call.getArgOperands().drop_front(3); }

  LLVM::LLVMStructType getClosureType() {
    return LLVM::LLVMStructType::getLiteral(
        builder.getContext(), llvm::to_vector(getCaptured().getTypes()));
  }

  Value constant(unsigned width, int64_t value) {
    return LLVM::ConstantOp::create(builder, loc, builder.getIntegerType(width),
                                    value);
  }

  Value getField(Value closure, int32_t index) {
    return LLVM::GEPOp::create(builder, loc, pointer, getClosureType(), closure,
                               ArrayRef<LLVM::GEPArg>{0, index});
  }

  /// Makes the function that a thread runs: it accepts a closure and the bounds
  /// of a chunk, and returns a status.
  LLVM::LLVMFuncOp makeTask(SymbolTable &symbols) {
    builder.setInsertionPoint(function);
    Type word = builder.getI64Type(), status = builder.getI32Type();
    auto task = LLVM::LLVMFuncOp::create(
        builder, loc, (function.getSymName() + "_task").str(),
        LLVM::LLVMFunctionType::get(status, {pointer, word, word}),
        LLVM::Linkage::Internal);
    symbols.insert(task);
    Block *entry = task.addEntryBlock(builder);
    builder.setInsertionPointToStart(entry);
    Value begin = entry->getArgument(1), end = entry->getArgument(2);
    // One step.
    Value step = LLVM::UMaxOp::create(
        builder, loc, LLVM::SubOp::create(builder, loc, end, begin),
        constant(64, 1));
    SmallVector<Value> operands = {begin, end, step};
    for (auto [index, type] : llvm::enumerate(getCaptured().getTypes()))
      operands.push_back(LLVM::LoadOp::create(
          builder, loc, type, getField(entry->getArgument(0), index)));
    auto made = LLVM::CallOp::create(builder, loc, function, operands);
    LLVM::ReturnOp::create(builder, loc,
                           made->getNumResults() ? made.getResult()
                                                 : constant(32, 0));
    return task;
  }

  LLVM::CallOp call;
  LLVM::LLVMFuncOp function, fork;
  OpBuilder builder;
  Location loc;
  Type pointer;
};

struct ForkCalls : milcomplex::impl::MilcForkCallsBase<ForkCalls> {
  void runOnOperation() override {
    SymbolTable symbols(getOperation());
    SmallVector<std::pair<LLVM::CallOp, LLVM::LLVMFuncOp>> calls;
    getOperation().walk([&](LLVM::CallOp call) {
      std::optional<StringRef> callee = call.getCallee();
      auto function =
          callee ? symbols.lookup<LLVM::LLVMFuncOp>(*callee) : nullptr;
      if (function && function->hasAttr(chunkFunctionName))
        calls.emplace_back(call, function);
    });
    if (calls.empty())
      return;
    LLVM::LLVMFuncOp fork = addFork(getOperation());
    for (auto [call, function] : calls)
      CallForker(call, function, fork).run(symbols);
  }
};

} // namespace
