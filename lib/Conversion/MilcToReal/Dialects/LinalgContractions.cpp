//===- LinalgContractions.cpp - linalg contractions to pairs --------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LinalgContractions.h"

#include "LinalgBody.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"

using namespace mlir;
using namespace milcomplex;

/// Whether negating `x` is no more work than negating `y`; a dynamic size
/// counts as large.
static bool isSmaller(Value x, Value y) {
  auto getSize = [](Value value) {
    auto type = cast<ShapedType>(value.getType());
    return type.hasStaticShape() ? type.getNumElements()
                                 : std::numeric_limits<int64_t>::max();
  };
  return getSize(x) <= getSize(y);
}

namespace {

/// Builds the real ops of one contraction, on tensors or on buffers.
class ContractionBuilder {
public:
  ContractionBuilder(linalg::LinalgOp op, OpBuilder &builder)
      : op(op), builder(op.getLoc(), builder) {}

  /// sum + xy
  Value accumulate(Value x, Value y, Value sum) {
    return createOnParts(op, {x, y}, sum, builder);
  }
  /// sum - xy
  Value subtract(Value x, Value y, Value sum);

  /// x + y or x - y, elementwise; in a new buffer where they are buffers.
  template <typename OpTy> Value combine(Value x, Value y) {
    if (!isBuffer(x))
      return OpTy::create(builder, x, y);
    Value result = createBuffer(x);
    emitOnElements({x, y}, result,
                   [](ImplicitLocOpBuilder &b, ValueRange args) -> Value {
                     return OpTy::create(b, args[0], args[1]);
                   });
    return result;
  }

  /// xy, in a new buffer where `like`, of its type, is a buffer.
  Value multiply(Value x, Value y, Value like);

  /// sum + x or sum - x, elementwise; in place where they are buffers.
  template <typename OpTy> Value addTo(Value sum, Value x) {
    if (!isBuffer(sum))
      return OpTy::create(builder, sum, x);
    emitOnElements(x, sum,
                   [](ImplicitLocOpBuilder &b, ValueRange args) -> Value {
                     return OpTy::create(b, args[1], args[0]);
                   });
    return sum;
  }

  /// Frees the buffers that were made.
  void freeBuffers() {
    for (Value buffer : buffers)
      memref::DeallocOp::create(builder, buffer);
  }

private:
  static bool isBuffer(Value value) { return isa<MemRefType>(value.getType()); }
  Value createBuffer(Value like);
  void emitOnElements(
      ValueRange inputs, Value out,
      function_ref<Value(ImplicitLocOpBuilder &, ValueRange)> emitElement);

  linalg::LinalgOp op;
  ImplicitLocOpBuilder builder;
  SmallVector<Value> buffers;
};

} // namespace

Value ContractionBuilder::createBuffer(Value like) {
  auto type = cast<MemRefType>(like.getType());
  SmallVector<Value> sizes;
  for (unsigned i = 0, e = type.getRank(); i != e; ++i)
    if (type.isDynamicDim(i))
      sizes.push_back(memref::DimOp::create(builder, like, i));
  Value buffer = memref::AllocOp::create(
      builder,
      MemRefType::get(type.getShape(), type.getElementType(),
                      MemRefLayoutAttrInterface(), type.getMemorySpace()),
      sizes);
  buffers.push_back(buffer);
  return buffer;
}

void ContractionBuilder::emitOnElements(
    ValueRange inputs, Value out,
    function_ref<Value(ImplicitLocOpBuilder &, ValueRange)> emitElement) {
  unsigned rank = cast<MemRefType>(out.getType()).getRank();
  SmallVector<AffineMap> maps(inputs.size() + 1,
                              builder.getMultiDimIdentityMap(rank));
  SmallVector<utils::IteratorType> iterators(rank,
                                             utils::IteratorType::parallel);
  linalg::GenericOp::create(
      builder, inputs, out, maps, iterators,
      [&](OpBuilder &nested, Location loc, ValueRange arguments) {
        ImplicitLocOpBuilder body(loc, nested);
        linalg::YieldOp::create(body, emitElement(body, arguments));
      });
}

Value ContractionBuilder::subtract(Value x, Value y, Value sum) {
  if (!isBuffer(sum)) {
    bool negatesX = isSmaller(x, y);
    Value negated = arith::NegFOp::create(builder, negatesX ? x : y);
    return negatesX ? accumulate(negated, y, sum) : accumulate(x, negated, sum);
  }
  // -(-sum + xy): x and y are the caller's, and a copy would need memory.
  auto negate = [&] {
    emitOnElements({}, sum,
                   [](ImplicitLocOpBuilder &b, ValueRange args) -> Value {
                     return arith::NegFOp::create(b, args.back());
                   });
  };
  negate();
  accumulate(x, y, sum);
  negate();
  return sum;
}

Value ContractionBuilder::multiply(Value x, Value y, Value like) {
  Type elementType = getElementTypeOrSelf(like.getType());
  Value zero =
      arith::ConstantOp::create(builder, builder.getZeroAttr(elementType));
  Value init =
      isBuffer(like)
          ? createBuffer(like)
          : tensor::EmptyOp::create(
                builder, tensor::getMixedSizes(builder, builder.getLoc(), like),
                elementType,
                cast<RankedTensorType>(like.getType()).getEncoding());
  auto fill = linalg::FillOp::create(builder, zero, init);
  return accumulate(x, y, isBuffer(init) ? init : fill.getResult(0));
}

SmallVector<Value> milcomplex::emitContraction(linalg::LinalgOp op,
                                               ArrayRef<ValueRange> operands,
                                               MatmulScheme scheme,
                                               OpBuilder &outer) {
  ContractionBuilder builder(op, outer);
  ValueRange a = operands[0], b = operands[1], c = operands[2];
  if (a.size() == 1)
    return {builder.accumulate(a[0], b[0], c[0]),
            builder.accumulate(a[0], b[1], c[1])};
  if (b.size() == 1)
    return {builder.accumulate(a[0], b[0], c[0]),
            builder.accumulate(a[1], b[0], c[1])};
  if (scheme == MatmulScheme::FourM) {
    // The difference first, so that 0 + 0 gives no -0, also in place.
    Value re =
        builder.accumulate(a[0], b[0], builder.subtract(a[1], b[1], c[0]));
    Value im =
        builder.accumulate(a[1], b[0], builder.accumulate(a[0], b[1], c[1]));
    return {re, im};
  }
  Value p1 = builder.multiply(a[0], b[0], c[0]);
  Value p2 = builder.multiply(a[1], b[1], c[0]);
  Value re = builder.addTo<arith::AddFOp>(
      c[0], builder.combine<arith::SubFOp>(p1, p2));
  Value p3 =
      builder.accumulate(builder.combine<arith::AddFOp>(a[0], a[1]),
                         builder.combine<arith::AddFOp>(b[0], b[1]), c[1]);
  Value im =
      builder.addTo<arith::SubFOp>(p3, builder.combine<arith::AddFOp>(p1, p2));
  builder.freeBuffers();
  return {re, im};
}
