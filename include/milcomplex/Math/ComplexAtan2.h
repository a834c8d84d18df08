//===- ComplexAtan2.h - Stub ------------------------------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_MATH_COMPLEXATAN2_H
#define MILCOMPLEX_MATH_COMPLEXATAN2_H

#include "milcomplex/Math/Real.h"

namespace milcomplex::math {
template <typename Real> Pair<Real> atan2Basic(Pair<Real> x, Pair<Real>) {
  return x;
}
template <typename Real> Pair<Real> atan2Improved(Pair<Real> x, Pair<Real>) {
  return x;
}
} // namespace milcomplex::math

#endif // MILCOMPLEX_MATH_COMPLEXATAN2_H
