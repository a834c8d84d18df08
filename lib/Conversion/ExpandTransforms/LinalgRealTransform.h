//===- LinalgRealTransform.h - Transforms of real elements ------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_LINALGREALTRANSFORM_H
#define MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_LINALGREALTRANSFORM_H

#include "ParallelGeneric.h"
#include "TransformShape.h"
#include "milcomplex/FFT/Plan.h"

namespace milcomplex {

/// Emits transforms between real elements and half spectra as linalg.generic
/// ops around a complex transform, which is emitted in any form.
class LinalgRealTransform {
public:
  /// Emits the transforms of RealPlan::complex, scaled, of `columns`
  /// interleaved columns of each transform.
  using ComplexTransform =
      llvm::function_ref<TensorPair(TensorPair x, int64_t columns)>;

  LinalgRealTransform(mlir::ImplicitLocOpBuilder &builder, TransformShape shape)
      : builder(builder), shape(std::move(shape)) {}

  /// TransformEmitter::transformReal.
  TensorPair transform(const fft::RealPlan &plan, mlir::Value x,
                       ComplexTransform complex);

  /// TransformEmitter::invertToReal.
  mlir::Value invert(const fft::RealPlan &plan, TensorPair x,
                     ComplexTransform complex);

  /// The half spectrum from the transforms of the first radix/2 + 1 columns of
  /// RealPlan::Scheme::Folded.
  TensorPair unfoldSpectrum(const fft::RealPlan &plan, TensorPair y);

  /// Element q * radix + k of the whole spectrum, at [q, k] for k < columns.
  TensorPair gatherSpectrum(int64_t length, int64_t radix, int64_t columns,
                            TensorPair x);

  /// `im`, the imaginary parts of half a spectrum, with zeros at the elements
  /// that are their own mirrors.
  mlir::Value clearOwnMirrors(int64_t length, mlir::Value im);

private:
  TensorPair transformWhole(const fft::RealPlan &plan, mlir::Value x,
                            ComplexTransform complex);
  TensorPair splitPairs(int64_t length, mlir::Value x);
  TensorPair separatePairs(int64_t length, TensorPair y);
  TensorPair foldReal(const fft::RealPlan &plan, mlir::Value x);
  TensorPair combineSpectrum(int64_t length, TensorPair x);
  mlir::Value unfoldReal(const fft::RealPlan &plan, TensorPair y);
  mlir::Value joinParts(TensorPair x, int64_t length);

  mlir::ImplicitLocOpBuilder &builder;
  TransformShape shape;
};

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_LINALGREALTRANSFORM_H
