//===- MilcToReal.cpp - Complex values to pairs of reals ------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Conversion/MilcToReal.h"

#include "ComplexFinder.h"
#include "ModuleUnits.h"
#include "Patterns.h"
#include "Survey.h"
#include "milcomplex/Conversion/Passes.h"
#include "milcomplex/Dialect/Milcomplex.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Transforms/RegionUtils.h"

namespace milcomplex {
#define GEN_PASS_DEF_MILCTOREAL
#include "milcomplex/Conversion/Passes.h.inc"
} // namespace milcomplex

using namespace mlir;
using namespace milcomplex;

void milcomplex::populateMilcToRealPatterns(const PairTypeConverter &converter,
                                            RewritePatternSet &patterns,
                                            SupportRules &rules,
                                            const MilcToRealOptions &options) {
  PatternContext context{converter, patterns, rules, options};
  populateArithPatterns(context);
  populateComplexPatterns(context);
  populateComplexMulPatterns(context);
  populateConstantPatterns(context);
  populateControlFlowPatterns(context);
  populateFuncPatterns(context);
  populateLinalgPatterns(context);
  populateLinalgContractionPatterns(context);
  populateSCFPatterns(context);
  populateTensorPatterns(context);
  populateUBPatterns(context);
}

namespace {

struct MilcToRealPass : milcomplex::impl::MilcToRealBase<MilcToRealPass> {
  using MilcToRealBase::MilcToRealBase;

  void runOnOperation() override;

private:
  LogicalResult convertUnit(ArrayRef<Operation *> unit,
                            const FrozenRewritePatternSet &patterns);
};

} // namespace

/// Converts one group of ops, which no other group depends on but by symbol.
LogicalResult
MilcToRealPass::convertUnit(ArrayRef<Operation *> unit,
                            const FrozenRewritePatternSet &patterns) {
  // The conversion does not visit unreachable blocks.
  IRRewriter rewriter(&getContext());
  for (Operation *op : unit)
    (void)eraseUnreachableBlocks(rewriter, op->getRegions());

  ComplexFinder finder;
  ConversionTarget target(getContext());
  target.markUnknownOpDynamicallyLegal(
      [&](Operation *op) { return !finder.isUsedBy(op); });
  ConversionConfig config;
  // Without rollback the driver is quadratic in the length of a block, and the
  // folds of the complex dialect are unsound: (a - b) + b -> a.
  config.allowPatternRollback = true;
  config.foldingMode = DialectConversionFoldingMode::Never;
  return applyPartialConversion(unit, target, patterns, config);
}

void MilcToRealPass::runOnOperation() {
  PairTypeConverter converter;
  RewritePatternSet patternSet(&getContext());
  SupportRules rules;
  populateMilcToRealPatterns(converter, patternSet, rules, {complexRange});
  FrozenRewritePatternSet patterns(std::move(patternSet));

  FailureOr<SurveyedUnits> units =
      surveyComplexOps(getOperation(), patterns, converter, rules);
  if (failed(units))
    return signalPassFailure();
  for (ArrayRef<Operation *> unit : units->toConvert) {
    Location loc = unit.front()->getLoc();
    if (succeeded(convertUnit(unit, patterns)))
      continue;
    emitError(loc, "conversion failed although the survey found nothing "
                   "unsupported; this is a bug in milcomplex");
    return signalPassFailure();
  }
  getAnalysis<UntouchedOps>().ops = std::move(units->untouched);
  markAnalysesPreserved<UntouchedOps>();
}
