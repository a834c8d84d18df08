//===- Affine.cpp - affine ops to pairs -----------------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "AttachPatterns.h"
#include "MemRefInterleaved.h"
#include "milcomplex/Dialect/ComplexTypes.h"
#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "llvm/Support/FormatVariadic.h"

using namespace mlir;
using namespace milcomplex;

static void populatePatterns(PairPatternSet &set) {
  set.add<ConvertByPart<affine::AffineLoadOp>,
          ConvertByPart<affine::AffinePrefetchOp>,
          ConvertByPart<affine::AffineStoreOp>>();
  set.add<ConvertFlattened<affine::AffineForOp>,
          ConvertFlattened<affine::AffineIfOp>,
          ConvertFlattened<affine::AffineYieldOp>>();
  if (set.converter.getAbi() == Abi::Interleaved)
    addInterleavedAffine(set);
}

void milcomplex::registerAffineMilcToReal(DialectRegistry &registry) {
  attachPatterns<affine::AffineDialect, populatePatterns>(registry);
}
