//===- ComplexFinder.h - Where a module has complex types -------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_COMPLEXFINDER_H
#define MILCOMPLEX_LIB_CONVERSION_COMPLEXFINDER_H

#include "InherentAttributes.h"
#include "mlir/IR/AttrTypeSubElements.h"
#include "mlir/IR/Operation.h"

namespace milcomplex {

/// Finds complex types in types, attributes and ops, nested at any depth, and
/// in the printed text of those that a walk cannot look into.
/// Caches its results; not thread-safe.
class ComplexFinder {
public:
  ComplexFinder();

  bool contains(mlir::Type type);
  bool contains(mlir::Attribute attribute);

  /// Whether a type of an operand, result or block argument of `op`, or an
  /// inherent attribute of it, contains a complex type. Ops nested in it,
  /// discardable attributes and those of a function's arguments and results do
  /// not count (except for attributes that hold a type, such as llvm.byval),
  /// nor do ops of the transform dialect.
  bool isUsedBy(mlir::Operation *op);

  /// As isUsedBy, but without the operands, which other ops define.
  bool isDefinedBy(mlir::Operation *op);

  /// The name of an inherent attribute of `op`, those of arguments and results
  /// apart, that contains a complex type; empty where that is one of the
  /// properties of an op that is not registered.
  std::optional<llvm::StringRef> findInherentAttribute(mlir::Operation *op);

  /// Whether isUsedBy holds for `root` or an op nested in it.
  bool isUsedWithin(mlir::Operation *root);

private:
  template <typename T> bool lookup(T element);
  bool isInValueAttributes(mlir::Attribute attributes);

  mlir::AttrTypeWalker walker;
  mlir::Type lastType;
  bool lastTypeContains = false;
  mlir::Attribute lastAttribute;
  bool lastAttributeContains = false;
  llvm::DenseMap<const void *, bool> known;
  InherentAttributes inherentAttributes;
};

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_COMPLEXFINDER_H
