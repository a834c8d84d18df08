//===- TransformPatterns.cpp - What expands each transform ----------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TransformPatterns.h"

#include "llvm/Support/DebugLog.h"

#define DEBUG_TYPE "milc-expand-transforms"

using namespace mlir;
using namespace milcomplex;

fft::Scale milcomplex::getScale(Norm norm, bool isInverse, double count) {
  if (norm == Norm::Ortho)
    return fft::Scale::ofReciprocalRoot(count);
  bool isScaled = isInverse == (norm == Norm::Backward);
  return isScaled ? fft::Scale::ofReciprocal(count) : fft::Scale();
}

void milcomplex::replaceTransform(PatternRewriter &rewriter, Operation *op,
                                  Value value) {
  LDBG() << *op << " becomes " << value;
  rewriter.replaceOp(op, value);
}
