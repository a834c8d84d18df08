//===- Globals.cpp - Symbols of complex values ----------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Globals.h"

#include "llvm/Support/FormatVariadic.h"

using namespace mlir;
using namespace milcomplex;

StringAttr milcomplex::getPartName(StringAttr name, Part part) {
  return StringAttr::get(name.getContext(),
                         name.getValue() + (part == Part::Re ? ".re" : ".im"));
}

SymbolRefAttr milcomplex::getPartSymbol(SymbolRefAttr symbol, Part part) {
  StringAttr name = getPartName(symbol.getLeafReference(), part);
  ArrayRef<FlatSymbolRefAttr> nested = symbol.getNestedReferences();
  if (nested.empty())
    return SymbolRefAttr::get(name);
  SmallVector<FlatSymbolRefAttr> path(nested.drop_back());
  path.push_back(FlatSymbolRefAttr::get(name));
  return SymbolRefAttr::get(symbol.getRootReference(), path);
}

std::optional<std::string> milcomplex::whyNotNamed(Operation *global) {
  Operation *table = SymbolTable::getNearestSymbolTable(global);
  for (Part part : {Part::Re, Part::Im}) {
    StringAttr name = getPartName(SymbolTable::getSymbolName(global), part);
    if (SymbolTable::lookupSymbolIn(table, name))
      return llvm::formatv(
          "must leave the name '{0}' free for a part of its complex "
          "value, but found another symbol of that name",
          name.getValue());
  }
  return std::nullopt;
}
