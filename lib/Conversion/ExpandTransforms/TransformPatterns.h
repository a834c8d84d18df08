//===- TransformPatterns.h - What expands each transform --------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_TRANSFORMPATTERNS_H
#define MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_TRANSFORMPATTERNS_H

#include "milcomplex/Conversion/MilcToReal.h"
#include "mlir/IR/PatternMatch.h"

namespace milcomplex {

/// Names the ops that are expanded, and says which of them are not.
void addTransformRules(SupportRules &rules);

/// fft, ifft, rfft and irfft.
void populateFourierTransformPatterns(mlir::RewritePatternSet &patterns);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_TRANSFORMPATTERNS_H
