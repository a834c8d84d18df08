//===- InherentAttributes.cpp - What an op's properties hold --------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "InherentAttributes.h"

#include "mlir/IR/ExtensibleDialect.h"

using namespace mlir;
using namespace milcomplex;

InherentAttributes::Place InherentAttributes::findPlace(Operation *op) {
  OperationName name = op->getName();
  if (!name.isRegistered())
    return Place::PropertiesAndDictionary;
  // Ops that are defined at run time do not list the names of their attributes.
  if (isa_and_present<ExtensibleDialect>(op->getDialect()) &&
      name.getAttributeNames().empty())
    return Place::PropertiesAndDictionary;
  bool hasOnlyFlags =
      llvm::all_of(name.getAttributeNames(), [](StringAttr attribute) {
        return llvm::is_contained({"fastmath", "operandSegmentSizes",
                                   "overflowFlags", "predicate",
                                   "resultSegmentSizes", "roundingmode"},
                                  attribute.getValue());
      });
  if (hasOnlyFlags)
    return Place::None;
  return op->getPropertiesStorageSize() == 0 ? Place::Dictionary
                                             : Place::Properties;
}

void InherentAttributes::visit(Operation *op, Visitor visit) {
  auto [entry, isNew] = places.try_emplace(op->getName(), Place::None);
  if (isNew)
    entry->second = findPlace(op);
  switch (entry->second) {
  case Place::None:
    return;
  case Place::Properties: {
    NamedAttrList inherent;
    op->getName().populateInherentAttrs(op, inherent);
    for (NamedAttribute attribute : inherent)
      visit(attribute.getName(), attribute.getValue());
    return;
  }
  case Place::Dictionary:
    for (StringAttr name : op->getName().getAttributeNames())
      if (Attribute value = op->getRawDictionaryAttrs().get(name))
        visit(name, value);
    return;
  case Place::PropertiesAndDictionary:
    if (Attribute properties = op->getPropertiesAsAttribute())
      visit(StringRef(), properties);
    // The name of a discardable one would begin with that of a dialect.
    for (NamedAttribute attribute : op->getRawDictionaryAttrs())
      if (!attribute.getName().strref().contains('.'))
        visit(attribute.getName(), attribute.getValue());
    return;
  }
}
