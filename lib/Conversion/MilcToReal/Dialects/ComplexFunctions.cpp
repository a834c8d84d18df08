//===- ComplexFunctions.cpp - Division, exp, sin and the like to pairs ----===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ComplexPatterns.h"
#include "milcomplex/Dialect/Milcomplex.h"
#include "milcomplex/Math/Functions.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "llvm/Support/FormatVariadic.h"

using namespace mlir;
using namespace milcomplex;
using milcomplex::formulas::Function;

/// The fast-math flag that permits the textbook formula of `function`.
static arith::FastMathFlags getTextbookFlag(Function function) {
  switch (function) {
  case Function::Square:
    return arith::FastMathFlags::contract;
  case Function::Div:
  case Function::Reciprocal:
    return arith::FastMathFlags::arcp;
  default:
    return arith::FastMathFlags::afn;
  }
}

/// The range for `function` with these flags.
static ComplexRange getRange(Function function, ComplexRange range,
                             arith::FastMathFlags fastmath) {
  auto allows = [&](arith::FastMathFlags flags) {
    return bitEnumContainsAll(fastmath, flags);
  };
  // The textbook formulas have operations that are not portable.
  if (range == ComplexRange::Portable)
    return range;
  if (allows(getTextbookFlag(function)))
    return ComplexRange::Basic;
  if (range == ComplexRange::Full &&
      allows(arith::FastMathFlags::nnan | arith::FastMathFlags::ninf))
    return ComplexRange::Improved;
  return range;
}

static arith::FastMathFlagsAttr getFlags(Operation *op) {
  auto flags = cast<arith::ArithFastMathInterface>(op).getFastMathFlagsAttr();
  return flags ? flags
               : arith::FastMathFlagsAttr::get(op->getContext(),
                                               arith::FastMathFlags::none);
}

/// Emits a formula in the type and with the flags that its range requires. A
/// compensated formula gets no flags: it depends on how each op rounds.
static SmallVector<Value> emitFormula(
    ImplicitLocOpBuilder &builder, ValueRange parts, ComplexRange range,
    arith::FastMathFlagsAttr fastmath,
    function_ref<SmallVector<Value>(ValueRange, arith::FastMathFlagsAttr)>
        formula) {
  if (range != ComplexRange::Basic)
    fastmath = arith::FastMathFlagsAttr::get(builder.getContext(),
                                             arith::FastMathFlags::none);
  return emitInType(
      builder, parts, getComputeType(parts[0].getType(), range),
      [&](ValueRange computed) { return formula(computed, fastmath); });
}

namespace {

/// A function of one or two complex values; on tensors one linalg.generic, so
/// that memory is read once.
template <typename OpTy, Function function>
struct ConvertFunctionOp : OpPairPattern<OpTy> {
  ConvertFunctionOp(const TypeConverter &converter, MLIRContext *context,
                    const MilcToRealOptions &options)
      : OpPairPattern<OpTy>(converter, context), range(options.complexRange),
        functions(options.realFunctions) {}

