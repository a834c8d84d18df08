//===- ComplexMul.cpp - Complex products to pairs -------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ComplexPatterns.h"
#include "milcomplex/Dialect/Milcomplex.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"

using namespace mlir;
using namespace milcomplex;

/// Whether products are as written, whatever their type.
static bool isTextbook(ComplexRange range) {
  return range == ComplexRange::Basic || range == ComplexRange::Portable;
}

/// The product of two scalar pairs.
static SmallVector<Value> emitProduct(ImplicitLocOpBuilder &builder,
                                      ValueRange parts, ComplexRange range,
                                      arith::FastMathFlagsAttr fastmath) {
  // The textbook formula is as good as any where the wider type represents the
  // products exactly, exponents included.
  Type type = parts[0].getType();
  bool isBasic = isTextbook(range);
  bool isExact =
      type.isF16() || (type.isF32() && range == ComplexRange::Promoted);
  // No flags for formulas that depend on how each op rounds.
  if (!isBasic)
    fastmath = arith::FastMathFlagsAttr::get(builder.getContext(),
                                             arith::FastMathFlags::none);
  return emitInType(
      builder, parts, getComputeType(type, range), [&](ValueRange computed) {
        EmittedPair a = getPair(builder, computed.take_front(2), fastmath);
        EmittedPair b = getPair(builder, computed.drop_front(2), fastmath);
        EmittedPair product =
            isBasic || isExact ? mulBasic(a, b) : mulImproved(a, b);
        if (range == ComplexRange::Full)
          product = recoverInfinity(a, b, product);
        return getValues(product);
      });
}

/// Whether a linalg.generic sums up `product`, as the body of a contraction
/// does: such products are textbook in every range, as those of named
/// contractions are.
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
  // All of these ops are in one block, that of the body, which the conversion
  // driver has detached when it split the arguments.
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
template <typename OpTy> struct ConvertMul : OpPairPattern<OpTy> {
  ConvertMul(const TypeConverter &converter, MLIRContext *context,
             ComplexRange range)
      : OpPairPattern<OpTy>(converter, context), range(range) {}

  SmallVector<Value> emit(OpTy op, ArrayRef<ValueRange> operands,
                          OpBuilder &outer) const override {
    ImplicitLocOpBuilder builder(op.getLoc(), outer);
    ValueRange lhs = operands[0], rhs = operands[1];
    arith::FastMathFlagsAttr fastmath = op.getFastmathAttr();
    ComplexRange opRange = getRange(op, fastmath.getValue());
    Type partType = getElementTypeOrSelf(lhs[0].getType());
    if (isTextbook(opRange) && getComputeType(partType, opRange) == partType) {
      EmittedPair product = mulBasic(getPair(builder, lhs, fastmath),
                                     getPair(builder, rhs, fastmath));
      SmallVector<Value> parts = getValues(product);
      keepAttributes(op, parts, operands);
      return parts;
    }
    SmallVector<Value> product = emitElementwise(
        builder, {lhs[0], lhs[1], rhs[0], rhs[1]}, {partType, partType},
        [&](ImplicitLocOpBuilder &scalars, ValueRange parts) {
          return emitProduct(scalars, parts, opRange, fastmath);
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
    if (range == ComplexRange::Portable)
      return range;
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

void milcomplex::addComplexProducts(PairPatternSet &set) {
  set.add<ConvertMul<complex::MulOp>>(set.options.complexRange);
}

void milcomplex::addMilcomplexProducts(PairPatternSet &set) {
  set.add<ConvertMul<MulOp>>(set.options.complexRange);
}
