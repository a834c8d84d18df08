//===- ShareMemory.cpp - One allocation for several buffers ---------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "BufferSizes.h"
#include "milcomplex/Target/Native/Passes.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/Bufferization/Transforms/BufferViewFlowAnalysis.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"

namespace milcomplex {
#define GEN_PASS_DEF_MILCSHAREMEMORY
#include "milcomplex/Target/Native/Passes.h.inc"
} // namespace milcomplex

using namespace mlir;
using namespace milcomplex;

/// Bytes of a cache line, at which shared memory begins.
static constexpr int64_t alignment = 64;

namespace {

/// A buffer of a block, from the op that allocates it to the one that frees it.
struct Lifetime {
  memref::AllocOp alloc;
  memref::DeallocOp dealloc;
  int64_t bytes;

  bool overlaps(Lifetime &other) {
    return alloc->isBeforeInBlock(other.dealloc) &&
           other.alloc->isBeforeInBlock(dealloc);
  }
};

} // namespace

/// The op that frees a buffer in the block that allocates it; null if there is
/// none, or the program itself has it.
static memref::DeallocOp findOwnDealloc(memref::AllocOp alloc) {
  bool isManual =
      alloc->hasAttr(bufferization::BufferizationDialect::kManualDeallocation);
  return isManual ? memref::DeallocOp() : findDealloc(alloc);
}

/// The last op of the block of an allocation that uses the buffer or what may
/// be a view of it; null where that is not known.
static Operation *findLastUse(memref::AllocOp alloc,
                              const BufferViewFlowAnalysis &views,
                              Operation *dealloc) {
  Operation *last = alloc;
  for (Value view : views.resolve(alloc))
    for (Operation *user : view.getUsers()) {
      if (user == dealloc)
        continue;
      Operation *here = alloc->getBlock()->findAncestorOpInBlock(*user);
      // What uses an address is not known.
      if (!here || isa<memref::ExtractAlignedPointerAsIndexOp>(user))
        return nullptr;
      if (last->isBeforeInBlock(here))
        last = here;
    }
  return last;
}

/// The buffers of static shape that a block allocates and frees, in its order.
static SmallVector<Lifetime> findLifetimes(Block &block) {
  SmallVector<Lifetime> lifetimes;
  for (auto alloc : block.getOps<memref::AllocOp>()) {
    std::optional<int64_t> bytes = countBytes(alloc.getType());
    memref::DeallocOp dealloc = findOwnDealloc(alloc);
    if (bytes && dealloc)
      lifetimes.push_back({alloc, dealloc, *bytes});
  }
  return lifetimes;
}

/// Buffers of which no two live at the same time, the largest first.
using Slot = SmallVector<Lifetime>;

/// Assigns buffers to slots, the largest first, each to the first that is free.
/// Y. Pisarchyk and J. Lee, Efficient Memory Management for Deep Neural Net
/// Inference, 2020: greedy by size, for shared objects.
static SmallVector<Slot> assignSlots(MutableArrayRef<Lifetime> lifetimes) {
  llvm::sort(lifetimes, [](Lifetime &one, Lifetime &other) {
    return one.bytes != other.bytes ? one.bytes > other.bytes
                                    : one.alloc->isBeforeInBlock(other.alloc);
  });
  SmallVector<Slot> slots;
  for (Lifetime &lifetime : lifetimes) {
    auto slot = llvm::find_if(slots, [&](Slot &slot) {
      return llvm::none_of(
          slot, [&](Lifetime &other) { return lifetime.overlaps(other); });
    });
    if (slot == slots.end())
      slots.push_back({lifetime});
    else
      slot->push_back(lifetime);
  }
  return slots;
}

/// Replaces the allocations of a slot by one of bytes.
static void share(Slot &slot) {
  Lifetime *first = &slot.front(), *last = first;
  for (Lifetime &lifetime : slot) {
    if (lifetime.alloc->isBeforeInBlock(first->alloc))
      first = &lifetime;
    if (last->dealloc->isBeforeInBlock(lifetime.dealloc))
      last = &lifetime;
  }
  OpBuilder builder(first->alloc);
  Location loc = first->alloc.getLoc();
  auto memory = memref::AllocOp::create(
      builder, loc, MemRefType::get({slot.front().bytes}, builder.getI8Type()),
      builder.getI64IntegerAttr(alignment));
  Value zero = arith::ConstantIndexOp::create(builder, loc, 0);
  builder.setInsertionPoint(last->dealloc);
  memref::DeallocOp::create(builder, loc, memory);
  for (Lifetime &lifetime : slot) {
    builder.setInsertionPoint(lifetime.alloc);
    auto view = memref::ViewOp::create(builder, lifetime.alloc.getLoc(),
                                       lifetime.alloc.getType(), memory, zero,
                                       /*sizes=*/ValueRange());
    lifetime.alloc.replaceAllUsesWith(view.getResult());
    lifetime.dealloc.erase();
    lifetime.alloc.erase();
  }
}

namespace {

struct ShareMemory : milcomplex::impl::MilcShareMemoryBase<ShareMemory> {
  void runOnOperation() override {
    BufferViewFlowAnalysis views(getOperation());
    getOperation().walk([&](memref::AllocOp alloc) {
      memref::DeallocOp dealloc = findOwnDealloc(alloc);
      if (!dealloc)
        return;
      Operation *last = findLastUse(alloc, views, dealloc);
      if (last && !last->hasTrait<OpTrait::IsTerminator>())
        dealloc->moveAfter(last);
    });
    getOperation().walk([](Block *block) {
      SmallVector<Lifetime> lifetimes = findLifetimes(*block);
      for (Slot &slot : assignSlots(lifetimes))
        if (slot.size() > 1)
          share(slot);
    });
  }
};

} // namespace
