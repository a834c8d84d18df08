//===- TransformPatterns.h - What expands each transform --------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_TRANSFORMPATTERNS_H
#define MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_TRANSFORMPATTERNS_H

#include "Planner.h"
#include "milcomplex/Dialect/Milcomplex.h"
#include "milcomplex/FFT/Scale.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/PatternMatch.h"
#include "llvm/Support/MathExtras.h"

namespace milcomplex {

/// What transforms are expanded to: one of the forms, of which the vector form
/// is for registers of `vectorWidth` bits.
struct TransformCode {
  fft::Form form = fft::Form::Linalg;
  int64_t vectorWidth = 256;

  /// Fails with an error if no register is of `vectorWidth` bits.
  mlir::LogicalResult verify(mlir::MLIRContext *context) const {
    if (llvm::isPowerOf2_64(vectorWidth) && vectorWidth >= 64 &&
        vectorWidth <= 2048)
      return mlir::success();
    return mlir::emitError(mlir::UnknownLoc::get(context))
           << "vector-width must be a power of two from 64 to 2048, but found "
           << vectorWidth;
  }

  /// How many elements of `type` fill a register.
  int64_t getLanes(mlir::FloatType type) const {
    return std::max<int64_t>(1, vectorWidth / type.getWidth());
  }

  /// The planner of `width` interleaved transforms, which may be dynamic. Where
  /// enough of them are interleaved, each lane of a vector is of another
  /// transform. Compilers vectorise a linalg.generic on their own, mostly to
  /// 512 bits.
  Planner getPlanner(mlir::FloatType type, int64_t width) const {
    if (form != fft::Form::Vector)
      return {form, 16};
    int64_t lanes = getLanes(type);
    bool fillsVectors = mlir::ShapedType::isDynamic(width) || width >= lanes;
    return {form, fillsVectors ? 1 : lanes};
  }
};

/// What a transform of `count` elements multiplies its sums by.
fft::Scale getScale(Norm norm, bool isInverse, double count);

/// Replaces `op`, a transform, with `value`.
void replaceTransform(mlir::PatternRewriter &rewriter, mlir::Operation *op,
                      mlir::Value value);

/// Adds the patterns that expand fft, ifft, rfft and irfft.
void populateFourierPatterns(mlir::RewritePatternSet &patterns,
                             TransformCode code);

/// Adds the patterns that expand stft and istft.
void populateShortTimePatterns(mlir::RewritePatternSet &patterns,
                               TransformCode code);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_TRANSFORMPATTERNS_H
