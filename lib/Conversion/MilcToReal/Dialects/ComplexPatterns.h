//===- ComplexPatterns.h - complex and milcomplex ops to pairs --*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_DIALECTS_COMPLEXPATTERNS_H
#define MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_DIALECTS_COMPLEXPATTERNS_H

#include "milcomplex/Conversion/PairPatterns.h"

namespace milcomplex {

// Patterns for the ops of the complex and milcomplex dialects whose formula
// depends on complex-range, and for the views of the milcomplex dialect.

void addComplexFunctions(PairPatternSet &set);
void addMilcomplexFunctions(PairPatternSet &set);
void addComplexProducts(PairPatternSet &set);
void addMilcomplexProducts(PairPatternSet &set);
void addMilcomplexViews(PairPatternSet &set);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_DIALECTS_COMPLEXPATTERNS_H
