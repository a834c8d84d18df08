//===- EmittedReal.h - Values that build ops as Real ------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_MATH_EMITTEDREAL_H
#define MILCOMPLEX_MATH_EMITTEDREAL_H

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"

namespace milcomplex::formulas {

/// A condition computed by emitted ops: an i1.
class EmittedBool {
public:
  EmittedBool(mlir::ImplicitLocOpBuilder &builder, mlir::Value value)
      : builder(&builder), value(value) {}
  mlir::Value getValue() const { return value; }

  friend EmittedBool operator&(EmittedBool x, EmittedBool y);
  friend EmittedBool operator|(EmittedBool x, EmittedBool y);
  friend EmittedBool operator!(EmittedBool x);

private:
  mlir::ImplicitLocOpBuilder *builder;
  mlir::Value value;
};

/// The Int (Real.h) of an EmittedReal, of its width.
class EmittedInt {
public:
  EmittedInt(mlir::ImplicitLocOpBuilder &builder, mlir::Value value)
      : builder(&builder), value(value) {}
  mlir::Value getValue() const { return value; }

  friend EmittedInt operator+(EmittedInt x, EmittedInt y);
  friend EmittedInt operator-(EmittedInt x, EmittedInt y);
  friend EmittedInt operator&(EmittedInt x, EmittedInt y);
  friend EmittedBool operator==(EmittedInt x, EmittedInt y);
  friend EmittedInt literal(EmittedInt like, int64_t value);
  friend EmittedInt shiftLeft(EmittedInt x, int bits);
  friend EmittedInt shiftRight(EmittedInt x, int bits);
  friend EmittedInt min(EmittedInt x, EmittedInt y);
  friend EmittedInt max(EmittedInt x, EmittedInt y);
  friend EmittedInt select(EmittedBool condition, EmittedInt yes,
                           EmittedInt no);

private:
  mlir::ImplicitLocOpBuilder *builder;
  mlir::Value value;
};

/// A Real (Real.h) whose value is that of an emitted arith or math op, of float
/// type or a vector or tensor of floats. Literals need a float or a vector,
/// conditions and bits a float. Every arithmetic op has the flags `fastmath`;
/// they are none for a compensated formula.
class EmittedReal {
public:
  using RealTag = void;

  EmittedReal(mlir::ImplicitLocOpBuilder &builder, mlir::Value value,
              mlir::arith::FastMathFlagsAttr fastmath)
      : builder(&builder), value(value), fastmath(fastmath) {}
  mlir::Value getValue() const { return value; }

  friend EmittedReal operator+(EmittedReal x, EmittedReal y);
  friend EmittedReal operator-(EmittedReal x, EmittedReal y);
  friend EmittedReal operator*(EmittedReal x, EmittedReal y);
  friend EmittedReal operator/(EmittedReal x, EmittedReal y);
  friend EmittedReal operator-(EmittedReal x);
  friend EmittedReal fma(EmittedReal x, EmittedReal y, EmittedReal z);
  friend EmittedReal sqrt(EmittedReal x);
  friend EmittedReal abs(EmittedReal x);
  friend EmittedReal roundEven(EmittedReal x);
  friend EmittedReal copysign(EmittedReal magnitude, EmittedReal sign);
  friend EmittedReal exp(EmittedReal x);
  friend EmittedReal log(EmittedReal x);
  friend EmittedReal sin(EmittedReal x);
  friend EmittedReal cos(EmittedReal x);
  friend EmittedReal atan2(EmittedReal y, EmittedReal x);

  friend EmittedBool operator<(EmittedReal x, EmittedReal y);
  friend EmittedBool operator<=(EmittedReal x, EmittedReal y);
  friend EmittedBool operator>(EmittedReal x, EmittedReal y);
  friend EmittedBool operator>=(EmittedReal x, EmittedReal y);
  friend EmittedBool operator==(EmittedReal x, EmittedReal y);
  friend EmittedBool operator!=(EmittedReal x, EmittedReal y);

  friend EmittedReal literal(EmittedReal like, double value);
  friend EmittedReal select(EmittedBool condition, EmittedReal yes,
                            EmittedReal no);
  friend EmittedBool isFinite(EmittedReal x);
  friend EmittedBool isInf(EmittedReal x);
  friend EmittedBool isNaN(EmittedReal x);

  friend EmittedInt toBits(EmittedReal x);
  friend EmittedReal fromBits(EmittedReal like, EmittedInt bits);
  friend int precision(EmittedReal x);
  friend int maxExponent(EmittedReal x);

private:
  mlir::ImplicitLocOpBuilder *builder;
  mlir::Value value;
  mlir::arith::FastMathFlagsAttr fastmath;
};

} // namespace milcomplex::formulas

#endif // MILCOMPLEX_MATH_EMITTEDREAL_H
