//===- FunctionText.cpp - Functions that are written as text --------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FunctionText.h"

#include "mlir/Parser/Parser.h"

using namespace mlir;
using namespace milcomplex;

func::FuncOp milcomplex::addFunction(ModuleOp module, FloatType element,
                                     std::string text) {
  std::string type;
  llvm::raw_string_ostream(type) << element;
  replaceAll(text, "$matrix", "memref<?x?x$T, strided<[?, ?], offset: ?>>");
  replaceAll(text, "$rows", "memref<?x?x$T, strided<[?, 1], offset: ?>>");
  replaceAll(text, "$T", type);
  // What it calls is elsewhere.
  ParserConfig config(module.getContext(), /*verifyAfterParse=*/false);
  OwningOpRef<ModuleOp> parsed = parseSourceString<ModuleOp>(text, config);
  assert(parsed && "the text is a module");
  auto function = *parsed->getOps<func::FuncOp>().begin();
  function->remove();
  module.push_back(function);
  return function;
}
