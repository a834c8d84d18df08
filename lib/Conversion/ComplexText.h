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

/// Whether `type`, not counting what it shows as its sub-elements, names a
/// builtin complex type in what it prints outside of strings, as in
/// `[3],complex<f32>` and `4x?xcomplex<f32>`; `hypercomplex<f32>`,
/// `!other.complex<f32>` and `std::complex<float>` do not.
bool hidesComplexType(mlir::Type type);
bool hidesComplexType(mlir::Attribute attribute);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_COMPLEXTEXT_H
