//===- SplitValues.cpp - Splitting without the conversion driver ----------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SplitValues.h"

#include "FunctionAttributes.h"
#include "milcomplex/Dialect/ComplexTypes.h"
#include "milcomplex/Dialect/Milcomplex.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Iterators.h"
#include "mlir/IR/RegionKindInterface.h"
#include "llvm/Support/DebugLog.h"

#define DEBUG_TYPE "milc-to-real"

using namespace mlir;
using namespace milcomplex;

namespace {

class ValueSplitter {
public:
  ValueSplitter(MLIRContext *context, const PairPatternTable &patterns,
                const PairTypeConverter &converter)
      : patterns(patterns), converter(converter), builder(context) {}

  /// Splits the signature of `function` where its body is one block and its
  /// arguments are real ones or pairs.
  void splitSignature(func::FuncOp function);
  /// Builds the parts of `op` before it, where a pattern can; returns whether
  /// one did. Erases what is unused then, which may include `op`.
  bool split(Operation *op);
  /// Erases the other ops that were split, and joins the parts of values that
  /// are still used.
  void finish();

private:
  using Pair = std::array<Value, 2>;
  enum class Kind { Real, Pair, Other };
  struct Parts {
    Pair pair;
    /// The position in `splitOps` of the op that defines the value; `notSplit`
    /// where it was not split.
    size_t position;
  };
  static constexpr size_t notSplit = -1;

  Kind getKind(Type type);
  /// Whether all types of `op` are real ones or pairs, and one is a pair.
  bool hasPairs(Operation *op);
  /// The two parts of a complex value.
  Pair getPair(Value value);
  /// Replaces the uses of a value that was split with its parts, joined.
  void join(Value value);
  /// Drops the operands of `op`, the last op that was split, and erases the
  /// split ops that are unused then: early, so that new ops can reuse their
  /// memory.
  void retire(Operation *op);
  void eraseIfUnused(Operation *op);

  const PairPatternTable &patterns;
  const PairTypeConverter &converter;
  OpBuilder builder;
  DenseMap<Type, Kind> kinds;
  /// Of values that are still used.
  DenseMap<Value, Parts> parts;
  /// Arguments that were split.
  SmallVector<BlockArgument> arguments;
  /// Ops that were split and are still used, in order; null where one was
  /// erased.
  SmallVector<Operation *> splitOps;
};

} // namespace

ValueSplitter::Kind ValueSplitter::getKind(Type type) {
  auto [entry, isNew] = kinds.try_emplace(type, Kind::Other);
  if (!isNew)
    return entry->second;
  SmallVector<Type> parts;
  if (converter.isLegal(type))
    entry->second = Kind::Real;
  // Only types that the core ops of the dialect accept can be joined again.
  else if (isa<ComplexType, RankedTensorType>(type) &&
           getComplexElementType(type) &&
           succeeded(converter.convertType(type, parts)) &&
           parts == SmallVector<Type>(2, getPartType(type)))
    entry->second = Kind::Pair;
  return entry->second;
}

bool ValueSplitter::hasPairs(Operation *op) {
  bool found = false;
  auto check = [&](Type type) {
    Kind kind = getKind(type);
    found |= kind == Kind::Pair;
    return kind != Kind::Other;
  };
  return llvm::all_of(op->getOperandTypes(), check) &&
         llvm::all_of(op->getResultTypes(), check) && found;
}

ValueSplitter::Pair ValueSplitter::getPair(Value value) {
  auto [entry, isNew] = parts.try_emplace(value);
  if (isNew) {
    OpBuilder::InsertionGuard guard(builder);
    builder.setInsertionPointAfterValue(value);
    Value re = RealOp::create(builder, value.getLoc(), value);
    Value im = ImagOp::create(builder, value.getLoc(), value);
    entry->second = {{re, im}, notSplit};
  }
  return entry->second.pair;
}

