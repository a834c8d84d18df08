//===- RootsOfUnity.h - Twiddle factors -------------------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_FFT_ROOTSOFUNITY_H
#define MILCOMPLEX_FFT_ROOTSOFUNITY_H

#include "milcomplex/Math/DoubleWord.h"
#include "milcomplex/Math/EvaluatedReal.h"

#include <cstdint>

namespace milcomplex::fft {

/// A constant of some 100 bits.
using Word = formulas::DoubleWord<formulas::EvaluatedReal<double>>;

/// A complex constant of some 100 bits.
struct Root {
  Word re, im;
};

/// e^(-2 pi i k / n) for 0 < n <= 2^50 and any k: k is reduced modulo n to an
/// eighth of a turn, exactly, and the rest computed in two words. Multiples
/// of eighths of a turn have exact zeros and equal magnitudes.
Root getRootOfUnity(int64_t k, int64_t n);

/// k^2 modulo n, for 0 <= k and 0 < n < 2^63.
int64_t squareModulo(int64_t k, int64_t n);

} // namespace milcomplex::fft

#endif // MILCOMPLEX_FFT_ROOTSOFUNITY_H
