//===- BlockLoops.cpp - Loops over blocks of transforms -------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "BlockLoops.h"

#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"

using namespace mlir;
using namespace milcomplex;

using Index = EmittedIndex;

Value milcomplex::makeBuffer(ImplicitLocOpBuilder &builder,
                             ArrayRef<OpFoldResult> sizes, FloatType type) {
  SmallVector<int64_t> shape;
  SmallVector<Value> dynamicSizes;
  dispatchIndexOpFoldResults(sizes, dynamicSizes, shape);
  return bufferization::AllocTensorOp::create(
      builder, RankedTensorType::get(shape, type), dynamicSizes);
}

BlockLoops::BlockLoops(ImplicitLocOpBuilder &builder, FloatType type,
                       int64_t lanes, int64_t length, OpFoldResult width)
    : builder(builder), type(type), lanes(lanes), width(width),
      home(builder.getInsertionBlock()) {
  std::optional<int64_t> known = getConstantIntValue(width);
  if (known && *known < lanes) {
    elementStride = *known;
    return;
  }
  columns = lanes;
  // Two cache lines, which are fetched together, if there are as many columns
  // and two buffers of them, at most 256 KiB, leave room in the L2 cache.
  constexpr int64_t lines = 128, most = 128 * 1024;
  int64_t wide = lines * 8 / type.getWidth();
  if (wide % lanes == 0 && (!known || *known >= wide) &&
      length * lines * 2 <= most)
    columns = wide;
}

bool BlockLoops::hasOverlaps() const {
  std::optional<int64_t> known = getConstantIntValue(width);
  return hasColumns() && known && *known % columns != 0;
}

void BlockLoops::loop(OpFoldResult count, Views &views,
                      function_ref<void(Index, Views &)> body) const {
  if (isOneInteger(count))
    return body(getIndex(0), views);
  SmallVector<Value> inits;
  for (const VectorView &view : views)
    llvm::append_range(inits, view.getTensors());
  Value end = getValueOrCreateConstantIndexOp(builder, builder.getLoc(), count);
  auto loop = scf::ForOp::create(builder, getIndex(0).getValue(), end,
                                 getIndex(1).getValue(), inits);
  auto replaceTensors = [&](ValueRange tensors) {
    for (VectorView &view : views) {
      size_t size = view.getTensors().size();
      view = view.with(tensors.take_front(size));
      tensors = tensors.drop_front(size);
    }
  };
  {
    OpBuilder::InsertionGuard guard(builder);
    builder.setInsertionPointToStart(loop.getBody());
    replaceTensors(loop.getRegionIterArgs());
    body({builder, loop.getInductionVar()}, views);
    SmallVector<Value> results;
    for (const VectorView &view : views)
      llvm::append_range(results, view.getTensors());
    scf::YieldOp::create(builder, results);
  }
  replaceTensors(loop.getResults());
}

void BlockLoops::forElements(
    int64_t count, VectorView &target,
    function_ref<void(Place, int64_t, VectorView &)> body) const {
  Views views = {target};
  if (hasColumns()) {
    loop(builder.getIndexAttr(count), views, [&](Index element, Views &inner) {
      loop(builder.getIndexAttr(columns / lanes), inner,
           [&](Index vector, Views &innermost) {
             body({element, vector * lanes}, lanes, innermost[0]);
           });
    });
  } else {
    int64_t present = std::min(lanes, count);
    loop(builder.getIndexAttr(llvm::divideCeil(count, present)), views,
         [&](Index vector, Views &inner) {
           Index first = vector * present;
           if (count % present != 0)
             first = min(first, count - present);
           body({first, std::nullopt}, present, inner[0]);
         });
  }
  target = views[0];
}

void BlockLoops::forBlocks(
    ArrayRef<OpFoldResult> batch, Views &views,
    function_ref<void(const BlockPlace &, Views &)> body) const {
  SmallVector<OpFoldResult> counts(batch);
  std::optional<int64_t> known = getConstantIntValue(width);
  if (hasColumns() && known)
    counts.push_back(builder.getIndexAttr(llvm::divideCeil(*known, columns)));
  else if (hasColumns())
    counts.push_back(arith::CeilDivUIOp::create(builder, cast<Value>(width),
                                                getIndex(columns).getValue())
                         .getResult());
  auto emit = [&](auto &emit, SmallVector<Index> indices,
                  Views &inner) -> void {
    size_t depth = indices.size();
    if (depth != counts.size())
      return loop(counts[depth], inner, [&](Index index, Views &innermost) {
        SmallVector<Index> more = indices;
        more.push_back(index);
        emit(emit, more, innermost);
      });
    BlockPlace place;
    for (const Index &index : ArrayRef(indices).take_front(batch.size()))
      place.outer.push_back(index.getValue());
    if (hasColumns()) {
      place.column = indices.back() * columns;
      place.isPartial = !known;
      if (hasOverlaps())
        place.column = min(*place.column, *known - columns);
    }
    Views placed;
    for (const VectorView &view : inner)
      placed.push_back(view.at(place));
    body(place, placed);
    for (auto [view, changed] : llvm::zip_equal(inner, placed))
      view = view.with(changed.getTensors());
  };
  emit(emit, {}, views);
}

void BlockLoops::addBuffers(Views &views, unsigned buffers,
                            int64_t count) const {
  OpFoldResult size =
      builder.getIndexAttr(count * (hasColumns() ? columns : elementStride));
  for (unsigned i = 0; i != buffers; ++i) {
    Value re = makeBuffer(builder, size, type);
    Value im = makeBuffer(builder, size, type);
    views.push_back(VectorView::ofBuffer({re, im}, columns));
  }
}
