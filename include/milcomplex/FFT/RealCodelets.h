//===- RealCodelets.h - Real numbers and half spectra -----------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_FFT_REALCODELETS_H
#define MILCOMPLEX_FFT_REALCODELETS_H

// The computations of the schemes of RealPlan on each element, over an abstract
// real type. Sines are those of the clockwise angle of getRootOfUnity.

#include "milcomplex/FFT/Codelets.h"

#include <cassert>

namespace milcomplex::fft {

/// Element k and element n/2 - k of a spectrum.
template <typename Real> struct Mirrored {
  formulas::Pair<Real> number, mirror;
};

/// X_k and X_(n/2-k), of the transform X of n real elements, from Z_k and
/// Z_(n/2-k), of the transform Z of those at even indices with those at odd
/// indices as imaginary parts, and w = e^(-2 pi i k / n):
/// X_k = (Z_k + conj Z_(n/2-k) - iw (Z_k - conj Z_(n/2-k))) / 2.
template <typename Real>
Mirrored<Real> separate(Mirrored<Real> z, formulas::Pair<Real> w) {
  formulas::Pair<Real> sum = formulas::add(z.number, formulas::conj(z.mirror));
  formulas::Pair<Real> difference =
      formulas::sub(z.number, formulas::conj(z.mirror));
  formulas::Pair<Real> product = formulas::mulBasic(difference, w);
  formulas::Pair<Real> number = subtractTurned(sum, product);
  formulas::Pair<Real> mirror = addTurned(sum, product);
  return {{number.re * 0.5, number.im * 0.5},
          {mirror.re * 0.5, mirror.im * -0.5}};
}

/// The inverse of `separate`, times 2: Z_k and Z_(n/2-k) from X_k,
/// X_(n/2-k) and the same w,
/// Z_k = X_k + conj X_(n/2-k) + i conj(w) (X_k - conj X_(n/2-k)).
template <typename Real>
Mirrored<Real> combine(Mirrored<Real> x, formulas::Pair<Real> w) {
  formulas::Pair<Real> sum = formulas::add(x.number, formulas::conj(x.mirror));
  formulas::Pair<Real> difference =
      formulas::sub(x.number, formulas::conj(x.mirror));
  formulas::Pair<Real> product =
      formulas::mulBasic(difference, formulas::conj(w));
  return {addTurned(sum, product),
          formulas::conj(subtractTurned(sum, product))};
}

/// transformRow of an odd number of real elements, at least three.
template <typename Real>
formulas::Pair<Real> transformRealRow(const std::vector<Real> &x,
                                      const std::vector<Real> &cosines,
                                      const std::vector<Real> &sines) {
  size_t length = x.size();
  assert(length >= 3 && length % 2 == 1 && "an odd number, at least three");
  Real even = x[0], odd = x[0];
  for (size_t j = 1; 2 * j < length; ++j) {
    Real sum = x[j] + x[length - j];
    Real difference = x[length - j] - x[j];
    even = even + sum * cosines[j - 1];
    Real term = difference * sines[j - 1];
    odd = j == 1 ? term : odd + term;
  }
  return {even, odd};
}

/// Sum over k of x_k e^(2 pi i jk / n) for one j, which is real as x_(n-k) is
/// conj x_k, n odd: `x` holds the first n/2 + 1, the constants the cosine and
/// the sine of 2 pi jk / n for k from 1 to n/2. The imaginary part of x_0 is
/// not read.
template <typename Real>
Real transformHalfRow(const Numbers<Real> &x, const std::vector<Real> &cosines,
                      const std::vector<Real> &sines) {
  Real sum = x[0].re;
  for (size_t k = 1; k != x.size(); ++k) {
    Real twice = x[k].re + x[k].re;
    Real twiceTurned = x[k].im + x[k].im;
    sum = sum + twice * cosines[k - 1];
    sum = sum - twiceTurned * sines[k - 1];
  }
  return sum;
}

} // namespace milcomplex::fft

#endif // MILCOMPLEX_FFT_REALCODELETS_H
