//===- ExpandTransforms.cpp - Whole-tensor transforms ---------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ExpandTransforms/TransformPatterns.h"
#include "MilcToReal/Survey.h"
#include "milcomplex/Conversion/MilcToReal.h"
#include "milcomplex/Conversion/Passes.h"
#include "milcomplex/Dialect/Milcomplex.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Transforms/WalkPatternRewriteDriver.h"

namespace milcomplex {
#define GEN_PASS_DEF_MILCEXPANDTRANSFORMS
#include "milcomplex/Conversion/Passes.h.inc"
} // namespace milcomplex

using namespace mlir;
using namespace milcomplex;

namespace {

struct MilcExpandTransformsPass
    : milcomplex::impl::MilcExpandTransformsBase<MilcExpandTransformsPass> {
  using MilcExpandTransformsBase::MilcExpandTransformsBase;

  void getDependentDialects(DialectRegistry &registry) const override {
    MilcExpandTransformsBase::getDependentDialects(registry);
    registerAllMilcToReal(registry);
  }

  LogicalResult initialize(MLIRContext *context) override {
    return TransformCode{fftForm, vectorWidth}.verify(context);
  }
  void runOnOperation() override;
};

} // namespace

void MilcExpandTransformsPass::runOnOperation() {
  ModuleOp module = getOperation();
  if (!hasOpWithTrait<IsTransform>(module))
    return markAllAnalysesPreserved();
  // Whatever is refused is refused before anything changes.
  if (failed(surveyBeforeExpansion(module, abi)))
    return signalPassFailure();
  RewritePatternSet patterns(&getContext());
  populateFourierPatterns(patterns, {fftForm, vectorWidth});
  populateShortTimePatterns(patterns, {fftForm, vectorWidth});
  walkAndApplyPatterns(module, std::move(patterns));
}
