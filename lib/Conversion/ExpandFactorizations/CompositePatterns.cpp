//===- CompositePatterns.cpp - Factorizations by others -------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ExpandFactorizations/FactorizationPatterns.h"
#include "milcomplex/Dialect/Milcomplex.h"
#include "milcomplex/LinearAlgebra/Emitter.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace milcomplex;
using linear_algebra::Scalar;

namespace {

/// Tensors of a batch of matrices, computed element by element.
struct BatchBuilder {
  explicit BatchBuilder(ImplicitLocOpBuilder &builder) : builder(builder) {}

  /// The sizes of `like`, with the last two replaced.
  SmallVector<OpFoldResult> getSizes(Value like,
                                     ArrayRef<OpFoldResult> last) const {
    SmallVector<OpFoldResult> sizes =
        tensor::getMixedSizes(builder, builder.getLoc(), like);
    sizes.truncate(sizes.size() - 2);
    llvm::append_range(sizes, last);
    return sizes;
  }
  OpFoldResult getSize(Value tensor, unsigned fromBack) const {
    int64_t rank = cast<RankedTensorType>(tensor.getType()).getRank();
    return tensor::getMixedSize(builder, builder.getLoc(), tensor,
                                rank - fromBack);
  }

  /// A tensor whose elements `body` computes from their indices.
  Value generate(ArrayRef<OpFoldResult> sizes, Type element,
                 function_ref<Value(ValueRange)> body) const {
    Value empty = tensor::EmptyOp::create(builder, sizes, element);
    unsigned rank = sizes.size();
    AffineMap map = builder.getMultiDimIdentityMap(rank);
    SmallVector<utils::IteratorType> iterators(rank,
                                               utils::IteratorType::parallel);
    auto generic = linalg::GenericOp::create(
        builder, empty.getType(), ValueRange(), empty, map, iterators,
        [](OpBuilder &, Location, ValueRange) {});
    OpBuilder::InsertionGuard guard(builder);
    builder.setInsertionPointToStart(generic.getBody());
    SmallVector<Value> indices;
    for (unsigned i = 0; i < rank; ++i)
      indices.push_back(linalg::IndexOp::create(builder, i));
    linalg::YieldOp::create(builder, body(indices));
    return generic.getResult(0);
  }

  /// For each matrix the result of `body` for all elements of its diagonal,
  /// with their indices, from `init` on.
  Value reduceDiagonal(Value matrices, Type element, double init,
                       function_ref<Scalar(ValueRange, Scalar)> body) const {
    SmallVector<OpFoldResult> sizes = getSizes(matrices, {});
    Value empty = tensor::EmptyOp::create(builder, sizes, element);
    Value initial = Scalar(builder, makeZero(element)).literal(init).getValue();
    Value filled = linalg::FillOp::create(builder, initial, empty).getResult(0);
    unsigned batch = sizes.size();
    MLIRContext *context = builder.getContext();
    AffineMap target =
        AffineMap::getMultiDimIdentityMap(batch + 1, context).dropResult(batch);
    SmallVector<AffineExpr> diagonal(target.getResults());
    diagonal.append(2, getAffineDimExpr(batch, context));
    AffineMap source = AffineMap::get(batch + 1, 0, diagonal, context);
    SmallVector<utils::IteratorType> iterators(batch,
                                               utils::IteratorType::parallel);
    iterators.push_back(utils::IteratorType::reduction);
    auto generic = linalg::GenericOp::create(
        builder, filled.getType(), matrices, filled, {source, target},
        iterators, [](OpBuilder &, Location, ValueRange) {});
    OpBuilder::InsertionGuard guard(builder);
    builder.setInsertionPointToStart(generic.getBody());
    SmallVector<Value> values;
    for (unsigned i = 0; i <= batch; ++i)
      values.push_back(linalg::IndexOp::create(builder, i));
    values.push_back(generic.getBody()->getArgument(0));
    Scalar result = body(values, {builder, generic.getBody()->getArgument(1)});
    linalg::YieldOp::create(builder, result.getValue());
    return generic.getResult(0);
  }

  /// `tensor` as one of `type`, of which other sizes are static.
  Value castTo(Type type, Value tensor) const {
    if (tensor.getType() == type)
      return tensor;
    return tensor::CastOp::create(builder, type, tensor);
  }

  /// `tensor` as one whose sizes are all dynamic: a slice of static sizes must
  /// not be empty.
  Value makeDynamic(Value tensor) const {
    auto type = cast<RankedTensorType>(tensor.getType());
    SmallVector<int64_t> sizes(type.getRank(), ShapedType::kDynamic);
    return castTo(type.clone(sizes), tensor);
  }

  Value makeZero(Type element) const {
    if (auto complex = dyn_cast<ComplexType>(element)) {
      Attribute zero = builder.getFloatAttr(complex.getElementType(), 0);
      return complex::ConstantOp::create(builder, element,
                                         builder.getArrayAttr({zero, zero}));
    }
    return arith::ConstantOp::create(builder, builder.getFloatAttr(element, 0));
  }

  ImplicitLocOpBuilder &builder;
};

} // namespace

