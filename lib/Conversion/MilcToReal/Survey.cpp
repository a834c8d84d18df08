//===- Survey.cpp - What a module has that cannot be lowered --------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Survey.h"

#include "AttributeRules.h"
#include "ComplexFinder.h"
#include "Globals.h"
#include "ModuleUnits.h"
#include "SymbolUses.h"
#include "milcomplex/Dialect/ComplexTypes.h"
#include "milcomplex/Dialect/Milcomplex.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MLProgram/IR/MLProgram.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/IR/Dominance.h"
#include "mlir/IR/Iterators.h"
#include "mlir/Interfaces/FunctionInterfaces.h"

using namespace mlir;
using namespace milcomplex;

namespace {

class Surveyor {
public:
  Surveyor(const FrozenRewritePatternSet &patterns,
           const PairTypeConverter &converter, const SupportRules &rules,
           SurveyTime time)
      : patterns(patterns), converter(converter), rules(rules), time(time) {}

  /// Surveys the ops in the body of `moduleLike`.
  void surveyBody(Operation *moduleLike, SurveyedUnits &units);

  /// Reports the ops in `root` that name a global that becomes two, by an
  /// attribute that no pattern renames.
  void surveySymbolUses(Operation *root);

  bool foundErrors() const { return hasErrors; }

private:
  struct OpSupport {
    bool isConverted;
    const SupportRules::Rule *rule;
  };

  /// Surveys `root` and what is nested in it. Whether complex types occur.
  bool survey(Operation *root, SurveyedUnits &units);
  void surveyOp(Operation *op);
  /// Whether a value of `op` has a complex type.
  bool hasComplexTypes(Operation *op);
  /// Whether all types of `op` convert; reports those that do not.
  bool surveyTypes(Operation *op);
  bool surveyType(Operation *op, Type type, Location loc);
  const OpSupport &getSupport(OperationName name);
  InFlightDiagnostic emitOpError(Operation *op, Location loc);

  const FrozenRewritePatternSet &patterns;
  const PairTypeConverter &converter;
  const SupportRules &rules;
  SurveyTime time;
  ComplexFinder finder;
  DominanceInfo dominance;
  DenseSet<Type> reportedTypes;
  /// The last type that converts: runs of one type are the rule.
  Type lastConverted;
  DenseMap<OperationName, OpSupport> supports;
  /// Globals that become two.
  DenseSet<Operation *> splitGlobals;
  bool hasErrors = false;
};

} // namespace

void Surveyor::surveyBody(Operation *moduleLike, SurveyedUnits &units) {
  for (Region &region : moduleLike->getRegions()) {
    SmallVector<Operation *> neighbours;
    for (Operation &op : region.getOps()) {
      if (isModuleLike(&op)) {
        if (finder.isUsedBy(&op))
          surveyOp(&op);
        surveyBody(&op, units);
      } else if (!survey(&op, units))
        units.untouched.insert(&op);
      else if (auto function = dyn_cast<func::FuncOp>(op))
        units.functions.push_back(function);
      else if (op.hasTrait<OpTrait::IsIsolatedFromAbove>())
        units.groups.push_back({&op});
      else
        neighbours.push_back(&op);
    }
    if (!neighbours.empty())
      units.groups.push_back(std::move(neighbours));
  }
}

/// The resource that `op` makes two values of; null where it does not.
static DenseResourceElementsAttr getResource(Operation *op, Abi abi) {
  Attribute value;
  if (isa<arith::ConstantOp, ConstOp, ml_program::GlobalOp>(op))
    value = op->getInherentAttr("value").value_or(Attribute());
  else if (auto global = dyn_cast<memref::GlobalOp>(op))
    value = abi == Abi::Pair ? global.getInitialValueAttr() : Attribute();
  return dyn_cast_if_present<DenseResourceElementsAttr>(value);
}

bool Surveyor::survey(Operation *root, SurveyedUnits &units) {
  if (!finder.isUsedWithin(root))
    return false;
  root->walk<WalkOrder::PreOrder, ForwardDominanceIterator<>>(
      [&](Operation *op) {
        if (llvm::any_of(op->getRegions(), [](Region &region) {
              return region.getBlocks().size() > 1;
            }))
          units.withBranches.insert(root);
        if (!finder.isUsedBy(op))
          return WalkResult::advance();
        surveyOp(op);
        if (isSplitGlobal(op, converter.getAbi()))
          splitGlobals.insert(op);
        if (DenseResourceElementsAttr resource =
                getResource(op, converter.getAbi()))
          units.resources.push_back(resource);
        return WalkResult::advance();
      });
  return true;
}

