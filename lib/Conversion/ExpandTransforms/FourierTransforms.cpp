//===- FourierTransforms.cpp - fft, ifft, rfft, irfft ---------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ComputeType.h"
#include "EmitterFactory.h"
#include "ExpandTransforms/TransformPatterns.h"
#include "TransformRules.h"
#include "UnitDimensions.h"
#include "milcomplex/Dialect/Milcomplex.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace milcomplex;
using fft::Scale;

/// `tensor` truncated, or padded with zeros, to `length` elements along `axis`.
static Value fit(ImplicitLocOpBuilder &builder, Value tensor, int64_t axis,
                 int64_t length) {
  auto type = cast<RankedTensorType>(tensor.getType());
  int64_t present = type.getDimSize(axis);
  if (present == length)
    return tensor;
  if (ShapedType::isDynamic(present)) {
    Value size = tensor::DimOp::create(builder, tensor, axis);
    Value most = arith::ConstantIndexOp::create(builder, length);
    Value least = arith::MinUIOp::create(builder, size, most);
    tensor = takeRange(builder, tensor, axis, 0, least);
  } else if (present > length) {
    return takeRange(builder, tensor, axis, 0, builder.getIndexAttr(length));
  }
  return padBack(builder, tensor, axis, length);
}

namespace {

/// Emits transforms along one axis after another.
class AxisTransforms {
public:
  AxisTransforms(ImplicitLocOpBuilder &builder, FloatType type,
                 TransformCode code)
      : builder(builder), type(type), code(code) {}

  TensorPair transform(TensorPair x, int64_t axis, int64_t length,
                       bool isInverse, const Scale &scale) {
    return along(x, axis, length, length, [&](TransformEmitter &rows, auto y) {
      return isInverse ? rows.invert(length, y, scale)
                       : rows.transform(length, y, scale);
    });
  }
  TensorPair transformReal(Value x, int64_t axis, int64_t length,
                           const Scale &scale) {
    return along({x, x}, axis, length, length / 2 + 1,
                 [&](TransformEmitter &rows, TensorPair y) {
                   return rows.transformReal(length, y.re, scale);
                 });
  }
  Value invertToReal(TensorPair x, int64_t axis, int64_t length,
                     const Scale &scale) {
    return along(x, axis, length / 2 + 1, length,
                 [&](TransformEmitter &rows, TensorPair y) {
                   Value result = rows.invertToReal(length, y, scale);
                   return TensorPair{result, result};
                 })
        .re;
  }

private:
  /// Applies `change` to tensors whose dimensions from `axis` on are collapsed
  /// to one; it changes the length along `axis` from `from` to `to`.
  TensorPair
  along(TensorPair x, int64_t axis, int64_t from, int64_t to,
        function_ref<TensorPair(TransformEmitter &, TensorPair)> change) {
    x = {fit(builder, x.re, axis, from), fit(builder, x.im, axis, from)};
    SmallVector<OpFoldResult> sizes =
        tensor::getMixedSizes(builder, builder.getLoc(), x.re);
    ArrayRef<OpFoldResult> all = sizes;
    OpFoldResult width = multiplySizes(builder, all.drop_front(axis + 1));
    UnitDimensions units(all.take_front(axis));
    std::unique_ptr<TransformEmitter> rows = makeTransformEmitter(
        builder, {type, llvm::to_vector(units.getOthers()), width}, code,
        /*overwrites=*/!std::exchange(isFirst, false));
    x = units.drop(builder, collapseLast(builder, x, sizes.size() - axis));
    TensorPair y = units.restore(builder, change(*rows, x));
    sizes[axis] = builder.getIndexAttr(to);
    return expandLast(builder, y, all.drop_front(axis));
  }

