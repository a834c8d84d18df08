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

/// Name the ops that are expanded, and say which of them are not.
void addFourierRules(SupportRules &rules);
void addShortTimeRules(SupportRules &rules);
inline void addTransformRules(SupportRules &rules) {
  addFourierRules(rules);
  addShortTimeRules(rules);
}

/// fft, ifft, rfft and irfft.
void populateFourierPatterns(mlir::RewritePatternSet &patterns);

/// stft and istft.
void populateShortTimePatterns(mlir::RewritePatternSet &patterns);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_TRANSFORMPATTERNS_H
