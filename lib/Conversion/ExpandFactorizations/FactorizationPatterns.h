//===- FactorizationPatterns.h - What expands factorizations ----*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_EXPANDFACTORIZATIONS_FACTORIZATIONPATTERNS_H
#define MILCOMPLEX_LIB_CONVERSION_EXPANDFACTORIZATIONS_FACTORIZATIONPATTERNS_H

#include "mlir/IR/PatternMatch.h"

namespace milcomplex {

class Routines;

/// Adds the patterns that make calls of routines; `routines` outlives them.
void populateRoutinePatterns(mlir::RewritePatternSet &patterns,
                             Routines &routines);

/// Adds the patterns that express factorizations by others.
void populateCompositePatterns(mlir::RewritePatternSet &patterns);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_EXPANDFACTORIZATIONS_FACTORIZATIONPATTERNS_H
