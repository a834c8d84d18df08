//===- FoldUnitDimensions.h - Slices of one part -------------- -*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_TARGET_NATIVE_FOLDUNITDIMENSIONS_H
#define MILCOMPLEX_LIB_TARGET_NATIVE_FOLDUNITDIMENSIONS_H

#include "mlir/IR/PatternMatch.h"

namespace milcomplex {

/// Adds patterns that take or insert one part of an interleaved tensor, of
/// which the last dimension is 2, as a slice of a lower rank, without a
/// reshape. Upstream's (populateReassociativeReshapeFoldingPatterns, 22.1) make
/// casts of the wrong shape where other dimensions are 1.
void populateFoldUnitDimensions(mlir::RewritePatternSet &patterns);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_TARGET_NATIVE_FOLDUNITDIMENSIONS_H
