//===- SymbolUses.cpp - Symbols that attributes name ----------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SymbolUses.h"

#include "PrintedText.h"
#include "mlir/IR/AttrTypeSubElements.h"
#include "mlir/IR/BuiltinAttributes.h"

using namespace mlir;
using namespace milcomplex;

/// Consumes a name, quoted or not, at the front of `text`.
static std::string takeName(StringRef &text) {
  if (text.starts_with("\""))
    return takeString(text);
  StringRef name = text.take_while(isIdentifierPart);
  text = text.drop_front(name.size());
  return name.str();
}

/// The symbols in the text of an attribute or type: `@a` and `@a::@b`. Text in
/// quotes, as in `"me@home"`, or after an identifier is no symbol.
static void findInText(StringRef text, MLIRContext *context,
                       SmallVectorImpl<SymbolRefAttr> &symbols) {
  for (char last = ' '; !text.empty();) {
    bool isSymbol = text.starts_with("@") && !isIdentifierPart(last);
    last = text.front();
    if (last == '"') {
      takeString(text);
      continue;
    }
    text = text.drop_front();
    if (!isSymbol)
      continue;
    std::string root = takeName(text);
    SmallVector<FlatSymbolRefAttr> nested;
    while (text.consume_front("::@"))
      nested.push_back(FlatSymbolRefAttr::get(context, takeName(text)));
    symbols.push_back(SymbolRefAttr::get(context, root, nested));
  }
}

template <typename T>
const SymbolUses::Symbols &SymbolUses::getSymbolsInText(T element) {
  auto [entry, isNew] = ofTexts.try_emplace(element.getAsOpaquePointer());
  if (isNew)
    findInText(getTextOfUnshown(element), element.getContext(), entry->second);
  return entry->second;
}

template <typename T>
void SymbolUses::findSymbols(T element, Symbols &symbols) {
  AttrTypeWalker walker;
  walker.addWalk([&](Attribute attribute) {
    if (auto symbol = dyn_cast<SymbolRefAttr>(attribute)) {
      symbols.push_back(symbol);
      // Its nested references belong to this one.
      return WalkResult::skip();
    }
    llvm::append_range(symbols, getSymbolsInText(attribute));
    return WalkResult::advance();
  });
  walker.addWalk(
      [&](Type type) { llvm::append_range(symbols, getSymbolsInText(type)); });
  walker.walk<WalkOrder::PreOrder>(element);
}

const SymbolUses::Symbols &SymbolUses::getSymbols(Attribute attribute) {
  static const Symbols none;
  // Most attributes of a large module are of these kinds.
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
