//===- Complex.cpp - milcomplex and complex ops to pairs ------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "EmittedPair.h"
#include "Splitting.h"
#include "milcomplex/Dialect/Milcomplex.h"
#include "milcomplex/Math/Arithmetic.h"

using namespace mlir;
using namespace milcomplex;

namespace {

//===----------------------------------------------------------------------===//
// Numbers and their parts
//===----------------------------------------------------------------------===//

/// complex(re, im): the pair is there already.
template <typename OpTy> struct ConvertCreate : OpConversionPattern<OpTy> {
  using OpConversionPattern<OpTy>::OpConversionPattern;
  using Adaptor = typename OpConversionPattern<OpTy>::OneToNOpAdaptor;

  LogicalResult
  matchAndRewrite(OpTy op, Adaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    replaceWithParts(op, flatten(llvm::to_vector(adaptor.getOperands())),
                     rewriter);
    return success();
  }
};

/// real(z) and imag(z): part `index` of the pair.
template <typename OpTy, unsigned index>
struct ConvertPart : OpConversionPattern<OpTy> {
  using OpConversionPattern<OpTy>::OpConversionPattern;
  using Adaptor = typename OpConversionPattern<OpTy>::OneToNOpAdaptor;

  LogicalResult
  matchAndRewrite(OpTy op, Adaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOp(op, adaptor.getOperands().front()[index]);
    return success();
  }
};

//===----------------------------------------------------------------------===//
// Arithmetic
//===----------------------------------------------------------------------===//

/// A formula of one op a part, which goes for tensors as it stands and takes
/// the fast-math flags of the op.
template <typename OpTy, EmittedPair (*formula)(EmittedPair)>
struct ConvertUnary : OpConversionPattern<OpTy> {
  using OpConversionPattern<OpTy>::OpConversionPattern;
  using Adaptor = typename OpConversionPattern<OpTy>::OneToNOpAdaptor;

  LogicalResult
  matchAndRewrite(OpTy op, Adaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    ImplicitLocOpBuilder builder(op.getLoc(), rewriter);
    EmittedPair x =
        getPair(builder, adaptor.getOperands().front(), op.getFastmath());
    SmallVector<Value> parts = getValues(formula(x));
    keepAttributes(op, parts, adaptor.getOperands());
    replaceWithParts(op, parts, rewriter);
    return success();
  }
};

/// As ConvertUnary, of two operands.
template <typename OpTy, EmittedPair (*formula)(EmittedPair, EmittedPair)>
struct ConvertBinary : OpConversionPattern<OpTy> {
  using OpConversionPattern<OpTy>::OpConversionPattern;
  using Adaptor = typename OpConversionPattern<OpTy>::OneToNOpAdaptor;

  LogicalResult
  matchAndRewrite(OpTy op, Adaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    ImplicitLocOpBuilder builder(op.getLoc(), rewriter);
    EmittedPair x = getPair(builder, adaptor.getLhs(), op.getFastmath());
    EmittedPair y = getPair(builder, adaptor.getRhs(), op.getFastmath());
    SmallVector<Value> parts = getValues(formula(x, y));
    keepAttributes(op, parts, adaptor.getOperands());
    replaceWithParts(op, parts, rewriter);
    return success();
  }
};

//===----------------------------------------------------------------------===//
// Comparison
//===----------------------------------------------------------------------===//

/// Compares part by part and joins the two results with `JoinOp`.
template <typename OpTy, arith::CmpFPredicate predicate, typename JoinOp>
struct ConvertComparison : OpConversionPattern<OpTy> {
  using OpConversionPattern<OpTy>::OpConversionPattern;
  using Adaptor = typename OpConversionPattern<OpTy>::OneToNOpAdaptor;

