//===- ShiftedExponential.h - Stub ------------------------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_MATH_SHIFTEDEXPONENTIAL_H
#define MILCOMPLEX_MATH_SHIFTEDEXPONENTIAL_H

#include "milcomplex/Math/Real.h"

namespace milcomplex::math {
template <typename Real> Pair<Real> expm1Basic(Pair<Real> x) { return x; }
template <typename Real> Pair<Real> expm1Improved(Pair<Real> x) { return x; }
template <typename Real> Pair<Real> exp2Basic(Pair<Real> x) { return x; }
template <typename Real> Pair<Real> exp2Improved(Pair<Real> x) { return x; }
template <typename Real> Pair<Real> logisticBasic(Pair<Real> x) { return x; }
template <typename Real> Pair<Real> logisticImproved(Pair<Real> x) { return x; }
} // namespace milcomplex::math

#endif // MILCOMPLEX_MATH_SHIFTEDEXPONENTIAL_H
