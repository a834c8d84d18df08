//===- InherentAttributes.cpp - What an op's properties hold --------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "InherentAttributes.h"

using namespace mlir;
using namespace milcomplex;

bool InherentAttributes::hasOnlyFlags(OperationName name) {
  auto [entry, isNew] = onlyFlags.try_emplace(name, false);
  if (isNew && name.isRegistered())
    entry->second =
        llvm::all_of(name.getAttributeNames(), [](StringAttr attribute) {
          return llvm::is_contained({"fastmath", "operandSegmentSizes",
                                     "overflowFlags", "predicate",
                                     "resultSegmentSizes", "roundingmode"},
                                    attribute.getValue());
        });
  return entry->second;
}

void InherentAttributes::visit(Operation *op, Visitor visit) {
  if (op->getPropertiesStorageSize() == 0 || hasOnlyFlags(op->getName()))
    return;
  if (!op->isRegistered()) {
    if (Attribute properties = op->getPropertiesAsAttribute())
      visit(StringRef(), properties);
    return;
  }
  NamedAttrList inherent;
  op->getName().populateInherentAttrs(op, inherent);
  for (NamedAttribute attribute : inherent)
    visit(attribute.getName(), attribute.getValue());
}
