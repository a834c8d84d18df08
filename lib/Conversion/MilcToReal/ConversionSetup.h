//===- ConversionSetup.h - Patterns and rules of a conversion ---*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_CONVERSIONSETUP_H
#define MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_CONVERSIONSETUP_H

#include "milcomplex/Conversion/MilcToRealInterface.h"

namespace milcomplex {

/// The interfaces of the loaded dialects, in the order of their names.
llvm::SmallVector<const MilcToRealInterface *>
collectInterfaces(mlir::MLIRContext *context);

/// The type converter, patterns and support rules of a conversion, from the
/// loaded dialects.
struct ConversionSetup {
  ConversionSetup(mlir::MLIRContext *context, const MilcToRealOptions &options);

  /// Whether ops of this name have patterns that may decline.
  bool mayDecline(mlir::OperationName name) const {
    return anyMayDecline || declining.contains(name);
  }

  PairTypeConverter converter;
  SupportRules rules;
  std::shared_ptr<ElementsSplitter> splitter =
      std::make_shared<ElementsSplitter>();
  mlir::FrozenRewritePatternSet patterns;
  /// Those of `patterns` that splitValues applies: where an op has several
  /// patterns, the conversion driver chooses among them.
  PairPatternTable pairPatterns;
  /// Whether func.func has no pattern but ours, so that splitValues may split
  /// signatures.
  bool splitsSignatures = false;

private:
  llvm::DenseSet<mlir::OperationName> declining;
  bool anyMayDecline = false;
};

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_CONVERSIONSETUP_H