/// -1 where a step of the factorization has exchanged rows, otherwise 1.
static Scalar getStepSign(ImplicitLocOpBuilder &builder, Value pivots,
                          ValueRange step, Scalar like) {
  Value pivot = arith::IndexCastOp::create(
      builder, builder.getIndexType(),
      tensor::ExtractOp::create(builder, pivots, step));
  Scalar isExchange = Scalar(builder, pivot) != Scalar(builder, step.back());
  return select(isExchange, like.literal(-1), like.literal(1));
}

namespace {

struct ExpandDeterminant : OpRewritePattern<DeterminantOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(DeterminantOp op,
                                PatternRewriter &rewriter) const override {
    ImplicitLocOpBuilder builder(op.getLoc(), rewriter);
    auto lu = LUOp::create(builder, op.getOperand());
    BatchBuilder batch(builder);
    Value product = batch.reduceDiagonal(
        lu.getFactors(), getElementTypeOrSelf(op.getType()), 1,
        [&](ValueRange values, Scalar before) {
          Scalar element(builder, values.back());
          Scalar sign = getStepSign(builder, lu.getPivots(), values.drop_back(),
                                    re(element));
          return before * scale(element, sign);
        });
    rewriter.replaceOp(op, batch.castTo(op.getType(), product));
    return success();
  }
};

struct ExpandSlogdet : OpRewritePattern<SlogdetOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(SlogdetOp op,
                                PatternRewriter &rewriter) const override {
    ImplicitLocOpBuilder builder(op.getLoc(), rewriter);
    auto lu = LUOp::create(builder, op.getOperand());
    BatchBuilder batch(builder);
    Value sign = batch.reduceDiagonal(
        lu.getFactors(), getElementTypeOrSelf(op.getSign().getType()), 1,
        [&](ValueRange values, Scalar before) {
          Scalar element(builder, values.back());
          Scalar magnitude = hypot(re(element), im(element));
          Scalar isZero = magnitude == 0;
          Scalar divisor = select(isZero, magnitude.literal(1), magnitude);
          Scalar step = getStepSign(builder, lu.getPivots(), values.drop_back(),
                                    magnitude);
          Scalar real = re(element) / divisor * step;
          return before *
                 makeNumber(element, real, im(element) / divisor * step);
        });
    Value logarithm = batch.reduceDiagonal(
        lu.getFactors(), getElementTypeOrSelf(op.getLogarithm().getType()), 0,
        [&](ValueRange values, Scalar before) {
          Scalar element(builder, values.back());
          return before + log(hypot(re(element), im(element)));
        });
    rewriter.replaceOp(op,
                       {batch.castTo(op.getSign().getType(), sign),
                        batch.castTo(op.getLogarithm().getType(), logarithm)});
    return success();
  }
};

struct ExpandQR : OpRewritePattern<QROp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(QROp op,
                                PatternRewriter &rewriter) const override {
    ImplicitLocOpBuilder builder(op.getLoc(), rewriter);
    Value a = op.getOperand();
    Type element = getElementTypeOrSelf(a.getType());
    auto qr = HouseholderQROp::create(builder, a, Value(), op.getPivoted());
    BatchBuilder batch(builder);
    OpFoldResult rows = batch.getSize(a, 2), columns = batch.getSize(a, 1);
    OpFoldResult count = batch.getSize(qr.getTau(), 1);
    OpFoldResult rank = op.getFull() ? rows : count;
    Value zero = batch.makeZero(element);
    Value r = batch.generate(
        batch.getSizes(a, {rank, columns}), element,
        [&](ValueRange indices) -> Value {
          Value found =
              tensor::ExtractOp::create(builder, qr.getPacked(), indices);
          Value isUpper =
              arith::CmpIOp::create(builder, arith::CmpIPredicate::ule,
                                    indices.take_back(2)[0], indices.back());
          return arith::SelectOp::create(builder, isUpper, found, zero);
        });
    // The columns of Q past those of the reflections are not read.
    Value reflections = batch.makeDynamic(qr.getPacked());
    SmallVector<OpFoldResult> sizes = batch.getSizes(a, {rows, count});
    SmallVector<OpFoldResult> offsets(sizes.size(), builder.getIndexAttr(0));
    SmallVector<OpFoldResult> strides(sizes.size(), builder.getIndexAttr(1));
    Value slice = tensor::ExtractSliceOp::create(builder, reflections, offsets,
                                                 sizes, strides);
    Value padded = batch.makeDynamic(tensor::EmptyOp::create(
        builder, batch.getSizes(a, {rows, rank}), element));
    padded = tensor::InsertSliceOp::create(builder, slice, padded, offsets,
                                           sizes, strides);
    Value q = HouseholderProductOp::create(
        builder, batch.castTo(op.getQ().getType(), padded), qr.getTau());
    SmallVector<Value> results{batch.castTo(op.getQ().getType(), q),
                               batch.castTo(op.getR().getType(), r)};
    if (op.getPivoted())
      results.push_back(qr.getPermutation());
    rewriter.replaceOp(op, results);
    return success();
  }
};

} // namespace

void milcomplex::populateCompositePatterns(RewritePatternSet &patterns) {
  patterns.add<ExpandDeterminant, ExpandSlogdet, ExpandQR>(
      patterns.getContext());
}
