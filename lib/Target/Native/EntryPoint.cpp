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
static constexpr StringLiteral passedName = "milc.entry_passed";
static constexpr StringLiteral statusName = "milc.entry_status";
static constexpr StringLiteral messagesName = "milc.entry_messages";

void EntryPoint::attach(Operation *function) const {
  Builder builder(function->getContext());
  SmallVector<Type> buffers;
  SmallVector<bool> passed;
  for (const Result &result : results) {
    buffers.push_back(result.buffer);
    passed.push_back(result.isPassed);
  }
  function->setAttr(argumentsName, builder.getTypeArrayAttr(arguments));
  function->setAttr(resultsName, builder.getTypeArrayAttr(buffers));
  function->setAttr(passedName, builder.getDenseBoolArrayAttr(passed));
  function->setAttr(statusName, builder.getBoolAttr(returnsStatus));
  function->setAttr(messagesName,
                    messages ? messages : builder.getArrayAttr({}));
}

std::optional<EntryPoint> EntryPoint::find(Operation *function) {
  auto arguments = function->getAttrOfType<ArrayAttr>(argumentsName);
  auto results = function->getAttrOfType<ArrayAttr>(resultsName);
  auto passed = function->getAttrOfType<DenseBoolArrayAttr>(passedName);
  auto status = function->getAttrOfType<BoolAttr>(statusName);
  auto messages = function->getAttrOfType<ArrayAttr>(messagesName);
  if (!arguments || !results || !passed || !status || !messages)
    return std::nullopt;
  EntryPoint entry;
  llvm::append_range(entry.arguments, arguments.getAsValueRange<TypeAttr>());
  for (auto [type, isPassed] : llvm::zip_equal(
           results.getAsValueRange<TypeAttr>(), passed.asArrayRef()))
    entry.results.push_back({cast<MemRefType>(type), isPassed});
  entry.returnsStatus = status.getValue();
  entry.messages = messages;
  return entry;
}
