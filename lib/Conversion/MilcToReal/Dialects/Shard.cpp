//===- Shard.cpp - shard ops to pairs -------------------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "AttachPatterns.h"
#include "milcomplex/Dialect/ComplexTypes.h"
#include "mlir/Dialect/Shard/IR/ShardDialect.h"
#include "mlir/Dialect/Shard/IR/ShardOps.h"
#include "llvm/Support/FormatVariadic.h"

using namespace mlir;
using namespace milcomplex;

/// A reduction that is applied to each part reduces the whole. The parts of a
/// product depend on both, complex numbers have no order and no bits, and a
/// generic reduction may be any.
template <typename OpTy>
static std::optional<std::string> whyNotReduced(OpTy op) {
  shard::ReductionKind kind = op.getReduction();
  if (kind != shard::ReductionKind::Sum &&
      kind != shard::ReductionKind::Average)
    return llvm::formatv("must sum or average complex values, which goes by "
                         "part, but found the reduction '{0}'",
                         shard::stringifyReductionKind(kind));
  Type input = op.getInput().getType(), result = op.getResult().getType();
  if (getComplexElementType(input) && getComplexElementType(result))
    return std::nullopt;
  return llvm::formatv("must reduce complex values to complex ones, but found "
                       "{0} and {1}",
                       input, result);
}

/// A tensor becomes two values, an interleaved buffer stays one.
static std::optional<std::string>
whyNotReducedInterleaved(shard::AllReduceOp op) {
  Type input = op.getInput().getType(), result = op.getResult().getType();
  if (isa<TensorType>(input) == isa<TensorType>(result))
    return whyNotReduced(op);
  return llvm::formatv("must reduce tensors to tensors and buffers to buffers "
                       "under abi=interleaved, but found {0} and {1}",
                       input, result);
}

/// The parts are sent as two messages, the real part first. Those of one device
/// arrive in order; from any device, the parts of two values could arrive.
static std::optional<std::string> whyNotReceived(shard::RecvOp op) {
  if (op.getSource())
    return std::nullopt;
  return "must name the source of complex values, whose parts come one after "
         "the other, but found none";
}

static void populatePatterns(PairPatternSet &set) {
  set.add<ConvertByPart<shard::AllGatherOp>, ConvertByPart<shard::AllReduceOp>,
          ConvertByPart<shard::AllSliceOp>, ConvertByPart<shard::AllToAllOp>,
          ConvertByPart<shard::BroadcastOp>, ConvertByPart<shard::GatherOp>,
          ConvertByPart<shard::RecvOp>, ConvertByPart<shard::ReduceOp>,
          ConvertByPart<shard::ReduceScatterOp>,
          ConvertByPart<shard::ScatterOp>, ConvertByPart<shard::SendOp>,
          ConvertByPart<shard::ShardOp>, ConvertByPart<shard::ShiftOp>,
          ConvertByPart<shard::UpdateHaloOp>>();
  // Both parts have the sharding of the whole.
  set.add<ConvertShapeQuery<shard::GetShardingOp>>();
  set.rules.add<shard::AllReduceOp>(set.converter.getAbi() == Abi::Interleaved
                                        ? whyNotReducedInterleaved
                                        : whyNotReduced<shard::AllReduceOp>);
  set.rules.add<shard::RecvOp>(whyNotReceived);
  set.rules.add<shard::ReduceOp>(whyNotReduced<shard::ReduceOp>);
  set.rules.add<shard::ReduceScatterOp>(whyNotReduced<shard::ReduceScatterOp>);
}

void milcomplex::registerShardMilcToReal(DialectRegistry &registry) {
  attachPatterns<shard::ShardDialect, populatePatterns>(registry);
}
