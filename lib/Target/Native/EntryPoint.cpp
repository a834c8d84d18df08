//===- EntryPoint.cpp - What a C caller passes to a function --------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "EntryPoint.h"
#include "mlir/IR/Builders.h"

using namespace mlir;
using namespace milcomplex;

static constexpr StringLiteral argumentsName = "milc.entry_arguments";
static constexpr StringLiteral resultsName = "milc.entry_results";

void EntryPoint::attach(Operation *function) const {
  Builder builder(function->getContext());
  function->setAttr(argumentsName, builder.getTypeArrayAttr(arguments));
  function->setAttr(resultsName,
                    builder.getTypeArrayAttr(llvm::to_vector_of<Type>(results)));
}

std::optional<EntryPoint> EntryPoint::find(Operation *function) {
  auto arguments = function->getAttrOfType<ArrayAttr>(argumentsName);
  auto results = function->getAttrOfType<ArrayAttr>(resultsName);
  if (!arguments || !results)
    return std::nullopt;
  EntryPoint entry;
  llvm::append_range(entry.arguments, arguments.getAsValueRange<TypeAttr>());
  for (Type type : results.getAsValueRange<TypeAttr>())
    entry.results.push_back(cast<MemRefType>(type));
  return entry;
}
