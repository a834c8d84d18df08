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
#include "milcomplex/Conversion/MilcToRealInterface.h"
#include "milcomplex/Dialect/Milcomplex.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/Threading.h"
#include "mlir/Transforms/RegionUtils.h"
#include "llvm/ADT/SetOperations.h"

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
  PatternContext context{converter, patterns, rules, options,
                         std::make_shared<ElementsSplitter>()};
  populateAllPatterns(context);
}

void milcomplex::populateAllPatterns(PatternContext &context) {
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
};

/// Takes the conversion driver's error, to give it with what to do about it.
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

  /// Gives the errors that were taken, as our own.
  void emitErrors() {
    for (const auto &[loc, text] : errors)
      emitError(loc, "an op that the survey accepts must be split, but its "
                     "patterns declined; give it a support rule")
              .attachNote()
          << text;
  }

private:
  SmallVector<std::pair<Location, std::string>> errors;
};

} // namespace

/// Converts one group of ops, which no other group depends on but by symbol.
static LogicalResult convertUnit(ArrayRef<Operation *> unit,
                                 const FrozenRewritePatternSet &patterns,
                                 const PartsPatternTable &partsPatterns,
                                 const PairTypeConverter &converter) {
  MLIRContext *context = unit.front()->getContext();
  // The conversion does not visit unreachable blocks.
  IRRewriter rewriter(context);
  for (Operation *op : unit) {
    (void)eraseUnreachableBlocks(rewriter, op->getRegions());
    if (op->hasTrait<OpTrait::IsIsolatedFromAbove>())
      splitValues(op, partsPatterns, converter);
  }

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
  return applyPartialConversion(unit, target, patterns, config);
}

/// The interfaces of the dialects that are loaded, in the order of their names.
static SmallVector<const MilcToRealInterface *>
getInterfaces(MLIRContext *context) {
  SmallVector<const MilcToRealInterface *> interfaces;
  for (Dialect *dialect : context->getLoadedDialects())
    if (auto *found = dialect->getRegisteredInterface<MilcToRealInterface>())
      interfaces.push_back(found);
  llvm::sort(interfaces, [](auto *lhs, auto *rhs) {
    return lhs->getDialect()->getNamespace() <
           rhs->getDialect()->getNamespace();
  });
  return interfaces;
}

/// Where an interface has a pattern too, the driver decides between the two.
static void removeRivals(PartsPatternTable &partsPatterns,
                         RewritePatternSet &patterns) {
  DenseMap<OperationName, unsigned> counts;
  for (const auto &pattern : patterns.getNativePatterns())
    if (std::optional<OperationName> name = pattern->getRootKind())
      if (++counts[*name] > 1)
        partsPatterns.erase(*name);
}

void MilcToRealPass::runOnOperation() {
  ModuleOp module = getOperation();
  PairTypeConverter converter;
  RewritePatternSet patternSet(&getContext());
  SupportRules rules;
  auto splitter = std::make_shared<ElementsSplitter>();
  MilcToRealOptions options{complexRange};
  PatternContext context{converter, patternSet, rules, options, splitter};
  populateAllPatterns(context);
  auto interfaces = getInterfaces(&getContext());
  for (const MilcToRealInterface *interface : interfaces) {
    interface->addTypeConversions(converter);
    interface->populateMilcToRealPatterns(converter, patternSet, rules);
  }
  removeRivals(context.partsPatterns, patternSet);
  FrozenRewritePatternSet patterns(std::move(patternSet));

  FailureOr<SurveyedUnits> units =
      surveyComplexOps(module, patterns, converter, rules);
  if (failed(units))
    return signalPassFailure();
  // In the order in which they occur, before threads come in: the names of the
  // new ones must not depend on timing.
  for (DenseResourceElementsAttr resource : units->resources)
    splitter->split(resource);

  LegalizationErrorHandler errors(&getContext());
  auto convertFunction = [&](func::FuncOp function) {
    return convertUnit(function.getOperation(), patterns, context.partsPatterns,
                       converter);
  };
  auto convertGroups = [&] {
    return success(
        llvm::all_of(units->groups, [&](ArrayRef<Operation *> group) {
          return succeeded(
              convertUnit(group, patterns, context.partsPatterns, converter));
        }));
  };
  if (interfaces.empty()) {
    if (failed(failableParallelForEach(&getContext(), units->functions,
                                       convertFunction)) ||
        failed(convertGroups()))
      signalPassFailure();
  } else {
    // The patterns of an interface may decline, and then nothing must have
    // changed; and they may reach out of the function that they convert.
    OwningOpRef<ModuleOp> original = module.clone();
    if (!llvm::all_of(units->functions,
                      [&](func::FuncOp function) {
                        return succeeded(convertFunction(function));
                      }) ||
        failed(convertGroups())) {
      module.getBodyRegion().takeBody(original->getBodyRegion());
      signalPassFailure();
    }
  }
  errors.emitErrors();
  // What an earlier run converted stays for milc-tidy.
  if (auto earlier = getCachedAnalysis<UntouchedOps>())
    llvm::set_intersect(units->untouched, earlier->get().ops);
  getAnalysis<UntouchedOps>().ops = std::move(units->untouched);
  markAnalysesPreserved<UntouchedOps>();
}
