//===- TransformRules.cpp - Which transforms can be expanded --------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TransformRules.h"

#include "milcomplex/Conversion/SupportRules.h"
#include "milcomplex/Dialect/Milcomplex.h"
#include "llvm/ADT/TypeSwitch.h"
#include "llvm/Support/MathExtras.h"
#include "llvm/Support/ScopedPrinter.h"

using namespace mlir;
using namespace milcomplex;

/// Why a tensor of `type` is too large to be computed: its dimensions are
/// collapsed to one, after a convolution has made one of them up to three times
/// as long.
static std::optional<std::string> whyTooLarge(RankedTensorType type) {
  int64_t count = 4;
  for (int64_t size : type.getShape())
    if (!ShapedType::isDynamic(size) && size != 0 &&
        llvm::MulOverflow(count, size, count))
      return "must have less than 2^61 elements, but found " +
             llvm::to_string(type);
  return std::nullopt;
}

/// Tables of constants grow with the length.
template <typename OpTy>
static std::optional<std::string> whyNotFourier(OpTy op) {
  constexpr int64_t most = int64_t(1) << 24;
  for (auto [axis, length] :
       llvm::zip_equal(op.getAxes(), op.getTransformLengths()))
    if (length > most)
      return "must transform at most 2^24 elements along a dimension, but "
             "found " +
             std::to_string(length) + " along " + std::to_string(axis);
  // Intermediate results may be as long as either along each dimension.
  auto type = cast<RankedTensorType>(op.getType());
  auto operandType = cast<RankedTensorType>(op.getOperand().getType());
  SmallVector<int64_t> longest;
  for (auto [before, after] :
       llvm::zip_equal(operandType.getShape(), type.getShape()))
    longest.push_back(std::max(before, after));
  return whyTooLarge(type.clone(longest));
}

template <typename OpTy>
static std::optional<std::string> whyNotShortTime(OpTy op) {
  auto operandType = cast<RankedTensorType>(op.getOperand().getType());
  if (auto reason = whyTooLarge(operandType))
    return reason;
  return whyTooLarge(cast<RankedTensorType>(op.getResult().getType()));
}

std::optional<std::string> milcomplex::whyNotExpanded(Operation *op) {
  assert(op->hasTrait<IsTransform>());
  return llvm::TypeSwitch<Operation *, std::optional<std::string>>(op)
      .Case<FFTOp, IFFTOp, RFFTOp, IRFFTOp>(
          [](auto fourier) { return whyNotFourier(fourier); })
      .Case<STFTOp, ISTFTOp>(
          [](auto shortTime) { return whyNotShortTime(shortTime); })
      .Default([](Operation *) { return std::nullopt; });
}

template <typename... Ops> static void addRules(SupportRules &rules) {
  (rules.add<Ops>(+[](Ops op) { return whyNotExpanded(op); }), ...);
}

void milcomplex::addTransformRules(SupportRules &rules) {
  addRules<FFTOp, IFFTOp, RFFTOp, IRFFTOp, STFTOp, ISTFTOp>(rules);
}
