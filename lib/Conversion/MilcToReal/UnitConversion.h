//===- UnitConversion.h - Conversion of a unit ------------------*- C++ -*-===//
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

/// Intercepts the errors of the conversion driver, to emit them with advice.
class LegalizationErrorHandler : public mlir::ScopedDiagnosticHandler {
public:
  explicit LegalizationErrorHandler(mlir::MLIRContext *context);

  /// Emits the intercepted errors, reworded. (The driver tells why a pattern
  /// declined in debug builds only.)
  void emitErrors();

private:
  llvm::SmallVector<std::pair<mlir::Location, std::string>> errors;
};

/// Converts `unit`, ops in the body of a module on which no op outside of it
/// depends except by symbol, and all that is nested in them. Erases unreachable
/// blocks if it has branches. Fails if a pattern declines.
mlir::LogicalResult convertUnit(llvm::ArrayRef<mlir::Operation *> unit,
                                bool hasBranches, const ConversionSetup &setup);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_UNITCONVERSION_H
