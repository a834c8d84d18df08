//===- ShortTimeTransforms.cpp - stft, istft ------------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ComputeType.h"
#include "EmittedIndex.h"
#include "EmitterFactory.h"
#include "TransformPatterns.h"
#include "TransformRules.h"
#include "UnitDimensions.h"
#include "milcomplex/Dialect/Milcomplex.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace milcomplex;
using fft::Scale;

using Sizes = SmallVector<OpFoldResult>;

static Sizes getSizes(ImplicitLocOpBuilder &builder, Value tensor) {
  return tensor::getMixedSizes(builder, builder.getLoc(), tensor);
}

/// floor((size + addend) / divisor): a constant if `size` is.
static OpFoldResult divideSize(ImplicitLocOpBuilder &builder, OpFoldResult size,
                               int64_t addend, int64_t divisor) {
  if (std::optional<int64_t> known = getConstantIntValue(size))
    return builder.getIndexAttr((*known + addend) / divisor);
  Value offset = arith::ConstantIndexOp::create(builder, addend);
  Value sum = arith::AddIOp::create(builder, cast<Value>(size), offset);
  Value by = arith::ConstantIndexOp::create(builder, divisor);
  return arith::FloorDivSIOp::create(builder, sum, by).getResult();
}

/// `size`, or zero if it is negative at run time.
static OpFoldResult clampSize(ImplicitLocOpBuilder &builder,
                              OpFoldResult size) {
  if (getConstantIntValue(size))
    return size;
  Value zero = arith::ConstantIndexOp::create(builder, 0);
  return arith::MaxSIOp::create(builder, cast<Value>(size), zero).getResult();
}

namespace {

/// The operands of stft or istft, converted to the type to compute in.
class ShortTimeOperands {
public:
  template <typename Op>
  ShortTimeOperands(ImplicitLocOpBuilder &builder, Op op)
      : builder(builder), operand(op.getOperand()), window(op.getWindow()),
        windowLength(op.getWindowLength()), frame(op.getNFft()) {
    auto operandType = cast<RankedTensorType>(operand.getType());
    partType =
        cast<FloatType>(milcomplex::getPartType(operandType.getElementType()));
    type = milcomplex::getComputeType(partType);
  }

  FloatType getPartType() const { return partType; }
  FloatType getComputeType() const { return type; }

  /// The parts of the signal or of the spectrum; the imaginary one is null if
  /// it is real.
  TensorPair getParts() {
    if (!isa<ComplexType>(getElementTypeOrSelf(operand)))
      return {convertElements(builder, operand, type), Value()};
    Value re = RealOp::create(builder, operand);
    Value im = ImagOp::create(builder, operand);
    return {convertElements(builder, re, type),
            convertElements(builder, im, type)};
  }

  /// The window, padded to the length of a frame.
  Value getWindow() {
    Value kept = window;
    if (kept) {
      kept = convertElements(builder, kept, type);
    } else {
      auto ones =
          DenseElementsAttr::get(RankedTensorType::get(windowLength, type),
                                 builder.getFloatAttr(type, 1.0));
      kept = arith::ConstantOp::create(builder, ones);
    }
    int64_t before = (frame - windowLength) / 2;
    return pad(builder, kept, 0, before, frame - windowLength - before);
  }

private:
  ImplicitLocOpBuilder &builder;
  Value operand, window;
  int64_t windowLength, frame;
  FloatType partType, type;
};

} // namespace

//===----------------------------------------------------------------------===//
// stft
//===----------------------------------------------------------------------===//

namespace {

class ShortTimeTransform {
public:
  ShortTimeTransform(ImplicitLocOpBuilder &builder, STFTOp op,
                     TransformCode code)
      : builder(builder), op(op), code(code), operands(builder, op),
        type(operands.getComputeType()), frame(op.getNFft()),
        hop(op.getHopLength()) {}

  Value emit();

private:
  Value continueSignal(Value x);

  ImplicitLocOpBuilder &builder;
  STFTOp op;
  TransformCode code;
  ShortTimeOperands operands;
  FloatType type;
  int64_t frame, hop;
};

} // namespace

