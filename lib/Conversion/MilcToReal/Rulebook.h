//===- Rulebook.h - All that ops and types convert by -----------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_RULEBOOK_H
#define MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_RULEBOOK_H

#include "SplitValues.h"
#include "milcomplex/Conversion/MilcToReal.h"
#include "milcomplex/Dialect/ComplexElements.h"

namespace milcomplex {

/// All that ops and types convert by: ours, and what the dialects that are
/// loaded bring.
struct Rulebook {
  Rulebook(mlir::MLIRContext *context, const MilcToRealOptions &options);

  PairTypeConverter converter;
  SupportRules rules;
  std::shared_ptr<ElementsSplitter> splitter =
      std::make_shared<ElementsSplitter>();
  mlir::FrozenRewritePatternSet patterns;
  PartsPatternTable partsPatterns;
  bool hasInterfaces = false;
};

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_RULEBOOK_H
