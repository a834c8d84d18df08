//===- BlockEmitter.h - Transforms of one block -----------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_BLOCKEMITTER_H
#define MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_BLOCKEMITTER_H

#include "BlockLoops.h"
#include "PingPongBuffers.h"
#include "milcomplex/FFT/Plan.h"
#include "milcomplex/FFT/RealCodelets.h"

namespace milcomplex {

/// Emits what is done to one block of transforms.
class BlockEmitter {
public:
  explicit BlockEmitter(const BlockLoops &loops)
      : loops(loops), builder(loops.getBuilder()) {}

  /// Emits the transforms of `source`, which is `buffers.source()` or in no
  /// buffer. The results are in `target`; or, if it is null, in
  /// `buffers.source()`.
  void transform(const fft::Plan &plan, const VectorView &source,
                 PingPongBuffers &buffers, VectorView *target,
                 const fft::Scale &scale);

  /// Emits the first `kept` results of `transform` by Bluestein's algorithm.
  void convolve(const fft::Plan &plan, const VectorView &source,
                PingPongBuffers &buffers, VectorView *target,
                const fft::Scale &scale, int64_t kept);

  /// Makes the imaginary part of the element at `index` zero.
  void clearImaginary(int64_t index, VectorView &target);

  /// RealPlan::Scheme::Packed: the half spectrum of `length` real elements from
  /// the spectrum of the complex ones that they are the parts of, and back.
  void separatePairs(int64_t length, const VectorView &source,
                     VectorView &target);
  void combineSpectrum(int64_t length, const VectorView &source,
                       VectorView &target);

private:
  /// What the last stage of a transform multiplies its results by.
  struct Finish {
    fft::Scale scale;
    /// Factors of each element, made by makeFactors.
    std::optional<TensorPair> factors = std::nullopt;
  };

  TensorPair makeFactors(llvm::ArrayRef<fft::Root> roots);
  VectorView::Pair readFactor(TensorPair factors, const Place &place,
                              int64_t count);
  formulas::EmittedReal broadcast(mlir::Value table, EmittedIndex index);
  VectorView::Pair finishElements(const Finish &finish, const Place &place,
                                  VectorView::Pair elements, int64_t count);

  void applyStages(const fft::Plan &plan, VectorView source,
                   PingPongBuffers &buffers, VectorView *target,
                   const Finish &finish);
  void applyStage(const fft::Stage &stage, const VectorView &source,
                  VectorView &target, const Finish &finish);
  void applyNarrowStage(const fft::Stage &stage, const VectorView &source,
                        VectorView &target, const Finish &finish);
  void applyWideStage(const fft::Stage &stage, const VectorView &source,
                      VectorView &target, const Finish &finish);
  void multiplyByRoots(llvm::ArrayRef<fft::Root> roots,
                       const VectorView &source, VectorView &target);
  void fillZeros(int64_t from, int64_t to, VectorView &target);
  VectorView::Pair reverse(VectorView::Pair elements);
  fft::Mirrored<formulas::EmittedReal> readMirrored(const VectorView &source,
                                                    const Place &place,
                                                    int64_t length,
                                                    int64_t count);
  void writeMirrored(VectorView &target, const Place &place, int64_t length,
                     int64_t count,
                     fft::Mirrored<formulas::EmittedReal> elements);

  const BlockLoops &loops;
  mlir::ImplicitLocOpBuilder &builder;
};

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_BLOCKEMITTER_H
