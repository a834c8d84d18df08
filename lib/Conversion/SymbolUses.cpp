//===- SymbolUses.cpp - Symbols that attributes name ----------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SymbolUses.h"

#include "mlir/IR/AttrTypeSubElements.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/BuiltinTypes.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace milcomplex;

/// Takes a name, in quotes or not, from the front of `text`.
static StringRef takeName(StringRef &text) {
  StringRef name;
  if (text.consume_front("\"")) {
    std::tie(name, text) = text.split('"');
    return name;
  }
  name = text.take_while(
      [](char c) { return llvm::isAlnum(c) || StringRef("_$.-").contains(c); });
  text = text.drop_front(name.size());
  return name;
}

/// Calls `add` with the symbols in the text of an attribute or type: `@a` and
/// `@a::@b`.
static void findInText(StringRef text, MLIRContext *context,
                       function_ref<void(SymbolRefAttr)> add) {
  for (text = text.split('@').second; !text.empty();
       text = text.split('@').second) {
    StringRef root = takeName(text);
    SmallVector<FlatSymbolRefAttr> nested;
    while (text.consume_front("::@"))
      nested.push_back(FlatSymbolRefAttr::get(context, takeName(text)));
    add(SymbolRefAttr::get(context, root, nested));
  }
}

/// Adds the symbols that `element`, an attribute or a type, names to `symbols`.
template <typename T>
static void findSymbols(T element, SmallVectorImpl<SymbolRefAttr> &symbols) {
  auto add = [&](SymbolRefAttr symbol) { symbols.push_back(symbol); };
  MLIRContext *context = element.getContext();
  AttrTypeWalker walker;
  walker.addWalk([&](Attribute attribute) {
    if (auto symbol = dyn_cast<SymbolRefAttr>(attribute)) {
      add(symbol);
      // The rest of its path names no more.
      return WalkResult::skip();
    }
    if (auto opaque = dyn_cast<OpaqueAttr>(attribute))
      findInText(opaque.getAttrData(), context, add);
    return WalkResult::advance();
  });
  walker.addWalk(
      [&](OpaqueType type) { findInText(type.getTypeData(), context, add); });
  walker.walk<WalkOrder::PreOrder>(element);
}

const SymbolUses::Symbols &SymbolUses::getSymbols(Attribute attribute) {
  static const Symbols none;
  // What most of a large module's attributes are.
  if (isa<DenseElementsAttr, FloatAttr, IntegerAttr, StringAttr, UnitAttr>(
          attribute))
    return none;
  auto [entry, isNew] = ofAttributes.try_emplace(attribute);
  if (isNew)
    findSymbols(attribute, entry->second);
  return entry->second;
}

const SymbolUses::Symbols &SymbolUses::getSymbols(Type type) {
  auto [entry, isNew] = ofTypes.try_emplace(type);
  if (isNew)
    findSymbols(type, entry->second);
  return entry->second;
}

void SymbolUses::visitInherent(Operation *op, Visitor visit) {
  inherentAttributes.visit(op, [&](StringRef name, Attribute value) {
    for (SymbolRefAttr symbol : getSymbols(value))
      visit(name, symbol);
  });
}

void SymbolUses::visitDiscardable(Operation *op, Visitor visit) {
  if (op->getRawDictionaryAttrs().empty())
    return;
  for (NamedAttribute attribute : op->getDiscardableAttrs())
    for (SymbolRefAttr symbol : getSymbols(attribute.getValue()))
      visit(attribute.getName(), symbol);
}

void SymbolUses::visitTypes(Operation *op,
                            function_ref<void(SymbolRefAttr)> visit) {
  auto visitType = [&](Type type) {
    if (type.isIntOrIndexOrFloat())
      return;
    for (SymbolRefAttr symbol : getSymbols(type))
      visit(symbol);
  };
  llvm::for_each(op->getResultTypes(), visitType);
  for (Region &region : op->getRegions())
    for (Block &block : region)
      llvm::for_each(block.getArgumentTypes(), visitType);
}

Operation *SymbolUses::lookup(Operation *user, SymbolRefAttr symbol) {
  for (Operation *op = user; op; op = op->getParentOp())
    if (op->hasTrait<OpTrait::SymbolTable>())
      if (Operation *found = tables.lookupSymbolIn(op, symbol))
        return found;
  return nullptr;
}