/// The signal with `padding` more elements at both ends.
Value ShortTimeTransform::continueSignal(Value x) {
  int64_t padding = op.getPadding();
  if (padding == 0)
    return x;
  Sizes sizes = getSizes(builder, x);
  unsigned last = sizes.size() - 1;
  if (op.getPadMode() == PadMode::Constant)
    return pad(builder, x, last, padding, padding);
  bool isReflected = op.getPadMode() == PadMode::Reflect;
  Value length =
      getValueOrCreateConstantIndexOp(builder, builder.getLoc(), sizes[last]);
  sizes[last] = divideSize(builder, sizes[last], 2 * padding, 1);
  auto body = [&](ImplicitLocOpBuilder &scalars, ValueRange) {
    SmallVector<Value> indices;
    for (unsigned i = 0; i <= last; ++i)
      indices.push_back(linalg::IndexOp::create(scalars, i));
    auto literal = [&](int64_t value) -> Value {
      return arith::ConstantIndexOp::create(scalars, value);
    };
    Value zero = literal(0);
    Value end = arith::SubIOp::create(scalars, length, literal(1));
    Value place =
        arith::SubIOp::create(scalars, indices[last], literal(padding));
    if (isReflected) {
      Value negated = arith::SubIOp::create(scalars, zero, place);
      place = arith::MaxSIOp::create(scalars, place, negated);
      Value twice = arith::AddIOp::create(scalars, end, end);
      Value mirrored = arith::SubIOp::create(scalars, twice, place);
      place = arith::MinSIOp::create(scalars, place, mirrored);
    }
    // A signal that is too short to be reflected is not read beyond its ends.
    place = arith::MinSIOp::create(scalars, place, end);
    indices[last] = arith::MaxSIOp::create(scalars, place, zero);
    return SmallVector<Value>{tensor::ExtractOp::create(scalars, x, indices)};
  };
  return makeParallelGeneric(builder, sizes, {}, {type}, body).front();
}

Value ShortTimeTransform::emit() {
  bool isOnesided = op.getOnesided();
  int64_t count = isOnesided ? frame / 2 + 1 : frame;
  Sizes sizes = getSizes(builder, op.getOperand());
  OpFoldResult frames =
      clampSize(builder, divideSize(builder, sizes.back(),
                                    2 * op.getPadding() + hop - frame, hop));
  auto resultType = cast<RankedTensorType>(op.getType());
  if (isStaticallyEmpty(resultType)) {
    sizes.back() = builder.getIndexAttr(count);
    sizes.push_back(frames);
    return tensor::EmptyOp::create(builder, sizes, resultType.getElementType());
  }

  TensorPair x = mapParts(operands.getParts(),
                          [&](Value part) { return continueSignal(part); });
  bool isRealSignal = !x.im;
  if (!isOnesided && isRealSignal)
    x.im = makeZeros(builder, x.re);

  Sizes batch = getSizes(builder, x.re);
  batch.pop_back();
  UnitDimensions units(batch);
  x = units.drop(builder, x);
  std::unique_ptr<TransformEmitter> rows = makeTransformEmitter(
      builder, {type, llvm::to_vector(units.getOthers()), frames}, code);
  Frames cut = {frame, hop, operands.getWindow()};
  Scale scale;
  if (op.getNormalized())
    scale = Scale::ofReciprocalRoot(static_cast<double>(frame));
  TensorPair y = isOnesided ? rows->transformRealFrames(cut, x.re, scale)
                            : rows->transformFrames(cut, x, scale);
  y = expandLast(builder, units.restore(builder, y),
                 {builder.getIndexAttr(count), frames});
  if (!isOnesided && isRealSignal)
    y.im = clearOwnMirrors(builder, y.im, resultType.getRank() - 2, frame);
  y = mapParts(y, [&](Value part) {
    return convertElements(builder, part, operands.getPartType());
  });
  return ComplexOp::create(builder, op.getType(), y.re, y.im);
}

//===----------------------------------------------------------------------===//
// istft
//===----------------------------------------------------------------------===//

