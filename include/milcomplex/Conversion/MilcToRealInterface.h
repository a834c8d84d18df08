//===- MilcToRealInterface.h - A dialect's own splits -----------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_CONVERSION_MILCTOREALINTERFACE_H
#define MILCOMPLEX_CONVERSION_MILCTOREALINTERFACE_H

#include "milcomplex/Conversion/MilcToReal.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/DialectInterface.h"

namespace milcomplex {

/// How milc-to-real learns to split the ops and types of a dialect that it does
/// not know. A dialect, or an extension of it, adds an implementation with
/// `addInterfaces`, the first of which counts; the pass asks every dialect that
/// is loaded.
///
/// A pattern is an OpConversionPattern that takes its OneToNOpAdaptor: a
/// complex operand comes as two values, the real and the imaginary part, and a
/// complex result is replaced with two (`replaceOpWithMultiple`).
class MilcToRealInterface
    : public mlir::DialectInterface::Base<MilcToRealInterface> {
public:
  MilcToRealInterface(mlir::Dialect *dialect) : Base(dialect) {}

  /// Adds how types of the dialect convert that contain complex types.
  virtual void addTypeConversions(PairTypeConverter & /*converter*/) const {}

  /// Adds patterns for the ops of the dialect that can have complex values, and
  /// rules for those that a pattern takes only in part.
  virtual void populateMilcToRealPatterns(const PairTypeConverter &converter,
                                          mlir::RewritePatternSet &patterns,
                                          SupportRules &rules) const = 0;
};

/// Adds what the dialects bring that are loaded in `context` and have a
/// MilcToRealInterface, in the order of their names. Whether one has.
bool populateMilcToRealInterfaces(mlir::MLIRContext *context,
                                  PairTypeConverter &converter,
                                  mlir::RewritePatternSet &patterns,
                                  SupportRules &rules);

} // namespace milcomplex

#endif // MILCOMPLEX_CONVERSION_MILCTOREALINTERFACE_H
