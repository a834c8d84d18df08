//===- Constants.h - Constants in two words ---------------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_MATH_CONSTANTS_H
#define MILCOMPLEX_MATH_CONSTANTS_H

// Constants to twice the precision of a double: the rounded one and what is
// left.

namespace milcomplex::formulas {

inline constexpr double ln2Hi = 0x1.62e42fefa39efp-1;
inline constexpr double ln2Lo = 0x1.abc9e3b39803fp-56;
/// 1/ln 2.
inline constexpr double log2eHi = 0x1.71547652b82fep+0;
inline constexpr double log2eLo = 0x1.777d0ffda0d24p-56;
/// 1/ln 10.
inline constexpr double log10eHi = 0x1.bcb7b1526e50ep-2;
inline constexpr double log10eLo = 0x1.95355baaafad3p-57;
inline constexpr double piHi = 0x1.921fb54442d18p+1;
inline constexpr double piLo = 0x1.1a62633145c07p-53;

} // namespace milcomplex::formulas

#endif // MILCOMPLEX_MATH_CONSTANTS_H
