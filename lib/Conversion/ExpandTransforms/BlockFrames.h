//===- BlockFrames.h - Frames of a signal as columns ------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_BLOCKFRAMES_H
#define MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_BLOCKFRAMES_H

#include "BlockLoops.h"
#include "Frames.h"

namespace milcomplex {

/// Whether `fillFrames` and `fillFramesOfPairs` can fill the blocks of `loops`.
bool canFillFrames(const BlockLoops &loops, const Frames &frames);

/// Emits the columns of the block `place`: the windowed frames of `signal`. A
/// tile of as many elements of as many frames as a vector has lanes is read at
/// once and transposed.
void fillFrames(const BlockLoops &loops, const Frames &frames,
                const VectorView &signal, const BlockPlace &place,
                VectorView &target);

/// The same of real frames, as the complex elements whose parts are elements 2i
/// and 2i + 1.
void fillFramesOfPairs(const BlockLoops &loops, const Frames &frames,
                       const VectorView &signal, const BlockPlace &place,
                       VectorView &target);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_BLOCKFRAMES_H
