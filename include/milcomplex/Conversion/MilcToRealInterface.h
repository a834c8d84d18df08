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

/// How milc-to-real splits the ops and types of a dialect: its type
/// conversions, patterns, support rules, constants and symbols. A dialect, or
/// an extension of it, adds an implementation with `addInterfaces`; the first
/// one added counts. The pass asks every loaded dialect. The upstream dialects
/// get theirs from registerAllMilcToReal.
class MilcToRealInterface
    : public mlir::DialectInterface::Base<MilcToRealInterface> {
public:
  MilcToRealInterface(mlir::Dialect *dialect) : Base(dialect) {}

  /// Adds the conversions of the dialect's types that contain complex types.
  virtual void addTypeConversions(PairTypeConverter & /*converter*/) const {}

  /// Adds patterns for the ops of the dialect that can have complex values, and
  /// support rules for ops that a pattern converts in some cases only. A
  /// pattern must change nothing outside of the function, or other op in the
  /// body of a module, that contains its op: several of these are converted in
  /// parallel.
  virtual void populateMilcToRealPatterns(PairPatternSet &set) const = 0;

  /// Whether the patterns convert every op that the rules accept. Where they
  /// may decline, functions with such ops are converted as copies first: if
  /// that fails, the pass fails and leaves the module unchanged.
  virtual bool convertsAllThatRulesAccept() const { return false; }
};

} // namespace milcomplex

#endif // MILCOMPLEX_CONVERSION_MILCTOREALINTERFACE_H
