//===- Affine.cpp - affine ops to pairs -----------------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Splitting.h"
#include "milcomplex/Dialect/ComplexTypes.h"
#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "llvm/Support/FormatVariadic.h"

using namespace mlir;
using namespace milcomplex;

void milcomplex::populateAffinePatterns(PatternContext &context) {
  context.addParts<ConvertByPart<affine::AffineLoadOp>,
                   ConvertByPart<affine::AffinePrefetchOp>,
                   ConvertByPart<affine::AffineStoreOp>>();
  context.add<ConvertFlattened<affine::AffineForOp>,
              ConvertFlattened<affine::AffineIfOp>,
              ConvertFlattened<affine::AffineYieldOp>>();
}
