//===- Chirp.h - Constants of Bluestein's algorithm -------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_FFT_CHIRP_H
#define MILCOMPLEX_FFT_CHIRP_H

// With w_j = e^(-pi i j^2 / n), jk = (j^2 + k^2 - (k - j)^2) / 2 makes a
// transform a convolution: y_k = w_k sum over j of (x_j w_j) conj(w_(k-j)).

#include "milcomplex/FFT/Plan.h"
#include "milcomplex/FFT/RootsOfUnity.h"

#include <vector>

namespace milcomplex::fft {

/// w_j for 0 <= j < length.
std::vector<Root> makeChirp(int64_t length);

/// The transform of conj(w_j), -plan.length < j < plan.length, stored
/// cyclically in plan.convolution elements, divided by plan.convolution, with
/// an error of some 2^-90 relative to the largest element.
std::vector<Root> makeChirpSpectrum(const Plan &plan);

} // namespace milcomplex::fft

#endif // MILCOMPLEX_FFT_CHIRP_H
