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

/// The name in the location of what the program allocates itself.
static constexpr StringLiteral manualName = "milc.manual_deallocation";

void milcomplex::nameManualAllocation(Operation *op) {
  op->setLoc(NameLoc::get(StringAttr::get(op->getContext(), manualName),
                          op->getLoc()));
}

static bool isManual(Location loc) {
  return loc
      ->walk([](Location inner) {
        auto name = dyn_cast<NameLoc>(inner);
        return name && name.getName() == manualName ? WalkResult::interrupt()
                                                    : WalkResult::advance();
      })
      .wasInterrupted();
}

namespace {

struct MarkAllocations
    : milcomplex::impl::MilcMarkAllocationsBase<MarkAllocations> {
  void runOnOperation() override {
    getOperation().walk([](memref::AllocOp alloc) {
      if (isManual(alloc.getLoc()))
        alloc->setAttr(bufferization::BufferizationDialect::kManualDeallocation,
                       UnitAttr::get(alloc.getContext()));
    });
  }
};

} // namespace
