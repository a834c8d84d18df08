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
#include "ModuleUnits.h"
#include "SymbolUses.h"
#include "milcomplex/Conversion/MilcToReal.h"
#include "milcomplex/Dialect/ComplexTypes.h"
#include "milcomplex/Dialect/Milcomplex.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/Dominance.h"
#include "mlir/IR/Iterators.h"
#include "mlir/Interfaces/FunctionInterfaces.h"
#include "llvm/Support/DebugLog.h"

#define DEBUG_TYPE "milc-survey"

namespace milcomplex {
#define GEN_PASS_DEF_MILCSURVEY
#include "milcomplex/Conversion/Passes.h.inc"
} // namespace milcomplex

using namespace mlir;
using namespace milcomplex;

namespace {

class Surveyor {
public:
  Surveyor(const ConversionSetup &setup, SurveyTime time)
      : setup(setup), converter(setup.converter), rules(setup.rules),
        time(time) {}

  /// Surveys the ops in the body of `moduleLike`.
  void surveyBody(Operation *moduleLike, SurveyedUnits &units);

  /// Reports the ops in `root` that name a symbol that becomes two, by an
  /// attribute that no pattern renames.
  void surveySymbolUses(Operation *root);

  bool foundErrors() const { return hasErrors; }

private:
  struct OpSupport {
    bool isConverted;
    /// Whether patterns of ops in the unit may decline.
    bool mayDecline;
    const SupportRules::Rule *rule;
    /// Whether it is a symbol that becomes two.
    bool isSplitSymbol;
    /// Returns the constant that its pattern splits; null where it holds none.
    const SupportRules::ConstantGetter *getConstant;
  };

  /// Surveys `root` and what is nested in it; returns whether it has complex
  /// types.
  bool survey(Operation *root, SurveyedUnits &units);
  void surveyOp(Operation *op, const OpSupport &support);
  /// Whether a value of `op` has a complex type.
  bool hasComplexTypes(Operation *op);
  /// Whether all types of `op` convert; reports those that do not.
  bool surveyTypes(Operation *op);
  bool surveyType(Operation *op, Type type, Location loc);
  const OpSupport &getSupport(OperationName name);
  InFlightDiagnostic emitOpError(Operation *op, Location loc);

  const ConversionSetup &setup;
  const PairTypeConverter &converter;
  const SupportRules &rules;
  SurveyTime time;
  ComplexFinder finder;
  DominanceInfo dominance;
  DenseSet<Type> reportedTypes;
  /// The last type that converts: runs of one type are common.
  Type lastConverted;
  DenseMap<OperationName, OpSupport> supports;
  /// Symbols that become two.
  DenseSet<Operation *> splitSymbols;
  bool hasErrors = false;
};

} // namespace

