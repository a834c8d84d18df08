//===- UnitConversion.cpp - Conversion of a unit --------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "UnitConversion.h"

#include "ComplexFinder.h"
#include "SplitValues.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Interfaces/FunctionInterfaces.h"
#include "mlir/Transforms/RegionUtils.h"
#include "llvm/Support/DebugLog.h"

#define DEBUG_TYPE "milc-to-real"

using namespace mlir;
using namespace milcomplex;

LegalizationErrorHandler::LegalizationErrorHandler(MLIRContext *context)
    : ScopedDiagnosticHandler(context, [this](Diagnostic &diagnostic) {
        std::string text = diagnostic.str();
        if (!StringRef(text).starts_with("failed to legalize"))
          return failure();
        errors.emplace_back(diagnostic.getLocation(), std::move(text));
        return success();
      }) {}

static void emitOwnError(Location loc, StringRef text) {
  // ... unresolved materialization from (...) to (...) that remained live
  auto [before, types] = text.split(" materialization from ");
  if (!types.empty()) {
    auto [found, rest] = types.split(" to ");
    emitError(loc,
              "a pattern must replace a complex value with its two parts, ")
        << rest.split(" that ").first << ", but found " << found
        << " in place of an operand";
    return;
  }
  // ... operation 'name' that was explicitly marked illegal
  StringRef name = text.split('\'').second.split('\'').first;
  emitError(loc) << "'" << name
                 << "' op that the survey accepts must be split, but its "
                    "patterns declined; give it a support rule";
}

void LegalizationErrorHandler::emitErrors() {
  for (const auto &[loc, text] : errors)
    emitOwnError(loc, text);
}

/// The ops of `unit` that the conversion driver still has to visit: of a
/// function whose signature is split, those in its body that have complex
/// values in them.
static SmallVector<Operation *> collectLeft(ArrayRef<Operation *> unit) {
  ComplexFinder finder;
  auto function = dyn_cast<FunctionOpInterface>(unit.front());
  if (!function || finder.isUsedBy(function))
    return llvm::to_vector(unit);
  SmallVector<Operation *> left;
  for (Operation &op : function.getFunctionBody().getOps())
    if (finder.isUsedWithin(&op))
      left.push_back(&op);
  return left;
}

LogicalResult milcomplex::convertUnit(ArrayRef<Operation *> unit,
                                      bool hasBranches,
                                      const ConversionSetup &setup) {
  assert(!unit.empty());
  MLIRContext *context = unit.front()->getContext();
  IRRewriter rewriter(context);
  for (Operation *op : unit) {
    // The conversion does not visit unreachable blocks.
    if (hasBranches)
      (void)eraseUnreachableBlocks(rewriter, op->getRegions());
    if (op->hasTrait<OpTrait::IsIsolatedFromAbove>())
      splitValues(op, setup.pairPatterns, setup.converter, setup.rules,
                  setup.splitsSignatures);
  }
  SmallVector<Operation *> left = collectLeft(unit);
  LDBG() << left.size() << " ops left for the conversion driver";
  if (left.empty())
    return success();

  ComplexFinder finder;
  ConversionTarget target(*context);
  // Most ops by now: those on floats that arithmetic became.
  target.addLegalOp<arith::AddFOp, arith::CmpFOp, arith::MulFOp, arith::NegFOp,
                    arith::SubFOp, mlir::math::AbsFOp, mlir::math::FmaOp>();
  target.markUnknownOpDynamicallyLegal(
      [&](Operation *op) { return !finder.isUsedBy(op); });
  ConversionConfig config;
  // Without rollback the driver is quadratic in the length of a block, and the
  // folds of the complex dialect are unsound: (a - b) + b -> a.
  config.allowPatternRollback = true;
  config.foldingMode = DialectConversionFoldingMode::Never;
  return applyPartialConversion(left, target, setup.patterns, config);
}
