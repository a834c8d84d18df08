//===- OutlineFunctions.cpp - Calls in place of long formulas -------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "OutlineFunctions.h"

#include "UnitConversion.h"
#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/Iterators.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Interfaces/LoopLikeInterface.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/Support/DebugLog.h"

#define DEBUG_TYPE "milc-to-real"

using namespace mlir;
using namespace milcomplex;

/// The least number of real ops of a function that is called: LLVM (22.1)
/// inlines functions of some 50 instructions at any number of calls.
static constexpr int64_t minOutlinedOps = 64;

namespace {

/// What the ops that can call one function have in common: their name, types
/// and properties.
struct Kind {
  Operation *example;
  /// What the functions that the ops are in are compiled for.
  DictionaryAttr target;
};

} // namespace

template <> struct llvm::DenseMapInfo<Kind> {
  static Kind getEmptyKey() {
    return {DenseMapInfo<Operation *>::getEmptyKey(), {}};
  }
  static Kind getTombstoneKey() {
    return {DenseMapInfo<Operation *>::getTombstoneKey(), {}};
  }
  static bool isSpecial(Operation *op) {
    return op == getEmptyKey().example || op == getTombstoneKey().example;
  }
  static unsigned getHashValue(const Kind &kind) {
    Operation *op = kind.example;
    // Not of all types: an op of one name has few combinations.
    return llvm::hash_combine(op->getName().getAsOpaquePointer(),
                              op->hashProperties(), op->getOperand(0).getType(),
                              kind.target);
  }
  static bool isEqual(const Kind &lhs, const Kind &rhs) {
    Operation *one = lhs.example, *other = rhs.example;
    if (isSpecial(one) || isSpecial(other))
      return one == other;
    return one->getName() == other->getName() && lhs.target == rhs.target &&
           one->getOperandTypes() == other->getOperandTypes() &&
           one->getResultTypes() == other->getResultTypes() &&
           one->getName().compareOpProperties(one->getPropertiesStorage(),
                                              other->getPropertiesStorage());
  }
};

namespace {

/// The ops of one kind.
struct Uses {
  /// Whether a call can replace them.
  bool canCall = false;
  SmallVector<Operation *> outsideLoops, inLoops;
  /// The function that they can call, in no module yet; null where they are
  /// fewer than two or short.
  OwningOpRef<func::FuncOp> function;
  /// How many real ops each becomes.
  int64_t length = 0;
};

/// Ops that are replaced together.
struct Choice {
  Uses *uses;
  ArrayRef<Operation *> ops;
  bool inLoops;

  int64_t getRealOps() const { return uses->length * int64_t(ops.size()); }
  /// Whether these are replaced rather than `other`. LLVM vectorizes loops
  /// without calls only. Kinds are in the order of their first ops.
  bool operator<(const Choice &other) const {
    return std::make_tuple(inLoops, -getRealOps(), uses) <
           std::make_tuple(other.inLoops, -other.getRealOps(), other.uses);
  }
};

/// Replaces ops in the functions of one module with calls.
class FunctionOutliner {
public:
  explicit FunctionOutliner(const ConversionSetup &setup) : setup(setup) {}

  /// Collects the ops in `function` that could be replaced.
  void collect(func::FuncOp function);
  LogicalResult outline(ModuleOp module, int64_t inlineLimit);

private:
  bool canCall(Operation *op) const;
  /// Makes and measures the functions that the ops of each kind can call.
  LogicalResult createFunctions();
  /// The ops to replace, in order of preference.
  SmallVector<Choice> choose(int64_t inlineLimit);

  const ConversionSetup &setup;
  llvm::MapVector<Kind, Uses, DenseMap<Kind, unsigned>> kinds;
};

} // namespace

/// Whether the regions of `op` run on the thread that reaches it, so that calls
/// in them are as good as outside. The bodies of other ops may become lanes,
/// iterations of a linalg op or code of a device.
static bool runsInPlace(Operation *op) {
  return isa<scf::ExecuteRegionOp, scf::ForOp, scf::IfOp, scf::IndexSwitchOp,
             scf::WhileOp, affine::AffineForOp, affine::AffineIfOp>(op);
}