namespace {

class InverseShortTimeTransform {
public:
  InverseShortTimeTransform(ImplicitLocOpBuilder &builder, ISTFTOp op,
                            TransformCode code)
      : builder(builder), op(op), code(code), operands(builder, op),
        type(operands.getComputeType()), frame(op.getNFft()),
        hop(op.getHopLength()), overlap(llvm::divideCeil(frame, hop)) {}

  Value emit();

private:
  TensorPair invertFrames(OpFoldResult frames);
  Value splitByHops(Value x, unsigned dimension);
  Value addFrames(Value x, Value window, OpFoldResult frames);
  Value addWindows(Value window, OpFoldResult frames);
  Value divide(Value sums, Value windows);
  OpFoldResult minSize(OpFoldResult size, int64_t most);
  Value sumOverlaps(ArrayRef<OpFoldResult> sizes,
                    ArrayRef<IndexedTensor> operands, GenericBody term);

  ImplicitLocOpBuilder &builder;
  ISTFTOp op;
  TransformCode code;
  ShortTimeOperands operands;
  FloatType type;
  int64_t frame, hop;
  /// How many frames an element of the signal may be in.
  int64_t overlap;
};

} // namespace

/// The frames of the signal, of shape (batch..., frame * frames).
TensorPair InverseShortTimeTransform::invertFrames(OpFoldResult frames) {
  TensorPair y = collapseLast(builder, operands.getParts(), 2);
  Sizes batch = getSizes(builder, y.re);
  batch.pop_back();
  UnitDimensions units(batch);
  y = units.drop(builder, y);
  std::unique_ptr<TransformEmitter> rows = makeTransformEmitter(
      builder, {type, llvm::to_vector(units.getOthers()), frames}, code);
  double count = static_cast<double>(frame);
  Scale scale = op.getNormalized() ? Scale::ofReciprocalRoot(count)
                                   : Scale::ofReciprocal(count);
  if (op.getOnesided())
    y = {rows->invertToReal(frame, y, scale), Value()};
  else
    y = rows->invert(frame, y, scale);
  return units.restore(builder, y);
}

/// `x` with the dimension of the elements of a frame, padded to whole hops,
/// expanded to two: the hops of a frame, and the elements of a hop.
Value InverseShortTimeTransform::splitByHops(Value x, unsigned dimension) {
  x = padBack(builder, x, dimension, overlap * hop);
  auto shaped = cast<RankedTensorType>(x.getType());
  Sizes sizes = getSizes(builder, x);
  sizes[dimension] = builder.getIndexAttr(overlap);
  sizes.insert(sizes.begin() + dimension + 1, builder.getIndexAttr(hop));
  SmallVector<ReassociationIndices> groups;
  for (int64_t i = 0; i != shaped.getRank(); ++i) {
    int64_t first = i + (i > dimension);
    groups.push_back({first});
    if (i == dimension)
      groups.back().push_back(first + 1);
  }
  SmallVector<int64_t> shape;
  SmallVector<Value> dynamicSizes;
  dispatchIndexOpFoldResults(sizes, dynamicSizes, shape);
  return tensor::ExpandShapeOp::create(
      builder, RankedTensorType::get(shape, type), x, groups, sizes);
}

/// A tensor of shape `sizes` of sums of `term` over the hops of a frame, which
/// the last loop is over.
Value InverseShortTimeTransform::sumOverlaps(ArrayRef<OpFoldResult> sizes,
                                             ArrayRef<IndexedTensor> operands,
                                             GenericBody term) {
  unsigned rank = sizes.size() + 1;
  SmallVector<Value> inputs;
  SmallVector<AffineMap> maps;
  for (const IndexedTensor &operand : operands) {
    inputs.push_back(operand.tensor);
    maps.push_back(
        AffineMap::get(rank, 0, operand.indices, builder.getContext()));
  }
  maps.push_back(builder.getMultiDimIdentityMap(rank).dropResults(
      ArrayRef<int64_t>(rank - 1)));
  SmallVector<utils::IteratorType> iterators(rank,
                                             utils::IteratorType::parallel);
  iterators.back() = utils::IteratorType::reduction;
  Value empty = tensor::EmptyOp::create(builder, sizes, type);
  Value zeros = makeZeros(builder, empty);
  auto generic = linalg::GenericOp::create(
      builder, zeros.getType(), inputs, zeros, maps, iterators,
      [&](OpBuilder &nested, Location loc, ValueRange arguments) {
        ImplicitLocOpBuilder scalars(loc, nested);
        Value summand = term(scalars, arguments.drop_back()).front();
        Value sum = arith::AddFOp::create(scalars, arguments.back(), summand);
        linalg::YieldOp::create(scalars, sum);
      });
  return generic.getResult(0);
}

