//===- ShareMemory.cpp - One allocation for the buffers of a block --------===//
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

/// Bytes of a cache line, at which each buffer begins.
static constexpr int64_t alignment = 64;

namespace {

/// A buffer of a block, from the op that allocates it to the one that frees it.
struct Lifetime {
  memref::AllocOp alloc;
  memref::DeallocOp dealloc;
  int64_t bytes, offset = 0;

  bool overlaps(Lifetime &other) {
    return alloc->isBeforeInBlock(other.dealloc) &&
           other.alloc->isBeforeInBlock(dealloc);
  }
};

} // namespace

/// Whether the program itself frees a buffer.
static bool isManual(memref::AllocOp alloc) {
  return alloc->hasAttr(
      bufferization::BufferizationDialect::kManualDeallocation);
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
    memref::DeallocOp dealloc = findDealloc(alloc);
    if (bytes && dealloc && !isManual(alloc))
      lifetimes.push_back(
          {alloc, dealloc, int64_t(llvm::alignTo(*bytes, alignment))});
  }
  return lifetimes;
}

/// Places the largest buffers first, each as low as those that live at the same
/// time allow, and returns the bytes of all. Y. Pisarchyk and J. Lee, Efficient
/// Memory Management for Deep Neural Net Inference, 2020: greedy by size.
static int64_t placeBuffers(MutableArrayRef<Lifetime> lifetimes) {
  SmallVector<Lifetime *> bySize, placed;
  for (Lifetime &lifetime : lifetimes)
    bySize.push_back(&lifetime);
  llvm::sort(bySize, [](Lifetime *one, Lifetime *other) {
    return one->bytes != other->bytes
               ? one->bytes > other->bytes
               : one->alloc->isBeforeInBlock(other->alloc);
  });
  int64_t total = 0;
  for (Lifetime *lifetime : bySize) {
    // Those placed are in the order of their offsets.
    for (Lifetime *other : placed)
      if (lifetime->overlaps(*other)) {
        if (lifetime->offset + lifetime->bytes <= other->offset)
          break;
        lifetime->offset =
            std::max(lifetime->offset, other->offset + other->bytes);
      }
    total = std::max(total, lifetime->offset + lifetime->bytes);
    placed.insert(llvm::upper_bound(placed, lifetime->offset,
                                    [](int64_t offset, Lifetime *other) {
                                      return offset < other->offset;
                                    }),
                  lifetime);
  }
  return total;
}

/// Replaces the allocations of a block by parts of one.
static void share(MutableArrayRef<Lifetime> lifetimes) {
  int64_t total = placeBuffers(lifetimes);
  OpBuilder builder(lifetimes.front().alloc);
  Location loc = lifetimes.front().alloc.getLoc();
  auto arena = memref::AllocOp::create(
      builder, loc, MemRefType::get({total}, builder.getI8Type()),
      builder.getI64IntegerAttr(alignment));
  Operation *last = lifetimes.front().dealloc;
  for (Lifetime &lifetime : lifetimes)
    if (last->isBeforeInBlock(lifetime.dealloc))
      last = lifetime.dealloc;
  builder.setInsertionPointAfter(last);
  memref::DeallocOp::create(builder, loc, arena);
  for (Lifetime &lifetime : lifetimes) {
    builder.setInsertionPoint(lifetime.alloc);
    Value offset = arith::ConstantIndexOp::create(
        builder, lifetime.alloc.getLoc(), lifetime.offset);
    auto view = memref::ViewOp::create(builder, lifetime.alloc.getLoc(),
                                       lifetime.alloc.getType(), arena, offset,
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
      memref::DeallocOp dealloc = findDealloc(alloc);
      if (!dealloc || isManual(alloc))
        return;
      Operation *last = findLastUse(alloc, views, dealloc);
      if (last && !last->hasTrait<OpTrait::IsTerminator>())
        dealloc->moveAfter(last);
    });
    getOperation().walk([](Block *block) {
      SmallVector<Lifetime> lifetimes = findLifetimes(*block);
      if (lifetimes.size() > 1)
        share(lifetimes);
    });
  }
};

} // namespace
