//===- Transform.h - Transforms as planned, evaluated -----------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_FFT_TRANSFORM_H
#define MILCOMPLEX_FFT_TRANSFORM_H

// Transforms computed by the stages and codelets that are emitted, over an
// abstract real type that computes. They serve to measure the accuracy and to
// compute the constants of Bluestein's algorithm.

#include "milcomplex/FFT/Chirp.h"
#include "milcomplex/FFT/Plan.h"
#include "milcomplex/FFT/RealCodelets.h"
#include "milcomplex/FFT/Stages.h"

namespace milcomplex::fft {

/// i conj(x): swapParts of the transform of swapParts(x) is the inverse
/// transform of x.
template <typename Real> Numbers<Real> swapParts(Numbers<Real> x) {
  for (formulas::Pair<Real> &number : x)
    std::swap(number.re, number.im);
  return x;
}

/// y_k = sum over j of x_j e^(-2 pi i jk / n) along the first dimension of `x`,
/// of shape (plan.length, stride).
template <typename Real>
Numbers<Real> transform(const Plan &plan, Numbers<Real> x, int64_t stride,
                        Form form) {
  if (plan.convolution == 0)
    return applyStages(plan, std::move(x), stride, form);
  std::vector<Root> chirp = makeChirp(plan.length);
  std::vector<Root> kernel = makeChirpSpectrum(plan);
  Real zero = literal(x[0].re, 0.0);
  Numbers<Real> padded(plan.convolution * stride, {zero, zero});
  for (int64_t i = 0; i != plan.length * stride; ++i)
    padded[i] = multiply(x[i], chirp[i / stride]);
  Numbers<Real> spectrum = applyStages(plan, padded, stride, form);
  for (int64_t i = 0; i != plan.convolution * stride; ++i)
    spectrum[i] = multiply(spectrum[i], kernel[i / stride]);
  Numbers<Real> y =
      swapParts(applyStages(plan, swapParts(spectrum), stride, form));
  for (int64_t i = 0; i != plan.length * stride; ++i)
    x[i] = multiply(y[i], chirp[i / stride]);
  return x;
}

/// The first length/2 + 1 elements of the spectrum of real elements.
template <typename Real>
Numbers<Real> transformReal(const RealPlan &plan, const std::vector<Real> &x,
                            Form form) {
  int64_t length = plan.length, half = length / 2;
  Real zero = literal(x[0], 0.0);
  Numbers<Real> y;
  switch (plan.scheme) {
  case RealPlan::Scheme::Packed: {
    for (int64_t j = 0; j != half; ++j)
      y.push_back({x[2 * j], x[2 * j + 1]});
    y = transform(plan.complex, y, 1, form);
    Numbers<Real> spectrum;
    for (int64_t k = 0; k <= half; ++k) {
      // The vector form computes two elements at once, from the first half of
      // the roots.
      bool isMirror = form == Form::Vector && 2 * k > half;
      int64_t first = isMirror ? half - k : k;
      Mirrored<Real> both =
          separate(Mirrored<Real>{y[first % half], y[(half - first) % half]},
                   getRootAs(zero, first, length));
      spectrum.push_back(isMirror ? both.mirror : both.number);
    }
    return spectrum;
  }
  case RealPlan::Scheme::Folded: {
    int64_t radix = plan.radix, rest = length / radix, columns = radix / 2 + 1;
    for (int64_t p = 0; p != rest; ++p) {
      std::vector<Real> inputs;
      for (int64_t j = 0; j != radix; ++j)
        inputs.push_back(x[j * rest + p]);
      for (int64_t k = 0; k != columns; ++k) {
        RowConstants<Real> row(zero, k, radix);
        y.push_back(multiply(transformRealRow(inputs, row.cosines, row.sines),
                             getRootOfUnity(p * k, length)));
      }
    }
    y = transform(plan.complex, y, columns, form);
    Numbers<Real> spectrum;
    for (int64_t i = 0; i <= half; ++i) {
      int64_t k = i % radix;
      spectrum.push_back(
          k < columns
              ? y[i / radix * columns + k]
              : formulas::conj(y[(length - i) / radix * columns + radix - k]));
    }
    return spectrum;
  }
  case RealPlan::Scheme::Whole:
    for (Real number : x)
      y.push_back({number, zero});
    y = transform(plan.complex, y, 1, form);
    y.resize(half + 1, y[0]);
    return y;
  case RealPlan::Scheme::Matrix:
    assert(false && "products with matrices are emitted only");
  }
  return y;
}

/// The sum over all of the spectrum, of which `spectrum` is the first half, of
/// X_k e^(2 pi i jk / n); the imaginary parts of X_0 and, if n is even, X_(n/2)
/// are not read.
template <typename Real>
std::vector<Real> transformToReal(const RealPlan &plan, Numbers<Real> spectrum,
                                  Form form) {
  int64_t length = plan.length, half = length / 2;
  Real zero = literal(spectrum[0].re, 0.0);
  spectrum[0].im = zero;
  std::vector<Real> x;
  Numbers<Real> y;
  auto invert = [&](int64_t stride) {
    y = swapParts(transform(plan.complex, swapParts(y), stride, form));
  };
  switch (plan.scheme) {
  case RealPlan::Scheme::Packed: {
    spectrum[half].im = zero;
    for (int64_t k = 0; k != half; ++k) {
      bool isMirror = form == Form::Vector && 2 * k > half;
      int64_t first = isMirror ? half - k : k;
      Mirrored<Real> both =
          combine(Mirrored<Real>{spectrum[first], spectrum[half - first]},
                  getRootAs(zero, first, length));
      y.push_back(isMirror ? both.mirror : both.number);
    }
    invert(1);
    for (const formulas::Pair<Real> &number : y) {
      x.push_back(number.re);
      x.push_back(number.im);
    }
    return x;
  }
  case RealPlan::Scheme::Folded: {
    int64_t radix = plan.radix, rest = length / radix, columns = radix / 2 + 1;
    for (int64_t q = 0; q != rest; ++q)
      for (int64_t k = 0; k != columns; ++k) {
        int64_t i = q * radix + k;
        y.push_back(i <= half ? spectrum[i]
                              : formulas::conj(spectrum[length - i]));
      }
    invert(columns);
    for (int64_t j = 0; j != radix; ++j) {
      RowConstants<Real> row(zero, j, radix);
      for (int64_t p = 0; p != rest; ++p) {
        Numbers<Real> inputs;
        for (int64_t k = 0; k != columns; ++k)
          inputs.push_back(
              multiply(y[p * columns + k], getRootOfUnity(-p * k, length)));
        x.push_back(transformHalfRow(inputs, row.cosines, row.sines));
      }
    }
    return x;
  }
  case RealPlan::Scheme::Whole:
    for (int64_t i = 0; i != length; ++i)
      y.push_back(i <= half ? spectrum[i]
                            : formulas::conj(spectrum[length - i]));
    invert(1);
    for (const formulas::Pair<Real> &number : y)
      x.push_back(number.re);
    return x;
  case RealPlan::Scheme::Matrix:
    assert(false && "products with matrices are emitted only");
  }
  return x;
}

} // namespace milcomplex::fft

#endif // MILCOMPLEX_FFT_TRANSFORM_H
