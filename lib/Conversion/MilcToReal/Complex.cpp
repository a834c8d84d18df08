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
    replaceWithParts(op, getValues(formula(x)), rewriter);
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
    replaceWithParts(op, getValues(formula(x, y)), rewriter);
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
    rewriter.replaceOpWithNewOp<JoinOp>(op, re, im);
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
    if (resultType && operand.size() == 2) {
      Type type = resultType.getElementType();
      replaceWithParts(
          op, {bitcast(operand[0], type), bitcast(operand[1], type)}, rewriter);
      return success();
    }

    ComplexType complexType =
        resultType ? resultType : cast<ComplexType>(op.getOperand().getType());
    Type partType = complexType.getElementType();
    unsigned width = partType.getIntOrFloatBitWidth();
    IntegerType half = builder.getIntegerType(width);
    IntegerType whole = builder.getIntegerType(2 * width);
    Value shift = arith::ConstantIntOp::create(builder, whole, width);
    if (resultType) {
      Value bits = bitcast(operand[0], whole);
      Value low = arith::TruncIOp::create(builder, half, bits);
      Value high = arith::TruncIOp::create(
          builder, half, arith::ShRUIOp::create(builder, bits, shift));
      replaceWithParts(op, {bitcast(low, partType), bitcast(high, partType)},
                       rewriter);
      return success();
    }
    auto widen = [&](Value part) -> Value {
      return arith::ExtUIOp::create(builder, whole, bitcast(part, half));
    };
    Value low = widen(operand[0]);
    Value high = arith::ShLIOp::create(builder, widen(operand[1]), shift);
    Value bits = arith::OrIOp::create(builder, low, high);
    rewriter.replaceOp(op, bitcast(bits, op.getType()));
    return success();
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
