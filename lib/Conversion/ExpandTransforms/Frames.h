//===- Frames.h - Frames of a signal ----------------------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_FRAMES_H
#define MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_FRAMES_H

#include "ParallelGeneric.h"
#include "TransformShape.h"

namespace milcomplex {

/// Frames of a signal: element i of frame c is x[c * hop + i] * window[i].
struct Frames {
  int64_t length, hop;
  mlir::Value window;
};

/// The windowed frames, `shape.width` of them, of signals of the shape
/// (batch..., size); interleaved, of the shape (batch..., length * width).
mlir::Value cutFrames(mlir::ImplicitLocOpBuilder &builder,
                      const TransformShape &shape, const Frames &frames,
                      mlir::Value x);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_FRAMES_H
