//===- MilcToRealPass.cpp - Complex values to pairs of reals --------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Boundary.h"
#include "OutlineFunctions.h"
#include "ResourceUses.h"
#include "Survey.h"
#include "Tidy.h"
#include "Trial.h"
#include "UnitConversion.h"
#include "milcomplex/Conversion/MilcToReal.h"
#include "milcomplex/Dialect/Milcomplex.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/Threading.h"
#include "llvm/Support/DebugLog.h"

#define DEBUG_TYPE "milc-to-real"

namespace milcomplex {
#define GEN_PASS_DEF_MILCTOREAL
#include "milcomplex/Conversion/Passes.h.inc"
} // namespace milcomplex

using namespace mlir;
using namespace milcomplex;

namespace {

struct MilcToRealPass : milcomplex::impl::MilcToRealBase<MilcToRealPass> {
  using MilcToRealBase::MilcToRealBase;

  void getDependentDialects(DialectRegistry &registry) const override {
    MilcToRealBase::getDependentDialects(registry);
    registerAllMilcToReal(registry);
  }

  void runOnOperation() override;

private:
  LogicalResult convert(SurveyedUnits &units, const ConversionSetup &setup);
};

} // namespace

LogicalResult MilcToRealPass::convert(SurveyedUnits &units,
                                      const ConversionSetup &setup) {
  // If it fails, nothing must have changed.
  if (failed(tryConversion(units, setup)))
    return failure();
  for (func::FuncOp thunk : interleaveBoundary(getOperation(), abi))
    units.functions.push_back(thunk);
  if (failed(outlineFunctions(units.functions, setup, inlineLimit)))
    return failure();
  auto convertFunction = [&](FunctionOpInterface function) {
    return convertUnit(function.getOperation(),
                       units.withBranches.contains(function), setup);
  };
  if (failed(failableParallelForEach(&getContext(), units.functions,
                                     convertFunction)))
    return failure();
  for (ArrayRef<Operation *> group : units.groups) {
    bool hasBranches = llvm::any_of(
        group, [&](Operation *op) { return units.withBranches.contains(op); });
    if (failed(convertUnit(group, hasBranches, setup)))
      return failure();
  }
  tidyBody(getOperation(), units.untouched);
  return success();
}

void MilcToRealPass::runOnOperation() {
  ModuleOp module = getOperation();
  ConversionSetup setup(&getContext(), {abi, complexRange, realFunctions,
                                        matmul, inlineLimit, releaseResources});
  FailureOr<SurveyedUnits> units =
      surveyComplexOps(module, setup, SurveyTime::AfterExpansion);
  if (failed(units))
    return signalPassFailure();
  LDBG() << units->functions.size() << " functions and " << units->groups.size()
         << " other units with complex values, " << units->mayDecline.size()
         << " of them tried first";
  // In the order of the module, before threads start: the names of the new
  // resources must not depend on timing.
  for (DenseResourceElementsAttr resource : units->resources)
    setup.splitter->split(resource);

  LegalizationErrorHandler errors(&getContext());
  if (failed(convert(*units, setup)))
    signalPassFailure();
  else if (releaseResources && !module->getParentOp() &&
           setup.splitter->hasSplitResources())
    setup.splitter->releaseResources(findUsedResources(module));
  errors.emitErrors();
}
