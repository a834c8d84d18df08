//===- UnitConversion.h - Conversion of what depends on no other -*- C++
//-*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_UNITCONVERSION_H
#define MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_UNITCONVERSION_H

#include "ConversionSetup.h"
#include "mlir/IR/Diagnostics.h"

namespace milcomplex {

/// Takes the conversion driver's errors, to emit them with what to do about
/// them.
class LegalizationErrorHandler : public mlir::ScopedDiagnosticHandler {
public:
  explicit LegalizationErrorHandler(mlir::MLIRContext *context);

  /// Emits the errors that were taken, as our own. (Why a pattern declined the
  /// driver tells in debug builds only.)
  void emitErrors();

private:
  llvm::SmallVector<std::pair<mlir::Location, std::string>> errors;
};

/// Converts `unit`, ops in the body of a module that no op outside of it
/// depends on but by symbol, and all that is nested in them. Erases unreachable
/// blocks, where it has branches. Fails where a pattern declines.
mlir::LogicalResult convertUnit(llvm::ArrayRef<mlir::Operation *> unit,
                                bool hasBranches, const ConversionSetup &setup);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_UNITCONVERSION_H
