//===- VerifyReal.cpp - No complex value is left --------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ComplexFinder.h"
#include "milcomplex/Conversion/Passes.h"
#include "milcomplex/Dialect/Milcomplex.h"
#include "mlir/IR/BuiltinOps.h"

namespace milcomplex {
#define GEN_PASS_DEF_MILCVERIFYREAL
#include "milcomplex/Conversion/Passes.h.inc"
} // namespace milcomplex

using namespace mlir;
using namespace milcomplex;

namespace {

struct MilcVerifyRealPass
    : milcomplex::impl::MilcVerifyRealBase<MilcVerifyRealPass> {
  void runOnOperation() override {
    ComplexFinder finder;
    getOperation()->walk([&](Operation *op) {
      if (finder.isUsedBy(op))
        op->emitOpError("must have no complex values, but has one in its "
                        "operands, results, block arguments or attributes");
      else if (isa_and_nonnull<MilcomplexDialect>(op->getDialect()))
        op->emitOpError("must not be of the milcomplex dialect");
      else
        return;
      signalPassFailure();
    });
    markAllAnalysesPreserved();
  }
};

} // namespace
