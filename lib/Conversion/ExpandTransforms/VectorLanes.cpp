//===- VectorLanes.cpp - Shuffles of vectors ------------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "VectorLanes.h"

#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace milcomplex;

Lanes milcomplex::getLanes(Value vector, int64_t count) {
  return llvm::map_to_vector(llvm::seq<int64_t>(0, count), [&](int64_t index) {
    return Lane{vector, index};
  });
}

Value milcomplex::gatherLanes(ImplicitLocOpBuilder &builder,
                              ArrayRef<Lane> lanes) {
  assert(!lanes.empty() && "a vector has a lane");
  llvm::SmallSetVector<Value, 8> vectors;
  for (const Lane &lane : lanes)
    vectors.insert(lane.vector);
  assert(llvm::all_equal(TypeRange(ValueRange(vectors.getArrayRef()))) &&
         "vectors of several types");
  auto source = cast<VectorType>(vectors[0].getType());
  auto width = static_cast<int64_t>(lanes.size());
  bool isWhole =
      vectors.size() == 1 && width == source.getDimSize(0) &&
      llvm::all_of(llvm::enumerate(lanes), [](auto lane) {
        return lane.value().index == static_cast<int64_t>(lane.index());
      });
  if (isWhole)
    return vectors[0];

  // Each shuffle moves the lanes of one more vector to their places.
  Value gathered = vectors[0];
  bool inPlace = false;
  auto bring = [&](Value next) {
    int64_t offset = cast<VectorType>(gathered.getType()).getDimSize(0);
    SmallVector<int64_t> mask;
    for (auto [i, lane] : llvm::enumerate(lanes)) {
      if (lane.vector == next)
        mask.push_back(offset + lane.index);
      else if (inPlace)
        mask.push_back(i);
      else
        mask.push_back(lane.vector == vectors[0]
                           ? lane.index
                           : vector::ShuffleOp::kPoisonIndex);
    }
    gathered = vector::ShuffleOp::create(builder, gathered, next, mask);
    inPlace = true;
  };
  if (vectors.size() == 1)
    bring(vectors[0]);
  for (Value next : llvm::drop_begin(vectors))
    bring(next);
  return gathered;
}

SmallVector<Chunk> milcomplex::chunkLanes(ImplicitLocOpBuilder &builder,
                                          ArrayRef<Lane> lanes, int64_t width) {
  auto count = static_cast<int64_t>(lanes.size());
  assert(count >= width && "fewer lanes than a vector");
  SmallVector<Chunk> chunks;
  for (int64_t i = 0; i < count; i += width) {
    int64_t offset = std::min(i, count - width);
    chunks.push_back(
        {offset, gatherLanes(builder, lanes.slice(offset, width))});
  }
  return chunks;
}

/// One block of each of `streams`, then the next of each, and so on.
static Lanes takeTurns(ArrayRef<Lanes> streams, int64_t block) {
  Lanes lanes;
  for (size_t i = 0; i < streams[0].size(); i += block)
    for (const Lanes &stream : streams)
      llvm::append_range(lanes, ArrayRef(stream).slice(i, block));
  return lanes;
}

SmallVector<Chunk> milcomplex::interleave(ImplicitLocOpBuilder &builder,
                                          SmallVector<Lanes> streams,
                                          int64_t block, int64_t width) {
  assert(llvm::all_equal(llvm::map_range(
             streams, [](const Lanes &stream) { return stream.size(); })) &&
         "streams of several lengths");
  // Few streams at a time: two that are of one vector each take one shuffle a
  // result.
  while (true) {
    size_t few = 2;
    while (streams.size() % few != 0)
      ++few;
    SmallVector<Lanes> wider;
    for (size_t i = 0; i != streams.size(); i += few) {
      Lanes lanes = takeTurns(ArrayRef(streams).slice(i, few), block);
      SmallVector<Chunk> chunks = chunkLanes(builder, lanes, width);
      if (few == streams.size())
        return chunks;
      for (const Chunk &chunk : chunks)
        for (int64_t j = 0; j != width; ++j)
          lanes[chunk.offset + j] = {chunk.vector, j};
      wider.push_back(std::move(lanes));
    }
    streams = std::move(wider);
    block *= static_cast<int64_t>(few);
  }
}