/// The sums of the windowed frames where they overlap, of shape (batch...,
/// hops, hop): hop t is the sum of hop r of frame t - r over all r.
Value InverseShortTimeTransform::addFrames(Value x, Value window,
                                           OpFoldResult frames) {
  x = expandLast(builder, x, {builder.getIndexAttr(frame), frames});
  unsigned batch = cast<RankedTensorType>(x.getType()).getRank() - 2;
  x = splitByHops(pad(builder, x, batch + 1, overlap - 1, overlap - 1), batch);
  Sizes sizes = getSizes(builder, x);
  sizes.resize(batch);
  sizes.push_back(divideSize(builder, frames, overlap - 1, 1));
  sizes.push_back(builder.getIndexAttr(hop));
  AffineExpr s = builder.getAffineDimExpr(batch + 1);
  AffineExpr r = builder.getAffineDimExpr(batch + 2);
  // `x` is no operand: an index there cannot decrease as that of a loop grows.
  auto term = [&](ImplicitLocOpBuilder &scalars, ValueRange values) {
    SmallVector<Value> indices;
    for (unsigned i : llvm::seq<unsigned>(0, batch))
      indices.push_back(linalg::IndexOp::create(scalars, i));
    Value hopIndex = linalg::IndexOp::create(scalars, batch);
    Value inHop = linalg::IndexOp::create(scalars, batch + 1);
    Value own = linalg::IndexOp::create(scalars, batch + 2);
    Value most = arith::ConstantIndexOp::create(scalars, overlap - 1);
    Value back = arith::SubIOp::create(scalars, most, own);
    Value place = arith::AddIOp::create(scalars, hopIndex, back);
    indices.append({own, inHop, place});
    Value element = tensor::ExtractOp::create(scalars, x, indices);
    return SmallVector<Value>{
        arith::MulFOp::create(scalars, element, values[0])};
  };
  return sumOverlaps(sizes, {IndexedTensor{window, {}, {r, s}}}, term);
}

/// The sums of the squares of the windows, of shape (hops, hop).
Value InverseShortTimeTransform::addWindows(Value window, OpFoldResult frames) {
  Sizes sizes = {divideSize(builder, frames, overlap - 1, 1),
                 builder.getIndexAttr(hop)};
  AffineExpr s = builder.getAffineDimExpr(1), r = builder.getAffineDimExpr(2);
  Value count =
      getValueOrCreateConstantIndexOp(builder, builder.getLoc(), frames);
  auto term = [&](ImplicitLocOpBuilder &scalars, ValueRange values) {
    Value square = arith::MulFOp::create(scalars, values[0], values[0]);
    Value hopIndex = linalg::IndexOp::create(scalars, 0);
    Value own = linalg::IndexOp::create(scalars, 2);
    // A negative index is, as an unsigned one, more than any count.
    Value place = arith::SubIOp::create(scalars, hopIndex, own);
    Value isFrame =
        arith::CmpIOp::create(scalars, arith::CmpIPredicate::ult, place, count);
    Value zero = arith::ConstantOp::create(scalars, scalars.getZeroAttr(type));
    return SmallVector<Value>{
        arith::SelectOp::create(scalars, isFrame, square, zero)};
  };
  return sumOverlaps(sizes, {IndexedTensor{window, {}, {r, s}}}, term);
}

