//===- ComplexText.cpp - Complex types in printed text --------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ComplexText.h"

#include "PrintedText.h"

using namespace mlir;
using namespace milcomplex;

/// Whether `text` ends with a dimension and an `x`, as in `tensor<4x?x`.
static bool endsWithDimension(StringRef text) {
  if (!text.consume_back("x") || text.empty())
    return false;
  if (StringRef("?*]").contains(text.back()))
    return true;
  StringRef before = text.rtrim("0123456789");
  if (before.size() == text.size())
    return false;
  return before.empty() || !isIdentifierPart(before.back()) ||
         endsWithDimension(before);
}

/// `text` without its quoted strings, which hold no MLIR types: the C++ code of
/// emitc, names of structs of llvm.
static std::string withoutStrings(StringRef text) {
  std::string rest;
  while (!text.empty()) {
    size_t end = std::min(text.find('"'), text.size());
    rest += text.take_front(end);
    text = text.drop_front(end);
    if (!text.empty())
      takeString(text);
  }
  return rest;
}

/// Whether `printed`, a type or attribute, names a builtin complex type.
static bool namesComplexType(StringRef printed) {
  std::string text = withoutStrings(printed);
  static constexpr StringLiteral word = "complex";
  for (size_t start = text.find(word); start != StringRef::npos;
       start = text.find(word, start + 1)) {
    StringRef before = StringRef(text).take_front(start);
    if (!StringRef(text)
             .drop_front(start + word.size())
             .ltrim()
             .starts_with("<"))
      continue;
    bool isWord = before.empty() || !isIdentifierPart(before.back());
    if ((isWord && !before.ends_with("::")) || endsWithDimension(before))
      return true;
  }
  return false;
}

bool milcomplex::hidesComplexType(Type type) {
  return namesComplexType(getTextOfUnshown(type));
}

bool milcomplex::hidesComplexType(Attribute attribute) {
  return namesComplexType(getTextOfUnshown(attribute));
}
