//===- ComplexText.h - Complex types that only text tells of ----*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_COMPLEXTEXT_H
#define MILCOMPLEX_LIB_CONVERSION_COMPLEXTEXT_H

#include "mlir/IR/Attributes.h"
#include "mlir/IR/Types.h"

namespace milcomplex {

/// Whether `text` names a builtin complex type, as in `[3],complex<f32>` and
/// `4x?xcomplex<f32>`; `hypercomplex<f32>`, `!other.complex<f32>` and
/// `std::complex<float>` do not.
bool namesComplexType(llvm::StringRef text);

/// Whether `type`, not counting what it shows as its sub-elements, names a
/// complex type: in the text of a dialect that is not registered, or as its
/// dialect prints it.
bool hidesComplexType(mlir::Type type);
bool hidesComplexType(mlir::Attribute attribute);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_COMPLEXTEXT_H
