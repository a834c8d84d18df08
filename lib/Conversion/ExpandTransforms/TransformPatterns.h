//===- TransformPatterns.h - What expands each transform --------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_TRANSFORMPATTERNS_H
#define MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_TRANSFORMPATTERNS_H

#include "milcomplex/FFT/Plan.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/PatternMatch.h"
#include "llvm/Support/MathExtras.h"

namespace milcomplex {

/// What transforms are expanded to; the vector form for registers of
/// `vectorWidth` bits.
struct TransformCode {
  fft::Form form = fft::Form::Linalg;
  int64_t vectorWidth = 256;

  /// Fails with an error where `vectorWidth` is of no register.
  mlir::LogicalResult verify(mlir::MLIRContext *context) const {
    if (llvm::isPowerOf2_64(vectorWidth) && vectorWidth >= 64 &&
        vectorWidth <= 2048)
      return mlir::success();
    return mlir::emitError(mlir::UnknownLoc::get(context))
           << "vector-width must be a power of two from 64 to 2048, but found "
           << vectorWidth;
  }

  /// How many numbers of `type` fill a register.
  int64_t getLanes(mlir::FloatType type) const {
    return std::max<int64_t>(1, vectorWidth / type.getWidth());
  }

  /// What to plan a transform for that is side by side with `width` others, or
  /// with any number: how many numbers of one transform a vector is of. A
  /// linalg.generic is vectorised by others, by and large to 512 bits.
  int64_t getPlannedLanes(mlir::FloatType type, int64_t width) const {
    if (form == fft::Form::Linalg)
      return 16;
    int64_t lanes = getLanes(type);
    return mlir::ShapedType::isDynamic(width) || width >= lanes ? 1 : lanes;
  }
};

/// fft, ifft, rfft and irfft.
void populateFourierPatterns(mlir::RewritePatternSet &patterns,
                             TransformCode code);

/// stft and istft.
void populateShortTimePatterns(mlir::RewritePatternSet &patterns,
                               TransformCode code);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_TRANSFORMPATTERNS_H
