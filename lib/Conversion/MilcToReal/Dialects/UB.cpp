//===- UB.cpp - ub ops to pairs -------------------------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "AttachPatterns.h"
#include "mlir/Dialect/UB/IR/UBOps.h"

using namespace mlir;
using namespace milcomplex;

static void populatePatterns(PairPatternSet &set) {
  set.add<ConvertByPart<ub::PoisonOp>>();
}

void milcomplex::registerUBMilcToReal(DialectRegistry &registry) {
  attachPatterns<ub::UBDialect, populatePatterns>(registry);
}
