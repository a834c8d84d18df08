//===- InherentAttributes.h - What an op's properties hold ------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_INHERENTATTRIBUTES_H
#define MILCOMPLEX_LIB_CONVERSION_INHERENTATTRIBUTES_H

#include "mlir/IR/Operation.h"

namespace milcomplex {

/// Visits the inherent attributes of ops. Caches which ops have only flags and
/// the like, as most arithmetic ops do; not thread-safe.
class InherentAttributes {
public:
  using Visitor = llvm::function_ref<void(llvm::StringRef, mlir::Attribute)>;

  /// Calls `visit` with the name and value of each inherent attribute of `op`
  /// that can hold types and attributes; for an unregistered op, with all of
  /// its properties as one attribute, without a name, and with the attributes
  /// whose names do not begin with that of a dialect.
  void visit(mlir::Operation *op, Visitor visit);

private:
  /// Where an op stores its inherent attributes.
  enum class Place {
    /// Nowhere, or flags and the like only.
    None,
    Properties,
    Dictionary,
    PropertiesAndDictionary,
  };

  static Place findPlace(mlir::Operation *op);

  llvm::DenseMap<mlir::OperationName, Place> places;
};

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_INHERENTATTRIBUTES_H
