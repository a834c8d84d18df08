//===- SymbolUses.h - Symbols that attributes name --------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_SYMBOLUSES_H
#define MILCOMPLEX_LIB_CONVERSION_SYMBOLUSES_H

#include "InherentAttributes.h"
#include "mlir/IR/SymbolTable.h"

namespace milcomplex {

/// Finds the symbols that attributes and types of ops name, at any depth, and
/// in the printed text of those that a walk cannot look into. Caches its
/// results; not thread-safe.
class SymbolUses {
public:
  /// Called with the name of an attribute and a symbol that it names.
  using Visitor =
      llvm::function_ref<void(llvm::StringRef, mlir::SymbolRefAttr)>;

  void visitInherent(mlir::Operation *op, Visitor visit);
  void visitDiscardable(mlir::Operation *op, Visitor visit);
  /// The types of results and block arguments.
  void visitTypes(mlir::Operation *op,
                  llvm::function_ref<void(mlir::SymbolRefAttr)> visit);

  /// The op that `symbol` names in `user`: that of the innermost symbol table,
  /// `user` or around it, that has such a symbol. Null if none has.
  mlir::Operation *lookup(mlir::Operation *user, mlir::SymbolRefAttr symbol);

private:
  using Symbols = llvm::SmallVector<mlir::SymbolRefAttr, 1>;

  const Symbols &getSymbols(mlir::Attribute attribute);
  const Symbols &getSymbols(mlir::Type type);
  /// Those in the printed text of `element`, where a walk may not visit them.
  template <typename T> const Symbols &getSymbolsInText(T element);
  /// Adds those that `element`, an attribute or type, names to `symbols`.
  template <typename T> void findSymbols(T element, Symbols &symbols);

  InherentAttributes inherentAttributes;
  llvm::DenseMap<mlir::Attribute, Symbols> ofAttributes;
  llvm::DenseMap<mlir::Type, Symbols> ofTypes;
  llvm::DenseMap<const void *, Symbols> ofTexts;
  mlir::SymbolTableCollection tables;
};

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_SYMBOLUSES_H
