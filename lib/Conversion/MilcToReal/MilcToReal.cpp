//===- MilcToReal.cpp - Complex values to pairs of reals ------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Conversion/MilcToReal.h"

#include "Boundary.h"
#include "ComplexFinder.h"
#include "ConversionSetup.h"
#include "ModuleUnits.h"
#include "Patterns.h"
#include "ResourceUses.h"
#include "Survey.h"
#include "milcomplex/Dialect/Milcomplex.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/Threading.h"
#include "mlir/Transforms/RegionUtils.h"
#include "llvm/ADT/SetOperations.h"

namespace milcomplex {
#define GEN_PASS_DEF_MILCSURVEY
#define GEN_PASS_DEF_MILCTOREAL
#include "milcomplex/Conversion/Passes.h.inc"
} // namespace milcomplex

using namespace mlir;
using namespace milcomplex;

void milcomplex::populateMilcToRealPatterns(const PairTypeConverter &converter,
                                            RewritePatternSet &patterns,
                                            const MilcToRealOptions &options,
                                            SupportRules *rules) {
  SupportRules unused;
  PatternContext context{converter, patterns, rules ? *rules : unused, options,
                         std::make_shared<ElementsSplitter>()};
  populateAllPatterns(context);
}

void milcomplex::populateAllPatterns(PatternContext &context) {
  populateAffinePatterns(context);
  populateArithPatterns(context);
  populateAsyncPatterns(context);
  populateBufferizationPatterns(context);
  populateBuiltinPatterns(context);
  populateComplexPatterns(context);
  populateComplexFunctionPatterns(context);
  populateComplexMulPatterns(context);
  populateConstantPatterns(context);
  populateControlFlowPatterns(context);
  populateFuncPatterns(context);
  populateGPUPatterns(context);
  populateLayoutPatterns(context);
  populateLinalgPatterns(context);
  populateMLProgramPatterns(context);
  populateMemRefPatterns(context);
  populateSCFPatterns(context);
  populateSCFReductionPatterns(context);
  populateShapePatterns(context);
  populateTensorPatterns(context);
  populateUBPatterns(context);
}

namespace {

struct MilcSurveyPass : milcomplex::impl::MilcSurveyBase<MilcSurveyPass> {
  using MilcSurveyBase::MilcSurveyBase;

  void runOnOperation() override {
    MilcToRealOptions options;
    options.abi = abi;
    ConversionSetup setup(&getContext(), options);
    if (failed(surveyComplexOps(getOperation(), setup.patterns, setup.converter,
                                setup.rules, SurveyTime::BeforeExpansion)))
      signalPassFailure();
    markAllAnalysesPreserved();
  }
};

/// Takes the conversion driver's errors, to give them with what to do about
/// them.
class LegalizationErrorHandler : public ScopedDiagnosticHandler {
public:
  explicit LegalizationErrorHandler(MLIRContext *context)
      : ScopedDiagnosticHandler(context, [this](Diagnostic &diagnostic) {
          std::string text = diagnostic.str();
          if (!StringRef(text).starts_with("failed to legalize"))
            return failure();
          errors.emplace_back(diagnostic.getLocation(), std::move(text));
          return success();
        }) {}

  /// Gives the errors that were taken, as our own. (Why a pattern declined the
  /// driver tells in debug builds only.)
  void emitErrors() {
    for (const auto &[loc, text] : errors)
      emitOwnError(loc, text);
  }

private:
  static void emitOwnError(Location loc, StringRef text);

  SmallVector<std::pair<Location, std::string>> errors;
};

struct MilcToRealPass : milcomplex::impl::MilcToRealBase<MilcToRealPass> {
  using MilcToRealBase::MilcToRealBase;

  void runOnOperation() override;

private:
  LogicalResult convert(SurveyedUnits &units, const ConversionSetup &setup);
};

} // namespace

