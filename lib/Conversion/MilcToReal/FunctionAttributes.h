//===- FunctionAttributes.h - Attributes of arguments -----------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_FUNCTIONATTRIBUTES_H
#define MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_FUNCTIONATTRIBUTES_H

#include "mlir/Interfaces/FunctionInterfaces.h"
#include "mlir/Transforms/DialectConversion.h"

#include <optional>
#include <string>

namespace milcomplex {

/// The attributes of the parts of arguments or results of types `types`, from
/// theirs, `attributes`, which may be null: then none. Both parts of one
/// that `converter` splits get its attributes, with byte counts halved and the
/// index of one of the results, of types `resultTypes`, renumbered.
llvm::SmallVector<mlir::DictionaryAttr>
splitAttributes(const mlir::TypeConverter &converter,
                mlir::ArrayAttr attributes, mlir::TypeRange types,
                mlir::TypeRange resultTypes);

/// Why the attributes of the arguments and results of a function or call, null
/// where it has none, cannot be split; nullopt where they can.
std::optional<std::string>
whyNotSplitAttributes(const mlir::TypeConverter &converter,
                      mlir::ArrayAttr argAttributes, mlir::TypeRange argTypes,
                      mlir::ArrayAttr resultAttributes,
                      mlir::TypeRange resultTypes);

/// Gives `function` the types of the parts of its arguments and results, and
/// these the attributes. The body stays as it is.
void setSplitSignature(const mlir::TypeConverter &converter,
                       mlir::FunctionOpInterface function,
                       mlir::TypeRange inputs, mlir::TypeRange results);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_FUNCTIONATTRIBUTES_H