void ValueSplitter::splitSignature(func::FuncOp function) {
  SmallVector<Type> inputs, results;
  if (!function.getBody().hasOneBlock() ||
      llvm::any_of(function.getArgumentTypes(),
                   [&](Type type) { return getKind(type) == Kind::Other; }) ||
      failed(converter.convertTypes(function.getArgumentTypes(), inputs)) ||
      failed(converter.convertTypes(function.getResultTypes(), results)))
    return;
  setSplitSignature(converter, function, inputs, results);
  Block &block = function.getBody().front();
  for (unsigned i = block.getNumArguments(); i-- > 0;) {
    BlockArgument argument = block.getArgument(i);
    if (getKind(argument.getType()) == Kind::Real)
      continue;
    Type partType = getPartType(argument.getType());
    Value re = block.insertArgument(i + 1, partType, argument.getLoc());
    Value im = block.insertArgument(i + 2, partType, argument.getLoc());
    parts[argument] = {{re, im}, notSplit};
    arguments.push_back(argument);
  }
}

bool ValueSplitter::split(Operation *op) {
  const PairPattern *pattern = patterns.lookup(op->getName());
  if (!pattern || !hasPairs(op))
    return false;
  SmallVector<Pair> operandPairs;
  operandPairs.reserve(op->getNumOperands());
  SmallVector<ValueRange> operands;
  for (OpOperand &operand : op->getOpOperands()) {
    if (getKind(operand.get().getType()) == Kind::Real) {
      operands.push_back(OperandRange(&operand, 1));
      continue;
    }
    operandPairs.push_back(getPair(operand.get()));
    operands.push_back(operandPairs.back());
  }
  LDBG(2) << "split by a PairPattern: " << *op;
  builder.setInsertionPoint(op);
  SmallVector<Value> results = pattern->emitParts(op, operands, builder);
  ArrayRef<Value> rest = results;
  for (OpResult result : op->getResults()) {
    if (getKind(result.getType()) == Kind::Real) {
      result.replaceAllUsesWith(rest.consume_front());
      continue;
    }
    if (!result.use_empty())
      parts[result] = {{rest[0], rest[1]}, splitOps.size()};
    rest = rest.drop_front(2);
  }
  splitOps.push_back(op);
  retire(op);
  return true;
}

void ValueSplitter::retire(Operation *op) {
  llvm::SmallSetVector<Operation *, 4> producers;
  for (Value operand : op->getOperands())
    if (Operation *producer = operand.getDefiningOp())
      producers.insert(producer);
  op->setOperands(ValueRange());
  for (Operation *producer : producers)
    eraseIfUnused(producer);
  if (op->use_empty()) {
    splitOps.pop_back();
    op->erase();
  }
}

void ValueSplitter::eraseIfUnused(Operation *op) {
  if (!op->use_empty())
    return;
  size_t position = notSplit;
  for (OpResult result : op->getResults()) {
    auto entry = parts.find(result);
    if (entry == parts.end() || entry->second.position == notSplit)
      continue;
    position = entry->second.position;
    parts.erase(entry);
  }
  if (position == notSplit)
    return;
  splitOps[position] = nullptr;
  op->erase();
}

void ValueSplitter::join(Value value) {
  if (value.use_empty())
    return;
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointAfterValue(value);
  Pair pair = parts.find(value)->second.pair;
  value.replaceAllUsesWith(ComplexOp::create(
      builder, value.getLoc(), value.getType(), pair[0], pair[1]));
}

void ValueSplitter::finish() {
  // Values that are still used have users that were not split.
  for (BlockArgument argument : arguments) {
    join(argument);
    argument.getOwner()->eraseArgument(argument.getArgNumber());
  }
  for (Operation *op : splitOps) {
    if (!op)
      continue;
    for (OpResult result : op->getResults())
      join(result);
    op->erase();
  }
}

void milcomplex::splitValues(Operation *root, const PairPatternTable &patterns,
                             const PairTypeConverter &converter,
                             const SupportRules &rules, bool splitSignatures) {
  assert(root->hasTrait<OpTrait::IsIsolatedFromAbove>());
  LDBG() << "splitting values of "
         << OpWithFlags(root, OpPrintingFlags().skipRegions());
  ValueSplitter splitter(root->getContext(), patterns, converter);
  if (auto function = dyn_cast<func::FuncOp>(root))
    if (splitSignatures)
      splitter.splitSignature(function);
  root->walk<WalkOrder::PreOrder, ForwardDominanceIterator<>>(
      [&](Operation *op) {
        if (splitter.split(op))
          return WalkResult::skip();
        // In a graph a value may be used before it is defined.
        return rules.hasCreatedBody(op->getName()) ||
                       !llvm::all_of(op->getRegions(), mayHaveSSADominance)
                   ? WalkResult::skip()
                   : WalkResult::advance();
      });
  splitter.finish();
}
