//===- ParallelChunks.cpp - Iterations that threads share -----------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ParallelChunks.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Interfaces/FunctionInterfaces.h"

using namespace mlir;
using namespace milcomplex;

/// How many iterations a loop with dynamic bounds is taken to have.
static constexpr int64_t fewIterations = 16;

/// The attribute of loops over chunks.
static constexpr StringLiteral chunksName = "milc.chunks";

bool milcomplex::isOverChunks(scf::ParallelOp loop) {
  return loop->hasAttr(chunksName);
}

Block *milcomplex::findStackScope(Operation *op) {
  for (auto loop = op->getParentOfType<scf::ParallelOp>(); loop;
       loop = loop->getParentOfType<scf::ParallelOp>())
    if (isOverChunks(loop))
      return loop.getBody();
  return &op->getParentOfType<FunctionOpInterface>().getFunctionBody().front();
}

bool Sharing::isTooLittle(int64_t count, int64_t work) const {
  return !ShapedType::isDynamic(count) && !ShapedType::isDynamic(work) &&
         count * work < 2 * leastWork;
}

void milcomplex::emitChunks(
    OpBuilder &builder, Location loc, Value count, Value work,
    const Sharing &sharing, int64_t multiple,
    function_ref<void(OpBuilder &, Value, Value)> emitChunk) {
  auto constant = [&](int64_t value) -> Value {
    return arith::ConstantIndexOp::create(builder, loc, value);
  };
  auto divide = [&](Value value, Value by) -> Value {
    return arith::CeilDivUIOp::create(builder, loc, value, by);
  };
  Value zero = constant(0), one = constant(1);
  Value each = divide(count, constant(sharing.threads));
  Value known = arith::MaxUIOp::create(builder, loc, work, one);
  Value least = divide(constant(sharing.leastWork), known);
  Value chunk = arith::MaxUIOp::create(builder, loc, each, least);
  if (multiple != 1)
    chunk = arith::MulIOp::create(
        builder, loc, divide(chunk, constant(multiple)), constant(multiple));
  auto loop = scf::ParallelOp::create(
      builder, loc, zero, count, chunk,
      [&](OpBuilder &inner, Location, ValueRange indices) {
        Value begin = indices.front();
        Value next = arith::AddIOp::create(inner, loc, begin, chunk);
        Value end = arith::MinUIOp::create(inner, loc, next, count);
        emitChunk(inner, begin, end);
      });
  loop->setAttr(chunksName, builder.getUnitAttr());
}

/// How many scalars an op computes.
static int64_t countElements(Operation &op) {
  for (Type type : op.getResultTypes())
    if (auto vector = dyn_cast<VectorType>(type))
      return vector.getNumElements();
  return 1;
}

int64_t milcomplex::estimateWork(Block &block) {
  int64_t work = 0;
  for (Operation &op : block) {
    int64_t inner = 0, times = 1;
    for (Region &region : op.getRegions())
      for (Block &nested : region)
        inner += estimateWork(nested);
    if (auto loop = dyn_cast<scf::ForOp>(op)) {
      std::optional<llvm::APInt> count = loop.getStaticTripCount();
      times = count ? count->getSExtValue() : fewIterations;
    } else if (auto generic = dyn_cast<linalg::LinalgOp>(op)) {
      for (int64_t size : generic.getStaticLoopRanges())
        times *= ShapedType::isDynamic(size) ? fewIterations : size;
    }
    work += inner ? inner * times : countElements(op);
  }
  return work;
}
