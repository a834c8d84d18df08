//===- SCFReductions.h - scf reductions to pairs ----------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_DIALECTS_SCFREDUCTIONS_H
#define MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_DIALECTS_SCFREDUCTIONS_H

#include "milcomplex/Conversion/PairPatterns.h"

namespace milcomplex {

/// Adds the conversion of scf.parallel and scf.reduce.
void addSCFReductions(PairPatternSet &set);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_DIALECTS_SCFREDUCTIONS_H
