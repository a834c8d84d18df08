//===- Trial.cpp - Trial conversion of copies -----------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Trial.h"

#include "UnitConversion.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/IR/Threading.h"

using namespace mlir;
using namespace milcomplex;

namespace {

/// Copies of units, at the end of the block of their originals, where they see
/// the same symbols.
class Copies {
public:
  ~Copies();

  /// Adds a copy of `unit`; returns it.
  SmallVector<Operation *> add(ArrayRef<Operation *> unit);

private:
  /// The ops that were there before, by block.
  DenseMap<Block *, DenseSet<Operation *>> originals;
};

} // namespace

Copies::~Copies() {
  // A pattern may have replaced a copy with other ops.
  for (auto &[block, ops] : originals) {
    SmallVector<Operation *> added;
    for (Operation &op : *block)
      if (!ops.contains(&op))
        added.push_back(&op);
    for (Operation *op : added)
      op->dropAllUses();
    for (Operation *op : added)
      op->erase();
  }
}

SmallVector<Operation *> Copies::add(ArrayRef<Operation *> unit) {
  Block *block = unit.front()->getBlock();
  auto [entry, isNew] = originals.try_emplace(block);
  if (isNew)
    for (Operation &op : *block)
      entry->second.insert(&op);
  IRMapping mapping;
  SmallVector<Operation *> copy;
  for (Operation *op : unit) {
    copy.push_back(op->clone(mapping));
    block->push_back(copy.back());
    // What builds a symbol table expects each name once.
    auto symbol = dyn_cast<SymbolOpInterface>(copy.back());
    if (StringAttr name = symbol ? symbol.getNameAttr() : StringAttr())
      symbol.setName(
          StringAttr::get(op->getContext(), name.getValue() + "$trial"));
  }
  // At module scope an op may precede one whose result it uses.
  for (Operation *root : copy)
    root->walk([&](Operation *op) {
      for (OpOperand &operand : op->getOpOperands())
        operand.set(mapping.lookupOrDefault(operand.get()));
    });
  return copy;
}

LogicalResult milcomplex::tryConversion(const SurveyedUnits &units,
                                        const ConversionSetup &setup) {
  if (units.mayDecline.empty())
    return success();
  Copies copies;
  SmallVector<SmallVector<Operation *>> tried;
  auto add = [&](ArrayRef<Operation *> unit) {
    if (llvm::any_of(
            unit, [&](Operation *op) { return units.mayDecline.contains(op); }))
      tried.push_back(copies.add(unit));
  };
  for (FunctionOpInterface function : units.functions)
    add(function.getOperation());
  for (ArrayRef<Operation *> group : units.groups)
    add(group);
  MLIRContext *context = tried.front().front()->getContext();
  // Reports all patterns that decline, in the order of the module.
  ParallelDiagnosticHandler handler(context);
  std::atomic<bool> haveSucceeded = true;
  parallelFor(context, 0, tried.size(), [&](size_t i) {
    handler.setOrderIDForThread(i);
    if (failed(convertUnit(tried[i], /*hasBranches=*/true, setup)))
      haveSucceeded = false;
    handler.eraseOrderIDForThread();
  });
  return success(haveSucceeded.load());
}
