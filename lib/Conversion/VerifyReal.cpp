//===- VerifyReal.cpp - No complex value is left --------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ComplexFinder.h"
#include "ModuleUnits.h"
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

/// Adds the names of the globals in `moduleLike` of which there are parts.
static void collectSplitGlobals(Operation *moduleLike,
                                DenseSet<StringAttr> &names) {
  for (Region &region : moduleLike->getRegions())
    for (Operation &op : region.getOps()) {
      if (isModuleLike(&op))
        collectSplitGlobals(&op, names);
      if (!isa<memref::GlobalOp, ml_program::GlobalOp>(op))
        continue;
      StringRef name = SymbolTable::getSymbolName(&op).getValue();
      if (name.consume_back(".im"))
        names.insert(StringAttr::get(op.getContext(), name));
    }
}

namespace {

struct MilcVerifyRealPass
    : milcomplex::impl::MilcVerifyRealBase<MilcVerifyRealPass> {
  void runOnOperation() override {
    ComplexFinder finder;
    SymbolUses uses;
    DenseSet<StringAttr> splitGlobals;
    collectSplitGlobals(getOperation(), splitGlobals);
    auto report = [&](Operation *op, StringRef rule) {
      emitError(op->getLoc()) << "'" << op->getName() << "' op " << rule;
      signalPassFailure();
    };
    auto namesSplitGlobal = [&](Operation *op) {
      bool found = false;
      auto check = [&](StringRef, SymbolRefAttr symbol) {
        found |= splitGlobals.contains(symbol.getLeafReference()) &&
                 !uses.lookup(op, symbol);
      };
      uses.visitInherent(op, check);
      uses.visitDiscardable(op, check);
      uses.visitTypes(op, [&](SymbolRefAttr symbol) { check("", symbol); });
      return found;
    };
    getOperation()->walk([&](Operation *op) {
      if (isa_and_nonnull<MilcomplexDialect>(op->getDialect()))
        report(op, "must not be of the milcomplex dialect");
      else if (finder.isDefinedBy(op))
        report(op, "must have no complex type in its results, block arguments "
                   "and inherent attributes, but found one");
      else if (!splitGlobals.empty() && namesSplitGlobal(op))
        report(op, "must not name a global that became two, but found it in an "
                   "attribute or a type");
    });
    markAllAnalysesPreserved();
  }
};

} // namespace
