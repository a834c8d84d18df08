//===- FunctionText.h - Functions that are written as text ---- -*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_TARGET_NATIVE_FUNCTIONTEXT_H
#define MILCOMPLEX_LIB_TARGET_NATIVE_FUNCTIONTEXT_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/Twine.h"

namespace milcomplex {

/// Replaces each placeholder, such as `$N`, in `text`.
inline void replaceAll(std::string &text, llvm::StringRef placeholder,
                       const llvm::Twine &value) {
  std::string replacement = value.str();
  for (size_t at = 0; (at = text.find(placeholder, at)) != std::string::npos;
       at += replacement.size())
    text.replace(at, placeholder.size(), replacement);
}

/// `text` once for each number from 0 on, which stands in it as `$N`.
inline std::string repeat(llvm::StringRef text, unsigned count,
                          llvm::StringRef separator = "") {
  llvm::SmallVector<std::string> texts;
  for (unsigned number = 0; number < count; ++number)
    replaceAll(texts.emplace_back(text), "$N", llvm::Twine(number));
  return llvm::join(texts, separator);
}

/// The attribute of loops of few iterations, whose code LLVM would multiply.
inline constexpr llvm::StringLiteral keepLoop =
    "{llvm.loop_annotation = #llvm.loop_annotation<vectorize = <disable = "
    "true>, unroll = <disable = true>>}";

/// Adds the function that `text` consists of to a module, where `$T` stands for
/// the element type, `$matrix` for a matrix with any strides and `$rows` for
/// one whose rows are contiguous.
mlir::func::FuncOp addFunction(mlir::ModuleOp module, mlir::FloatType element,
                               std::string text);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_TARGET_NATIVE_FUNCTIONTEXT_H
