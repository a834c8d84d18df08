//===- Functions.h - Every function by name ---------------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_MATH_FUNCTIONS_H
#define MILCOMPLEX_MATH_FUNCTIONS_H

// Every function by name and by complex-range. The ops are where they are
// listed (milcomplex/Dialect/FunctionOps.td); Functions.h.inc is generated.

#include "milcomplex/Math/ComplexAtan2.h"
#include "milcomplex/Math/ComplexRange.h"
#include "milcomplex/Math/Division.h"
#include "milcomplex/Math/Exponential.h"
#include "milcomplex/Math/Hyperbolic.h"
#include "milcomplex/Math/InverseHyperbolic.h"
#include "milcomplex/Math/Logarithm.h"
#include "milcomplex/Math/Polar.h"
#include "milcomplex/Math/PortableExponential.h"
#include "milcomplex/Math/PortableInverse.h"
#include "milcomplex/Math/PortableLogarithm.h"
#include "milcomplex/Math/PortableQuotient.h"
#include "milcomplex/Math/Power.h"
#include "milcomplex/Math/ShiftedExponential.h"
#include "milcomplex/Math/SquareRoot.h"

#include "milcomplex/Math/Functions.h.inc"

// X(Name, name, basic, improved, full, portable) for each function, as
// Functions.h.inc explains.
#define MILC_FUNCTIONS(X)                                                      \
  MILC_REAL_VALUED_FUNCTIONS(X)                                                \
  MILC_UNARY_FUNCTIONS(X)                                                      \
  MILC_BINARY_FUNCTIONS(X)

namespace milcomplex::formulas {

/// The functions.
enum class Function {
#define MILC_FUNCTION(Name, name, basic, improved, full, portable) Name,
  MILC_FUNCTIONS(MILC_FUNCTION)
#undef MILC_FUNCTION
};

inline constexpr Function allFunctions[] = {
#define MILC_FUNCTION(Name, name, basic, improved, full, portable)             \
  Function::Name,
    MILC_FUNCTIONS(MILC_FUNCTION)
#undef MILC_FUNCTION
};

/// The mnemonic of the op.
inline const char *getName(Function function) {
  switch (function) {
#define MILC_FUNCTION(Name, name, basic, improved, full, portable)             \
  case Function::Name:                                                         \
    return #name;
    MILC_FUNCTIONS(MILC_FUNCTION)
#undef MILC_FUNCTION
  }
  return nullptr;
}

/// Whether the result is real.
inline bool isRealValued(Function function) {
  switch (function) {
#define MILC_FUNCTION(Name, name, basic, improved, full, portable)             \
  case Function::Name:
    MILC_REAL_VALUED_FUNCTIONS(MILC_FUNCTION)
#undef MILC_FUNCTION
    return true;
  default:
    return false;
  }
}

/// Whether there are two operands.
inline bool isBinary(Function function) {
  switch (function) {
#define MILC_FUNCTION(Name, name, basic, improved, full, portable)             \
  case Function::Name:
    MILC_BINARY_FUNCTIONS(MILC_FUNCTION)
#undef MILC_FUNCTION
    return true;
  default:
    return false;
  }
}

/// The function as complex-range=portable computes it, for which fewer
/// operations of `Real` are needed.
template <typename Real>
Pair<Real> applyPortable(Function function, Pair<Real> x, Pair<Real> y) {
  switch (function) {
#define MILC_FUNCTION(Name, name, basic, improved, full, portable)             \
  case Function::Name:                                                         \
    return {portable(x), literal(x.re, 0.0)};
    MILC_REAL_VALUED_FUNCTIONS(MILC_FUNCTION)
#undef MILC_FUNCTION
#define MILC_FUNCTION(Name, name, basic, improved, full, portable)             \
  case Function::Name:                                                         \
    return portable(x);
    MILC_UNARY_FUNCTIONS(MILC_FUNCTION)
#undef MILC_FUNCTION
#define MILC_FUNCTION(Name, name, basic, improved, full, portable)             \
  case Function::Name:                                                         \
    return portable(x, y);
    MILC_BINARY_FUNCTIONS(MILC_FUNCTION)
#undef MILC_FUNCTION
  }
  return x;
}

/// The function of x, and of y where it has two operands, in the format of
/// their parts. A real result is the real part, beside a zero. The operand of
/// polar is (magnitude, angle). `range` is not Promoted: a promoted function is
/// the improved one in a wider format.
template <typename Real>
Pair<Real> apply(Function function, ComplexRange range, Pair<Real> x,
                 Pair<Real> y) {
  bool isBasic = range == ComplexRange::Basic;
  bool isFull = range == ComplexRange::Full;
  if (range == ComplexRange::Portable)
    return applyPortable(function, x, y);
  switch (function) {
#define MILC_FUNCTION(Name, name, basic, improved, full, portable)             \
  case Function::Name: {                                                       \
    Real value = isBasic ? basic(x) : isFull ? full(x) : improved(x);          \
    return {value, literal(x.re, 0.0)};                                        \
  }
    MILC_REAL_VALUED_FUNCTIONS(MILC_FUNCTION)
#undef MILC_FUNCTION
#define MILC_FUNCTION(Name, name, basic, improved, full, portable)             \
  case Function::Name:                                                         \
    return isBasic ? basic(x) : isFull ? full(x) : improved(x);
    MILC_UNARY_FUNCTIONS(MILC_FUNCTION)
#undef MILC_FUNCTION
#define MILC_FUNCTION(Name, name, basic, improved, full, portable)             \
  case Function::Name:                                                         \
    return isBasic ? basic(x, y) : isFull ? full(x, y) : improved(x, y);
    MILC_BINARY_FUNCTIONS(MILC_FUNCTION)
#undef MILC_FUNCTION
  }
  return x;
}

} // namespace milcomplex::formulas

#endif // MILCOMPLEX_MATH_FUNCTIONS_H
