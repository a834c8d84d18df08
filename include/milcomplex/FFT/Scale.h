//===- Scale.h - What results are multiplied by -----------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_FFT_SCALE_H
#define MILCOMPLEX_FFT_SCALE_H

#include "milcomplex/FFT/RootsOfUnity.h"
#include "milcomplex/Math/Arithmetic.h"

#include <cmath>

namespace milcomplex::fft {

/// A factor of some 100 bits.
struct Scale {
  Word factor = {{1}, {0}};

  bool isOne() const { return factor.hi.value == 1 && factor.lo.value == 0; }

  /// 1 / count and 1 / sqrt(count), for a positive count.
  static Scale ofReciprocal(double count);
  static Scale ofReciprocalRoot(double count);
};

/// x times a factor in two words, almost correctly rounded where sums and
/// products are fused. The rounding error of a factor in one word would be
/// common to all elements, and would not average out.
template <typename Real> Real multiplyByWord(Real x, Word factor) {
  double high = factor.hi.value, low = factor.lo.value;
  int shift = 53 - precision(x);
  if (shift > 0) {
    // The high word, rounded to nearest in the format of x.
    double unit = std::ldexp(1.0, std::ilogb(high) - 52 + shift);
    double rounded = std::nearbyint(high / unit) * unit;
    low += high - rounded;
    high = rounded;
  }
  Real product = x * literal(x, high);
  return low == 0 ? product : product + x * literal(x, low);
}

template <typename Real> Real scaleBy(Real x, const Scale &scale) {
  return scale.isOne() ? x : multiplyByWord(x, scale.factor);
}

template <typename Real>
formulas::Pair<Real> scaleBy(formulas::Pair<Real> x, const Scale &scale) {
  return {scaleBy(x.re, scale), scaleBy(x.im, scale)};
}

inline Root scaleBy(const Root &root, const Scale &scale) {
  if (scale.isOne())
    return root;
  return {formulas::multiplyWords(root.re, scale.factor),
          formulas::multiplyWords(root.im, scale.factor)};
}

} // namespace milcomplex::fft

#endif // MILCOMPLEX_FFT_SCALE_H