  LogicalResult
  matchAndRewrite(OpTy op, Adaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    auto compare = [&](unsigned index) -> Value {
      return arith::CmpFOp::create(rewriter, op.getLoc(), predicate,
                                   adaptor.getLhs()[index],
                                   adaptor.getRhs()[index], getFastmath(op));
    };
    Value re = compare(0), im = compare(1);
    Value joined = JoinOp::create(rewriter, op.getLoc(), re, im);
    keepAttributes(op, joined, adaptor.getOperands());
    rewriter.replaceOp(op, joined);
    return success();
  }

private:
  /// complex.eq and complex.neq have no flags.
  static arith::FastMathFlags getFastmath(OpTy op) {
    auto flags = dyn_cast<arith::ArithFastMathInterface>(op.getOperation());
    return flags ? flags.getFastMathFlagsAttr().getValue()
                 : arith::FastMathFlags::none;
  }
};

//===----------------------------------------------------------------------===//
// Bit casts
//===----------------------------------------------------------------------===//

/// Between a complex number and its bits, the real part in the low half.
struct ConvertBitcast : OpConversionPattern<complex::BitcastOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(complex::BitcastOp op, OneToNOpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    ImplicitLocOpBuilder builder(op.getLoc(), rewriter);
    auto bitcast = [&](Value value, Type type) -> Value {
      if (value.getType() == type)
        return value;
      return arith::BitcastOp::create(builder, type, value);
    };
    ValueRange operand = adaptor.getOperand();
    auto resultType = dyn_cast<ComplexType>(op.getType());
    SmallVector<Value> results;
    // Both types are complex only where they are the same.
    if (resultType && operand.size() == 2)
      results = llvm::to_vector(operand);
    else if (resultType)
      results = splitBits(builder, bitcast, operand[0], resultType);
    else
      results = {bitcast(joinBits(builder, bitcast, operand), op.getType())};
    keepAttributes(op, results, adaptor.getOperands());
    rewriter.replaceOpWithMultiple(op, SmallVector<ValueRange>{results});
    return success();
  }

private:
  using Bitcast = function_ref<Value(Value, Type)>;

  /// The two numbers in the bits of `whole`.
  static SmallVector<Value> splitBits(ImplicitLocOpBuilder &builder,
                                      Bitcast bitcast, Value whole,
                                      ComplexType type) {
    Type partType = type.getElementType();
    unsigned width = partType.getIntOrFloatBitWidth();
    IntegerType halfType = builder.getIntegerType(width);
    IntegerType wholeType = builder.getIntegerType(2 * width);
    Value bits = bitcast(whole, wholeType);
    Value shift = arith::ConstantIntOp::create(builder, wholeType, width);
    Value shifted = arith::ShRUIOp::create(builder, bits, shift);
    Value low = arith::TruncIOp::create(builder, halfType, bits);
    Value high = arith::TruncIOp::create(builder, halfType, shifted);
    return {bitcast(low, partType), bitcast(high, partType)};
  }

  /// An integer that holds the bits of both parts.
  static Value joinBits(ImplicitLocOpBuilder &builder, Bitcast bitcast,
                        ValueRange parts) {
    unsigned width = parts[0].getType().getIntOrFloatBitWidth();
    IntegerType halfType = builder.getIntegerType(width);
    IntegerType wholeType = builder.getIntegerType(2 * width);
    auto widen = [&](Value part) -> Value {
      return arith::ExtUIOp::create(builder, wholeType,
                                    bitcast(part, halfType));
    };
    Value low = widen(parts[0]);
    Value high = widen(parts[1]);
    Value shift = arith::ConstantIntOp::create(builder, wholeType, width);
    Value shifted = arith::ShLIOp::create(builder, high, shift);
    return arith::OrIOp::create(builder, low, shifted);
  }
};

} // namespace

void milcomplex::populateComplexPatterns(PatternContext &context) {
  context.add<
      ConvertCreate<ComplexOp>, ConvertCreate<complex::CreateOp>,
      ConvertPart<RealOp, 0>, ConvertPart<complex::ReOp, 0>,
      ConvertPart<ImagOp, 1>, ConvertPart<complex::ImOp, 1>,
      ConvertBinary<AddOp, math::add>, ConvertBinary<complex::AddOp, math::add>,
      ConvertBinary<SubOp, math::sub>, ConvertBinary<complex::SubOp, math::sub>,
      ConvertUnary<NegOp, math::neg>, ConvertUnary<complex::NegOp, math::neg>,
      ConvertUnary<ConjOp, math::conj>,
      ConvertUnary<complex::ConjOp, math::conj>,
      ConvertComparison<EqOp, arith::CmpFPredicate::OEQ, arith::AndIOp>,
      ConvertComparison<complex::EqualOp, arith::CmpFPredicate::OEQ,
                        arith::AndIOp>,
      ConvertComparison<NeOp, arith::CmpFPredicate::UNE, arith::OrIOp>,
      ConvertComparison<complex::NotEqualOp, arith::CmpFPredicate::UNE,
                        arith::OrIOp>,
      ConvertBitcast>();
}