void Surveyor::surveyBody(Operation *moduleLike, SurveyedUnits &units) {
  for (Region &region : moduleLike->getRegions()) {
    SmallVector<Operation *> neighbours;
    for (Operation &op : region.getOps()) {
      if (isModuleLike(&op)) {
        if (finder.isUsedBy(&op))
          surveyOp(&op, getSupport(op.getName()));
        surveyBody(&op, units);
      } else if (!survey(&op, units))
        units.untouched.insert(&op);
      else if (auto function = dyn_cast<FunctionOpInterface>(op);
               function && op.hasTrait<OpTrait::IsIsolatedFromAbove>())
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

bool Surveyor::survey(Operation *root, SurveyedUnits &units) {
  if (!finder.isUsedWithin(root))
    return false;
  LDBG() << "surveying " << OpWithFlags(root, OpPrintingFlags().skipRegions());
  root->walk<WalkOrder::PreOrder, ForwardDominanceIterator<>>(
      [&](Operation *op) {
        if (llvm::any_of(op->getRegions(), [](Region &region) {
              return region.getBlocks().size() > 1;
            }))
          units.withBranches.insert(root);
        if (!finder.isUsedBy(op))
          return WalkResult::advance();
        const OpSupport &support = getSupport(op->getName());
        surveyOp(op, support);
        if (support.mayDecline)
          units.mayDecline.insert(root);
        if (support.isSplitSymbol)
          splitSymbols.insert(op);
        if (support.getConstant)
          if (auto resource = dyn_cast_if_present<DenseResourceElementsAttr>(
                  (*support.getConstant)(op)))
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
    entry->second = {
        setup.patterns.getOpSpecificNativePatterns().contains(name) ||
            rules.isConvertedWithParent(name) ||
            (time == SurveyTime::BeforeExpansion && isExpanded(name)),
        setup.mayDecline(name), rules.find(name),
        rules.findSplitSymbolAdvice(name).has_value(),
        rules.findConstantGetter(name)};
  return entry->second;
}

/// Whether an op is of a dialect to which passes of MLIR convert loops and
/// sharded tensors, which can be lowered before.
static bool isMadeLate(Operation *op) {
  StringRef dialect = op->getName().getDialectNamespace();
  return llvm::is_contained({"acc", "mpi", "omp"}, dialect);
}

void Surveyor::surveyOp(Operation *op, const OpSupport &support) {
  bool typesConvert = surveyTypes(op);
  if (!support.isConverted && isExpanded(op->getName())) {
    emitOpError(op, op->getLoc())
        << "must have been expanded; run "
        << (op->hasTrait<IsTransform>() ? "milc-expand-transforms"
                                        : "milc-expand-factorizations")
        << " first";
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
          << (isMadeLate(op) ? "run --lower-complex before the passes that "
                               "create such ops, or "
                             : "")
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
  else if (std::optional<std::string> reason = rules.whyNot(type))
    error << "with complex values " << *reason;
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
  if (splitSymbols.empty())
    return;
  DenseSet<StringAttr> names;
  for (Operation *symbol : splitSymbols)
    names.insert(SymbolTable::getSymbolName(symbol));
  SymbolUses uses;
  root->walk<WalkOrder::PreOrder>([&](Operation *op) {
    SmallPtrSet<Operation *, 1> reported;
    auto check = [&](const Twine &place, SymbolRefAttr symbol) {
      if (!names.contains(symbol.getLeafReference()))
        return;
      Operation *named = uses.lookup(op, symbol);
      if (!splitSymbols.contains(named) || !reported.insert(named).second)
        return;
      emitOpError(op, op->getLoc())
          << "must not name a complex global, which becomes two, but found "
          << symbol << " in its " << place << "; "
          << *rules.findSplitSymbolAdvice(named->getName());
    };
    uses.visitInherent(op, [&](StringRef name, SymbolRefAttr symbol) {
      // The pattern that converts the op renames symbols in its own attributes.
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
milcomplex::surveyComplexOps(ModuleOp module, const ConversionSetup &setup,
                             SurveyTime time) {
  Surveyor surveyor(setup, time);
  SurveyedUnits units;
  surveyor.surveyBody(module, units);
  surveyor.surveySymbolUses(module);
  if (surveyor.foundErrors())
    return failure();
  return units;
}

LogicalResult milcomplex::surveyBeforeExpansion(ModuleOp module, Abi abi) {
  MilcToRealOptions options;
  options.abi = abi;
  ConversionSetup setup(module.getContext(), options);
  return surveyComplexOps(module, setup, SurveyTime::BeforeExpansion);
}

namespace {

struct MilcSurveyPass : milcomplex::impl::MilcSurveyBase<MilcSurveyPass> {
  using MilcSurveyBase::MilcSurveyBase;

  void getDependentDialects(DialectRegistry &registry) const override {
    MilcSurveyBase::getDependentDialects(registry);
    registerAllMilcToReal(registry);
  }

  void runOnOperation() override {
    if (failed(surveyBeforeExpansion(getOperation(), abi)))
      signalPassFailure();
    markAllAnalysesPreserved();
  }
};

} // namespace
