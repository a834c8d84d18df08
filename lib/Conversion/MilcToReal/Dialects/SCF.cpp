//===- SCF.cpp - scf ops to pairs -----------------------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/Dialect/SCF/IR/SCF.h"
#include "AttachPatterns.h"
#include "SCFReductions.h"

using namespace mlir;
using namespace milcomplex;

static void populatePatterns(PairPatternSet &set) {
  set.add<ConvertFlattened<scf::ConditionOp>,
          ConvertFlattened<scf::ExecuteRegionOp>,
          ConvertFlattened<scf::ForallOp>, ConvertFlattened<scf::ForOp>,
          ConvertFlattened<scf::IfOp>, ConvertFlattened<scf::IndexSwitchOp>,
          ConvertFlattened<scf::WhileOp>, ConvertFlattened<scf::YieldOp>>();
  addSCFReductions(set);
}

void milcomplex::registerSCFMilcToReal(DialectRegistry &registry) {
  attachPatterns<scf::SCFDialect, populatePatterns>(registry);
}
