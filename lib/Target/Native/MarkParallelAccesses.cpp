//===- MarkParallelAccesses.cpp - Access groups of parallel loops ---------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ParallelChunks.h"
#include "milcomplex/Target/Native/Passes.h"
#include "mlir/Analysis/CFGLoopInfo.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/Dominance.h"

namespace milcomplex {
#define GEN_PASS_DEF_MILCMARKPARALLELACCESSES
#include "milcomplex/Target/Native/Passes.h.inc"
} // namespace milcomplex

using namespace mlir;
using namespace milcomplex;

/// Moves the annotation of a branch to where the LLVM dialect expects it.
static LLVM::LoopAnnotationAttr annotate(Operation *branch) {
  auto annotation = dyn_cast_or_null<LLVM::LoopAnnotationAttr>(
      branch->removeDiscardableAttr(loopAnnotationName));
  if (!annotation)
    return {};
  if (auto br = dyn_cast<LLVM::BrOp>(branch))
    br.setLoopAnnotationAttr(annotation);
  if (auto br = dyn_cast<LLVM::CondBrOp>(branch))
    br.setLoopAnnotationAttr(annotation);
  return annotation;
}

/// Adds `groups` to all accesses of a loop.
static void addGroups(CFGLoop *loop, ArrayRef<LLVM::AccessGroupAttr> groups) {
  for (Block *block : loop->getBlocks()) {
    for (auto access : block->getOps<LLVM::AccessGroupOpInterface>()) {
      SmallVector<Attribute> all(groups.begin(), groups.end());
      if (ArrayAttr others = access.getAccessGroupsOrNull())
        llvm::append_range(all, others);
      access.setAccessGroups(ArrayAttr::get(access.getContext(), all));
    }
  }
}

namespace {

struct MarkParallelAccesses
    : milcomplex::impl::MilcMarkParallelAccessesBase<MarkParallelAccesses> {
  void runOnOperation() override {
    for (auto function : getOperation().getOps<LLVM::LLVMFuncOp>()) {
      if (function.isExternal() || function.getBody().hasOneBlock())
        continue;
      DominanceInfo dominance;
      CFGLoopInfo loops(dominance.getDomTree(&function.getBody()));
      for (Block &block : function.getBody()) {
        LLVM::LoopAnnotationAttr annotation = annotate(block.getTerminator());
        if (!annotation || annotation.getParallelAccesses().empty())
          continue;
        if (CFGLoop *loop = loops.getLoopFor(&block))
          addGroups(loop, annotation.getParallelAccesses());
      }
    }
  }
};

} // namespace