  ImplicitLocOpBuilder &builder;
  FloatType type;
  TransformCode code;
  /// Whether the next transform is the first: its operand is not overwritten.
  bool isFirst = true;
};

/// Expands any of the four ops.
template <typename Op> struct ExpandFourierTransform : OpRewritePattern<Op> {
  ExpandFourierTransform(MLIRContext *context, TransformCode code)
      : OpRewritePattern<Op>(context), code(code) {}

  LogicalResult matchAndRewrite(Op op,
                                PatternRewriter &rewriter) const override {
    constexpr bool isInverse =
        std::is_same_v<Op, IFFTOp> || std::is_same_v<Op, IRFFTOp>;
    constexpr bool fromReal = std::is_same_v<Op, RFFTOp>;
    constexpr bool toReal = std::is_same_v<Op, IRFFTOp>;

    if (std::optional<std::string> reason = whyNotExpanded(op))
      return rewriter.notifyMatchFailure(op, *reason);
    ImplicitLocOpBuilder builder(op.getLoc(), rewriter);
    auto resultType = cast<RankedTensorType>(op.getType());
    Value operand = op.getOperand();
    auto operandType = cast<RankedTensorType>(operand.getType());
    auto partType = cast<FloatType>(getPartType(operandType.getElementType()));
    // Every element of the result is a sum over elements that are padding.
    if (isStaticallyEmpty(operandType) || isStaticallyEmpty(resultType)) {
      SmallVector<OpFoldResult> sizes;
      for (auto [i, size] : llvm::enumerate(resultType.getShape()))
        sizes.push_back(
            ShapedType::isDynamic(size)
                ? tensor::DimOp::create(builder, operand, i).getResult()
                : OpFoldResult(builder.getIndexAttr(size)));
      Value zeros = makeZeros(builder, sizes, partType);
      replaceTransform(
          rewriter, op,
          toReal ? zeros
                 : ComplexOp::create(builder, resultType, zeros, zeros));
      return success();
    }
    FloatType type = getComputeType(partType);
    ArrayRef<int64_t> axes = op.getAxes();
    SmallVector<int64_t> lengths = op.getTransformLengths();
    double count = 1;
    for (int64_t length : lengths)
      count *= static_cast<double>(length);
    Scale scale = getScale(op.getNorm(), isInverse, count);

    AxisTransforms transforms(builder, type, code);
    TensorPair x;
    if constexpr (fromReal) {
      x.re = convertElements(builder, operand, type);
    } else {
      x.re = convertElements(builder, RealOp::create(builder, operand), type);
      x.im = convertElements(builder, ImagOp::create(builder, operand), type);
    }
    // The axis of the half spectrum is the last one: rfft transforms along it
    // first, irfft last.
    unsigned first = 0, last = axes.size();
    if constexpr (fromReal) {
      --last;
      x = transforms.transformReal(x.re, axes[last], lengths[last], scale);
      scale = Scale();
    }
    if constexpr (toReal)
      --last;
    for (unsigned i = first; i != last; ++i) {
      bool isLast = !toReal && i + 1 == last;
      x = transforms.transform(x, axes[i], lengths[i], isInverse,
                               isLast ? scale : Scale());
    }
    if (fromReal && axes.size() > 1)
      x.im = clearOwnMirrors(builder, x.im, axes, lengths);
    if constexpr (toReal) {
      Value y = transforms.invertToReal(x, axes[last], lengths[last], scale);
      replaceTransform(rewriter, op, convertElements(builder, y, partType));
    } else {
      Value re = convertElements(builder, x.re, partType);
      Value im = convertElements(builder, x.im, partType);
      replaceTransform(rewriter, op,
                       ComplexOp::create(builder, resultType, re, im));
    }
    return success();
  }

private:
  TransformCode code;
};

} // namespace

void milcomplex::populateFourierPatterns(RewritePatternSet &patterns,
                                         TransformCode code) {
  patterns.add<ExpandFourierTransform<FFTOp>, ExpandFourierTransform<IFFTOp>,
               ExpandFourierTransform<RFFTOp>, ExpandFourierTransform<IRFFTOp>>(
      patterns.getContext(), code);
}
