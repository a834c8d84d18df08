//===- Complex.cpp - milcomplex and complex ops to pairs ------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Elementwise.h"
#include "Splitting.h"
#include "milcomplex/Dialect/Milcomplex.h"
#include "milcomplex/Math/Arithmetic.h"
#include "milcomplex/Math/EmittedReal.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"

using namespace mlir;
using namespace milcomplex;
using math::EmittedReal;
using EmittedPair = math::Pair<EmittedReal>;

/// A converted complex operand as a pair that computes with `fastmath`.
static EmittedPair getPair(ImplicitLocOpBuilder &builder, ValueRange parts,
                           arith::FastMathFlags fastmath = {}) {
  return {EmittedReal(builder, parts[0], fastmath),
          EmittedReal(builder, parts[1], fastmath)};
}

static SmallVector<Value> getValues(EmittedPair pair) {
  return {pair.re.getValue(), pair.im.getValue()};
}

/// Replaces `op`, which has one complex result, with its two parts.
static void replaceWithParts(Operation *op, ArrayRef<Value> parts,
                             ConversionPatternRewriter &rewriter) {
  rewriter.replaceOpWithMultiple(op, SmallVector<ValueRange>{parts});
}

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

} // namespace

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
                                      arith::FastMathFlags fastmath) {
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
  EmittedPair product =
      isBasic   ? mulBasic(getPair(builder, x, fastmath),
                           getPair(builder, y, fastmath))
      : isExact ? mulBasic(getPair(builder, x), getPair(builder, y))
                : mulImproved(getPair(builder, x), getPair(builder, y));
  if (range == ComplexRange::Full)
    product =
        recoverInfinity(getPair(builder, x), getPair(builder, y), product);
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
  return generic && generic.getNumReductionLoops() != 0 &&
         llvm::any_of(sum->getOperands(), llvm::IsaPred<BlockArgument>);
}

namespace {

/// The product, by complex-range; the textbook formula in a contraction and
/// where fast-math flags allow contraction of ops.
template <typename OpTy> struct ConvertMul : OpConversionPattern<OpTy> {
  using Adaptor = typename OpConversionPattern<OpTy>::OneToNOpAdaptor;

  ConvertMul(const TypeConverter &converter, MLIRContext *context,
             ComplexRange range)
      : OpConversionPattern<OpTy>(converter, context), range(range) {}

  LogicalResult
  matchAndRewrite(OpTy op, Adaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    ImplicitLocOpBuilder builder(op.getLoc(), rewriter);
    ValueRange lhs = adaptor.getLhs(), rhs = adaptor.getRhs();
    arith::FastMathFlags fastmath = op.getFastmath();
    ComplexRange opRange = getRange(op, fastmath);
    Type partType = getElementTypeOrSelf(lhs[0].getType());
    if (opRange == ComplexRange::Basic &&
        getProductType(partType, opRange) == partType) {
      EmittedPair product = mulBasic(getPair(builder, lhs, fastmath),
                                     getPair(builder, rhs, fastmath));
      replaceWithParts(op, getValues(product), rewriter);
      return success();
    }
    SmallVector<Value> product = emitElementwise(
        builder, {lhs[0], lhs[1], rhs[0], rhs[1]}, {partType, partType},
        [&](ImplicitLocOpBuilder &scalars, ValueRange parts) {
          return emitProduct(scalars, parts.take_front(2), parts.drop_front(2),
                             opRange, fastmath);
        });
    replaceWithParts(op, product, rewriter);
    return success();
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
  context.patterns.add<ConvertMul<MulOp>, ConvertMul<complex::MulOp>>(
      context.converter, context.patterns.getContext(),
      context.options.complexRange);
}