/// The attributes of `function` that say what LLVM compiles it for: a function
/// for another processor would not be inlined, and slow.
static DictionaryAttr getTarget(func::FuncOp function) {
  SmallVector<NamedAttribute> attributes;
  for (StringRef name :
       {"passthrough", "target_cpu", "target_features", "tune_cpu"})
    if (Attribute value = function->getDiscardableAttr(name))
      attributes.emplace_back(StringAttr::get(function->getContext(), name),
                              value);
  return DictionaryAttr::get(function->getContext(), attributes);
}

bool FunctionOutliner::canCall(Operation *op) const {
  auto isScalar = [](Type type) {
    return isa<ComplexType>(type) || type.isIntOrIndexOrFloat();
  };
  // Inherent attributes elsewhere cannot be told from the user's.
  bool hasAllInProperties = op->getPropertiesStorageSize() != 0 ||
                            op->getName().getAttributeNames().empty();
  return setup.pairPatterns.contains(op->getName()) && hasAllInProperties &&
         !setup.mayDecline(op->getName()) &&
         llvm::any_of(op->getOperandTypes(), llvm::IsaPred<ComplexType>) &&
         llvm::all_of(op->getOperandTypes(), isScalar) &&
         llvm::all_of(op->getResultTypes(), isScalar) && isPure(op);
}

void FunctionOutliner::collect(func::FuncOp function) {
  DictionaryAttr target = getTarget(function);
  Block *block = nullptr;
  bool isInLoop = false;
  function->walk<WalkOrder::PreOrder, ForwardDominanceIterator<>>(
      [&](Operation *op) {
        if (op->getNumRegions() != 0 && op != function && !runsInPlace(op))
          return WalkResult::skip();
        if (op->getNumOperands() == 0 || op->use_empty())
          return WalkResult::advance();
        auto [entry, isNew] = kinds.try_emplace({op, target});
        Uses &uses = entry->second;
        if (isNew)
          uses.canCall = canCall(op);
        if (!uses.canCall)
          return WalkResult::advance();
        if (op->getBlock() != block) {
          block = op->getBlock();
          isInLoop = op->getParentOfType<LoopLikeOpInterface>() != nullptr;
        }
        (isInLoop ? uses.inLoops : uses.outsideLoops).push_back(op);
        return WalkResult::advance();
      });
}

/// A name such as `milc_powi_f32_i32`, of the op and of the types it computes
/// with.
static std::string makeName(Operation *op) {
  std::string name = "milc_" + op->getName().stripDialect().str();
  llvm::SmallSetVector<Type, 2> types;
  for (Type type : op->getOperandTypes()) {
    auto complexType = dyn_cast<ComplexType>(type);
    types.insert(complexType ? complexType.getElementType() : type);
  }
  llvm::raw_string_ostream stream(name);
  for (Type type : types)
    stream << '_' << type;
  return name;
}

/// A private function that has the operands and results of `kind` and only such
/// an op in it.
static func::FuncOp createFunction(const Kind &kind) {
  Operation *op = kind.example;
  std::string name = makeName(op);
  // The lines of one of the ops would be wrong for the others.
  Location loc = NameLoc::get(StringAttr::get(op->getContext(), name));
  auto function = func::FuncOp::create(loc, name,
                                       FunctionType::get(op->getContext(),
                                                         op->getOperandTypes(),
                                                         op->getResultTypes()));
  function.setPrivate();
  function->setDiscardableAttrs(kind.target);
  // A private function is external to LLVM, where it would clash with that of
  // another module.
  function->setAttr("llvm.linkage",
                    LLVM::LinkageAttr::get(op->getContext(),
                                           LLVM::linkage::Linkage::Internal));
  Block *body = function.addEntryBlock();
  auto builder = OpBuilder::atBlockEnd(body);
  Operation *only = op->clone();
  only->setLoc(loc);
  only->setDiscardableAttrs(builder.getDictionaryAttr({}));
  only->setOperands(body->getArguments());
  builder.insert(only);
  func::ReturnOp::create(builder, loc, only->getResults());
  return function;
}

