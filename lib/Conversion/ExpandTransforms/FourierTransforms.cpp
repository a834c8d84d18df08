//===- FourierTransforms.cpp - fft, ifft, rfft, irfft ---------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ComputeType.h"
#include "ExpandTransforms/TransformPatterns.h"
#include "TransformRules.h"
#include "UnitDimensions.h"
#include "VectorTransform.h"
#include "milcomplex/Dialect/Milcomplex.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace milcomplex;
using fft::Scale;

/// What a transform over `count` numbers multiplies its sums by.
static Scale getScale(Norm norm, bool isInverse, double count) {
  if (norm == Norm::Ortho)
    return Scale::ofReciprocalRoot(count);
  bool isScaled = isInverse == (norm == Norm::Backward);
  return isScaled ? Scale::ofReciprocal(count) : Scale();
}

/// `tensor` with exactly `length` numbers along `axis`: its first ones, and
/// zeros behind them.
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

/// Transforms along one axis after another.
class AxisTransforms {
public:
  AxisTransforms(ImplicitLocOpBuilder &builder, FloatType type,
                 TransformCode code)
      : builder(builder), type(type), code(code) {}

  TensorPair transform(TensorPair x, int64_t axis, int64_t length,
                       bool isInverse, const Scale &scale) {
    return along(x, axis, length, length, [&](LinalgTransform &rows, auto y) {
      return isInverse ? rows.invert(length, y, scale)
                       : rows.transform(length, y, scale);
    });
  }
  TensorPair transformReal(Value x, int64_t axis, int64_t length,
                           const Scale &scale) {
    return along({x, x}, axis, length, length / 2 + 1,
                 [&](LinalgTransform &rows, TensorPair y) {
                   return rows.transformReal(length, y.re, scale);
                 });
  }
  Value invertToReal(TensorPair x, int64_t axis, int64_t length,
                     const Scale &scale) {
    return along(x, axis, length / 2 + 1, length,
                 [&](LinalgTransform &rows, TensorPair y) {
                   Value numbers = rows.invertToReal(length, y, scale);
                   return TensorPair{numbers, numbers};
                 })
        .re;
  }

private:
  /// Applies `change` to tensors whose last dimension is `axis` and those
  /// behind it, of which it takes `from` numbers along `axis` to `to`.
  TensorPair
  along(TensorPair x, int64_t axis, int64_t from, int64_t to,
        function_ref<TensorPair(LinalgTransform &, TensorPair)> change) {
    x = {fit(builder, x.re, axis, from), fit(builder, x.im, axis, from)};
    SmallVector<OpFoldResult> sizes =
        tensor::getMixedSizes(builder, builder.getLoc(), x.re);
    ArrayRef<OpFoldResult> all = sizes;
    OpFoldResult width = multiplySizes(builder, all.drop_front(axis + 1));
    UnitDimensions units(all.take_front(axis));
    std::unique_ptr<LinalgTransform> rows =
        makeTransform(builder, type, units.getOthers(), width, code,
                      !std::exchange(isFirst, false));
    x = units.drop(builder, collapseLast(builder, x, sizes.size() - axis));
    TensorPair y = units.restore(builder, change(*rows, x));
    sizes[axis] = builder.getIndexAttr(to);
    return expandLast(builder, y, all.drop_front(axis));
  }

  ImplicitLocOpBuilder &builder;
  FloatType type;
  TransformCode code;
  bool isFirst = true;
};

/// Any of the four.
template <typename Op> struct ExpandFourierTransform : OpRewritePattern<Op> {
  ExpandFourierTransform(MLIRContext *context, TransformCode code)
      : OpRewritePattern<Op>(context), code(code) {}

  LogicalResult matchAndRewrite(Op op,
                                PatternRewriter &rewriter) const override {
    constexpr bool isInverse =
        std::is_same_v<Op, IFFTOp> || std::is_same_v<Op, IRFFTOp>;
    constexpr bool fromReal = std::is_same_v<Op, RFFTOp>;
    constexpr bool toReal = std::is_same_v<Op, IRFFTOp>;

    if (whyNotExpanded(op))
      return rewriter.notifyMatchFailure(op, "too large");
    ImplicitLocOpBuilder builder(op.getLoc(), rewriter);
    auto resultType = cast<RankedTensorType>(op.getType());
    Value operand = op.getOperand();
    auto operandType = cast<RankedTensorType>(operand.getType());
    auto partType = cast<FloatType>(getPartType(operandType.getElementType()));
    // Zeros where every number is one that fills up.
    if (isStaticallyEmpty(operandType) || isStaticallyEmpty(resultType)) {
      SmallVector<OpFoldResult> sizes;
      for (auto [i, size] : llvm::enumerate(resultType.getShape()))
        sizes.push_back(
            ShapedType::isDynamic(size)
                ? tensor::DimOp::create(builder, operand, i).getResult()
                : OpFoldResult(builder.getIndexAttr(size)));
      Value zeros = makeZeros(builder, sizes, partType);
      rewriter.replaceOp(
          op, toReal ? zeros
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
    // The half spectrum is of the last axis, made first and used last.
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
      rewriter.replaceOp(op, convertElements(builder, y, partType));
    } else {
      Value re = convertElements(builder, x.re, partType);
      Value im = convertElements(builder, x.im, partType);
      rewriter.replaceOpWithNewOp<ComplexOp>(op, resultType, re, im);
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