InFlightDiagnostic Surveyor::emitOpError(Operation *op, Location loc) {
  hasErrors = true;
  // Unlike op->emitOpError(), without a note that prints the op, which may be
  // a whole function.
  return emitError(loc) << "'" << op->getName() << "' op ";
}

const Surveyor::OpSupport &Surveyor::getSupport(OperationName name) {
  auto [entry, isNew] = supports.try_emplace(name);
  if (isNew)
    entry->second = {patterns.getOpSpecificNativePatterns().contains(name) ||
                         rules.isConvertedWithParent(name) ||
                         (time == SurveyTime::BeforeExpansion &&
                          rules.isExpandedBefore(name)),
                     rules.find(name)};
  return entry->second;
}

void Surveyor::surveyOp(Operation *op) {
  bool typesConvert = surveyTypes(op);
  const OpSupport &support = getSupport(op->getName());
  if (!support.isConverted && rules.isExpandedBefore(op->getName())) {
    emitOpError(op, op->getLoc())
        << "must have been expanded; run milc-expand-transforms first";
    return;
  }
  if (!support.isConverted && !support.rule) {
    InFlightDiagnostic error = emitOpError(op, op->getLoc());
    std::optional<StringRef> attribute = finder.findInherentAttribute(op);
    if (hasComplexTypes(op) || !attribute)
      error << "with complex values";
    else if (attribute->empty())
      error << "with a complex type in its properties";
    else
      error << "with a complex type in its attribute '" << *attribute << "'";
    error << " must have a conversion pattern, but found none; "
          << (op->isRegistered() ? "" : "register its dialect and ")
          << "add one with a MilcToRealInterface of its dialect";
    return;
  }
  if (!typesConvert || !support.rule)
    return;
  if (std::optional<std::string> reason = (*support.rule)(op))
    emitOpError(op, op->getLoc()) << *reason;
}

bool Surveyor::hasComplexTypes(Operation *op) {
  auto isComplex = [&](Type type) { return finder.contains(type); };
  return llvm::any_of(op->getOperandTypes(), isComplex) ||
         llvm::any_of(op->getResultTypes(), isComplex) ||
         llvm::any_of(op->getRegions(), [&](Region &region) {
           return llvm::any_of(region, [&](Block &block) {
             return llvm::any_of(block.getArgumentTypes(), isComplex);
           });
         });
}

bool Surveyor::surveyTypes(Operation *op) {
  bool allConvert = true;
  auto check = [&](Type type, Location loc) {
    if (finder.contains(type))
      allConvert &= surveyType(op, type, loc);
  };
  for (Region &region : op->getRegions())
    for (Block &block : region)
      if (dominance.isReachableFromEntry(&block))
        for (BlockArgument argument : block.getArguments())
          check(argument.getType(), argument.getLoc());
  for (Type type : op->getOperandTypes())
    check(type, op->getLoc());
  for (Type type : op->getResultTypes())
    check(type, op->getLoc());
  if (auto function = dyn_cast<FunctionOpInterface>(op)) {
    for (Type type : function.getArgumentTypes())
      check(type, op->getLoc());
    for (Type type : function.getResultTypes())
      check(type, op->getLoc());
  }
  return allConvert;
}

/// Whether a complex type in `type` has parts that are not lowered.
static bool hasUnsupportedPartType(Type type) {
  AttrTypeWalker walker;
  walker.addWalk([](ComplexType complexType) {
    return isSupportedPartType(complexType.getElementType())
               ? WalkResult::advance()
               : WalkResult::interrupt();
  });
  return walker.walk(type).wasInterrupted();
}

/// Whether `type` is, or holds, one of type T.
template <typename T> static bool holds(Type type) {
  AttrTypeWalker walker;
  walker.addWalk([](T) { return WalkResult::interrupt(); });
  return walker.walk(type).wasInterrupted();
}

