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

/// The printed text of `type` where a walk may not visit all that it holds:
/// types of unregistered dialects are text, and those of others need not expose
/// their sub-elements. Empty where a walk visits everything.
std::string getTextOfUnshown(mlir::Type type);
std::string getTextOfUnshown(mlir::Attribute attribute);

/// Whether `c` can occur in an identifier.
bool isIdentifierPart(char c);

/// Consumes a quoted string at the front of `text`; returns it without quotes
/// and escapes.
std::string takeString(llvm::StringRef &text);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_PRINTEDTEXT_H
