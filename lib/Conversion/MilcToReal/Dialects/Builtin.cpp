//===- Builtin.cpp - Builtin ops that cannot be split ---------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "AttachPatterns.h"
#include "mlir/IR/BuiltinOps.h"

using namespace mlir;
using namespace milcomplex;

static void populatePatterns(PairPatternSet &set) {
  set.rules.markUnsupported<UnrealizedConversionCastOp>(
      "must not cast complex values; lower complex numbers before the "
      "conversion that left the cast");
}

void milcomplex::registerBuiltinMilcToReal(DialectRegistry &registry) {
  attachPatterns<BuiltinDialect, populatePatterns>(registry);
}
