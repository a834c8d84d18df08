//===- Explain.cpp - What each op with complex values becomes -------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ComplexFinder.h"
#include "Reports/Report.h"
#include "milcomplex/Conversion/MilcToReal.h"
#include "milcomplex/Conversion/Passes.h"
#include "milcomplex/Dialect/Milcomplex.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Pass/PassManager.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/Support/ScopedPrinter.h"

#include <map>

namespace milcomplex {
#define GEN_PASS_DEF_MILCEXPLAIN
#include "milcomplex/Conversion/Passes.h.inc"
} // namespace milcomplex

using namespace mlir;
using namespace milcomplex;

namespace {

/// Ops of one name: how many there are, and how many ops they hold.
struct MadeOps {
  int64_t count = 0, within = 0;
};

/// What an op becomes: the outermost ops made for it, by name, and the errors
/// at it.
struct Outcome {
  std::map<StringRef, MadeOps> becomes;
  SmallVector<std::string> errors;
};

/// A function that the lowering adds, for ops to call.
struct AddedFunction {
  std::string name;
  /// How many calls of it there are, and how many ops it holds.
  int64_t calls, within;
};

/// Lowers a clone of the module. The location of each op of the clone holds the
/// original op, and the locations of the ops made for it hold that location.
class TrialLowering {
public:
  TrialLowering(ModuleOp module, ArrayRef<Operation *> ops)
      : module(module), ops(ops) {}

  LogicalResult run(const LowerComplexOptions &options);

  const Outcome &getOutcome(Operation *op) { return outcomes[op]; }
  /// The errors that are at no traced op.
  ArrayRef<std::string> getErrors() const { return errors; }
  /// In the order of their first calls.
  ArrayRef<AddedFunction> getFunctions() const { return functions; }

private:
  void tagLocations(Operation *clone);
  void record(Operation *op);
  void recordFunctions(Operation *clone);
  void record(const Diagnostic &error);

  ModuleOp module;
  ArrayRef<Operation *> ops;
  llvm::DenseMap<Operation *, Outcome> outcomes;
  SmallVector<std::string> errors;
  SmallVector<AddedFunction> functions;
};

} // namespace

/// The ops of the original module that a location holds.
static llvm::SetVector<Operation *> getOrigins(Location location) {
  llvm::SetVector<Operation *> origins;
  location->walk([&](Location part) {
    if (auto opaque = dyn_cast<OpaqueLoc>(part))
      if (auto *op =
              OpaqueLoc::getUnderlyingLocationOrNull<Operation *>(opaque))
        origins.insert(op);
    return WalkResult::advance();
  });
  return origins;
}

void TrialLowering::tagLocations(Operation *clone) {
  SmallVector<Operation *> originals;
  module->walk<WalkOrder::PreOrder>(
      [&](Operation *op) { originals.push_back(op); });
  const llvm::DenseSet<Operation *> traced(ops.begin(), ops.end());
  auto next = originals.begin();
  clone->walk<WalkOrder::PreOrder>([&](Operation *op) {
    Operation *original = *next++;
    if (traced.contains(original))
      op->setLoc(OpaqueLoc::get<Operation *>(original, op->getLoc()));
  });
}

void TrialLowering::record(Operation *op) {
  llvm::SetVector<Operation *> origins = getOrigins(op->getLoc());
  for (Operation *origin : origins) {
    bool isWithinAnother = false;
    for (Operation *parent = op->getParentOp(); parent && !isWithinAnother;
         parent = parent->getParentOp())
      isWithinAnother = getOrigins(parent->getLoc()).contains(origin) &&
                        parent->getName() != origin->getName();
    if (isWithinAnother)
      continue;
    MadeOps &made = outcomes[origin].becomes[op->getName().getStringRef()];
    ++made.count;
    op->walk([&](Operation *inner) {
      made.within +=
          inner != op && getOrigins(inner->getLoc()).contains(origin);
    });
  }
}

static int64_t countOpsWithin(Operation *op) {
  int64_t count = -1;
  op->walk([&](Operation *) { ++count; });
  return count;
}

void TrialLowering::recordFunctions(Operation *clone) {
  llvm::MapVector<func::FuncOp, int64_t> calls;
  SymbolTableCollection symbols;
  clone->walk([&](func::CallOp call) {
    if (getOrigins(call.getLoc()).empty())
      return;
    auto function = symbols.lookupNearestSymbolFrom<func::FuncOp>(
        call, call.getCalleeAttr());
    if (function && getOrigins(function.getLoc()).empty())
      ++calls[function];
  });
  for (auto [function, count] : calls)
    functions.push_back(
        {function.getName().str(), count, countOpsWithin(function)});
}

void TrialLowering::record(const Diagnostic &error) {
  if (error.getSeverity() != DiagnosticSeverity::Error)
    return;
  llvm::SetVector<Operation *> origins = getOrigins(error.getLocation());
  for (Operation *origin : origins)
    outcomes[origin].errors.push_back(error.str());
  if (origins.empty())
    errors.push_back(error.str());
}

