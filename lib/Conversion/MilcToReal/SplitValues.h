//===- SplitValues.h - Splitting without the conversion driver --*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_SPLITVALUES_H
#define MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_SPLITVALUES_H

#include "milcomplex/Conversion/PairPatterns.h"

namespace milcomplex {

/// Replaces all ops in `root`, which is isolated from above, that have a
/// pattern in `patterns` and whose complex operands and results are of types
/// that `converter` makes pairs. Parts pass from op to op; milcomplex.real and
/// milcomplex.imag read them from values that other ops define, and
/// milcomplex.complex joins them for other users.
///
/// With `splitSignatures`, the signature of a function of one block is split
/// too. Bodies that `rules` say are created anew are left as they are.
///
/// Blocks, loops, calls and the like are left to the conversion driver, whose
/// bookkeeping costs several times what building the ops does.
void splitValues(mlir::Operation *root, const PairPatternTable &patterns,
                 const PairTypeConverter &converter, const SupportRules &rules,
                 bool splitSignatures);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_SPLITVALUES_H
