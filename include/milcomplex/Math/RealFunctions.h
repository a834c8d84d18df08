//===- RealFunctions.h - Every real function by name ------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_MATH_REALFUNCTIONS_H
#define MILCOMPLEX_MATH_REALFUNCTIONS_H

// Every real function by name. The mnemonics are those of the math dialect.

#include "milcomplex/Math/RealArctangent.h"
#include "milcomplex/Math/RealCubeRoot.h"
#include "milcomplex/Math/RealErrorFunction.h"
#include "milcomplex/Math/RealExponential.h"
#include "milcomplex/Math/RealHyperbolic.h"
#include "milcomplex/Math/RealLogarithm.h"
#include "milcomplex/Math/RealPower.h"
#include "milcomplex/Math/RealTrigonometric.h"

// X(Name, mnemonic, formula) for each function of one operand, and of two: y
// and x of atan2, base and exponent of powf. Name##Op is the op of the math
// dialect.
#define MILC_UNARY_REAL_FUNCTIONS(X)                                           \
  X(Exp, exp, realExp)                                                         \
  X(Exp2, exp2, realExp2)                                                      \
  X(ExpM1, expm1, realExpm1)                                                   \
  X(Log, log, realLog)                                                         \
  X(Log2, log2, realLog2)                                                      \
  X(Log10, log10, realLog10)                                                   \
  X(Log1p, log1p, realLog1p)                                                   \
  X(Sin, sin, realSin)                                                         \
  X(Cos, cos, realCos)                                                         \
  X(Tan, tan, realTan)                                                         \
  X(Sinh, sinh, realSinh)                                                      \
  X(Cosh, cosh, realCosh)                                                      \
  X(Tanh, tanh, realTanh)                                                      \
  X(Asin, asin, realAsin)                                                      \
  X(Acos, acos, realAcos)                                                      \
  X(Atan, atan, realAtan)                                                      \
  X(Asinh, asinh, realAsinh)                                                   \
  X(Acosh, acosh, realAcosh)                                                   \
  X(Atanh, atanh, realAtanh)                                                   \
  X(Erf, erf, realErf)                                                         \
  X(Erfc, erfc, realErfc)                                                      \
  X(Cbrt, cbrt, realCbrt)
#define MILC_BINARY_REAL_FUNCTIONS(X)                                          \
  X(Atan2, atan2, realAtan2)                                                   \
  X(PowF, powf, realPow)
#define MILC_REAL_FUNCTIONS(X)                                                 \
  MILC_UNARY_REAL_FUNCTIONS(X)                                                 \
  MILC_BINARY_REAL_FUNCTIONS(X)

namespace milcomplex::formulas {

/// The real functions.
enum class RealFunction {
#define MILC_FUNCTION(Name, name, formula) Name,
  MILC_REAL_FUNCTIONS(MILC_FUNCTION)
#undef MILC_FUNCTION
};

inline constexpr RealFunction allRealFunctions[] = {
#define MILC_FUNCTION(Name, name, formula) RealFunction::Name,
    MILC_REAL_FUNCTIONS(MILC_FUNCTION)
#undef MILC_FUNCTION
};

/// The mnemonic of the op.
inline const char *getName(RealFunction function) {
  switch (function) {
#define MILC_FUNCTION(Name, name, formula)                                     \
  case RealFunction::Name:                                                     \
    return #name;
    MILC_REAL_FUNCTIONS(MILC_FUNCTION)
#undef MILC_FUNCTION
  }
  return nullptr;
}

/// Whether there are two operands.
inline bool isBinary(RealFunction function) {
  switch (function) {
#define MILC_FUNCTION(Name, name, formula) case RealFunction::Name:
    MILC_BINARY_REAL_FUNCTIONS(MILC_FUNCTION)
#undef MILC_FUNCTION
    return true;
  default:
    return false;
  }
}

/// The function of x, and of y where it has two operands, in the format f32 or
/// f64.
template <typename Real> Real apply(RealFunction function, Real x, Real y) {
  switch (function) {
#define MILC_FUNCTION(Name, name, formula)                                     \
  case RealFunction::Name:                                                     \
    return formula(x);
    MILC_UNARY_REAL_FUNCTIONS(MILC_FUNCTION)
#undef MILC_FUNCTION
#define MILC_FUNCTION(Name, name, formula)                                     \
  case RealFunction::Name:                                                     \
    return formula(x, y);
    MILC_BINARY_REAL_FUNCTIONS(MILC_FUNCTION)
#undef MILC_FUNCTION
  }
  return x;
}

} // namespace milcomplex::formulas

#endif // MILCOMPLEX_MATH_REALFUNCTIONS_H
