//===- InverseHyperbolic.h - Stub -------------------------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_MATH_INVERSEHYPERBOLIC_H
#define MILCOMPLEX_MATH_INVERSEHYPERBOLIC_H

#include "milcomplex/Math/Real.h"

namespace milcomplex::math {
template <typename Real> Pair<Real> asinBasic(Pair<Real> x) { return x; }
template <typename Real> Pair<Real> asinImproved(Pair<Real> x) { return x; }
template <typename Real> Pair<Real> acosBasic(Pair<Real> x) { return x; }
template <typename Real> Pair<Real> acosImproved(Pair<Real> x) { return x; }
template <typename Real> Pair<Real> atanBasic(Pair<Real> x) { return x; }
template <typename Real> Pair<Real> atanImproved(Pair<Real> x) { return x; }
template <typename Real> Pair<Real> asinhBasic(Pair<Real> x) { return x; }
template <typename Real> Pair<Real> asinhImproved(Pair<Real> x) { return x; }
template <typename Real> Pair<Real> acoshBasic(Pair<Real> x) { return x; }
template <typename Real> Pair<Real> acoshImproved(Pair<Real> x) { return x; }
template <typename Real> Pair<Real> atanhBasic(Pair<Real> x) { return x; }
template <typename Real> Pair<Real> atanhImproved(Pair<Real> x) { return x; }
} // namespace milcomplex::math

#endif // MILCOMPLEX_MATH_INVERSEHYPERBOLIC_H
