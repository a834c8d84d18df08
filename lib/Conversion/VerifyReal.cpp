//===- VerifyReal.cpp - No complex value is left --------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ComplexFinder.h"
#include "SymbolUses.h"
#include "milcomplex/Conversion/Passes.h"
#include "milcomplex/Dialect/Milcomplex.h"
#include "mlir/Dialect/MLProgram/IR/MLProgram.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
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
  void runOnOperation() override;

private:
  void report(Operation *op, const Twine &rule);
  /// Reports what still names one of `globals`, of which there are parts, as
  /// one.
  void verifySymbolUses(const DenseSet<StringAttr> &globals);
};

} // namespace

void MilcVerifyRealPass::report(Operation *op, const Twine &rule) {
  emitError(op->getLoc()) << "'" << op->getName() << "' op " << rule;
  signalPassFailure();
}

void MilcVerifyRealPass::verifySymbolUses(const DenseSet<StringAttr> &globals) {
  if (globals.empty())
    return;
  SymbolUses uses;
  getOperation()->walk([&](Operation *op) {
    bool found = false;
    auto check = [&](StringRef, SymbolRefAttr symbol) {
      found |= globals.contains(symbol.getLeafReference()) &&
               !uses.lookup(op, symbol);
    };
    uses.visitInherent(op, check);
    uses.visitDiscardable(op, check);
    if (found)
      report(op, "must not name a global that became two, but found it in an "
                 "attribute");
  });
}

void MilcVerifyRealPass::runOnOperation() {
  ComplexFinder finder;
  DenseSet<StringAttr> splitGlobals;
  getOperation()->walk([&](Operation *op) {
    if (isa_and_nonnull<MilcomplexDialect>(op->getDialect()))
      report(op, "must not be of the milcomplex dialect");
    else if (finder.isDefinedBy(op))
      report(op, "must have no complex type in its results, block arguments "
                 "and inherent attributes, but found one");
    if (isa<memref::GlobalOp, ml_program::GlobalOp>(op)) {
      StringRef name = SymbolTable::getSymbolName(op).getValue();
      if (name.consume_back(".im"))
        splitGlobals.insert(StringAttr::get(&getContext(), name));
    }
  });
  verifySymbolUses(splitGlobals);
  markAllAnalysesPreserved();
}
