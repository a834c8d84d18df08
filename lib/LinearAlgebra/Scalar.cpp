//===- Scalar.cpp - Arithmetic of emitted numbers -------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/LinearAlgebra/Emitter.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Complex/IR/Complex.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"

using namespace mlir;
using namespace milcomplex::linear_algebra;

namespace milcomplex::linear_algebra {

bool Scalar::isComplex() const { return isa<ComplexType>(getType()); }

Scalar Scalar::literal(double number) const {
  if (auto type = dyn_cast<ComplexType>(getType())) {
    auto part = [&](double x) -> Attribute {
      return builder->getFloatAttr(type.getElementType(), x);
    };
    return {*builder, complex::ConstantOp::create(
                          *builder, type,
                          builder->getArrayAttr({part(number), part(0)}))};
  }
  TypedAttr attribute;
  if (isa<FloatType>(getType()))
    attribute = builder->getFloatAttr(getType(), number);
  else
    attribute =
        builder->getIntegerAttr(getType(), static_cast<int64_t>(number));
  return {*builder, arith::ConstantOp::create(*builder, attribute)};
}

std::optional<int64_t> getConstant(Scalar x) {
  return getConstantIntValue(x.getValue());
}

static Scalar wrap(Scalar like, Value value) {
  return {like.getBuilder(), value};
}

/// Results of operations on complex numbers may be contracted, which selects
/// the textbook product.
static arith::FastMathFlagsAttr getContract(Scalar x) {
  return arith::FastMathFlagsAttr::get(x.getBuilder().getContext(),
                                       arith::FastMathFlags::contract);
}

template <typename IntOp, typename FloatOp, typename ComplexOp>
static Scalar compute(Scalar x, Scalar y) {
  ImplicitLocOpBuilder &builder = x.getBuilder();
  Value left = x.getValue(), right = y.getValue();
  if (x.isComplex())
    return wrap(x, ComplexOp::create(builder, left, right, getContract(x)));
  if (isa<FloatType>(x.getType()))
    return wrap(x, FloatOp::create(builder, left, right, getContract(x)));
  return wrap(x, builder.createOrFold<IntOp>(left, right));
}

Scalar operator+(Scalar x, Scalar y) {
  return compute<arith::AddIOp, arith::AddFOp, complex::AddOp>(x, y);
}
Scalar operator-(Scalar x, Scalar y) {
  return compute<arith::SubIOp, arith::SubFOp, complex::SubOp>(x, y);
}
Scalar operator*(Scalar x, Scalar y) {
  return compute<arith::MulIOp, arith::MulFOp, complex::MulOp>(x, y);
}
Scalar operator/(Scalar x, Scalar y) {
  return wrap(
      x, arith::DivFOp::create(x.getBuilder(), x.getValue(), y.getValue()));
}
Scalar operator-(Scalar x) {
  if (x.isComplex())
    return wrap(x, complex::NegOp::create(x.getBuilder(), x.getValue()));
  return wrap(x, arith::NegFOp::create(x.getBuilder(), x.getValue()));
}

static Scalar compare(arith::CmpIPredicate integers, arith::CmpFPredicate reals,
                      Scalar x, Scalar y) {
  Value left = x.getValue(), right = y.getValue();
  if (isa<FloatType>(x.getType()))
    return wrap(x, arith::CmpFOp::create(x.getBuilder(), reals, left, right));
  return wrap(
      x, x.getBuilder().createOrFold<arith::CmpIOp>(integers, left, right));
}

Scalar operator<(Scalar x, Scalar y) {
  return compare(arith::CmpIPredicate::slt, arith::CmpFPredicate::OLT, x, y);
}
Scalar operator<=(Scalar x, Scalar y) {
  return compare(arith::CmpIPredicate::sle, arith::CmpFPredicate::OLE, x, y);
}
Scalar operator>(Scalar x, Scalar y) { return y < x; }
Scalar operator>=(Scalar x, Scalar y) { return y <= x; }
Scalar operator==(Scalar x, Scalar y) {
  if (x.isComplex()) {
    Scalar isReEqual = re(x) == re(y);
    return isReEqual & (im(x) == im(y));
  }
  return compare(arith::CmpIPredicate::eq, arith::CmpFPredicate::OEQ, x, y);
}
Scalar operator!=(Scalar x, Scalar y) { return !(x == y); }

Scalar operator&(Scalar x, Scalar y) {
  return wrap(
      x, arith::AndIOp::create(x.getBuilder(), x.getValue(), y.getValue()));
}
Scalar operator|(Scalar x, Scalar y) {
  return wrap(x,
              arith::OrIOp::create(x.getBuilder(), x.getValue(), y.getValue()));
}
Scalar operator!(Scalar x) {
  return wrap(x, arith::XOrIOp::create(x.getBuilder(), x.getValue(),
                                       x.literal(1).getValue()));
}

static Scalar castTo(Type type, Scalar x) {
  return wrap(x,
              arith::IndexCastOp::create(x.getBuilder(), type, x.getValue()));
}
Scalar toIndex(Scalar x) { return castTo(x.getBuilder().getIndexType(), x); }
Scalar toInteger(Scalar x) { return castTo(x.getBuilder().getI32Type(), x); }

Scalar select(Scalar condition, Scalar yes, Scalar no) {
  return wrap(yes, yes.getBuilder().createOrFold<arith::SelectOp>(
                       condition.getValue(), yes.getValue(), no.getValue()));
}

template <typename IntOp, typename FloatOp>
static Scalar choose(Scalar x, Scalar y) {
  ImplicitLocOpBuilder &builder = x.getBuilder();
  if (isa<FloatType>(x.getType()))
    return wrap(x, FloatOp::create(builder, x.getValue(), y.getValue()));
  return wrap(x, builder.createOrFold<IntOp>(x.getValue(), y.getValue()));
}

Scalar min(Scalar x, Scalar y) {
  return choose<arith::MinSIOp, arith::MinimumFOp>(x, y);
}
Scalar max(Scalar x, Scalar y) {
  return choose<arith::MaxSIOp, arith::MaximumFOp>(x, y);
}

Scalar re(Scalar x) {
  return x.isComplex()
             ? wrap(x, complex::ReOp::create(x.getBuilder(), x.getValue()))
             : x;
}
Scalar im(Scalar x) {
  return x.isComplex()
             ? wrap(x, complex::ImOp::create(x.getBuilder(), x.getValue()))
             : x.literal(0);
}
Scalar conj(Scalar x) {
  return x.isComplex()
             ? wrap(x, complex::ConjOp::create(x.getBuilder(), x.getValue()))
             : x;
}
Scalar square(Scalar x) {
  if (!x.isComplex())
    return x * x;
  Scalar real = re(x), imaginary = im(x);
  return real * real + imaginary * imaginary;
}
Scalar measure(Scalar x) {
  if (!x.isComplex())
    return abs(x);
  Scalar real = abs(re(x));
  return real + abs(im(x));
}
Scalar subtractProduct(Scalar y, Scalar x, Scalar z) {
  if (!y.isComplex())
    return y - x * z;
  Scalar xRe = re(x), xIm = im(x), zRe = re(z), zIm = im(z);
  Scalar yRe = re(y), yIm = im(y);
  Scalar real = yRe - xRe * zRe, imaginary = yIm - xRe * zIm;
  real = real + xIm * zIm;
  imaginary = imaginary - xIm * zRe;
  return makeNumber(y, real, imaginary);
}
double getUnit(Scalar x) { return x.getType().isF32() ? 0x1p-24 : 0x1p-53; }
Scalar makeNumber(Scalar like, Scalar real, Scalar imaginary) {
  if (!like.isComplex())
    return real;
  return wrap(real,
              complex::CreateOp::create(real.getBuilder(), like.getType(),
                                        real.getValue(), imaginary.getValue()));
}
Scalar toTypeOf(Scalar like, Scalar x) {
  return makeNumber(like, x, x.literal(0));
}
Scalar scale(Scalar x, Scalar factor) {
  if (!x.isComplex())
    return x * factor;
  Scalar real = re(x) * factor;
  return makeNumber(x, real, im(x) * factor);
}

Scalar abs(Scalar x) {
  return wrap(x, math::AbsFOp::create(x.getBuilder(), x.getValue()));
}
Scalar sqrt(Scalar x) {
  return wrap(x, math::SqrtOp::create(x.getBuilder(), x.getValue()));
}
Scalar log(Scalar x) {
  return wrap(x, math::LogOp::create(x.getBuilder(), x.getValue()));
}
Scalar copysign(Scalar magnitude, Scalar sign) {
  return wrap(magnitude,
              math::CopySignOp::create(magnitude.getBuilder(),
                                       magnitude.getValue(), sign.getValue()));
}
Scalar hypot(Scalar x, Scalar y) {
  Scalar a = abs(x), b = abs(y);
  Scalar large = max(a, b), small = min(a, b);
  // Of two zeros it is zero, of an infinity and a number infinity.
  Scalar isPlain = (large == 0) | (large == small) | !(large < INFINITY);
  Scalar divisor = select(isPlain, large.literal(1), large);
  Scalar ratio = select(large == small, large.literal(1), small / divisor);
  Scalar root = large * sqrt(ratio * ratio + 1);
  return select((large == 0) | !(large < INFINITY), large, root);
}

Scalar invertExponent(Scalar x) {
  ImplicitLocOpBuilder &builder = x.getBuilder();
  auto type = cast<FloatType>(x.getType());
  Type integer = builder.getIntegerType(type.getWidth());
  int64_t bits = type.getFPMantissaWidth() - 1;
  int64_t bias = type.getWidth() == 32 ? 127 : 1023;
  auto constant = [&](int64_t number) -> Value {
    return arith::ConstantOp::create(builder,
                                     builder.getIntegerAttr(integer, number));
  };
  Value pattern = arith::BitcastOp::create(builder, integer, x.getValue());
  Value exponent = arith::ShRUIOp::create(builder, pattern, constant(bits));
  Value inverse = arith::SubIOp::create(builder, constant(2 * bias), exponent);
  Value normal = arith::MaxSIOp::create(builder, inverse, constant(1));
  Value shifted = arith::ShLIOp::create(builder, normal, constant(bits));
  return wrap(x, arith::BitcastOp::create(builder, type, shifted));
}

static Scalar findScale(Scalar divisor) {
  if (!divisor.isComplex())
    return divisor.literal(1);
  Scalar real = abs(re(divisor));
  return invertExponent(max(real, abs(im(divisor))));
}

Divisor::Divisor(Scalar divisor)
    : factor(divisor), scale(findScale(divisor)), magnitude(scale) {
  if (!divisor.isComplex())
    return;
  factor = conj(linear_algebra::scale(divisor, scale));
  magnitude = square(factor);
}

Scalar Divisor::divide(Scalar x) const {
  if (!x.isComplex())
    return x / factor;
  Scalar product = linear_algebra::scale(x, scale) * factor;
  Scalar real = re(product) / magnitude;
  return makeNumber(x, real, im(product) / magnitude);
}

} // namespace milcomplex::linear_algebra
