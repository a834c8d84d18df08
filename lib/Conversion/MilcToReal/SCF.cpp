//===- SCF.cpp - scf ops to pairs -----------------------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/Dialect/SCF/IR/SCF.h"
#include "Splitting.h"

using namespace mlir;
using namespace milcomplex;

void milcomplex::populateSCFPatterns(PatternContext &context) {
  context.add<ConvertFlattened<scf::ConditionOp>,
              ConvertFlattened<scf::ExecuteRegionOp>,
              ConvertFlattened<scf::ForallOp>, ConvertFlattened<scf::ForOp>,
              ConvertFlattened<scf::IfOp>, ConvertFlattened<scf::IndexSwitchOp>,
              ConvertFlattened<scf::WhileOp>, ConvertFlattened<scf::YieldOp>>();
}
