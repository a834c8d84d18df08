//===- MarkAllocations.cpp - Buffers that the program frees ---------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "MarkAllocations.h"
#include "milcomplex/Target/Native/Passes.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"

namespace milcomplex {
#define GEN_PASS_DEF_MILCMARKALLOCATIONS
#include "milcomplex/Target/Native/Passes.h.inc"
} // namespace milcomplex

using namespace mlir;
using namespace milcomplex;

/// Names in the location of what the program allocates itself, and frees or
/// not.
static constexpr StringLiteral manualName = "milc.manual_deallocation";
static constexpr StringLiteral automaticName = "milc.automatic_deallocation";

static void addName(Operation *op, StringRef name) {
  op->setLoc(
      NameLoc::get(StringAttr::get(op->getContext(), name), op->getLoc()));
}

static bool hasName(Operation *op, StringRef wanted) {
  return op->getLoc()
      ->walk([&](Location inner) {
        auto name = dyn_cast<NameLoc>(inner);
        return name && name.getName() == wanted ? WalkResult::interrupt()
                                                : WalkResult::advance();
      })
      .wasInterrupted();
}

void milcomplex::nameManualAllocation(Operation *op) {
  if (!hasName(op, automaticName))
    addName(op, manualName);
}

void milcomplex::nameAutomaticAllocation(Operation *op) {
  addName(op, automaticName);
}

namespace {

struct MarkAllocations
    : milcomplex::impl::MilcMarkAllocationsBase<MarkAllocations> {
  void runOnOperation() override {
    getOperation().walk([](memref::AllocOp alloc) {
      if (hasName(alloc, manualName))
        alloc->setAttr(bufferization::BufferizationDialect::kManualDeallocation,
                       UnitAttr::get(alloc.getContext()));
    });
  }
};

} // namespace
