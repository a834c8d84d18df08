//===- Complex.cpp - milcomplex and complex ops to pairs ------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "AttachPatterns.h"
#include "ComplexPatterns.h"
#include "Constants.h"
#include "TransformRules.h"
#include "milcomplex/Dialect/Milcomplex.h"
#include "milcomplex/Math/Arithmetic.h"

using namespace mlir;
using namespace milcomplex;

namespace {

//===----------------------------------------------------------------------===//
// Values and their parts
//===----------------------------------------------------------------------===//

/// complex(re, im): the operands are the pair.
template <typename OpTy> struct ConvertCreate : OpPairPattern<OpTy> {
  using OpPairPattern<OpTy>::OpPairPattern;

  SmallVector<Value> emit(OpTy, ArrayRef<ValueRange> operands,
                          OpBuilder &) const override {
    return flatten(operands);
  }
};

/// real(z) and imag(z): part `index` of the pair.
template <typename OpTy, unsigned index>
struct ConvertPart : OpPairPattern<OpTy> {
  using OpPairPattern<OpTy>::OpPairPattern;

  SmallVector<Value> emit(OpTy, ArrayRef<ValueRange> operands,
                          OpBuilder &) const override {
    return {operands[0][index]};
  }
};

//===----------------------------------------------------------------------===//
// Arithmetic
//===----------------------------------------------------------------------===//

/// A formula of one op per part, which applies to tensors as it is and takes
/// the fast-math flags of the op.
template <typename OpTy, EmittedPair (*formula)(EmittedPair)>
struct ConvertUnary : OpPairPattern<OpTy> {
  using OpPairPattern<OpTy>::OpPairPattern;

  SmallVector<Value> emit(OpTy op, ArrayRef<ValueRange> operands,
                          OpBuilder &outer) const override {
    ImplicitLocOpBuilder builder(op.getLoc(), outer);
    EmittedPair x = getPair(builder, operands[0], op.getFastmathAttr());
    SmallVector<Value> parts = getValues(formula(x));
    keepAttributes(op, parts, operands);
    return parts;
  }
};

/// As ConvertUnary, of two operands.
template <typename OpTy, EmittedPair (*formula)(EmittedPair, EmittedPair)>
struct ConvertBinary : OpPairPattern<OpTy> {
  using OpPairPattern<OpTy>::OpPairPattern;

  SmallVector<Value> emit(OpTy op, ArrayRef<ValueRange> operands,
                          OpBuilder &outer) const override {
    ImplicitLocOpBuilder builder(op.getLoc(), outer);
    EmittedPair x = getPair(builder, operands[0], op.getFastmathAttr());
    EmittedPair y = getPair(builder, operands[1], op.getFastmathAttr());
    SmallVector<Value> parts = getValues(formula(x, y));
    keepAttributes(op, parts, operands);
    return parts;
  }
};

//===----------------------------------------------------------------------===//
// Comparison
//===----------------------------------------------------------------------===//

/// Compares part by part and combines the two results with `JoinOp`.
template <typename OpTy, arith::CmpFPredicate predicate, typename JoinOp>
struct ConvertComparison : OpPairPattern<OpTy> {
  using OpPairPattern<OpTy>::OpPairPattern;

  SmallVector<Value> emit(OpTy op, ArrayRef<ValueRange> operands,
                          OpBuilder &builder) const override {
    ValueRange x = operands[0], y = operands[1];
    auto compare = [&](unsigned index) -> Value {
      return arith::CmpFOp::create(builder, op.getLoc(), predicate, x[index],
                                   y[index], getFastmath(op));
    };
    Value re = compare(0), im = compare(1);
    Value joined = JoinOp::create(builder, op.getLoc(), re, im);
    keepAttributes(op, joined, operands);
    return {joined};
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
struct ConvertBitcast : OpPairPattern<complex::BitcastOp> {
  using OpPairPattern::OpPairPattern;

  SmallVector<Value> emit(complex::BitcastOp op, ArrayRef<ValueRange> operands,
                          OpBuilder &outer) const override {
    ImplicitLocOpBuilder builder(op.getLoc(), outer);
    auto bitcast = [&](Value value, Type type) -> Value {
      if (value.getType() == type)
        return value;
      return arith::BitcastOp::create(builder, type, value);
    };
    ValueRange operand = operands[0];
    auto resultType = dyn_cast<ComplexType>(op.getType());
    SmallVector<Value> results;
    // Both types are complex only where they are the same.
    if (resultType && operand.size() == 2)
      results = llvm::to_vector(operand);
    else if (resultType)
      results = splitBits(builder, bitcast, operand[0], resultType);
    else
      results = {bitcast(joinBits(builder, bitcast, operand), op.getType())};
    keepAttributes(op, results, operands);
    return results;
  }

private:
  using Bitcast = function_ref<Value(Value, Type)>;

  /// The two floats whose bits are in `whole`.
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

static void populateComplex(PairPatternSet &set) {
  set.add<ConvertCreate<complex::CreateOp>, ConvertPart<complex::ReOp, 0>,
          ConvertPart<complex::ImOp, 1>,
          ConvertBinary<complex::AddOp, formulas::add>,
          ConvertBinary<complex::SubOp, formulas::sub>,
          ConvertUnary<complex::NegOp, formulas::neg>,
          ConvertUnary<complex::ConjOp, formulas::conj>,
          ConvertComparison<complex::EqualOp, arith::CmpFPredicate::OEQ,
                            arith::AndIOp>,
          ConvertComparison<complex::NotEqualOp, arith::CmpFPredicate::UNE,
                            arith::OrIOp>,
          ConvertBitcast>();
  addConstant<complex::ConstantOp>(set);
  addComplexProducts(set);
  addComplexFunctions(set);
}

static void populateMilcomplex(PairPatternSet &set) {
  set.add<
      ConvertCreate<ComplexOp>, ConvertPart<RealOp, 0>, ConvertPart<ImagOp, 1>,
      ConvertBinary<AddOp, formulas::add>, ConvertBinary<SubOp, formulas::sub>,
      ConvertUnary<NegOp, formulas::neg>, ConvertUnary<ConjOp, formulas::conj>,
      ConvertComparison<EqOp, arith::CmpFPredicate::OEQ, arith::AndIOp>,
      ConvertComparison<NeOp, arith::CmpFPredicate::UNE, arith::OrIOp>>();
  addConstant<ConstOp>(set);
  addMilcomplexProducts(set);
  addMilcomplexFunctions(set);
  addMilcomplexViews(set);
  addTransformRules(set.rules);
}

void milcomplex::registerComplexMilcToReal(DialectRegistry &registry) {
  attachPatterns<complex::ComplexDialect, populateComplex>(registry);
}

void milcomplex::registerMilcomplexMilcToReal(DialectRegistry &registry) {
  attachPatterns<MilcomplexDialect, populateMilcomplex>(registry);
}
