//===- TransformOps.cpp - Whole-tensor transforms -------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Dialect/Milcomplex.h"

using namespace mlir;
using namespace milcomplex;

/// (C3) of fft.
static constexpr int64_t longest = int64_t(1) << 40;

SmallVector<int64_t> milcomplex::detail::getTransformLengths(
    RankedTensorType type, ArrayRef<int64_t> axes,
    std::optional<ArrayRef<int64_t>> lengths, bool givesReal) {
  if (lengths)
    return SmallVector<int64_t>(*lengths);
  SmallVector<int64_t> sizes = llvm::map_to_vector(
      axes, [&](int64_t axis) { return type.getDimSize(axis); });
  if (givesReal && !ShapedType::isDynamic(sizes.back()))
    sizes.back() =
        sizes.back() <= longest ? 2 * (sizes.back() - 1) : longest + 1;
  return sizes;
}

LogicalResult milcomplex::detail::inferFourierType(
    std::optional<Location> location, StringRef name, Type operandType,
    ArrayRef<int64_t> axes, std::optional<ArrayRef<int64_t>> lengths,
    bool takesReal, bool givesReal, SmallVectorImpl<Type> &types) {
  auto emitError = [&](auto &&...message) {
    return emitOptionalError(location, "'", name, "' op ", message...);
  };
  auto type = dyn_cast<RankedTensorType>(operandType);
  if (!type)
    return emitError("operand must be a ranked tensor, but found ",
                     operandType);
  if (axes.empty())
    return emitError("(C1): axes must have at least one dimension");
  for (auto [i, axis] : llvm::enumerate(axes)) {
    if (axis < 0 || axis >= type.getRank())
      return emitError("(C1): axes must be dimensions of the operand, of rank ",
                       type.getRank(), ", but found ", axis);
    if (llvm::is_contained(axes.take_front(i), axis))
      return emitError("(C1): axes must have no dimension twice, but found ",
                       axis, " again");
  }
  if (lengths && lengths->size() != axes.size())
    return emitError("(C2): lengths must have one for each of ", axes.size(),
                     " axes, but found ", lengths->size());
  SmallVector<int64_t> sizes =
      getTransformLengths(type, axes, lengths, givesReal);
  for (auto [axis, size] : llvm::zip_equal(axes, sizes)) {
    if (ShapedType::isDynamic(size))
      return emitError("(C3): the length along axis ", axis,
                       " must be static or one of lengths");
    if (size < 1 || size > longest)
      return emitError("(C3): the length along axis ", axis,
                       " must be from 1 to 2^40, but found ",
                       size > longest ? "more" : std::to_string(size));
  }
  if (type.getEncoding())
    return emitError("(C4): operand must have no encoding, but found ", type);

  SmallVector<int64_t> shape(type.getShape());
  for (auto [axis, size] : llvm::zip_equal(axes, sizes))
    shape[axis] = size;
  if (takesReal)
    shape[axes.back()] = sizes.back() / 2 + 1;
  Type element = type.getElementType();
  if (takesReal && isa<FloatType>(element))
    element = ComplexType::get(element);
  else if (auto complex = dyn_cast<ComplexType>(element); complex && givesReal)
    element = complex.getElementType();
  types.push_back(RankedTensorType::get(shape, element));
  return success();
}
