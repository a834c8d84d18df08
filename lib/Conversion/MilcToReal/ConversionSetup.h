//===- ConversionSetup.h - What a conversion is set up from -----*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_CONVERSIONSETUP_H
#define MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_CONVERSIONSETUP_H

#include "SplitValues.h"
#include "milcomplex/Conversion/MilcToReal.h"
#include "milcomplex/Dialect/ComplexElements.h"

namespace milcomplex {

/// The type converter, patterns and support rules of a conversion: ours, and
/// those of the loaded dialects.
struct ConversionSetup {
  ConversionSetup(mlir::MLIRContext *context, const MilcToRealOptions &options);

  PairTypeConverter converter;
  SupportRules rules;
  std::shared_ptr<ElementsSplitter> splitter =
      std::make_shared<ElementsSplitter>();
  mlir::FrozenRewritePatternSet patterns;
  PairPatternTable pairPatterns;
  bool hasInterfaces = false;
};

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_CONVERSIONSETUP_H
