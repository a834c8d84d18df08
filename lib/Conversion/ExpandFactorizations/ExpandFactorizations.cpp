//===- ExpandFactorizations.cpp - Linear algebra --------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ExpandFactorizations/FactorizationPatterns.h"
#include "ExpandFactorizations/Routines.h"
#include "MilcToReal/Survey.h"
#include "milcomplex/Conversion/MilcToReal.h"
#include "milcomplex/Conversion/Passes.h"
#include "milcomplex/Dialect/Milcomplex.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Transforms/WalkPatternRewriteDriver.h"

namespace milcomplex {
#define GEN_PASS_DEF_MILCEXPANDFACTORIZATIONS
#include "milcomplex/Conversion/Passes.h.inc"
} // namespace milcomplex

using namespace mlir;
using namespace milcomplex;

namespace {

struct MilcExpandFactorizationsPass
    : milcomplex::impl::MilcExpandFactorizationsBase<
          MilcExpandFactorizationsPass> {
  using MilcExpandFactorizationsBase::MilcExpandFactorizationsBase;

  void getDependentDialects(DialectRegistry &registry) const override {
    MilcExpandFactorizationsBase::getDependentDialects(registry);
    registerAllMilcToReal(registry);
  }

  void runOnOperation() override;
};

} // namespace

void MilcExpandFactorizationsPass::runOnOperation() {
  ModuleOp module = getOperation();
  if (!hasOpWithTrait<IsFactorization>(module))
    return markAllAnalysesPreserved();
  // Whatever is refused is refused before anything changes.
  if (failed(surveyBeforeExpansion(module, abi)))
    return signalPassFailure();
  RewritePatternSet composites(&getContext());
  populateCompositePatterns(composites);
  walkAndApplyPatterns(module, std::move(composites));
  Routines routines(factorizations);
  RewritePatternSet patterns(&getContext());
  populateRoutinePatterns(patterns, routines);
  walkAndApplyPatterns(module, std::move(patterns));
}
