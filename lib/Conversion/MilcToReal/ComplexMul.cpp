//===- ComplexMul.cpp - Complex products to pairs -------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Elementwise.h"
#include "EmittedPair.h"
#include "Patterns.h"
#include "milcomplex/Dialect/Milcomplex.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"

using namespace mlir;
using namespace milcomplex;

/// The type in which a product of numbers with parts of `type` is computed.
static FloatType getProductType(Type type, ComplexRange range) {
  MLIRContext *context = type.getContext();
  if (type.isF64() || (type.isF32() && range == ComplexRange::Promoted))
    return Float64Type::get(context);
  return Float32Type::get(context);
}

/// The product of two scalar pairs.
static SmallVector<Value> emitProduct(ImplicitLocOpBuilder &builder,
                                      ValueRange lhs, ValueRange rhs,
                                      ComplexRange range,
                                      arith::FastMathFlagsAttr fastmath) {
  Type type = lhs[0].getType();
  FloatType productType = getProductType(type, range);
  auto extend = [&](ValueRange parts) -> SmallVector<Value> {
    if (productType == type)
      return parts;
    return {arith::ExtFOp::create(builder, productType, parts[0]),
            arith::ExtFOp::create(builder, productType, parts[1])};
  };
  SmallVector<Value> x = extend(lhs), y = extend(rhs);

  // The textbook formula is as good as any where the wider type holds the
  // products exactly, exponents included.
  bool isBasic = range == ComplexRange::Basic;
  bool isExact =
      type.isF16() || (type.isF32() && range == ComplexRange::Promoted);
  // No flags for formulas that depend on how each op rounds.
  if (!isBasic)
    fastmath = arith::FastMathFlagsAttr::get(builder.getContext(),
                                             arith::FastMathFlags::none);
  EmittedPair a = getPair(builder, x, fastmath);
  EmittedPair b = getPair(builder, y, fastmath);
  EmittedPair product = isBasic || isExact ? mulBasic(a, b) : mulImproved(a, b);
  if (range == ComplexRange::Full)
    product = recoverInfinity(a, b, product);
  if (productType == type)
    return getValues(product);
  return {arith::TruncFOp::create(builder, type, product.re.getValue()),
          arith::TruncFOp::create(builder, type, product.im.getValue())};
}

/// Whether `product` is one of those that a linalg.generic sums up: the body of
/// a contraction, which is textbook in every range, as named contractions are.
static bool isSummedByGeneric(Operation *product) {
  auto getOnlyUser = [](Operation *op) {
    return op->hasOneUse() ? *op->user_begin() : nullptr;
  };
  Operation *sum = getOnlyUser(product);
  if (!isa_and_nonnull<AddOp, complex::AddOp>(sum) ||
      !isa_and_nonnull<linalg::YieldOp>(getOnlyUser(sum)))
    return false;
  auto generic = dyn_cast<linalg::GenericOp>(sum->getParentOp());
  if (!generic || generic.getNumReductionLoops() == 0)
    return false;
  // All of one block: that of the body, which a conversion driver has detached
  // when its arguments were split.
  unsigned index = sum->getOperand(0) == product->getResult(0) ? 1 : 0;
  auto accumulator = dyn_cast<BlockArgument>(sum->getOperand(index));
  return accumulator && llvm::all_of(product->getOperands(), [&](Value factor) {
           auto argument = dyn_cast<BlockArgument>(factor);
           return argument && argument != accumulator &&
                  argument.getOwner() == accumulator.getOwner();
         });
}

namespace {

/// The product, by complex-range; the textbook formula in a contraction and
/// where fast-math flags allow contraction of ops.
template <typename OpTy> struct ConvertMul : OpPartsPattern<OpTy> {
  ConvertMul(const TypeConverter &converter, MLIRContext *context,
             ComplexRange range)
      : OpPartsPattern<OpTy>(converter, context), range(range) {}

  SmallVector<Value> emit(OpTy op, ArrayRef<ValueRange> operands,
                          OpBuilder &outer) const override {
    ImplicitLocOpBuilder builder(op.getLoc(), outer);
    ValueRange lhs = operands[0], rhs = operands[1];
    arith::FastMathFlagsAttr fastmath = op.getFastmathAttr();
    ComplexRange opRange = getRange(op, fastmath.getValue());
    Type partType = getElementTypeOrSelf(lhs[0].getType());
    if (opRange == ComplexRange::Basic &&
        getProductType(partType, opRange) == partType) {
      EmittedPair product = mulBasic(getPair(builder, lhs, fastmath),
                                     getPair(builder, rhs, fastmath));
      SmallVector<Value> parts = getValues(product);
      keepAttributes(op, parts, operands);
      return parts;
    }
    SmallVector<Value> product = emitElementwise(
        builder, {lhs[0], lhs[1], rhs[0], rhs[1]}, {partType, partType},
        [&](ImplicitLocOpBuilder &scalars, ValueRange parts) {
          return emitProduct(scalars, parts.take_front(2), parts.drop_front(2),
                             opRange, fastmath);
        });
    keepAttributes(op, product, operands);
    return product;
  }

private:
  /// The range for an op with these flags.
  ComplexRange getRange(Operation *op, arith::FastMathFlags fastmath) const {
    auto allows = [&](arith::FastMathFlags flags) {
      return bitEnumContainsAll(fastmath, flags);
    };
    if (allows(arith::FastMathFlags::contract) || isSummedByGeneric(op))
      return ComplexRange::Basic;
    if (range == ComplexRange::Full &&
        allows(arith::FastMathFlags::nnan | arith::FastMathFlags::ninf))
      return ComplexRange::Improved;
    return range;
  }

  ComplexRange range;
};

} // namespace

void milcomplex::populateComplexMulPatterns(PatternContext &context) {
  context.addParts<ConvertMul<MulOp>, ConvertMul<complex::MulOp>>(
      context.options.complexRange);
}
