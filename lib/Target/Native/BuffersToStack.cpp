//===- BuffersToStack.cpp - Small buffers on the stack --------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "BufferSizes.h"
#include "ParallelChunks.h"
#include "milcomplex/Target/Native/Passes.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"

namespace milcomplex {
#define GEN_PASS_DEF_MILCBUFFERSTOSTACK
#include "milcomplex/Target/Native/Passes.h.inc"
} // namespace milcomplex

using namespace mlir;
using namespace milcomplex;

namespace {

struct BuffersToStack
    : milcomplex::impl::MilcBuffersToStackBase<BuffersToStack> {
  using MilcBuffersToStackBase::MilcBuffersToStackBase;

  void runOnOperation() override {
    if (getOperation().isExternal())
      return;
    int64_t left = mostBytes;
    SmallVector<memref::AllocOp> allocs;
    getOperation().walk(
        [&](memref::AllocOp alloc) { allocs.push_back(alloc); });
    for (memref::AllocOp alloc : allocs) {
      std::optional<int64_t> bytes = countBytes(alloc.getType());
      memref::DeallocOp dealloc = findDealloc(alloc);
      if (!bytes || !dealloc || *bytes > mostBytesOfOne || *bytes > left)
        continue;
      left -= *bytes;
      Block *scope = findStackScope(alloc);
      OpBuilder builder(scope, scope->begin());
      auto alloca = memref::AllocaOp::create(
          builder, alloc.getLoc(), alloc.getType(), alloc.getAlignmentAttr());
      dealloc.erase();
      alloc.replaceAllUsesWith(alloca.getResult());
      alloc.erase();
    }
  }
};

} // namespace
