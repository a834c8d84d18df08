//===- PrintSignatures.cpp - The signatures of a module's functions -------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Reports/Report.h"
#include "milcomplex/Conversion/Passes.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Interfaces/FunctionInterfaces.h"
#include "llvm/Support/ScopedPrinter.h"

namespace milcomplex {
#define GEN_PASS_DEF_MILCPRINTSIGNATURES
#include "milcomplex/Conversion/Passes.h.inc"
} // namespace milcomplex

using namespace mlir;
using namespace milcomplex;

static std::string getValueName(BlockArgument argument) {
  if (auto name = argument.getLoc()->findInstanceOf<NameLoc>())
    return name.getName().str();
  return "arg" + std::to_string(argument.getArgNumber());
}

/// Writes a value of a signature: its name, type, element type and shape, which
/// is null where it has none. A dynamic size is null.
static void reportValue(llvm::json::OStream &json, const Twine &name,
                        Type type) {
  json.object([&] {
    json.attribute("name", name.str());
    json.attribute("type", llvm::to_string(type));
    json.attribute("element", llvm::to_string(getElementTypeOrSelf(type)));
    auto shaped = dyn_cast<ShapedType>(type);
    if (!shaped || !shaped.hasRank()) {
      json.attribute("shape", nullptr);
      return;
    }
    json.attributeArray("shape", [&] {
      for (int64_t size : shaped.getShape())
        json.value(ShapedType::isDynamic(size) ? llvm::json::Value(nullptr)
                                               : llvm::json::Value(size));
    });
  });
}

namespace {

struct MilcPrintSignaturesPass
    : milcomplex::impl::MilcPrintSignaturesBase<MilcPrintSignaturesPass> {
  using MilcPrintSignaturesBase::MilcPrintSignaturesBase;

  void runOnOperation() override;
};

} // namespace

void MilcPrintSignaturesPass::runOnOperation() {
  auto write = [&](llvm::json::OStream &json) {
    json.array([&] {
      for (auto function : getOperation().getOps<FunctionOpInterface>()) {
        if (!function.isPublic() || function.isDeclaration())
          continue;
        json.object([&] {
          json.attribute("name", function.getName());
          json.attributeArray("arguments", [&] {
            for (BlockArgument argument : function.getArguments())
              reportValue(json, getValueName(argument), argument.getType());
          });
          json.attributeArray("results", [&] {
            for (auto [i, type] : llvm::enumerate(function.getResultTypes()))
              reportValue(json, "result" + Twine(i), type);
          });
        });
      }
    });
  };
  if (failed(writeReport(getOperation(), output, write)))
    return signalPassFailure();
  markAllAnalysesPreserved();
}
