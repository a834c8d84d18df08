//===- EmittedReal.cpp - Values that build ops as Real --------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Math/EmittedReal.h"

#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/TypeUtilities.h"

using namespace mlir;

namespace milcomplex::formulas {

EmittedBool operator&(EmittedBool x, EmittedBool y) {
  return {*x.builder, arith::AndIOp::create(*x.builder, x.value, y.value)};
}

EmittedBool operator|(EmittedBool x, EmittedBool y) {
  return {*x.builder, arith::OrIOp::create(*x.builder, x.value, y.value)};
}

EmittedBool operator!(EmittedBool x) {
  Value yes =
      arith::ConstantOp::create(*x.builder, x.builder->getBoolAttr(true));
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

EmittedBool operator==(EmittedInt x, EmittedInt y) {
  return {*x.builder,
          arith::CmpIOp::create(*x.builder, arith::CmpIPredicate::eq, x.value,
                                y.value)};
}

EmittedInt literal(EmittedInt like, int64_t value) {
  auto attr = like.builder->getIntegerAttr(like.value.getType(), value);
  return {*like.builder, arith::ConstantOp::create(*like.builder, attr)};
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

/// An op with `fastmath` whose result has the type of its operands. Most ops
/// that the lowering creates come from here: going through the op's own builder
/// would take a fifth of the time of the conversion.
template <typename OpTy>
static Value createArithmetic(ImplicitLocOpBuilder &builder,
                              arith::FastMathFlagsAttr fastmath,
                              ArrayRef<Value> operands) {
  MLIRContext *context = builder.getContext();
  auto name = *RegisteredOperationName::lookup(TypeID::get<OpTy>(), context);
  typename OpTy::Properties properties;
  properties.fastmath = fastmath;
  return builder
      .insert(Operation::create(builder.getLoc(), name, operands[0].getType(),
                                operands, DictionaryAttr::get(context),
                                &properties, BlockRange(), /*numRegions=*/0))
      ->getResult(0);
}

EmittedReal operator+(EmittedReal x, EmittedReal y) {
  return {*x.builder,
          createArithmetic<arith::AddFOp>(*x.builder, x.fastmath,
                                          {x.value, y.value}),
          x.fastmath};
}

EmittedReal operator-(EmittedReal x, EmittedReal y) {
  return {*x.builder,
          createArithmetic<arith::SubFOp>(*x.builder, x.fastmath,
                                          {x.value, y.value}),
          x.fastmath};
}

EmittedReal operator*(EmittedReal x, EmittedReal y) {
  return {*x.builder,
          createArithmetic<arith::MulFOp>(*x.builder, x.fastmath,
                                          {x.value, y.value}),
          x.fastmath};
}

EmittedReal operator/(EmittedReal x, EmittedReal y) {
  return {*x.builder,
          createArithmetic<arith::DivFOp>(*x.builder, x.fastmath,
                                          {x.value, y.value}),
          x.fastmath};
}

EmittedReal operator-(EmittedReal x) {
  return {*x.builder,
          createArithmetic<arith::NegFOp>(*x.builder, x.fastmath, {x.value}),
          x.fastmath};
}

EmittedReal fma(EmittedReal x, EmittedReal y, EmittedReal z) {
  return {*x.builder,
          createArithmetic<::mlir::math::FmaOp>(*x.builder, x.fastmath,
                                                {x.value, y.value, z.value}),
          x.fastmath};
}

EmittedReal sqrt(EmittedReal x) {
  return {
      *x.builder,
      createArithmetic<::mlir::math::SqrtOp>(*x.builder, x.fastmath, {x.value}),
      x.fastmath};
}

EmittedReal abs(EmittedReal x) {
  return {
      *x.builder,
      createArithmetic<::mlir::math::AbsFOp>(*x.builder, x.fastmath, {x.value}),
      x.fastmath};
}

EmittedReal roundEven(EmittedReal x) {
  return {*x.builder,
          createArithmetic<::mlir::math::RoundEvenOp>(*x.builder, x.fastmath,
                                                      {x.value}),
          x.fastmath};
}

EmittedReal exp(EmittedReal x) {
  return {
      *x.builder,
      createArithmetic<::mlir::math::ExpOp>(*x.builder, x.fastmath, {x.value}),
      x.fastmath};
}

EmittedReal log(EmittedReal x) {
  return {
      *x.builder,
      createArithmetic<::mlir::math::LogOp>(*x.builder, x.fastmath, {x.value}),
      x.fastmath};
}

EmittedReal sin(EmittedReal x) {
  return {
      *x.builder,
      createArithmetic<::mlir::math::SinOp>(*x.builder, x.fastmath, {x.value}),
      x.fastmath};
}

EmittedReal cos(EmittedReal x) {
  return {
      *x.builder,
      createArithmetic<::mlir::math::CosOp>(*x.builder, x.fastmath, {x.value}),
      x.fastmath};
}

EmittedReal atan2(EmittedReal y, EmittedReal x) {
  // Compilers that compute the arctangent of y / x lose the sign of a zero y,
  // and give NaN where both are zero or infinite: signs alone decide there.
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
  EmittedReal angle = {
      *x.builder,
      createArithmetic<::mlir::math::Atan2Op>(*x.builder, x.fastmath,
                                              {opposite.value, adjacent.value}),
      x.fastmath};
  return copysign(angle, y);
}

EmittedReal copysign(EmittedReal magnitude, EmittedReal sign) {
  return {*sign.builder,
          ::mlir::math::CopySignOp::create(*sign.builder, magnitude.value,
                                           sign.value),
          sign.fastmath};
}

EmittedReal literal(EmittedReal like, double value) {
  Type type = like.value.getType();
  TypedAttr attr =
      like.builder->getFloatAttr(getElementTypeOrSelf(type), value);
  if (auto vectorType = dyn_cast<VectorType>(type))
    attr = SplatElementsAttr::get(vectorType, attr);
  return {*like.builder, arith::ConstantOp::create(*like.builder, attr),
          like.fastmath};
}

EmittedReal select(EmittedBool condition, EmittedReal yes, EmittedReal no) {
  return {*yes.builder,
          arith::SelectOp::create(*yes.builder, condition.getValue(), yes.value,
                                  no.value),
          yes.fastmath};
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

EmittedInt toBits(EmittedReal x) {
  unsigned width = x.value.getType().getIntOrFloatBitWidth();
  return {*x.builder,
          arith::BitcastOp::create(*x.builder, x.builder->getIntegerType(width),
                                   x.value)};
}

EmittedReal fromBits(EmittedReal like, EmittedInt bits) {
  return {*like.builder,
          arith::BitcastOp::create(*like.builder, like.value.getType(),
                                   bits.getValue()),
          like.fastmath};
}

int precision(EmittedReal x) {
  return cast<FloatType>(getElementTypeOrSelf(x.value)).getFPMantissaWidth();
}

int maxExponent(EmittedReal x) {
  const llvm::fltSemantics &format =
      cast<FloatType>(x.value.getType()).getFloatSemantics();
  return llvm::APFloat::semanticsMaxExponent(format) + 1;
}

} // namespace milcomplex::formulas
