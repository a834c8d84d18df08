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
    auto report = [&](Operation *op, StringRef rule) {
      emitError(op->getLoc()) << "'" << op->getName() << "' op " << rule;
      signalPassFailure();
    };
    getOperation()->walk([&](Operation *op) {
      if (isa_and_nonnull<MilcomplexDialect>(op->getDialect()))
        report(op, "must not be of the milcomplex dialect");
      else if (finder.isDefinedBy(op))
        report(op, "must have no complex type in its results, block arguments "
                   "and inherent attributes, but found one");
    });
    markAllAnalysesPreserved();
  }
};

} // namespace
