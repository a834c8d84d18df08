//===- MilcToRealInterface.h - How the ops of a dialect split ---*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_CONVERSION_MILCTOREALINTERFACE_H
#define MILCOMPLEX_CONVERSION_MILCTOREALINTERFACE_H

#include "milcomplex/Conversion/PairPatterns.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/DialectInterface.h"

namespace milcomplex {

/// How milc-to-real learns to split the ops and types of a dialect: its types,
/// patterns, support rules, constants and symbols. A dialect, or an extension
/// of it, adds an implementation with `addInterfaces`, the first of which
/// counts; the pass asks every dialect that is loaded. The upstream dialects
/// have theirs by registerAllMilcToReal.
class MilcToRealInterface
    : public mlir::DialectInterface::Base<MilcToRealInterface> {
public:
  MilcToRealInterface(mlir::Dialect *dialect) : Base(dialect) {}

  /// Adds how types of the dialect convert that contain complex types.
  virtual void addTypeConversions(PairTypeConverter & /*converter*/) const {}

  /// Adds patterns for the ops of the dialect that can have complex values, and
  /// rules for those that a pattern takes only in part. A pattern changes
  /// nothing outside of the function, or other op in the body of a module, that
  /// its op is in: several are converted at a time.
  virtual void populateMilcToRealPatterns(PairPatternSet &set) const = 0;

  /// Whether the patterns convert each op that the rules let through. Where
  /// they may decline, functions with ops of theirs are converted twice, first
  /// a copy: where that fails, so does the pass, and the module is as it was.
  virtual bool convertsAllThatRulesAccept() const { return false; }
};

} // namespace milcomplex

#endif // MILCOMPLEX_CONVERSION_MILCTOREALINTERFACE_H
