//===- ResourceUses.cpp - Which resources a module uses -------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ResourceUses.h"

#include "InherentAttributes.h"
#include "mlir/IR/AttrTypeSubElements.h"
#include "mlir/IR/Operation.h"

using namespace mlir;
using namespace milcomplex;

DenseSet<const ResourceEntry *> milcomplex::findUsedResources(Operation *root) {
  DenseSet<const ResourceEntry *> used;
  AttrTypeWalker walker;
  walker.addWalk([&](DenseResourceElementsAttr elements) {
    used.insert(elements.getRawHandle().getResource());
  });
  InherentAttributes inherentAttributes;
  root->walk([&](Operation *op) {
    inherentAttributes.visit(
        op, [&](StringRef, Attribute value) { walker.walk(value); });
    walker.walk(op->getDiscardableAttrDictionary());
    walker.walk(op->getLoc());
    for (Type type : op->getResultTypes())
      walker.walk(type);
    for (Region &region : op->getRegions())
      for (Block &block : region)
        for (BlockArgument argument : block.getArguments()) {
          walker.walk(argument.getType());
          walker.walk(argument.getLoc());
        }
  });
  return used;
}
