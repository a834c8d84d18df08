//===- Survey.cpp - What a module has that cannot be lowered --------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Survey.h"

#include "ComplexFinder.h"
#include "milcomplex/Dialect/ComplexTypes.h"
#include "mlir/IR/Dominance.h"
#include "mlir/IR/Iterators.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Interfaces/FunctionInterfaces.h"

using namespace mlir;
using namespace milcomplex;

std::optional<std::string> SupportRules::whyNot(Operation *op) const {
  auto rule = rules.find(op->getName().getStringRef());
  return rule == rules.end() ? std::nullopt : rule->second(op);
}

namespace {

class Surveyor {
public:
  Surveyor(const FrozenRewritePatternSet &patterns,
           const PairTypeConverter &converter, const SupportRules &rules)
      : patterns(patterns), converter(converter), rules(rules) {}

  /// Surveys the ops in the body of `moduleLike` and groups those to convert.
  void surveyBody(Operation *moduleLike,
                  SmallVectorImpl<SmallVector<Operation *>> &units);

  LogicalResult getResult() const { return failure(hasErrors); }

private:
  /// Surveys `root` and what is nested in it. Whether complex types occur.
  bool survey(Operation *root);
  void surveyOp(Operation *op);
  bool hasUnsupportedType(Operation *op);
  bool isUnsupported(Operation *op, Type type);

  const FrozenRewritePatternSet &patterns;
  const PairTypeConverter &converter;
  const SupportRules &rules;
  ComplexFinder finder;
  DenseSet<Type> reportedTypes;
  bool hasErrors = false;
};

} // namespace

/// Whether `op` is one like a module, whose body holds units of its own.
static bool isModuleLike(Operation *op) {
  return op->hasTrait<OpTrait::SymbolTable>() &&
         op->hasTrait<OpTrait::IsIsolatedFromAbove>() &&
         !isa<FunctionOpInterface>(op);
}

void Surveyor::surveyBody(Operation *moduleLike,
                          SmallVectorImpl<SmallVector<Operation *>> &units) {
  for (Region &region : moduleLike->getRegions()) {
    SmallVector<Operation *> neighbours;
    for (Operation &op : region.getOps()) {
      if (isModuleLike(&op))
        surveyBody(&op, units);
      else if (!survey(&op))
        continue;
      else if (op.hasTrait<OpTrait::IsIsolatedFromAbove>())
        units.push_back({&op});
      else
        neighbours.push_back(&op);
    }
    if (!neighbours.empty())
      units.push_back(std::move(neighbours));
  }
}

bool Surveyor::survey(Operation *root) {
  if (!finder.isUsedWithin(root))
    return false;
  root->walk<WalkOrder::PreOrder, ForwardDominanceIterator<>>(
      [&](Operation *op) {
        if (finder.isUsedBy(op))
          surveyOp(op);
      });
  return true;
}

void Surveyor::surveyOp(Operation *op) {
  if (hasUnsupportedType(op))
    return;
  if (!patterns.getOpSpecificNativePatterns().contains(op->getName()) &&
      !rules.isConvertedWithParent(op)) {
    hasErrors = true;
    op->emitOpError("has no lowering to real values, but has complex values; "
                    "register a conversion pattern for it beside "
                    "populateMilcToRealPatterns");
    return;
  }
  if (std::optional<std::string> reason = rules.whyNot(op)) {
    hasErrors = true;
    op->emitOpError() << *reason;
  }
}

bool Surveyor::hasUnsupportedType(Operation *op) {
  bool found = false;
  auto check = [&](TypeRange types) {
    for (Type type : types)
      found |= finder.contains(type) && isUnsupported(op, type);
  };
  check(op->getOperandTypes());
  check(op->getResultTypes());
  for (Region &region : op->getRegions())
    for (Block &block : region)
      check(block.getArgumentTypes());
  if (auto function = dyn_cast<FunctionOpInterface>(op)) {
    check(function.getArgumentTypes());
    check(function.getResultTypes());
  }
  return found;
}

bool Surveyor::isUnsupported(Operation *op, Type type) {
  SmallVector<Type> converted;
  if (succeeded(converter.convertType(type, converted)))
    return false;
  hasErrors = true;
  if (!reportedTypes.insert(type).second)
    return true;
  ComplexType complexType = getComplexElementType(type);
  InFlightDiagnostic error = op->emitOpError();
  if (complexType && !isSupportedPartType(complexType.getElementType()))
    error << "complex numbers must have parts of type f16, bf16, f32 or f64, "
             "but found "
          << type << "; cast them first";
  else if (isa<BaseMemRefType>(type))
    error << "complex values must be scalars or tensors, but found " << type
          << "; lower complex numbers before bufferization";
  else
    error << "complex values must be scalars, tensors or in a function's type, "
             "but found "
          << type << "; register a type conversion for it";
  return true;
}

LogicalResult milcomplex::surveyComplexOps(
    ModuleOp module, const FrozenRewritePatternSet &patterns,
    const PairTypeConverter &converter, const SupportRules &rules,
    SmallVectorImpl<SmallVector<Operation *>> &units) {
  Surveyor surveyor(patterns, converter, rules);
  surveyor.surveyBody(module, units);
  return surveyor.getResult();
}
