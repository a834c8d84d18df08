//===- PrintSupport.cpp - Which ops are lowered, and which a module has ---===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ComplexFinder.h"
#include "MilcToReal/ConversionSetup.h"
#include "Reports/Report.h"
#include "milcomplex/Conversion/MilcToReal.h"
#include "milcomplex/Conversion/Passes.h"
#include "milcomplex/Dialect/Milcomplex.h"
#include "mlir/Dialect/Complex/IR/Complex.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Interfaces/FunctionInterfaces.h"

#include <map>
#include <set>

namespace milcomplex {
#define GEN_PASS_DEF_MILCPRINTSUPPORT
#include "milcomplex/Conversion/Passes.h.inc"
} // namespace milcomplex

using namespace mlir;
using namespace milcomplex;

namespace {

/// The part type of a complex type, and its form.
using Kind = std::pair<std::string, StringRef>;

/// The complex types of the values of one op.
class KindCollector {
public:
  explicit KindCollector(Operation *op);

  /// The kinds of tensors and buffers; if there are none, those of scalars.
  const std::set<Kind> &getKinds() const {
    return shaped.empty() ? scalars : shaped;
  }

private:
  void add(Type type);

  std::set<Kind> shaped, scalars;
};

} // namespace

KindCollector::KindCollector(Operation *op) {
  for (Type type : op->getOperandTypes())
    add(type);
  for (Type type : op->getResultTypes())
    add(type);
  for (Region &region : op->getRegions())
    for (Block &block : region)
      for (Type type : block.getArgumentTypes())
        add(type);
  if (auto function = dyn_cast<FunctionOpInterface>(op)) {
    for (Type type : function.getArgumentTypes())
      add(type);
    for (Type type : function.getResultTypes())
      add(type);
  }
  if (!op->getNumOperands() && !op->getNumResults() && !op->getNumRegions())
    for (NamedAttribute attribute : op->getAttrs())
      if (auto type = dyn_cast<TypeAttr>(attribute.getValue()))
        add(type.getValue());
}

static StringRef getForm(ShapedType type) {
  if (!type.hasRank())
    return "unranked";
  if (type.getRank() == 0)
    return "rank 0";
  return type.hasStaticShape() ? "static" : "dynamic";
}

void KindCollector::add(Type type) {
  AttrTypeWalker walker;
  walker.addWalk([&](Type part) {
    auto container = dyn_cast<ShapedType>(part);
    Type element = getElementTypeOrSelf(part);
    auto complex = dyn_cast<ComplexType>(element);
    if (!complex)
      return WalkResult::advance();
    std::string partType;
    llvm::raw_string_ostream(partType) << complex.getElementType();
    if (container)
      shaped.insert({partType, getForm(container)});
    else
      scalars.insert({partType, "scalar"});
    return WalkResult::skip();
  });
  walker.walk<WalkOrder::PreOrder>(type);
}

namespace {

struct MilcPrintSupportPass
    : milcomplex::impl::MilcPrintSupportBase<MilcPrintSupportPass> {
  using MilcPrintSupportBase::MilcPrintSupportBase;

  void getDependentDialects(DialectRegistry &registry) const override {
    MilcPrintSupportBase::getDependentDialects(registry);
    registerAllMilcToReal(registry);
  }

  LogicalResult initialize(MLIRContext *context) override {
    // The dialects that are loaded say what is lowered.
    context->loadAllAvailableDialects();
    return success();
  }

  void runOnOperation() override;

private:
  void printRules(llvm::json::OStream &json);
  void printFound(llvm::json::OStream &json);
};

} // namespace

void MilcPrintSupportPass::printRules(llvm::json::OStream &json) {
  MilcToRealOptions options;
  options.abi = abi;
  ConversionSetup setup(&getContext(), options);
  std::set<StringRef> lowered(setup.rules.getConvertedWithParent().begin(),
                              setup.rules.getConvertedWithParent().end());
  for (RegisteredOperationName name : getContext().getRegisteredOperations())
    if (isExpanded(name))
      lowered.insert(name.getStringRef());
  for (const auto &[name, patterns] :
       setup.patterns.getOpSpecificNativePatterns())
    lowered.insert(name.getStringRef());
  const std::map<std::string, std::string> &refused =
      setup.rules.getUnsupported();
  json.attributeArray("lowered", [&] {
    for (StringRef name : lowered)
      if (!refused.count(name.str()))
        json.value(name);
  });
  std::set<StringRef> missing;
  for (RegisteredOperationName name : getContext().getRegisteredOperations())
    if (isa<complex::ComplexDialect, MilcomplexDialect>(name.getDialect()) &&
        !lowered.count(name.getStringRef()))
      missing.insert(name.getStringRef());
  json.attributeArray("missing", [&] {
    for (StringRef name : missing)
      json.value(name);
  });
  json.attributeObject("refused", [&] {
    for (const auto &[name, reason] : refused)
      json.attribute(name, reason);
  });
}

void MilcPrintSupportPass::printFound(llvm::json::OStream &json) {
  std::map<std::pair<StringRef, Kind>, int64_t> counts;
  ComplexFinder finder;
  getOperation()->walk([&](Operation *op) {
    if (!finder.isUsedBy(op))
      return;
    KindCollector collector(op);
    for (const Kind &kind : collector.getKinds())
      ++counts[{op->getName().getStringRef(), kind}];
  });
  json.attributeArray("found", [&] {
    for (const auto &[key, count] : counts) {
      const auto &[name, kind] = key;
      json.object([&, &name = name, &kind = kind, count = count] {
        json.attribute("op", name);
        json.attribute("element", kind.first);
        json.attribute("form", kind.second);
        json.attribute("count", count);
      });
    }
  });
}

void MilcPrintSupportPass::runOnOperation() {
  auto write = [&](llvm::json::OStream &json) {
    json.object([&] {
      printRules(json);
      printFound(json);
    });
  };
  if (failed(writeReport(getOperation(), output, write)))
    return signalPassFailure();
  markAllAnalysesPreserved();
}
