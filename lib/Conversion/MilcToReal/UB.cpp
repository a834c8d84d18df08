//===- UB.cpp - ub ops to pairs -------------------------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Splitting.h"
#include "mlir/Dialect/UB/IR/UBOps.h"

using namespace mlir;
using namespace milcomplex;

void milcomplex::populateUBPatterns(PatternContext &context) {
  context.addParts<ConvertByPart<ub::PoisonOp>>();
}
