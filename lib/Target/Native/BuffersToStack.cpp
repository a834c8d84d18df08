//===- BuffersToStack.cpp - Small buffers on the stack --------------------===//
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

namespace milcomplex {
#define GEN_PASS_DEF_MILCBUFFERSTOSTACK
#include "milcomplex/Target/Native/Passes.h.inc"
} // namespace milcomplex

using namespace mlir;
using namespace milcomplex;

/// The bytes of a buffer whose shape is static.
static int64_t countBytes(MemRefType type) {
  Type element = type.getElementType();
  unsigned bits = element.isIndex() ? 64 : element.getIntOrFloatBitWidth();
  return type.getNumElements() * ((bits + 7) / 8);
}

/// The op that frees a buffer in the block that allocates it, if it is the only
/// one that does.
static memref::DeallocOp findDealloc(memref::AllocOp alloc) {
  memref::DeallocOp found;
  for (Operation *user : alloc->getUsers()) {
    auto dealloc = dyn_cast<memref::DeallocOp>(user);
    if (!dealloc)
      continue;
    if (found || dealloc->getBlock() != alloc->getBlock())
      return {};
    found = dealloc;
  }
  return found;
}

/// The block in which a buffer is allocated once: that of the function, or of
/// what a thread runs.
static Block *findScope(memref::AllocOp alloc) {
  for (auto loop = alloc->getParentOfType<scf::ParallelOp>(); loop;
       loop = loop->getParentOfType<scf::ParallelOp>())
    if (isOverChunks(loop))
      return loop.getBody();
  return &alloc->getParentOfType<func::FuncOp>().getBody().front();
}

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
      MemRefType type = alloc.getType();
      if (!type.hasStaticShape() || !type.getLayout().isIdentity() ||
          !type.getElementType().isIntOrIndexOrFloat())
        continue;
      int64_t bytes = countBytes(type);
      memref::DeallocOp dealloc = findDealloc(alloc);
      if (!dealloc || bytes > mostBytesOfOne || bytes > left)
        continue;
      left -= bytes;
      Block *scope = findScope(alloc);
      OpBuilder builder(scope, scope->begin());
      auto alloca = memref::AllocaOp::create(builder, alloc.getLoc(), type,
                                             alloc.getAlignmentAttr());
      dealloc.erase();
      alloc.replaceAllUsesWith(alloca.getResult());
      alloc.erase();
    }
  }
};

} // namespace
