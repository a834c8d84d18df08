//===- BooleansAsBytes.cpp - Loads and stores of i1 -----------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Target/Native/Passes.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/BuiltinOps.h"

namespace milcomplex {
#define GEN_PASS_DEF_MILCBOOLEANSASBYTES
#include "milcomplex/Target/Native/Passes.h.inc"
} // namespace milcomplex

using namespace mlir;
using namespace milcomplex;

static void loadByte(LLVM::LoadOp load) {
  OpBuilder builder(load);
  builder.setInsertionPointAfter(load);
  load.getResult().setType(builder.getI8Type());
  auto truncated = LLVM::TruncOp::create(builder, load.getLoc(),
                                         builder.getI1Type(), load.getResult());
  load.getResult().replaceAllUsesExcept(truncated, truncated);
}

static void storeByte(LLVM::StoreOp store) {
  OpBuilder builder(store);
  store.getValueMutable().assign(
      LLVM::ZExtOp::create(builder, store.getLoc(), builder.getI8Type(),
                           store.getValue())
          .getResult());
}

namespace {

struct BooleansAsBytes
    : milcomplex::impl::MilcBooleansAsBytesBase<BooleansAsBytes> {
  void runOnOperation() override {
    getOperation().walk([](Operation *op) {
      if (auto load = dyn_cast<LLVM::LoadOp>(op);
          load && load.getType().isInteger(1))
        loadByte(load);
      else if (auto store = dyn_cast<LLVM::StoreOp>(op);
               store && store.getValue().getType().isInteger(1))
        storeByte(store);
    });
  }
};

} // namespace
