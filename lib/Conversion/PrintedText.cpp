//===- PrintedText.cpp - What types and attributes print ------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PrintedText.h"

#include "mlir/IR/AsmState.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/BuiltinDialect.h"
#include "mlir/IR/BuiltinTypes.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace milcomplex;

/// `element` as it is printed, with the data of large constants elided.
template <typename T> static std::string print(T element) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  AsmState state(element.getContext(),
                 OpPrintingFlags().elideLargeElementsAttrs(16));
  element.print(stream, state);
  return text;
}

std::string milcomplex::getTextOfUnshown(Type type) {
  bool showsAll =
      isa<BuiltinDialect>(type.getDialect()) && !isa<OpaqueType>(type);
  return showsAll ? std::string() : print(type);
}

std::string milcomplex::getTextOfUnshown(Attribute attribute) {
  // Debug information and alias metadata of LLVM refer to one another; their
  // text would repeat what many of them refer to.
  bool showsAll = (isa<BuiltinDialect>(attribute.getDialect()) &&
                   !isa<OpaqueAttr>(attribute)) ||
                  attribute.getDialect().getNamespace() == "llvm";
  return showsAll ? std::string() : print(attribute);
}

bool milcomplex::isIdentifierPart(char c) {
  return llvm::isAlnum(c) || StringRef("_$.-").contains(c);
}

std::string milcomplex::takeString(StringRef &text) {
  assert(text.starts_with("\"") && "no string at the front");
  text = text.drop_front();
  std::string string;
  while (!text.empty() && !text.consume_front("\"")) {
    bool isEscaped = text.consume_front("\\") && !text.empty();
    std::string byte;
    if (isEscaped && llvm::tryGetFromHex(text.take_front(2), byte)) {
      string += byte;
      text = text.drop_front(2);
      continue;
    }
    string += text.take_front();
    text = text.drop_front();
  }
  return string;
}
