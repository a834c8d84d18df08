//===- Layout.cpp - Views of complex tensors to pairs ---------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ComplexPatterns.h"
#include "Interleave.h"
#include "milcomplex/Dialect/Milcomplex.h"

using namespace mlir;
using namespace milcomplex;

namespace {

struct ConvertViewAsReal : OpPairPattern<ViewAsRealOp> {
  using OpPairPattern::OpPairPattern;

  SmallVector<Value> emit(ViewAsRealOp op, ArrayRef<ValueRange> operands,
                          OpBuilder &builder) const override {
    ImplicitLocOpBuilder locBuilder(op.getLoc(), builder);
    return {interleave(locBuilder, operands[0][0], operands[0][1])};
  }
};

struct ConvertViewAsComplex : OpPairPattern<ViewAsComplexOp> {
  using OpPairPattern::OpPairPattern;

  SmallVector<Value> emit(ViewAsComplexOp op, ArrayRef<ValueRange> operands,
                          OpBuilder &builder) const override {
    ImplicitLocOpBuilder locBuilder(op.getLoc(), builder);
    return deinterleave(locBuilder, operands[0].front());
  }
};

} // namespace

void milcomplex::addMilcomplexViews(PairPatternSet &set) {
  set.add<ConvertViewAsComplex, ConvertViewAsReal>();
}
