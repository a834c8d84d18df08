//===- TransformEmitter.h - Emits transforms along a dimension --*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_TRANSFORMEMITTER_H
#define MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_TRANSFORMEMITTER_H

#include "Frames.h"
#include "ParallelGeneric.h"
#include "TransformShape.h"
#include "milcomplex/FFT/Scale.h"

namespace milcomplex {

/// Emits transforms of tensors of a TransformShape, in one fft::Form.
class TransformEmitter {
public:
  virtual ~TransformEmitter() = default;

  /// y_k = scale * sum over j of x_j e^(-2 pi i jk / n).
  virtual TensorPair transform(int64_t length, TensorPair x,
                               const fft::Scale &scale) = 0;

  /// y_k = scale * sum over j of x_j e^(2 pi i jk / n).
  TensorPair invert(int64_t length, TensorPair x, const fft::Scale &scale) {
    return transform(length, x.swapped(), scale).swapped();
  }

  /// The first n/2 + 1 results of `transform` of real elements.
  virtual TensorPair transformReal(int64_t length, mlir::Value x,
                                   const fft::Scale &scale) = 0;

  /// `invert` of a spectrum of which `x` is the first n/2 + 1 elements and the
  /// others are their conjugates. The imaginary parts of element 0 and, if n is
  /// even, of element n/2 are not read.
  virtual mlir::Value invertToReal(int64_t length, TensorPair x,
                                   const fft::Scale &scale) = 0;

  /// The interleaved transforms of `width` frames of each of the signals, which
  /// are of the shape (batch..., size).
  virtual TensorPair transformFrames(const Frames &frames, TensorPair x,
                                     const fft::Scale &scale) = 0;

  /// The first n/2 + 1 results of `transformFrames` of real signals.
  virtual TensorPair transformRealFrames(const Frames &frames, mlir::Value x,
                                         const fft::Scale &scale) = 0;
};

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_TRANSFORMEMITTER_H
