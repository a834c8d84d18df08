//===- MemRefInterleaved.h - Interleaved complex buffers --------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_DIALECTS_MEMREFINTERLEAVED_H
#define MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_DIALECTS_MEMREFINTERLEAVED_H

#include "milcomplex/Conversion/PairPatterns.h"

namespace milcomplex {

// The conversions of ops of these dialects that depend on the shape of a
// complex buffer under abi=interleaved: one with a last dimension of 2. They
// are tried before those that do not.

void addInterleavedAffine(PairPatternSet &set);
void addInterleavedBufferization(PairPatternSet &set);
void addInterleavedMemRef(PairPatternSet &set);
void addInterleavedShape(PairPatternSet &set);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_DIALECTS_MEMREFINTERLEAVED_H
