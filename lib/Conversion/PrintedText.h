//===- PrintedText.h - What types and attributes print ----------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_PRINTEDTEXT_H
#define MILCOMPLEX_LIB_CONVERSION_PRINTEDTEXT_H

#include "mlir/IR/Attributes.h"
#include "mlir/IR/Types.h"

namespace milcomplex {

/// What `type` prints, where a walk may not show all that it holds: types of
/// dialects that are not registered are text, and those of others may keep what
/// they hold from a walk. Empty where a walk shows all.
std::string getTextOfUnshown(mlir::Type type);
std::string getTextOfUnshown(mlir::Attribute attribute);

/// Whether `c` can stand in an identifier.
bool isIdentifierPart(char c);

/// Takes a string in quotes from the front of `text`; returns what it stands
/// for.
std::string takeString(llvm::StringRef &text);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_PRINTEDTEXT_H
