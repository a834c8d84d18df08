//===- Plan.h - How a transform is computed ---------------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_FFT_PLAN_H
#define MILCOMPLEX_FFT_PLAN_H

#include "milcomplex/FFT/Form.h"

#include <cstdint>
#include <string>
#include <vector>

namespace milcomplex::fft {

/// One pass of Stockham's algorithm over `radix * rest * stride` elements:
///
///   y[p, k, q] = w^(pk) sum over j of x[j, p, q] e^(-2 pi i jk / radix)
///
/// with w = e^(-2 pi i / (radix * rest)), x of shape (radix, rest, stride), y
/// of shape (rest, radix, stride), both row-major (Cochran et al., "What is the
/// fast Fourier transform?", Proc. IEEE 55, 1967, decimation in frequency). The
/// stages of a plan, in order, each with the product of the radices before it
/// as its stride, are a transform in natural order.
struct Stage {
  int64_t radix, rest, stride;

  int64_t getLength() const { return radix * rest; }
};

/// A transform of complex numbers of one length.
struct Plan {
  int64_t length = 1;
  /// 0, or the length of the cyclic convolution by which the transform is
  /// computed (Bluestein, "A linear filtering approach to the computation of
  /// discrete Fourier transform", IEEE Trans. Audio Electroacoustics 18, 1970).
  int64_t convolution = 0;
  /// Those of the stages of a transform of `length`, or of `convolution`, if
  /// not 0.
  std::vector<int64_t> radices;
  /// Estimated time for each element, in fused multiply-adds.
  double cost = 0;

  /// The stages of `stride` interleaved transforms, each of elements that are
  /// `stride` apart.
  std::vector<Stage> getStages(int64_t stride = 1) const;
};

/// The cheapest plan for a length from 1 to 2^40, with vectors of `lanes`
/// elements of one transform.
Plan makePlan(int64_t length, Form form, int64_t lanes = 16);

/// How a transform between real numbers and the first half of their spectrum,
/// length/2 + 1 elements, is computed.
struct RealPlan {
  enum class Scheme {
    /// For an even length: by a complex transform of half the length, with the
    /// elements at even indices as real and those at odd indices as imaginary
    /// parts.
    Packed,
    /// One stage of `radix` on real elements, which computes only columns 0 to
    /// radix/2, of which the others are conjugates, then a complex transform of
    /// length/radix for each column. For an odd length, or Form::Matmul.
    Folded,
    /// By a complex transform of the whole length.
    Whole,
    /// By one product with a matrix for each part of the spectrum.
    Matrix
  };
  int64_t length = 1;
  Scheme scheme = Scheme::Whole;
  int64_t radix = 1;
  /// The transform of length/2, of length/radix or of length.
  Plan complex;
};

RealPlan makeRealPlan(int64_t length, Form form, int64_t lanes = 16);

/// How many numbers the constants of a plan for Form::Matmul have, of which
/// each is stored once; `isScaled` if the transform multiplies its sums. No
/// matrix has more than 2^20 numbers.
int64_t countConstants(const Plan &plan, bool isScaled);
int64_t countConstants(const RealPlan &plan, bool isScaled, bool toReal);

/// For example "1024 = 16 * 8 * 8", "1009 by a convolution of 2048 = 16 * 16 *
/// 8", "1000 real: pairs, 500 = 10 * 10 * 5", "15 real: 15 folded, 1", "512
/// real: one matrix".
std::string toString(const Plan &plan);
std::string toString(const RealPlan &plan);

} // namespace milcomplex::fft

#endif // MILCOMPLEX_FFT_PLAN_H
