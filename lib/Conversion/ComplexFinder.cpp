//===- ComplexFinder.cpp - Where a module has complex types ---------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ComplexFinder.h"

#include "AttributeRules.h"
#include "ComplexText.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/TypeUtilities.h"

using namespace mlir;
using namespace milcomplex;

/// Whether the type of `attribute` contains a complex type. The walker does not
/// visit the types of dense elements and of strings.
static bool hasComplexTypeOfItsOwn(Attribute attribute) {
  auto typed = dyn_cast<TypedAttr>(attribute);
  if (!typed)
    return false;
  // Most typed attributes are constants and strings.
  Type elementType = getElementTypeOrSelf(typed.getType());
  if (elementType.isIntOrIndexOrFloat() || isa<NoneType>(elementType))
    return false;
  return isa<ComplexType>(elementType) ||
         ComplexFinder().contains(typed.getType());
}

ComplexFinder::ComplexFinder() {
  walker.addWalk([](Type type) {
    return isa<ComplexType>(type) || hidesComplexType(type)
               ? WalkResult::interrupt()
               : WalkResult::advance();
  });
  walker.addWalk([](Attribute attribute) {
    return hidesComplexType(attribute) || hasComplexTypeOfItsOwn(attribute)
               ? WalkResult::interrupt()
               : WalkResult::advance();
  });
}

template <typename T> bool ComplexFinder::lookup(T element) {
  auto [entry, isNew] = known.try_emplace(element.getAsOpaquePointer(), false);
  if (!isNew)
    return entry->second;
  bool found = walker.walk(element).wasInterrupted();
  return known[element.getAsOpaquePointer()] = found;
}

bool ComplexFinder::contains(Type type) {
  // Runs of one type, and of one attribute, are common.
  if (type != lastType) {
    lastType = type;
    lastTypeContains = lookup(type);
  }
  return lastTypeContains;
}

bool ComplexFinder::contains(Attribute attribute) {
  if (attribute != lastAttribute) {
    lastAttribute = attribute;
    lastAttributeContains = lookup(attribute);
  }
  return lastAttributeContains;
}

/// Attributes of values belong to the user, except for those that hold a type.
bool ComplexFinder::isInValueAttributes(Attribute attributes) {
  auto array = dyn_cast<ArrayAttr>(attributes);
  return array && llvm::any_of(array, [&](Attribute entry) {
           auto dictionary = dyn_cast<DictionaryAttr>(entry);
           return dictionary &&
                  llvm::any_of(dictionary, [&](NamedAttribute attribute) {
                    return getAttributeRules(attribute.getName()).holdsType &&
                           contains(attribute.getValue());
                  });
         });
}

std::optional<StringRef> ComplexFinder::findInherentAttribute(Operation *op) {
  std::optional<StringRef> found;
  inherentAttributes.visit(op, [&](StringRef name, Attribute value) {
    if (!found && contains(value) &&
        (!holdsValueAttributes(name) || isInValueAttributes(value)))
      found = name;
  });
  return found;
}

/// Ops of the transform dialect describe other ops: the types in them are not
/// types of values.
static bool describesOps(Operation *op) {
  return op->getName().getDialectNamespace() == "transform";
}

bool ComplexFinder::isUsedBy(Operation *op) {
  auto isComplex = [&](Type type) { return contains(type); };
  return isDefinedBy(op) ||
         (llvm::any_of(op->getOperandTypes(), isComplex) && !describesOps(op));
}

bool ComplexFinder::isDefinedBy(Operation *op) {
  auto isComplex = [&](Type type) { return contains(type); };
  bool found = llvm::any_of(op->getResultTypes(), isComplex);
  for (Region &region : op->getRegions())
    for (Block &block : region)
      found |= llvm::any_of(block.getArgumentTypes(), isComplex);
  return (found || findInherentAttribute(op)) && !describesOps(op);
}

bool ComplexFinder::isUsedWithin(Operation *root) {
  return root
      ->walk([&](Operation *op) {
        return isUsedBy(op) ? WalkResult::interrupt() : WalkResult::advance();
      })
      .wasInterrupted();
}
