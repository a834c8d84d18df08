//===- ComplexText.cpp - Complex types that only text tells of ------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ComplexText.h"

#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/BuiltinDialect.h"
#include "mlir/IR/BuiltinTypes.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ScopedPrinter.h"

using namespace mlir;
using namespace milcomplex;

/// Whether `c` can stand in an identifier.
static bool isIdentifierPart(char c) {
  return llvm::isAlnum(c) || llvm::StringRef("_$.-").contains(c);
}

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

bool milcomplex::namesComplexType(StringRef text) {
  static constexpr StringLiteral word = "complex";
  for (size_t start = text.find(word); start != StringRef::npos;
       start = text.find(word, start + 1)) {
    StringRef before = text.take_front(start);
    if (!text.drop_front(start + word.size()).ltrim().starts_with("<"))
      continue;
    bool isWord = before.empty() || !isIdentifierPart(before.back());
    if ((isWord && !before.ends_with("::")) || endsWithDimension(before))
      return true;
  }
  return false;
}

/// `text` without what it has in quotes, which is no type of MLIR's: the C++
/// code of emitc, names of the debug information of llvm.
static std::string withoutStrings(StringRef text) {
  std::string rest;
  bool isQuoted = false;
  for (size_t i = 0; i < text.size(); ++i) {
    if (isQuoted && text[i] == '\\')
      ++i;
    else if (text[i] == '"')
      isQuoted = !isQuoted;
    else if (!isQuoted)
      rest += text[i];
  }
  return rest;
}

bool milcomplex::hidesComplexType(Type type) {
  if (auto opaque = dyn_cast<OpaqueType>(type))
    return namesComplexType(opaque.getTypeData());
  return !isa<BuiltinDialect>(type.getDialect()) &&
         namesComplexType(withoutStrings(llvm::to_string(type)));
}

bool milcomplex::hidesComplexType(Attribute attribute) {
  if (auto opaque = dyn_cast<OpaqueAttr>(attribute))
    return namesComplexType(opaque.getAttrData());
  if (isa<BuiltinDialect>(attribute.getDialect()))
    return false;
  // What shows some of what it holds shows all of it. Debug information, whose
  // text is long, does.
  bool showsElements = false;
  attribute.walkImmediateSubElements([&](Attribute) { showsElements = true; },
                                     [&](Type) { showsElements = true; });
  return !showsElements &&
         namesComplexType(withoutStrings(llvm::to_string(attribute)));
}
