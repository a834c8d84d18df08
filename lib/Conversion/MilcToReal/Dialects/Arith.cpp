//===- Arith.cpp - arith ops to pairs -------------------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "AttachPatterns.h"
#include "Constants.h"

using namespace mlir;
using namespace milcomplex;

static void populatePatterns(PairPatternSet &set) {
  set.add<ConvertByPart<arith::SelectOp>>();
  addConstant<arith::ConstantOp>(set);
}

void milcomplex::registerArithMilcToReal(DialectRegistry &registry) {
  attachPatterns<arith::ArithDialect, populatePatterns>(registry);
}
