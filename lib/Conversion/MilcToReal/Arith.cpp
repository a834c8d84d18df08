//===- Arith.cpp - arith ops to pairs -------------------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "Splitting.h"

using namespace mlir;
using namespace milcomplex;

void milcomplex::populateArithPatterns(PatternContext &context) {
  context.addParts<ConvertByPart<arith::SelectOp>>();
}