/// The ops of `function` that cost time: neither constants nor the return.
static int64_t countOps(func::FuncOp function) {
  return llvm::count_if(function.getOps(), [](Operation &op) {
    return !op.hasTrait<OpTrait::ConstantLike>() &&
           !op.hasTrait<OpTrait::IsTerminator>();
  });
}

LogicalResult FunctionOutliner::createFunctions() {
  for (auto &[kind, uses] : kinds) {
    if (uses.outsideLoops.size() + uses.inLoops.size() < 2)
      continue;
    OwningOpRef<func::FuncOp> function(createFunction(kind));
    if (failed(convertUnit({function->getOperation()}, /*hasBranches=*/false,
                           setup)))
      return failure();
    uses.length = countOps(*function);
    if (uses.length >= minOutlinedOps)
      uses.function = std::move(function);
  }
  return success();
}

SmallVector<Choice> FunctionOutliner::choose(int64_t inlineLimit) {
  SmallVector<Choice> choices;
  int64_t inlineOps = 0;
  auto consider = [&](const Choice &choice) {
    if (choice.ops.empty())
      return;
    choices.push_back(choice);
    inlineOps += choice.getRealOps();
  };
  for (auto &[kind, uses] : kinds) {
    if (!uses.function)
      continue;
    consider({&uses, uses.outsideLoops, /*inLoops=*/false});
    consider({&uses, uses.inLoops, /*inLoops=*/true});
  }
  llvm::sort(choices);
  size_t numChosen = 0;
  for (; inlineOps > inlineLimit; ++numChosen)
    inlineOps -= choices[numChosen].getRealOps();
  choices.truncate(numChosen);
  LDBG() << "functions become " << inlineOps << " real ops in place";
  return choices;
}

static void replaceWithCall(Operation *op, func::FuncOp function) {
  OpBuilder builder(op);
  auto call = func::CallOp::create(builder, op->getLoc(), function.getSymName(),
                                   op->getResultTypes(), op->getOperands());
  call->setDiscardableAttrs(op->getDiscardableAttrDictionary());
  op->replaceAllUsesWith(call);
  op->erase();
}

LogicalResult FunctionOutliner::outline(ModuleOp module, int64_t inlineLimit) {
  if (failed(createFunctions()))
    return failure();
  SmallVector<Choice> chosen = choose(inlineLimit);
  if (chosen.empty())
    return success();
  DenseMap<Uses *, func::FuncOp> called;
  for (const Choice &choice : chosen)
    called.try_emplace(choice.uses);
  SymbolTable symbols(module);
  for (auto &[kind, uses] : kinds) {
    auto entry = called.find(&uses);
    if (entry == called.end())
      continue;
    entry->second = uses.function.release();
    symbols.insert(entry->second);
  }
  for (const Choice &choice : chosen) {
    func::FuncOp function = called.lookup(choice.uses);
    LDBG() << choice.ops.size() << " ops of " << choice.uses->length
           << " real ops each call " << function.getSymName();
    for (Operation *op : choice.ops)
      replaceWithCall(op, function);
  }
  return success();
}

LogicalResult
milcomplex::outlineFunctions(ArrayRef<FunctionOpInterface> functions,
                             const ConversionSetup &setup,
                             int64_t inlineLimit) {
  if (inlineLimit < 0)
    return success();
  llvm::MapVector<ModuleOp, FunctionOutliner> outliners;
  for (FunctionOpInterface function : functions) {
    auto funcOp = dyn_cast<func::FuncOp>(function.getOperation());
    auto module = dyn_cast_if_present<ModuleOp>(function->getParentOp());
    if (funcOp && module)
      outliners.try_emplace(module, setup).first->second.collect(funcOp);
  }
  for (auto &[module, outliner] : outliners)
    if (failed(outliner.outline(module, inlineLimit)))
      return failure();
  return success();
}
