//===- Stages.h - The stages of a transform ---------------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_FFT_STAGES_H
#define MILCOMPLEX_FFT_STAGES_H

#include "milcomplex/FFT/Codelets.h"
#include "milcomplex/FFT/Plan.h"

namespace milcomplex::fft {

template <typename Real>
formulas::Pair<Real> multiply(formulas::Pair<Real> x, const Root &root) {
  return formulas::mulBasic(x, formulas::Pair<Real>{literalOf(x.re, root.re),
                                                    literalOf(x.re, root.im)});
}

/// getRootOfUnity, rounded.
template <typename Real>
formulas::Pair<Real> getRootAs(Real like, int64_t k, int64_t n) {
  Root root = getRootOfUnity(k, n);
  return {literalOf(like, root.re), literalOf(like, root.im)};
}

/// The constants of transformRow and transformHalfRow: cosines and sines of
/// 2 pi jk / n for j from 1 to n/2.
template <typename Real> struct RowConstants {
  std::vector<Real> cosines, sines;

  RowConstants(Real like, int64_t k, int64_t length) {
    for (int64_t j = 1; j <= length / 2; ++j) {
      Root root = getRootOfUnity(j * k, length);
      cosines.push_back(literalOf(like, root.re));
      sines.push_back(literalOf(like, formulas::negate(root.im)));
    }
  }
};

/// All outputs of a short transform, computed as `form` does.
template <typename Real>
Numbers<Real> transformShort(const Numbers<Real> &x, Form form) {
  if (form == Form::Vector)
    return transformShort(x);
  int64_t length = x.size();
  Numbers<Real> y;
  for (int64_t k = 0; k != length; ++k) {
    RowConstants<Real> row(x[0].re, k, length);
    y.push_back(transformRow(x, row.cosines, row.sines));
  }
  return y;
}

/// `x`, which holds `stride` interleaved transforms, after all stages.
template <typename Real>
Numbers<Real> applyStages(const Plan &plan, Numbers<Real> x, int64_t stride,
                          Form form) {
  for (const Stage &stage : plan.getStages(stride)) {
    int64_t radix = stage.radix, rest = stage.rest, width = stage.stride;
    Numbers<Real> y(x);
    for (int64_t p = 0; p != rest; ++p) {
      std::vector<Root> twiddles;
      for (int64_t k = 0; k != radix; ++k)
        twiddles.push_back(getRootOfUnity(p * k, stage.getLength()));
      for (int64_t q = 0; q != width; ++q) {
        Numbers<Real> inputs;
        for (int64_t j = 0; j != radix; ++j)
          inputs.push_back(x[(j * rest + p) * width + q]);
        Numbers<Real> outputs = transformShort(inputs, form);
        for (int64_t k = 0; k != radix; ++k)
          y[(p * radix + k) * width + q] =
              rest == 1 || k == 0 ? outputs[k]
                                  : multiply(outputs[k], twiddles[k]);
      }
    }
    x = std::move(y);
  }
  return x;
}

} // namespace milcomplex::fft

#endif // MILCOMPLEX_FFT_STAGES_H
