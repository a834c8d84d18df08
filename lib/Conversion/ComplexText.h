//===- ComplexText.h - Complex types in printed text ------------*- C++ -*-===//
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

/// Whether the printed text of `type`, its strings and sub-elements apart,
/// names a builtin complex type, as in `[3],complex<f32>` and
/// `4x?xcomplex<f32>`; `hypercomplex<f32>`,
/// `!other.complex<f32>` and `std::complex<float>` do not.
bool hidesComplexType(mlir::Type type);
bool hidesComplexType(mlir::Attribute attribute);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_COMPLEXTEXT_H
