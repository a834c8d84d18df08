//===- LinalgTransform.h - Transforms as linalg.generic ops -----*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_LINALGTRANSFORM_H
#define MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_LINALGTRANSFORM_H

#include "ParallelGeneric.h"
#include "milcomplex/FFT/Plan.h"
#include "milcomplex/FFT/RootsOfUnity.h"
#include "milcomplex/FFT/Scale.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"

namespace milcomplex {

/// Frames of a signal: number i of frame c is x[c * hop + i] * window[i].
struct Frames {
  int64_t length, hop;
  mlir::Value window;
};

/// Emits transforms, not scaled, of f32 or f64 along one dimension as one
/// linalg.generic a stage, each followed by those over the next.
///
/// A tensor of n numbers along that dimension has the shape (batch..., n *
/// width): `batch` are the dimensions before it, `width` is the product of
/// those behind it.
class LinalgTransform {
public:
  /// Plans for `form` and for vectors of `plannedLanes` numbers of a transform.
  LinalgTransform(mlir::ImplicitLocOpBuilder &builder, mlir::FloatType type,
                  llvm::ArrayRef<mlir::OpFoldResult> batch,
                  mlir::OpFoldResult width, fft::Form form,
                  int64_t plannedLanes)
      : builder(builder), type(type), batch(batch), width(width),
        plannedLanes(plannedLanes), form(form) {}
  virtual ~LinalgTransform() = default;

  /// y_k = scale * sum over j of x_j e^(-2 pi i jk / n), or of x_j
  /// e^(2 pi i jk / n).
  TensorPair transform(int64_t length, TensorPair x, const fft::Scale &scale);
  TensorPair invert(int64_t length, TensorPair x, const fft::Scale &scale);

  /// As `transform` of real numbers, n/2 + 1 of the results.
  TensorPair transformReal(int64_t length, mlir::Value x,
                           const fft::Scale &scale);

  /// As `invert` of n/2 + 1 numbers, of which the others are conjugates; the
  /// imaginary parts of the first and, if n is even, of the last are not read.
  mlir::Value invertToReal(int64_t length, TensorPair x,
                           const fft::Scale &scale);

  /// The transforms of `width` frames of signals of the shape (batch..., size),
  /// side by side; of real ones the first n/2 + 1 results.
  virtual TensorPair transformFrames(const Frames &frames, TensorPair x,
                                     const fft::Scale &scale);
  virtual TensorPair transformRealFrames(const Frames &frames, mlir::Value x,
                                         const fft::Scale &scale);

protected:
  using Sizes = llvm::SmallVector<mlir::OpFoldResult>;

  /// The transforms of `columns` side by side, each number next to `width`
  /// others.
  virtual TensorPair apply(const fft::Plan &plan, TensorPair x, int64_t columns,
                           const fft::Scale &scale);

  /// RealPlan::Scheme::Packed, by a plan of half the length.
  virtual TensorPair transformPairs(const fft::Plan &plan, mlir::Value x,
                                    const fft::Scale &scale);
  virtual mlir::Value invertPairs(const fft::Plan &plan, TensorPair x,
                                  const fft::Scale &scale);

  /// RealPlan::Scheme::Whole.
  virtual TensorPair transformWhole(const fft::Plan &plan, mlir::Value x,
                                    const fft::Scale &scale);

  mlir::ImplicitLocOpBuilder &builder;
  mlir::FloatType type;
  Sizes batch;
  mlir::OpFoldResult width;
  int64_t plannedLanes;

private:
  mlir::Value cutFrames(const Frames &frames, mlir::Value x);
  Sizes getSizes(int64_t length,
                 std::initializer_list<mlir::OpFoldResult> behind);
  TensorPair applyStages(const fft::Plan &plan, TensorPair x, int64_t columns,
                         const fft::Scale &scale);
  TensorPair applyStage(const fft::Stage &stage, TensorPair x,
                        const fft::Scale &scale);
  TensorPair multiplyAll(TensorPair x, const fft::Scale &scale);
  TensorPair multiply(llvm::ArrayRef<fft::Root> roots, TensorPair x,
                      mlir::OpFoldResult stride);
  TensorPair convolve(const fft::Plan &plan, TensorPair x, int64_t columns,
                      const fft::Scale &scale);
  TensorPair separatePairs(int64_t length, TensorPair y);
  TensorPair foldReal(const fft::RealPlan &plan, mlir::Value x);
  TensorPair unfoldSpectrum(const fft::RealPlan &plan, TensorPair y);
  TensorPair combineSpectrum(int64_t length, TensorPair x);
  TensorPair gatherSpectrum(int64_t length, int64_t radix, int64_t columns,
                            TensorPair x);
  mlir::Value unfoldReal(const fft::RealPlan &plan, TensorPair y);
  mlir::Value joinParts(TensorPair x, int64_t length);

  fft::Form form;
};

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_LINALGTRANSFORM_H
