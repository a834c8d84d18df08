//===- PairPattern.cpp - Ops whose results split by themselves ------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PairPattern.h"

#include "Splitting.h"

using namespace mlir;
using namespace milcomplex;

LogicalResult
PairPattern::matchAndRewrite(Operation *op, ArrayRef<ValueRange> operands,
                             ConversionPatternRewriter &rewriter) const {
  SmallVector<Value> parts = emitParts(op, operands, rewriter);
  rewriter.replaceOpWithMultiple(op, groupResults(op, parts, *typeConverter));
  return success();
}
