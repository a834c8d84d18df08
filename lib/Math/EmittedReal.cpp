//===- EmittedReal.cpp - Values that build ops as Real --------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Math/EmittedReal.h"

#include "milcomplex/Math/RealFunctions.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/Matchers.h"
#include "mlir/IR/TypeUtilities.h"

using namespace mlir;

namespace milcomplex::formulas {

EmittedBool operator&(EmittedBool x, EmittedBool y) {
  return {*x.builder, arith::AndIOp::create(*x.builder, x.value, y.value)};
}

EmittedBool operator|(EmittedBool x, EmittedBool y) {
  return {*x.builder, arith::OrIOp::create(*x.builder, x.value, y.value)};
}

/// A constant of `type`, each element of which is `element`.
static Value createConstant(ImplicitLocOpBuilder &builder, Type type,
                            TypedAttr element) {
  if (auto vectorType = dyn_cast<VectorType>(type))
    element = SplatElementsAttr::get(vectorType, element);
  return arith::ConstantOp::create(builder, element);
}

EmittedBool operator!(EmittedBool x) {
  Value yes = createConstant(*x.builder, x.value.getType(),
                             x.builder->getBoolAttr(true));
  return {*x.builder, arith::XOrIOp::create(*x.builder, x.value, yes)};
}

EmittedInt operator+(EmittedInt x, EmittedInt y) {
  return {*x.builder, arith::AddIOp::create(*x.builder, x.value, y.value)};
}

EmittedInt operator-(EmittedInt x, EmittedInt y) {
  return {*x.builder, arith::SubIOp::create(*x.builder, x.value, y.value)};
}

EmittedInt operator&(EmittedInt x, EmittedInt y) {
  return {*x.builder, arith::AndIOp::create(*x.builder, x.value, y.value)};
}

EmittedInt operator^(EmittedInt x, EmittedInt y) {
  return {*x.builder, arith::XOrIOp::create(*x.builder, x.value, y.value)};
}

EmittedBool operator==(EmittedInt x, EmittedInt y) {
  return {*x.builder,
          arith::CmpIOp::create(*x.builder, arith::CmpIPredicate::eq, x.value,
                                y.value)};
}

EmittedInt literal(EmittedInt like, int64_t value) {
  Type type = like.value.getType();
  return {*like.builder,
          createConstant(
              *like.builder, type,
              like.builder->getIntegerAttr(getElementTypeOrSelf(type), value))};
}

EmittedInt shiftLeft(EmittedInt x, int bits) {
  EmittedInt amount = literal(x, bits);
  return {*x.builder, arith::ShLIOp::create(*x.builder, x.value, amount.value)};
}

EmittedInt shiftRight(EmittedInt x, int bits) {
  EmittedInt amount = literal(x, bits);
  return {*x.builder,
          arith::ShRSIOp::create(*x.builder, x.value, amount.value)};
}

EmittedInt min(EmittedInt x, EmittedInt y) {
  return {*x.builder, arith::MinSIOp::create(*x.builder, x.value, y.value)};
}

EmittedInt max(EmittedInt x, EmittedInt y) {
  return {*x.builder, arith::MaxSIOp::create(*x.builder, x.value, y.value)};
}

EmittedInt select(EmittedBool condition, EmittedInt yes, EmittedInt no) {
  return {*yes.builder,
          arith::SelectOp::create(*yes.builder, condition.getValue(), yes.value,
                                  no.value)};
}

/// An op with the flags of `x` whose result has the type of its operands. Most
/// ops that the lowering creates come from here: going through the op's own
/// builder would take a fifth of the time of the conversion.
template <typename OpTy>
static EmittedReal createArithmetic(EmittedReal x, ArrayRef<Value> operands) {
  ImplicitLocOpBuilder &builder = x.getBuilder();
  MLIRContext *context = builder.getContext();
  auto name = *RegisteredOperationName::lookup(TypeID::get<OpTy>(), context);
  typename OpTy::Properties properties;
  properties.fastmath = x.getFastmath();
  return x.with(builder
                    .insert(Operation::create(
                        builder.getLoc(), name, operands[0].getType(), operands,
                        DictionaryAttr::get(context), &properties, BlockRange(),
                        /*numRegions=*/0))
                    ->getResult(0));
}

EmittedReal operator+(EmittedReal x, EmittedReal y) {
  return createArithmetic<arith::AddFOp>(x, {x.value, y.value});
}

EmittedReal operator-(EmittedReal x, EmittedReal y) {
  return createArithmetic<arith::SubFOp>(x, {x.value, y.value});
}

EmittedReal operator*(EmittedReal x, EmittedReal y) {
  return createArithmetic<arith::MulFOp>(x, {x.value, y.value});
}

EmittedReal operator/(EmittedReal x, EmittedReal y) {
  return createArithmetic<arith::DivFOp>(x, {x.value, y.value});
}

EmittedReal operator-(EmittedReal x) {
  return createArithmetic<arith::NegFOp>(x, {x.value});
}

EmittedReal fma(EmittedReal x, EmittedReal y, EmittedReal z) {
  return createArithmetic<::mlir::math::FmaOp>(x, {x.value, y.value, z.value});
}

EmittedReal sqrt(EmittedReal x) {
  return createArithmetic<::mlir::math::SqrtOp>(x, {x.value});
}

EmittedReal abs(EmittedReal x) {
  return createArithmetic<::mlir::math::AbsFOp>(x, {x.value});
}

EmittedReal roundEven(EmittedReal x) {
  return createArithmetic<::mlir::math::RoundEvenOp>(x, {x.value});
}

bool expandsFunctions(EmittedReal x) {
  return x.getFunctions() == RealFunctionScheme::Expand;
}

/// `x` without fast-math flags, for a formula that depends on how each op
/// rounds.
static EmittedReal withoutFlags(EmittedReal x) {
  auto none = arith::FastMathFlagsAttr::get(x.getBuilder().getContext(),
                                            arith::FastMathFlags::none);
  return {x.getBuilder(), x.getValue(), none, x.getFunctions()};
}

EmittedReal exp(EmittedReal x) {
  if (expandsFunctions(x))
    return x.with(realExp(withoutFlags(x)).value);
  return createArithmetic<::mlir::math::ExpOp>(x, {x.value});
}

EmittedReal log(EmittedReal x) {
  if (expandsFunctions(x))
    return x.with(realLog(withoutFlags(x)).value);
  return createArithmetic<::mlir::math::LogOp>(x, {x.value});
}

EmittedReal sin(EmittedReal x) {
  if (expandsFunctions(x))
    return x.with(realSin(withoutFlags(x)).value);
  return createArithmetic<::mlir::math::SinOp>(x, {x.value});
}

EmittedReal cos(EmittedReal x) {
  if (expandsFunctions(x))
    return x.with(realCos(withoutFlags(x)).value);
  return createArithmetic<::mlir::math::CosOp>(x, {x.value});
}

/// The call of atan2. Compilers that compute the arctangent of y / x lose the
/// sign of a zero y, and give NaN where both are zero or infinite: signs alone
/// decide there.
static EmittedReal callAtan2(EmittedReal y, EmittedReal x) {
  EmittedReal one = literal(x, 1.0), zero = literal(x, 0.0);
  EmittedReal magnitude = abs(y);
  EmittedBool isInfX = isInf(x);
  EmittedBool isInfY = isInf(y);
  EmittedBool areInfinite = isInfX & isInfY;
  EmittedBool isZeroX = x == zero;
  EmittedBool isZeroY = y == zero;
  EmittedBool areZero = isZeroX & isZeroY;
  EmittedBool areEither = areInfinite | areZero;
  EmittedReal sign = copysign(one, x);
  EmittedReal adjacent = select(areEither, sign, x);
  EmittedReal opposite = select(areInfinite, one, magnitude);
  EmittedReal angle = createArithmetic<::mlir::math::Atan2Op>(
      x, {opposite.getValue(), adjacent.getValue()});
  return copysign(angle, y);
}

EmittedReal atan2(EmittedReal y, EmittedReal x) {
  if (expandsFunctions(x))
    return x.with(realAtan2(withoutFlags(y), withoutFlags(x)).value);
  return callAtan2(y, x);
}

EmittedReal tanh(EmittedReal x) {
  if (expandsFunctions(x))
    return x.with(realTanh(withoutFlags(x)).value);
  return createArithmetic<::mlir::math::TanhOp>(x, {x.value});
}

EmittedReal atan(EmittedReal x) {
  if (expandsFunctions(x))
    return x.with(realAtan(withoutFlags(x)).value);
  return createArithmetic<::mlir::math::AtanOp>(x, {x.value});
}

EmittedReal max(EmittedReal x, EmittedReal y) {
  return createArithmetic<arith::MaximumFOp>(x, {x.value, y.value});
}

EmittedReal min(EmittedReal x, EmittedReal y) {
  return createArithmetic<arith::MinimumFOp>(x, {x.value, y.value});
}

EmittedReal copysign(EmittedReal magnitude, EmittedReal sign) {
  return sign.with(::mlir::math::CopySignOp::create(
      *sign.builder, magnitude.value, sign.value));
}

EmittedReal literal(EmittedReal like, double value) {
  Type type = like.value.getType();
  return like.with(createConstant(
      *like.builder, type,
      like.builder->getFloatAttr(getElementTypeOrSelf(type), value)));
}

EmittedReal select(EmittedBool condition, EmittedReal yes, EmittedReal no) {
  return yes.with(arith::SelectOp::create(*yes.builder, condition.getValue(),
                                          yes.value, no.value));
}

EmittedBool operator<(EmittedReal x, EmittedReal y) {
  return {*x.builder,
          arith::CmpFOp::create(*x.builder, arith::CmpFPredicate::OLT, x.value,
                                y.value)};
}

EmittedBool operator<=(EmittedReal x, EmittedReal y) {
  return {*x.builder,
          arith::CmpFOp::create(*x.builder, arith::CmpFPredicate::OLE, x.value,
                                y.value)};
}

EmittedBool operator>(EmittedReal x, EmittedReal y) {
  return {*x.builder,
          arith::CmpFOp::create(*x.builder, arith::CmpFPredicate::OGT, x.value,
                                y.value)};
}

EmittedBool operator>=(EmittedReal x, EmittedReal y) {
  return {*x.builder,
          arith::CmpFOp::create(*x.builder, arith::CmpFPredicate::OGE, x.value,
                                y.value)};
}

EmittedBool operator==(EmittedReal x, EmittedReal y) {
  return {*x.builder,
          arith::CmpFOp::create(*x.builder, arith::CmpFPredicate::OEQ, x.value,
                                y.value)};
}

EmittedBool operator!=(EmittedReal x, EmittedReal y) {
  return {*x.builder,
          arith::CmpFOp::create(*x.builder, arith::CmpFPredicate::UNE, x.value,
                                y.value)};
}

/// |x| compared with infinity, which every consumer of MLIR knows, as it does
/// not know math.isfinite and its like.
static EmittedBool compareWithInfinity(ImplicitLocOpBuilder &builder,
                                       arith::CmpFPredicate predicate,
                                       EmittedReal x) {
  Value infinity =
      literal(x, std::numeric_limits<double>::infinity()).getValue();
  Value magnitude = ::mlir::math::AbsFOp::create(builder, x.getValue());
  return {builder,
          arith::CmpFOp::create(builder, predicate, magnitude, infinity)};
}

bool isKnownZero(const EmittedReal &x) {
  Value value = x.value;
  while (isa_and_present<arith::NegFOp, arith::ExtFOp>(value.getDefiningOp()))
    value = value.getDefiningOp()->getOperand(0);
  return matchPattern(value, m_AnyZeroFloat());
}

EmittedBool isFinite(EmittedReal x) {
  return compareWithInfinity(*x.builder, arith::CmpFPredicate::OLT, x);
}

EmittedBool isInf(EmittedReal x) {
  return compareWithInfinity(*x.builder, arith::CmpFPredicate::OEQ, x);
}

EmittedBool isNaN(EmittedReal x) {
  return {*x.builder,
          arith::CmpFOp::create(*x.builder, arith::CmpFPredicate::UNO, x.value,
                                x.value)};
}

/// `type`, a float or a vector of floats, with these elements.
static Type withElements(Type type, Type elementType) {
  if (auto vectorType = dyn_cast<VectorType>(type))
    return vectorType.clone(elementType);
  return elementType;
}

EmittedInt toBits(EmittedReal x) {
  Type type = x.value.getType();
  unsigned width = getElementTypeOrSelf(type).getIntOrFloatBitWidth();
  return {*x.builder,
          arith::BitcastOp::create(
              *x.builder, withElements(type, x.builder->getIntegerType(width)),
              x.value)};
}

EmittedReal fromBits(EmittedReal like, EmittedInt bits) {
  return like.with(arith::BitcastOp::create(*like.builder, like.value.getType(),
                                            bits.getValue()));
}

DoubleWord<EmittedReal> splitInteger(EmittedReal like, Value integer) {
  ImplicitLocOpBuilder &builder = like.getBuilder();
  Type type = like.getValue().getType();
  Type wide = withElements(type, builder.getI64Type());
  Type given = getElementTypeOrSelf(integer.getType());
  if (given.isIndex())
    integer = arith::IndexCastOp::create(builder, wide, integer);
  else if (!given.isInteger(64))
    integer = arith::ExtSIOp::create(builder, wide, integer);
  auto toWord = [&](Value piece) {
    return like.with(arith::SIToFPOp::create(builder, type, piece));
  };
  auto keepBits = [&](Value value, int64_t mask) -> Value {
    Value bits = createConstant(builder, wide, builder.getI64IntegerAttr(mask));
    return arith::AndIOp::create(builder, value, bits);
  };
  // 24 bits, 24 bits, 16 bits: each exact in f32.
  EmittedReal high = toWord(keepBits(integer, ~((1LL << 40) - 1)));
  Value rest = keepBits(integer, (1LL << 40) - 1);
  EmittedReal middle = toWord(keepBits(rest, ~((1LL << 16) - 1)));
  EmittedReal low = toWord(keepBits(rest, (1LL << 16) - 1));
  DoubleWord<EmittedReal> sum = fastTwoSum(high, middle);
  EmittedReal remainder = sum.lo + low;
  return fastTwoSum(sum.hi, remainder);
}

int precision(EmittedReal x) {
  return cast<FloatType>(getElementTypeOrSelf(x.value)).getFPMantissaWidth();
}

int maxExponent(EmittedReal x) {
  const llvm::fltSemantics &format =
      cast<FloatType>(getElementTypeOrSelf(x.value)).getFloatSemantics();
  return llvm::APFloat::semanticsMaxExponent(format) + 1;
}

} // namespace milcomplex::formulas
