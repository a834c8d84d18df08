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
    if (ShapedType::isDynamic(size) && !lengths)
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

//===----------------------------------------------------------------------===//
// Short-time transforms
//===----------------------------------------------------------------------===//

/// The value of an attribute, or its default, since the parser infers types
/// before it sets defaults.
static bool getValueOr(BoolAttr attr, bool otherwise) {
  return attr ? attr.getValue() : otherwise;
}

namespace {

/// Checks the constraints that both ops have and reports errors of the op.
template <typename Op> class ShortTimeChecker {
public:
  using Adaptor = typename Op::Adaptor;

  ShortTimeChecker(std::optional<Location> location, Adaptor adaptor)
      : location(location), adaptor(adaptor) {}

  template <typename... Parts> LogicalResult emitError(Parts &&...parts) const {
    return emitOptionalError(location, "'", Op::getOperationName(), "' op ",
                             std::forward<Parts>(parts)...);
  }

  /// (C1) to (C3).
  LogicalResult check(int64_t leastRank) {
    auto type = dyn_cast<RankedTensorType>(adaptor.getOperand().getType());
    if (!type || type.getEncoding() || type.getRank() < leastRank)
      return emitError("(C1): operand must have no encoding and a rank of at "
                       "least ",
                       leastRank, ", but found ",
                       adaptor.getOperand().getType());
    int64_t frame = adaptor.getNFft();
    int64_t kept = adaptor.getWinLength().value_or(frame);
    if (failed(checkSize("n_fft", frame, longestFrame, "2^24")) ||
        failed(
            checkSize("hop_length", adaptor.getHopLength(), longest, "2^40")) ||
        failed(checkSize("win_length", kept, frame, std::to_string(frame))))
      return failure();
    Value window = adaptor.getWindow();
    if (!window)
      return success();
    Type wanted =
        RankedTensorType::get(kept, getPartType(type.getElementType()));
    if (window.getType() != wanted)
      return emitError("(C3): window must be a ", wanted, ", but found ",
                       window.getType());
    return success();
  }

  LogicalResult checkSize(StringRef name, int64_t size, int64_t most,
                          StringRef mostText) const {
    if (size >= 1 && size <= most)
      return success();
    return emitError("(C2): ", name, " must be from 1 to ", mostText,
                     ", but found ", size);
  }

private:
  static constexpr int64_t longestFrame = int64_t(1) << 24;

  std::optional<Location> location;
  Adaptor adaptor;
};

} // namespace

LogicalResult
STFTOp::inferReturnTypes(MLIRContext *, std::optional<Location> location,
                         ValueRange operands, DictionaryAttr attributes,
                         OpaqueProperties properties, RegionRange regions,
                         SmallVectorImpl<Type> &types) {
  Adaptor adaptor(operands, attributes, properties, regions);
  ShortTimeChecker<STFTOp> checker(location, adaptor);
  if (failed(checker.check(1)))
    return failure();
  auto type = cast<RankedTensorType>(adaptor.getOperand().getType());
  Type element = type.getElementType();
  bool isOnesided = getValueOr(adaptor.getOnesidedAttr(), true);
  bool isCentered = getValueOr(adaptor.getCenterAttr(), true);
  if (isOnesided && isa<ComplexType>(element))
    return checker.emitError("(C4): onesided must be false for a complex "
                             "operand, but found ",
                             type);
  int64_t frame = adaptor.getNFft(), length = type.getShape().back();
  int64_t frames = ShapedType::kDynamic;
  if (length != ShapedType::kDynamic) {
    PadModeAttr mode = adaptor.getPadModeAttr();
    bool isReflected =
        isCentered && (!mode || mode.getValue() == PadMode::Reflect);
    int64_t whole = isCentered ? frame / 2 * 2 : 0;
    int64_t least =
        std::max<int64_t>(frame - whole, isReflected ? frame / 2 + 1 : 1);
    if (length < least || length > longest)
      return checker.emitError("(C5): the signal must have from ", least,
                               " to 2^40 numbers, but found ", length);
    frames = 1 + (length + whole - frame) / adaptor.getHopLength();
  }
  SmallVector<int64_t> shape(type.getShape().drop_back());
  shape.push_back(isOnesided ? frame / 2 + 1 : frame);
  shape.push_back(frames);
  if (!isa<ComplexType>(element))
    element = ComplexType::get(element);
  types.push_back(RankedTensorType::get(shape, element));
  return success();
}

LogicalResult
ISTFTOp::inferReturnTypes(MLIRContext *, std::optional<Location> location,
                          ValueRange operands, DictionaryAttr attributes,
                          OpaqueProperties properties, RegionRange regions,
                          SmallVectorImpl<Type> &types) {
  Adaptor adaptor(operands, attributes, properties, regions);
  ShortTimeChecker<ISTFTOp> checker(location, adaptor);
  if (failed(checker.check(2)))
    return failure();
  auto type = cast<RankedTensorType>(adaptor.getOperand().getType());
  bool isOnesided = getValueOr(adaptor.getOnesidedAttr(), true);
  bool isCentered = getValueOr(adaptor.getCenterAttr(), true);
  int64_t frame = adaptor.getNFft(), hop = adaptor.getHopLength();
  int64_t rows = isOnesided ? frame / 2 + 1 : frame;
  ArrayRef<int64_t> sizes = type.getShape().take_back(2);
  if (sizes[0] != rows)
    return checker.emitError("(C4): operand must have ", rows,
                             " numbers along its last dimension but one, but "
                             "found ",
                             type);
  int64_t frames = sizes[1], length = ShapedType::kDynamic;
  if (frames != ShapedType::kDynamic) {
    if (frames < 1 || frames > longest / hop)
      return checker.emitError("(C5): operand must have from 1 to 2^40 / "
                               "hop_length frames, but found ",
                               type);
    int64_t trimmed = isCentered ? frame / 2 * 2 : 0;
    length = frame - trimmed + hop * (frames - 1);
    if (length < 1)
      return checker.emitError(
          "(C5): some of the signal must be left, but found ", type);
  }
  if (std::optional<uint64_t> wanted = adaptor.getLength()) {
    length = *wanted;
    if (failed(checker.checkSize("length", length, longest, "2^40")))
      return failure();
  }
  SmallVector<int64_t> shape(type.getShape().drop_back(2));
  shape.push_back(length);
  Type element = type.getElementType();
  types.push_back(RankedTensorType::get(shape, isOnesided ? getPartType(element)
                                                          : element));
  return success();
}
