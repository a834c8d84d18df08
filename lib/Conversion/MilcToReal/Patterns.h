//===- Patterns.h - The pattern sets of milc-to-real ------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_PATTERNS_H
#define MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_PATTERNS_H

#include "SplitValues.h"
#include "milcomplex/Conversion/MilcToReal.h"
#include "milcomplex/Dialect/ComplexElements.h"

namespace milcomplex {

/// What one dialect's file adds to: the patterns over `converter`, and the
/// rules for the ops that they take only in part.
struct PatternContext {
  const PairTypeConverter &converter;
  mlir::RewritePatternSet &patterns;
  SupportRules &rules;
  const MilcToRealOptions &options;
  std::shared_ptr<ElementsSplitter> splitter;
  /// Those of `patterns` that splitValues can use.
  PairPatternTable pairPatterns = PairPatternTable();

  template <typename... PatternTs> void add() {
    patterns.add<PatternTs...>(converter, patterns.getContext());
  }

  /// Adds patterns that derive from PairPattern.
  template <typename... PatternTs, typename... Args>
  void addParts(Args &&...args) {
    auto addOne = [&](std::unique_ptr<PairPattern> pattern) {
      pairPatterns.insert({*pattern->getRootKind(), pattern.get()});
      patterns.add(std::move(pattern));
    };
    (addOne(mlir::RewritePattern::create<PatternTs>(
         converter, patterns.getContext(), args...)),
     ...);
  }
};

/// Calls the functions below, those for interleaved buffers as the options say.
void populateAllPatterns(PatternContext &context);

void populateAffinePatterns(PatternContext &context);
void populateArithPatterns(PatternContext &context);
void populateAsyncPatterns(PatternContext &context);
void populateBufferizationPatterns(PatternContext &context);
void populateBuiltinPatterns(PatternContext &context);
void populateComplexPatterns(PatternContext &context);
void populateComplexFunctionPatterns(PatternContext &context);
void populateComplexMulPatterns(PatternContext &context);
void populateConstantPatterns(PatternContext &context);
void populateControlFlowPatterns(PatternContext &context);
void populateFuncPatterns(PatternContext &context);
void populateGPUPatterns(PatternContext &context);
void populateLinalgPatterns(PatternContext &context);
void populateMLProgramPatterns(PatternContext &context);
void populateInterleavedMemRefPatterns(PatternContext &context);
void populateLayoutPatterns(PatternContext &context);
void populateMemRefPatterns(PatternContext &context);
void populateSCFPatterns(PatternContext &context);
void populateSCFReductionPatterns(PatternContext &context);
void populateShapePatterns(PatternContext &context);
void populateTensorPatterns(PatternContext &context);
void populateUBPatterns(PatternContext &context);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_PATTERNS_H
