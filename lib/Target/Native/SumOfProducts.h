//===- SumOfProducts.h - The body of a contraction ------------ -*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_TARGET_NATIVE_SUMOFPRODUCTS_H
#define MILCOMPLEX_LIB_TARGET_NATIVE_SUMOFPRODUCTS_H

#include "mlir/Dialect/Linalg/IR/Linalg.h"

namespace milcomplex {

/// A product of two operands, which is added to a result or subtracted.
struct Product {
  unsigned left, right;
  bool isSubtracted;
};

/// For each result of an op the products that its body adds to it, or nothing
/// where it computes anything else.
std::optional<mlir::SmallVector<mlir::SmallVector<Product>>>
matchSumsOfProducts(mlir::linalg::GenericOp op);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_TARGET_NATIVE_SUMOFPRODUCTS_H