void LegalizationErrorHandler::emitOwnError(Location loc, StringRef text) {
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

/// What of `unit` the conversion driver still has to visit: of a function whose
/// signature is split, the ops in its body that have complex values in them.
static SmallVector<Operation *> collectLeft(ArrayRef<Operation *> unit) {
  ComplexFinder finder;
  auto function = dyn_cast<func::FuncOp>(unit.front());
  if (!function || finder.isUsedBy(function))
    return llvm::to_vector(unit);
  SmallVector<Operation *> left;
  for (Operation &op : function.getOps())
    if (finder.isUsedWithin(&op))
      left.push_back(&op);
  return left;
}

/// Converts one group of ops, which no other group depends on but by symbol.
static LogicalResult convertUnit(ArrayRef<Operation *> unit,
                                 const SurveyedUnits &units,
                                 const ConversionSetup &setup) {
  MLIRContext *context = unit.front()->getContext();
  IRRewriter rewriter(context);
  for (Operation *op : unit) {
    // The conversion does not visit unreachable blocks.
    if (units.withBranches.contains(op))
      (void)eraseUnreachableBlocks(rewriter, op->getRegions());
    // An interface may have a pattern of its own for functions.
    if (op->hasTrait<OpTrait::IsIsolatedFromAbove>())
      splitValues(op, setup.pairPatterns, setup.converter,
                  /*splitSignatures=*/!setup.hasInterfaces);
  }
  SmallVector<Operation *> left = collectLeft(unit);
  if (left.empty())
    return success();

  ComplexFinder finder;
  ConversionTarget target(*context);
  // What arithmetic became is on floats only, and most of what there is.
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

LogicalResult MilcToRealPass::convert(SurveyedUnits &units,
                                      const ConversionSetup &setup) {
  ModuleOp module = getOperation();
  OwningOpRef<ModuleOp> original;
  if (setup.hasInterfaces)
    original = module.clone();
  llvm::append_range(units.functions, interleaveBoundary(module, abi));
  auto convertFunction = [&](func::FuncOp function) {
    return convertUnit(function.getOperation(), units, setup);
  };
  auto convertGroups = [&] {
    return success(llvm::all_of(units.groups, [&](ArrayRef<Operation *> group) {
      return succeeded(convertUnit(group, units, setup));
    }));
  };
  if (!setup.hasInterfaces)
    return success(succeeded(failableParallelForEach(
                       &getContext(), units.functions, convertFunction)) &&
                   succeeded(convertGroups()));

  // The patterns of an interface may decline, and then nothing must have
  // changed; and they may reach out of the function that they convert.
  if (llvm::all_of(units.functions,
                   [&](func::FuncOp function) {
                     return succeeded(convertFunction(function));
                   }) &&
      succeeded(convertGroups()))
    return success();
  module.getBodyRegion().takeBody(original->getBodyRegion());
  return failure();
}

void MilcToRealPass::runOnOperation() {
  ModuleOp module = getOperation();
  ConversionSetup setup(&getContext(),
                        {abi, complexRange, matmul, releaseResources});
  FailureOr<SurveyedUnits> units =
      surveyComplexOps(module, setup.patterns, setup.converter, setup.rules,
                       SurveyTime::AfterExpansion);
  if (failed(units))
    return signalPassFailure();
  // In the order in which they occur, before threads come in: the names of the
  // new ones must not depend on timing.
  for (DenseResourceElementsAttr resource : units->resources)
    setup.splitter->split(resource);

  LegalizationErrorHandler errors(&getContext());
  if (failed(convert(*units, setup)))
    signalPassFailure();
  else if (releaseResources && !module->getParentOp() &&
           setup.splitter->hasSplitResources())
    setup.splitter->releaseResources(findUsedResources(module));
  errors.emitErrors();
  // What an earlier run converted stays for milc-tidy.
  if (auto earlier = getCachedAnalysis<UntouchedOps>())
    llvm::set_intersect(units->untouched, earlier->get().ops);
  getAnalysis<UntouchedOps>().ops = std::move(units->untouched);
  markAnalysesPreserved<UntouchedOps>();
}
