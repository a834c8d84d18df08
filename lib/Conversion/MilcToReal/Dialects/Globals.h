//===- Globals.h - Symbols of complex values --------------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_DIALECTS_GLOBALS_H
#define MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_DIALECTS_GLOBALS_H

#include "mlir/IR/SymbolTable.h"
#include "mlir/Transforms/DialectConversion.h"

#include <optional>
#include <string>

namespace milcomplex {

enum class Part { Re, Im };

/// The name of a part of the global `name`: `name.re` or `name.im`.
mlir::StringAttr getPartName(mlir::StringAttr name, Part part);

/// `symbol` with its last name replaced by that of a part.
mlir::SymbolRefAttr getPartSymbol(mlir::SymbolRefAttr symbol, Part part);

/// A support rule for a global with a complex value: the names of its parts
/// must be free.
std::optional<std::string> whyNotNamed(mlir::Operation *global);

/// Creates the two parts of `global` before it: copies under the names of the
/// parts, which `setPart` adapts. The caller erases `global`.
template <typename OpTy, typename SetPart>
void createGlobalParts(OpTy global, mlir::ConversionPatternRewriter &rewriter,
                       SetPart &&setPart) {
  for (Part part : {Part::Re, Part::Im}) {
    auto copy = mlir::cast<OpTy>(rewriter.clone(*global));
    rewriter.modifyOpInPlace(copy, [&] {
      copy.setSymNameAttr(getPartName(global.getSymNameAttr(), part));
      setPart(copy, part);
    });
  }
}

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_DIALECTS_GLOBALS_H
