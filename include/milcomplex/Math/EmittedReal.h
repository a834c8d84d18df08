//===- EmittedReal.h - Values that build ops as Real ------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_MATH_EMITTEDREAL_H
#define MILCOMPLEX_MATH_EMITTEDREAL_H

#include "milcomplex/Math/DoubleWord.h"
#include "milcomplex/Math/RealFunctionScheme.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"

namespace milcomplex::formulas {

/// A condition computed by emitted ops: an i1 or a vector of i1.
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

/// The Int (Real.h) of an EmittedReal, of its width and shape.
class EmittedInt {
public:
  EmittedInt(mlir::ImplicitLocOpBuilder &builder, mlir::Value value)
      : builder(&builder), value(value) {}
  mlir::Value getValue() const { return value; }

  friend EmittedInt operator+(EmittedInt x, EmittedInt y);
  friend EmittedInt operator-(EmittedInt x, EmittedInt y);
  friend EmittedInt operator&(EmittedInt x, EmittedInt y);
  friend EmittedInt operator^(EmittedInt x, EmittedInt y);
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
/// type or a vector, possibly scalable, or tensor of floats. Literals,
/// conditions, bits and expanded functions need a float or a vector. Every
/// arithmetic op has the flags `fastmath`, but those of an expanded function,
/// which depend on how each rounds, have none; they are none for a compensated
/// formula.
class EmittedReal {
public:
  using RealTag = void;

  EmittedReal(mlir::ImplicitLocOpBuilder &builder, mlir::Value value,
              mlir::arith::FastMathFlagsAttr fastmath,
              RealFunctionScheme functions = RealFunctionScheme::Call)
      : builder(&builder), value(value), fastmath(fastmath),
        functions(functions) {}
  mlir::ImplicitLocOpBuilder &getBuilder() const { return *builder; }
  mlir::Value getValue() const { return value; }
  mlir::arith::FastMathFlagsAttr getFastmath() const { return fastmath; }
  RealFunctionScheme getFunctions() const { return functions; }

  /// Another value, to compute with in the same way.
  EmittedReal with(mlir::Value other) const {
    return {*builder, other, fastmath, functions};
  }

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
  friend EmittedReal tanh(EmittedReal x);
  friend EmittedReal atan(EmittedReal x);
  friend EmittedReal max(EmittedReal x, EmittedReal y);
  friend EmittedReal min(EmittedReal x, EmittedReal y);

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
  friend bool expandsFunctions(EmittedReal x);
  friend int precision(EmittedReal x);
  friend int maxExponent(EmittedReal x);
  friend bool isKnownZero(const EmittedReal &x);

private:
  mlir::ImplicitLocOpBuilder *builder;
  mlir::Value value;
  mlir::arith::FastMathFlagsAttr fastmath;
  RealFunctionScheme functions;
};

/// An integer of at most 64 bits, or an index, of the shape of `like`, as two
/// words of its format, the second of which is what the first lacks.
DoubleWord<EmittedReal> splitInteger(EmittedReal like, mlir::Value integer);

} // namespace milcomplex::formulas

#endif // MILCOMPLEX_MATH_EMITTEDREAL_H
