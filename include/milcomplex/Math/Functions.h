//===- Functions.h - Every function by name ---------------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_MATH_FUNCTIONS_H
#define MILCOMPLEX_MATH_FUNCTIONS_H

// Every function of one or two complex numbers, by name and by complex-range:
// what the conversion, the folder and the accuracy tool call.

#include "milcomplex/Math/ComplexAtan2.h"
#include "milcomplex/Math/ComplexRange.h"
#include "milcomplex/Math/Division.h"
#include "milcomplex/Math/Exponential.h"
#include "milcomplex/Math/Hyperbolic.h"
#include "milcomplex/Math/InverseHyperbolic.h"
#include "milcomplex/Math/Logarithm.h"
#include "milcomplex/Math/Polar.h"
#include "milcomplex/Math/Power.h"
#include "milcomplex/Math/ShiftedExponential.h"
#include "milcomplex/Math/SquareRoot.h"

namespace milcomplex::formulas {

// X(Name, name) for each function of one complex number: there are nameBasic
// and nameImproved. The operand of polar is (magnitude, angle).
#define MILC_UNARY_FUNCTIONS(X)                                                \
  X(Sign, sign)                                                                \
  X(Polar, polar)                                                              \
  X(Reciprocal, reciprocal)                                                    \
  X(Square, square)                                                            \
  X(Exp, exp)                                                                  \
  X(Expm1, expm1)                                                              \
  X(Exp2, exp2)                                                                \
  X(Log, log)                                                                  \
  X(Log1p, log1p)                                                              \
  X(Log2, log2)                                                                \
  X(Log10, log10)                                                              \
  X(Sqrt, sqrt)                                                                \
  X(Rsqrt, rsqrt)                                                              \
  X(Sin, sin)                                                                  \
  X(Cos, cos)                                                                  \
  X(Tan, tan)                                                                  \
  X(Sinh, sinh)                                                                \
  X(Cosh, cosh)                                                                \
  X(Tanh, tanh)                                                                \
  X(Asin, asin)                                                                \
  X(Acos, acos)                                                                \
  X(Atan, atan)                                                                \
  X(Asinh, asinh)                                                              \
  X(Acosh, acosh)                                                              \
  X(Atanh, atanh)                                                              \
  X(Logistic, logistic)

// X(Name, name) for each of two that has a nameBasic and a nameImproved.
#define MILC_BINARY_FUNCTIONS(X)                                               \
  X(Pow, pow)                                                                  \
  X(Atan2, atan2)

/// The functions whose formula depends on the complex-range, and angle.
enum class Function {
  Abs,
  Angle,
  Mul,
  Div,
#define MILC_FUNCTION(Name, name) Name,
  MILC_UNARY_FUNCTIONS(MILC_FUNCTION) MILC_BINARY_FUNCTIONS(MILC_FUNCTION)
#undef MILC_FUNCTION
};

/// Whether the result is a real number.
inline bool isRealValued(Function function) {
  return function == Function::Abs || function == Function::Angle;
}

/// Whether there are two operands.
inline bool isBinary(Function function) {
  switch (function) {
  case Function::Mul:
  case Function::Div:
#define MILC_FUNCTION(Name, name) case Function::Name:
    MILC_BINARY_FUNCTIONS(MILC_FUNCTION)
#undef MILC_FUNCTION
    return true;
  default:
    return false;
  }
}

/// The function of x, and of y where it has two operands, in the format of
/// their parts; a real result is the real part, beside a zero. `range` is
/// Basic, Improved or Full: a promoted function is the improved one of a wider
/// format.
template <typename Real>
Pair<Real> apply(Function function, ComplexRange range, Pair<Real> x,
                 Pair<Real> y) {
  bool isBasic = range == ComplexRange::Basic;
  bool isFull = range == ComplexRange::Full;
  switch (function) {
  case Function::Abs: {
    Real absolute = isBasic ? absBasic(x) : absImproved(x);
    return {absolute, literal(x.re, 0.0)};
  }
  case Function::Angle: {
    Real argument = angle(x);
    return {argument, literal(x.re, 0.0)};
  }
  case Function::Mul:
    return isBasic  ? mulBasic(x, y)
           : isFull ? mulFull(x, y)
                    : mulImproved(x, y);
  case Function::Div:
    return isBasic  ? divBasic(x, y)
           : isFull ? divFull(x, y)
                    : divImproved(x, y);
#define MILC_FUNCTION(Name, name)                                              \
  case Function::Name:                                                         \
    return isBasic ? name##Basic(x) : name##Improved(x);
    MILC_UNARY_FUNCTIONS(MILC_FUNCTION)
#undef MILC_FUNCTION
#define MILC_FUNCTION(Name, name)                                              \
  case Function::Name:                                                         \
    return isBasic ? name##Basic(x, y) : name##Improved(x, y);
    MILC_BINARY_FUNCTIONS(MILC_FUNCTION)
#undef MILC_FUNCTION
  }
  return x;
}

} // namespace milcomplex::formulas

#endif // MILCOMPLEX_MATH_FUNCTIONS_H
