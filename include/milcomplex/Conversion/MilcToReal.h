//===- MilcToReal.h - Complex values to pairs of reals ----------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_CONVERSION_MILCTOREAL_H
#define MILCOMPLEX_CONVERSION_MILCTOREAL_H

#include "milcomplex/Conversion/PairTypeConverter.h"
#include "milcomplex/Conversion/Passes.h"
#include "milcomplex/Conversion/SupportRules.h"

namespace milcomplex {

/// Adds everything that splits complex values: type conversions to `converter`,
/// patterns to `patterns` and support rules to `rules`. No op that a rule
/// rejects may reach its pattern, which fails or asserts on it. All of these
/// come from the MilcToRealInterface of each loaded dialect, in the order of
/// the names of the dialects: those that registerAllMilcToReal attaches, and an
/// embedder's own. `options` are those of the pass milc-to-real.
void populateMilcToRealPatterns(PairTypeConverter &converter,
                                mlir::RewritePatternSet &patterns,
                                const MilcToRealOptions &options = {},
                                SupportRules *rules = nullptr);

/// Each attaches a MilcToRealInterface to a dialect when it is loaded.
void registerAffineMilcToReal(mlir::DialectRegistry &registry);
void registerArithMilcToReal(mlir::DialectRegistry &registry);
void registerAsyncMilcToReal(mlir::DialectRegistry &registry);
void registerBufferizationMilcToReal(mlir::DialectRegistry &registry);
void registerBuiltinMilcToReal(mlir::DialectRegistry &registry);
void registerComplexMilcToReal(mlir::DialectRegistry &registry);
void registerControlFlowMilcToReal(mlir::DialectRegistry &registry);
void registerFuncMilcToReal(mlir::DialectRegistry &registry);
void registerGPUMilcToReal(mlir::DialectRegistry &registry);
void registerLinalgMilcToReal(mlir::DialectRegistry &registry);
void registerMLProgramMilcToReal(mlir::DialectRegistry &registry);
void registerMemRefMilcToReal(mlir::DialectRegistry &registry);
void registerMilcomplexMilcToReal(mlir::DialectRegistry &registry);
void registerSCFMilcToReal(mlir::DialectRegistry &registry);
void registerShapeMilcToReal(mlir::DialectRegistry &registry);
void registerShardMilcToReal(mlir::DialectRegistry &registry);
void registerSparseTensorMilcToReal(mlir::DialectRegistry &registry);
void registerTensorMilcToReal(mlir::DialectRegistry &registry);
void registerUBMilcToReal(mlir::DialectRegistry &registry);

/// All of the above. The passes call it themselves.
void registerAllMilcToReal(mlir::DialectRegistry &registry);

} // namespace milcomplex

#endif // MILCOMPLEX_CONVERSION_MILCTOREAL_H