LogicalResult TrialLowering::run(const LowerComplexOptions &options) {
  OwningOpRef<ModuleOp> clone = module.clone();
  tagLocations(*clone);
  ScopedDiagnosticHandler handler(
      module.getContext(), [&](Diagnostic &diagnostic) { record(diagnostic); });
  PassManager manager(module.getContext());
  buildLowerComplexPipeline(manager, options);
  if (failed(manager.run(*clone)))
    return failure();
  clone->walk([&](Operation *op) { record(op); });
  recordFunctions(*clone);
  return success();
}

//===----------------------------------------------------------------------===//
// The report
//===----------------------------------------------------------------------===//

namespace {

struct MilcExplainPass : milcomplex::impl::MilcExplainBase<MilcExplainPass> {
  using MilcExplainBase::MilcExplainBase;

  void runOnOperation() override;

private:
  void reportTypes(llvm::json::OStream &json, ArrayRef<Operation *> ops,
                   const PairTypeConverter &converter);
};

} // namespace

/// The first position in a file that a location holds, else the first name.
static std::string printPlace(Location location) {
  if (auto file = location->findInstanceOf<FileLineColRange>())
    return (Twine(file.getFilename().getValue()) + ":" +
            Twine(file.getStartLine()) + ":" + Twine(file.getStartColumn()))
        .str();
  if (auto name = location->findInstanceOf<NameLoc>())
    return name.getName().str();
  return "";
}

void MilcExplainPass::reportTypes(llvm::json::OStream &json,
                                  ArrayRef<Operation *> ops,
                                  const PairTypeConverter &converter) {
  llvm::MapVector<Type, int64_t> counts;
  ComplexFinder finder;
  auto count = [&](TypeRange types) {
    for (Type type : types)
      if (finder.contains(type))
        ++counts[type];
  };
  for (Operation *op : ops) {
    count(op->getResultTypes());
    for (Region &region : op->getRegions())
      for (Block &block : region)
        count(block.getArgumentTypes());
  }
  json.attributeArray("types", [&] {
    for (auto [type, values] : counts)
      json.object([&, type = type, values = values] {
        json.attribute("type", llvm::to_string(type));
        json.attribute("values", values);
        SmallVector<Type> parts;
        if (failed(converter.convertType(type, parts)))
          parts.clear();
        json.attributeArray("becomes", [&] {
          for (Type part : parts)
            json.value(llvm::to_string(part));
        });
      });
  });
}

/// Writes one op of the original module.
static void reportOp(llvm::json::OStream &json, Operation *op,
                     const Outcome &outcome) {
  json.object([&] {
    json.attribute("op", op->getName().getStringRef());
    json.attribute("location", printPlace(op->getLoc()));
    json.attributeArray("results", [&] {
      for (Type type : op->getResultTypes())
        json.value(llvm::to_string(type));
    });
    json.attributeArray("becomes", [&] {
      for (const auto &[name, made] : outcome.becomes)
        json.object([&, &name = name, &made = made] {
          json.attribute("op", name);
          json.attribute("count", made.count);
          json.attribute("within", made.within);
        });
    });
    json.attributeArray("errors", [&] {
      for (const std::string &error : outcome.errors)
        json.value(error);
    });
  });
}

void MilcExplainPass::runOnOperation() {
  // The module still uses the resources that the clone shares with it.
  LowerComplexOptions lowerComplex{abi,
                                   complexRange,
                                   realFunctions,
                                   matmul,
                                   factorizations,
                                   fftForm,
                                   vectorWidth,
                                   inlineLimit,
                                   /*releaseResources=*/false};
  SmallVector<Operation *> ops;
  ComplexFinder finder;
  getOperation()->walk<WalkOrder::PreOrder>([&](Operation *op) {
    if (finder.isUsedBy(op) || isa<MilcomplexDialect>(op->getDialect()))
      ops.push_back(op);
  });
  TrialLowering trial(getOperation(), ops);
  bool isLowered = succeeded(trial.run(lowerComplex));
  auto write = [&](llvm::json::OStream &json) {
    json.object([&] {
      json.attribute("lowered", isLowered);
      reportTypes(json, ops, PairTypeConverter(lowerComplex.abi));
      json.attributeArray("ops", [&] {
        for (Operation *op : ops)
          reportOp(json, op, trial.getOutcome(op));
      });
      json.attributeArray("functions", [&] {
        for (const AddedFunction &function : trial.getFunctions())
          json.object([&] {
            json.attribute("name", function.name);
            json.attribute("calls", function.calls);
            json.attribute("within", function.within);
          });
      });
      json.attributeArray("errors", [&] {
        for (const std::string &error : trial.getErrors())
          json.value(error);
      });
    });
  };
  if (failed(writeReport(getOperation(), output, write)))
    return signalPassFailure();
  markAllAnalysesPreserved();
}
