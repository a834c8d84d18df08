//===- BlockFrames.cpp - Frames of a signal as columns --------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "BlockFrames.h"

#include "ComputeType.h"
#include "VectorLanes.h"

using namespace mlir;
using namespace milcomplex;

using Real = formulas::EmittedReal;
using Pair = formulas::Pair<Real>;
using Index = EmittedIndex;

bool milcomplex::canFillFrames(const BlockLoops &loops, const Frames &frames) {
  return loops.hasColumns() && loops.getLanes() % 2 == 0 &&
         frames.length >= loops.getLanes();
}

/// Emits `body` for all tiles, from element and column `first` on. Each vector
/// of `re` and `im` is of one element of the frames of a tile.
static void forTiles(const BlockLoops &loops, const Frames &frames,
                     const VectorView &signal, const BlockPlace &place,
                     VectorView &target,
                     function_ref<void(Place first, ArrayRef<Value> re,
                                       ArrayRef<Value> im, VectorView &target)>
                         body) {
  assert(canFillFrames(loops, frames) && "frames of no whole tile");
  ImplicitLocOpBuilder &builder = loops.getBuilder();
  int64_t lanes = loops.getLanes();
  // A signal has no columns: frames overlap.
  VectorView source = signal.at({place.outer, std::nullopt, place.isPartial});
  VectorView window = VectorView::ofReals(frames.window, /*hasColumns=*/false);
  auto transpose = [&](SmallVector<Lanes> rows) {
    return llvm::map_to_vector(
        interleave(builder, std::move(rows), 1, lanes),
        [](const Chunk &column) { return column.vector; });
  };
  Views views = {target};
  OpFoldResult tiles =
      builder.getIndexAttr(llvm::divideCeil(frames.length, lanes));
  loops.loop(tiles, views, [&](Index tile, Views &inner) {
    Index first = tile * lanes;
    if (frames.length % lanes != 0)
      first = min(first, frames.length - lanes);
    Real weights = window.read(builder, {first, std::nullopt}, lanes, lanes).re;
    OpFoldResult groups = builder.getIndexAttr(loops.getColumns() / lanes);
    loops.loop(groups, inner, [&](Index group, Views &innermost) {
      Index column = group * lanes;
      SmallVector<Lanes> re, im;
      for (int64_t i = 0; i != lanes; ++i) {
        Index start = (*place.column + column + i) * frames.hop + first;
        Pair row = source.read(builder, {start, std::nullopt}, lanes, lanes);
        re.push_back(getLanes((row.re * weights).getValue(), lanes));
        im.push_back(getLanes((row.im * weights).getValue(), lanes));
      }
      body({first, column}, transpose(std::move(re)), transpose(std::move(im)),
           innermost[0]);
    });
  });
  target = views[0];
}

void milcomplex::fillFrames(const BlockLoops &loops, const Frames &frames,
                            const VectorView &signal, const BlockPlace &place,
                            VectorView &target) {
  ImplicitLocOpBuilder &builder = loops.getBuilder();
  forTiles(loops, frames, signal, place, target,
           [&](Place first, ArrayRef<Value> re, ArrayRef<Value> im,
               VectorView &output) {
             for (int64_t i = 0; i != loops.getLanes(); ++i)
               output.write(
                   builder, first + i,
                   {makeReal(builder, re[i]), makeReal(builder, im[i])});
           });
}

void milcomplex::fillFramesOfPairs(const BlockLoops &loops,
                                   const Frames &frames,
                                   const VectorView &signal,
                                   const BlockPlace &place,
                                   VectorView &target) {
  ImplicitLocOpBuilder &builder = loops.getBuilder();
  forTiles(loops, frames, signal, place, target,
           [&](Place first, ArrayRef<Value> elements, ArrayRef<Value>,
               VectorView &output) {
             first.element = first.element / 2;
             for (int64_t i = 0; i != loops.getLanes(); i += 2)
               output.write(builder, first + i / 2,
                            {makeReal(builder, elements[i]),
                             makeReal(builder, elements[i + 1])});
           });
}