  SmallVector<Value> emit(OpTy op, ArrayRef<ValueRange> operands,
                          OpBuilder &outer) const override {
    ImplicitLocOpBuilder builder(op.getLoc(), outer);
    arith::FastMathFlagsAttr fastmath = getFlags(op);
    ComplexRange opRange = getRange(function, range, fastmath.getValue());
    SmallVector<Value> parts = flatten(operands);
    Type partType = getElementTypeOrSelf(parts[0].getType());
    size_t numResults = isRealValued(function) ? 1 : 2;
    SmallVector<Value> results = emitElementwise(
        builder, parts, SmallVector<Type>(numResults, partType),
        [&](ImplicitLocOpBuilder &scalars, ValueRange numbers) {
          return emitFormula(
              scalars, numbers, opRange, fastmath,
              [&](ValueRange computed, arith::FastMathFlagsAttr flags) {
                EmittedPair x =
                    getPair(scalars, computed.take_front(2), flags, functions);
                EmittedPair y =
                    getPair(scalars, computed.take_back(2), flags, functions);
                // Computed by the formula for the wider type.
                ComplexRange formulaRange = opRange == ComplexRange::Promoted
                                                ? ComplexRange::Improved
                                                : opRange;
                SmallVector<Value> values =
                    getValues(apply(function, formulaRange, x, y));
                values.truncate(numResults);
                return values;
              });
        });
    keepAttributes(op, results, operands);
    return results;
  }

private:
  ComplexRange range;
  RealFunctionScheme functions;
};

/// A power with an integer exponent, which is split into two words.
template <typename OpTy> struct ConvertPowi : OpPairPattern<OpTy> {
  ConvertPowi(const TypeConverter &converter, MLIRContext *context,
              const MilcToRealOptions &options)
      : OpPairPattern<OpTy>(converter, context), range(options.complexRange),
        functions(options.realFunctions) {}

  SmallVector<Value> emit(OpTy op, ArrayRef<ValueRange> operands,
                          OpBuilder &outer) const override {
    ImplicitLocOpBuilder builder(op.getLoc(), outer);
    arith::FastMathFlagsAttr fastmath = getFlags(op);
    ComplexRange opRange = getRange(Function::Pow, range, fastmath.getValue());
    SmallVector<Value> parts = flatten(operands);
    Type partType = getElementTypeOrSelf(parts[0].getType());
    SmallVector<Value> results = emitElementwise(
        builder, parts, {partType, partType},
        [&](ImplicitLocOpBuilder &scalars, ValueRange numbers) {
          return emitFormula(
              scalars, numbers.take_front(2), opRange, fastmath,
              [&](ValueRange computed, arith::FastMathFlagsAttr flags) {
                return opRange == ComplexRange::Portable
                           ? emitPortablePower(scalars, computed, numbers[2])
                           : emitPower(scalars, computed, numbers[2], opRange,
                                       flags);
              });
        });
    keepAttributes(op, results, operands);
    return results;
  }

private:
  /// The same formula as that of pow, of the exponent in the type of the base.
  SmallVector<Value> emitPortablePower(ImplicitLocOpBuilder &builder,
                                       ValueRange base, Value exponent) const {
    auto none = arith::FastMathFlagsAttr::get(builder.getContext(),
                                              arith::FastMathFlags::none);
    EmittedPair z = getPair(builder, base, none, functions);
    formulas::EmittedReal n = z.re.with(
        arith::SIToFPOp::create(builder, base[0].getType(), exponent));
    formulas::EmittedReal zero = literal(n, 0.0);
    return getValues(powPortable(z, EmittedPair{n, zero}));
  }

  SmallVector<Value> emitPower(ImplicitLocOpBuilder &builder, ValueRange base,
                               Value exponent, ComplexRange opRange,
                               arith::FastMathFlagsAttr fastmath) const {
    EmittedPair z = getPair(builder, base, fastmath, functions);
    auto words = formulas::splitInteger(z.re, exponent);
    if (opRange != ComplexRange::Basic)
      return getValues(powiImproved(z, words));
    formulas::EmittedReal zero = literal(words.hi, 0.0);
    return getValues(powBasic(z, EmittedPair{words.hi, zero}));
  }

  ComplexRange range;
  RealFunctionScheme functions;
};

struct IsFinite {
  auto operator()(formulas::EmittedReal x) const { return isFinite(x); }
};
struct IsInf {
  auto operator()(formulas::EmittedReal x) const { return isInf(x); }
};
struct IsNaN {
  auto operator()(formulas::EmittedReal x) const { return isNaN(x); }
};

/// Applies `Predicate` to both parts and combines the results with `JoinOp`.
template <typename OpTy, typename Predicate, typename JoinOp>
struct ConvertClassification : OpPairPattern<OpTy> {
  using OpPairPattern<OpTy>::OpPairPattern;

  SmallVector<Value> emit(OpTy op, ArrayRef<ValueRange> operands,
                          OpBuilder &outer) const override {
    ImplicitLocOpBuilder builder(op.getLoc(), outer);
    SmallVector<Value> results =
        emitElementwise(builder, operands[0], builder.getI1Type(),
                        [&](ImplicitLocOpBuilder &scalars,
                            ValueRange parts) -> SmallVector<Value> {
                          auto none = arith::FastMathFlagsAttr::get(
                              scalars.getContext(), arith::FastMathFlags::none);
                          EmittedPair z = getPair(scalars, parts, none);
                          Value re = Predicate()(z.re).getValue();
                          Value im = Predicate()(z.im).getValue();
                          return {JoinOp::create(scalars, re, im)};
                        });
    keepAttributes(op, results, operands);
    return results;
  }
};

} // namespace

static std::optional<std::string> whyNotPowi(complex::PowiOp op) {
  Type exponent = op.getRhs().getType();
  unsigned width = exponent.getIntOrFloatBitWidth();
  if (width <= 64)
    return std::nullopt;
  return llvm::formatv(
      "must have an exponent of at most 64 bits, but found {0}", exponent);
}

void milcomplex::addMilcomplexFunctions(PairPatternSet &set) {
  // ComplexMul.cpp converts products.
#define MILC_FUNCTION(Name, name, basic, improved, full, portable)             \
  if constexpr (Function::Name != Function::Mul)                               \
    set.add<ConvertFunctionOp<Name##Op, Function::Name>>(set.options);
  MILC_FUNCTIONS(MILC_FUNCTION)
#undef MILC_FUNCTION
  set.add<ConvertPowi<PowiOp>>(set.options);
  set.add<ConvertClassification<IsFiniteOp, IsFinite, arith::AndIOp>,
          ConvertClassification<IsInfOp, IsInf, arith::OrIOp>,
          ConvertClassification<IsNaNOp, IsNaN, arith::OrIOp>>();
}

void milcomplex::addComplexFunctions(PairPatternSet &set) {
#define MILC_FUNCTION(Name, name, basic, improved, full, portable)             \
  if constexpr (Function::Name != Function::Mul)                               \
    set.add<ConvertFunctionOp<complex::Name##Op, Function::Name>>(set.options);
  MILC_COMPLEX_DIALECT_FUNCTIONS(MILC_FUNCTION)
#undef MILC_FUNCTION
  set.add<ConvertPowi<complex::PowiOp>>(set.options);
  set.rules.add<complex::PowiOp>(whyNotPowi);
}
