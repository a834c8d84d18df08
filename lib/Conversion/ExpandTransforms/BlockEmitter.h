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
#include "LinalgTransform.h"
#include "milcomplex/FFT/Plan.h"
#include "milcomplex/FFT/RealCodelets.h"

#include <array>

namespace milcomplex {

/// Emits what is done to one block of transforms.
class BlockEmitter : public BlockLoops {
public:
  using BlockLoops::BlockLoops;

  /// The transforms of `source`, which is the buffer `from` or none, to view
  /// `to` or to a buffer. What comes in between goes to the buffers `scratch`;
  /// returns the index of the view with the results.
  unsigned transform(const fft::Plan &plan, const VectorView &source,
                     std::optional<unsigned> from, Views &views,
                     std::optional<unsigned> to, const fft::Scale &scale,
                     std::array<unsigned, 2> scratch = {1, 2});

  /// `transform` by Bluestein's algorithm, the first `kept` results.
  unsigned convolve(const fft::Plan &plan, const VectorView &source,
                    std::optional<unsigned> from, Views &views,
                    std::optional<unsigned> to, const fft::Scale &scale,
                    int64_t kept);

  /// Makes the imaginary part of number `index` zero.
  void clearImaginary(int64_t index, VectorView &target);

  /// RealPlan::Scheme::Packed.
  void separatePairs(int64_t length, const VectorView &source,
                     VectorView &target);
  void combineSpectrum(int64_t length, const VectorView &source,
                       VectorView &target);

  /// Frames of `signal` from column `place` on; or of real numbers, number i of
  /// `target` being of 2i and 2i + 1. As many numbers as fill a vector are read
  /// of as many frames at once.
  void fillFrames(const Frames &frames, const VectorView &signal,
                  const BlockPlace &place, VectorView &target);
  void fillFramesOfPairs(const Frames &frames, const VectorView &signal,
                         const BlockPlace &place, VectorView &target);

private:
  /// What the last stage of a transform does to its results.
  struct Finish {
    fft::Scale scale;
    /// What each number is multiplied by, if anything.
    std::optional<TensorPair> factors = std::nullopt;
  };

  void forTiles(const Frames &frames, const VectorView &signal,
                const BlockPlace &place, VectorView &target,
                llvm::function_ref<
                    void(Place first, llvm::ArrayRef<mlir::Value> re,
                         llvm::ArrayRef<mlir::Value> im, VectorView &target)>
                    body);
  VectorView::Pair reverse(VectorView::Pair numbers);

  TensorPair makeFactors(llvm::ArrayRef<fft::Root> roots);
  VectorView::Pair readFactor(TensorPair factors, const Place &place,
                              int64_t count);
  formulas::EmittedReal broadcast(mlir::Value table, EmittedIndex index);
  VectorView::Pair finishNumbers(const Finish &finish, const Place &place,
                                 VectorView::Pair numbers, int64_t count);

  unsigned applyStages(const fft::Plan &plan, VectorView source,
                       std::optional<unsigned> from, Views &views,
                       std::optional<unsigned> to, const Finish &finish,
                       std::array<unsigned, 2> scratch);
  void applyStage(const fft::Stage &stage, const VectorView &source,
                  VectorView &target, const Finish &finish);
  void applyNarrowStage(const fft::Stage &stage, const VectorView &source,
                        VectorView &target, const Finish &finish);
  void applyWideStage(const fft::Stage &stage, const VectorView &source,
                      VectorView &target, const Finish &finish);
  void multiplyAll(llvm::ArrayRef<fft::Root> roots, const VectorView &source,
                   VectorView &target);
  void fillZeros(int64_t from, int64_t to, VectorView &target);
  fft::Mirrored<formulas::EmittedReal> readMirrored(const VectorView &source,
                                                    const Place &place,
                                                    int64_t length,
                                                    int64_t count);
  void writeMirrored(VectorView &target, const Place &place, int64_t length,
                     int64_t count,
                     fft::Mirrored<formulas::EmittedReal> numbers);
};

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_BLOCKEMITTER_H