/// Each element of `sums` divided by the element of `windows` at its last
/// index.
Value InverseShortTimeTransform::divide(Value sums, Value windows) {
  Sizes sizes = getSizes(builder, sums);
  SmallVector<unsigned> loops =
      llvm::to_vector(llvm::seq<unsigned>(0, sizes.size()));
  auto body = [](ImplicitLocOpBuilder &scalars, ValueRange values) {
    return SmallVector<Value>{
        arith::DivFOp::create(scalars, values[0], values[1])};
  };
  return makeParallelGeneric(builder, sizes,
                             {IndexedTensor{sums, loops},
                              IndexedTensor{windows, {loops.back()}}},
                             {type}, body)
      .front();
}

Value InverseShortTimeTransform::emit() {
  Sizes sizes = getSizes(builder, op.getOperand());
  OpFoldResult frames = sizes.pop_back_val();
  // How much of the signal the frames cover, from its first element on. Without
  // `length`, the padding at the end is not part of it.
  int64_t padding = op.getPadding();
  int64_t ends = op.getLength() ? padding : 2 * padding;
  OpFoldResult hops =
      multiplySizes(builder, {frames, builder.getIndexAttr(hop)});
  OpFoldResult covered =
      clampSize(builder, divideSize(builder, hops, frame - hop - ends, 1));
  auto resultType = cast<RankedTensorType>(op.getType());
  int64_t length = resultType.getShape().back();
  if (isStaticallyEmpty(resultType)) {
    sizes.back() = op.getLength() ? builder.getIndexAttr(length) : covered;
    return tensor::EmptyOp::create(builder, sizes, resultType.getElementType());
  }

  TensorPair x = invertFrames(frames);
  Value window = splitByHops(operands.getWindow(), 0);
  Value windows = collapseLast(builder, addWindows(window, frames), 2);
  OpFoldResult taken = op.getLength() ? minSize(covered, length) : covered;
  windows = takeRange(builder, windows, 0, padding, taken);
  unsigned last = resultType.getRank() - 1;
  x = mapParts(x, [&](Value part) {
    Value sums = collapseLast(builder, addFrames(part, window, frames), 2);
    sums = takeRange(builder, sums, last, padding, taken);
    Value signal =
        convertElements(builder, divide(sums, windows), operands.getPartType());
    return op.getLength() ? padBack(builder, signal, last, length) : signal;
  });
  if (!x.im)
    return x.re;
  return ComplexOp::create(builder, resultType, x.re, x.im);
}

/// The minimum of `size` and `most`.
OpFoldResult InverseShortTimeTransform::minSize(OpFoldResult size,
                                                int64_t most) {
  if (std::optional<int64_t> known = getConstantIntValue(size))
    return builder.getIndexAttr(std::min(*known, most));
  Value limit = arith::ConstantIndexOp::create(builder, most);
  return arith::MinSIOp::create(builder, cast<Value>(size), limit).getResult();
}

//===----------------------------------------------------------------------===//
// Patterns
//===----------------------------------------------------------------------===//

namespace {

template <typename Op, typename Transform>
struct ExpandShortTimeTransform : OpRewritePattern<Op> {
  ExpandShortTimeTransform(MLIRContext *context, TransformCode code)
      : OpRewritePattern<Op>(context), code(code) {}

  LogicalResult matchAndRewrite(Op op,
                                PatternRewriter &rewriter) const override {
    if (std::optional<std::string> reason = whyNotExpanded(op))
      return rewriter.notifyMatchFailure(op, *reason);
    ImplicitLocOpBuilder builder(op.getLoc(), rewriter);
    replaceTransform(rewriter, op, Transform(builder, op, code).emit());
    return success();
  }

private:
  TransformCode code;
};

} // namespace

void milcomplex::populateShortTimePatterns(RewritePatternSet &patterns,
                                           TransformCode code) {
  patterns.add<ExpandShortTimeTransform<STFTOp, ShortTimeTransform>,
               ExpandShortTimeTransform<ISTFTOp, InverseShortTimeTransform>>(
      patterns.getContext(), code);
}
