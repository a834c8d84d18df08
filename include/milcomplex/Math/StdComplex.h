//===- StdComplex.h - Functions of std::complex -----------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_MATH_STDCOMPLEX_H
#define MILCOMPLEX_MATH_STDCOMPLEX_H

#include "milcomplex/Math/EvaluatedReal.h"
#include "milcomplex/Math/Functions.h"

#include <complex>

namespace milcomplex::formulas {

template <typename T> Pair<EvaluatedReal<T>> toPair(std::complex<T> z) {
  return {{z.real()}, {z.imag()}};
}

template <typename T> std::complex<T> toComplex(Pair<EvaluatedReal<T>> z) {
  return {z.re.value, z.im.value};
}

/// `apply` with T, float or double.
template <typename T>
std::complex<T> evaluate(Function function, ComplexRange range,
                         std::complex<T> x, std::complex<T> y = {}) {
  return toComplex(apply(function, range, toPair(x), toPair(y)));
}

} // namespace milcomplex::formulas

#endif // MILCOMPLEX_MATH_STDCOMPLEX_H