static bool hasSparseEncoding(Type type) {
  auto tensor = dyn_cast<RankedTensorType>(type);
  return tensor && tensor.getEncoding() &&
         tensor.getEncoding().getDialect().getNamespace() == "sparse_tensor";
}

/// Whether `type` is a buffer whose layout an interleaved one cannot have.
static bool hasUnsupportedLayout(Type type) {
  auto memref = dyn_cast<MemRefType>(type);
  return memref && !getInterleavedType(memref);
}

bool Surveyor::surveyType(Operation *op, Type type, Location loc) {
  if (type == lastConverted)
    return true;
  SmallVector<Type> converted;
  if (succeeded(converter.convertType(type, converted))) {
    lastConverted = type;
    return true;
  }
  if (!reportedTypes.insert(type).second)
    return false;
  InFlightDiagnostic error = emitOpError(op, loc);
  if (hasUnsupportedPartType(type))
    error << "with complex values must have parts of type f16, bf16, f32 or "
             "f64, but found "
          << type << "; cast to one of these first";
  else if (hasSparseEncoding(type))
    error << "with complex values must have them in dense tensors, but found "
          << type << "; lower sparse tensors first";
  else if (hasNegativeSize(type))
    error << "with complex values must have no negative sizes, but found "
          << type;
  else if (hasUnsupportedLayout(type))
    error
        << "with complex values must have a layout with strides, each and the "
           "offset below 2^62, under abi=interleaved, but found "
        << type;
  else if (!holds<ComplexType>(type))
    error << "with complex values must have types that show what they hold, "
             "but found "
          << type << ", whose text names a complex type; "
          << (holds<OpaqueType>(type) || holds<OpaqueAttr>(type)
                  ? "register its dialect and "
                  : "")
          << "add a conversion with a MilcToRealInterface of its dialect";
  else
    error << "with complex values must have a conversion of its types, but "
             "found none for "
          << type << "; add one with a MilcToRealInterface of its dialect";
  return false;
}

void Surveyor::surveySymbolUses(Operation *root) {
  if (splitGlobals.empty())
    return;
  DenseSet<StringAttr> names;
  for (Operation *global : splitGlobals)
    names.insert(SymbolTable::getSymbolName(global));
  SymbolUses uses;
  root->walk<WalkOrder::PreOrder>([&](Operation *op) {
    SmallPtrSet<Operation *, 1> reported;
    auto check = [&](const Twine &place, SymbolRefAttr symbol) {
      if (!names.contains(symbol.getLeafReference()))
        return;
      Operation *global = uses.lookup(op, symbol);
      if (!splitGlobals.contains(global) || !reported.insert(global).second)
        return;
      InFlightDiagnostic error = emitOpError(op, op->getLoc());
      error << "must not name a complex global, which becomes two, but found "
            << symbol << " in its " << place;
      if (isa<memref::GlobalOp>(global))
        error << "; pass what memref.get_global gives, or lower with "
                 "abi=interleaved, where a buffer stays one";
      else
        error << "; pass what ml_program.global_load gives";
    };
    uses.visitInherent(op, [&](StringRef name, SymbolRefAttr symbol) {
      // A pattern that converts the op renames what is the op's own.
      bool isRenamed = name != "function_type" && !holdsValueAttributes(name) &&
                       finder.isUsedBy(op) &&
                       getSupport(op->getName()).isConverted;
      if (!isRenamed)
        check(name.empty() ? Twine("properties") : "attribute '" + name + "'",
              symbol);
    });
    uses.visitDiscardable(op, [&](StringRef name, SymbolRefAttr symbol) {
      check("attribute '" + name + "'", symbol);
    });
    uses.visitTypes(op, [&](SymbolRefAttr symbol) { check("types", symbol); });
  });
}

FailureOr<SurveyedUnits>
milcomplex::surveyComplexOps(ModuleOp module,
                             const FrozenRewritePatternSet &patterns,
                             const PairTypeConverter &converter,
                             const SupportRules &rules, SurveyTime time) {
  Surveyor surveyor(patterns, converter, rules, time);
  SurveyedUnits units;
  surveyor.surveyBody(module, units);
  surveyor.surveySymbolUses(module);
  if (surveyor.foundErrors())
    return failure();
  return units;
}
