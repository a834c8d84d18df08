//===- MatrixProduct.h - Products of real matrices by blocks - -*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_TARGET_NATIVE_MATRIXPRODUCT_H
#define MILCOMPLEX_LIB_TARGET_NATIVE_MATRIXPRODUCT_H

#include "SumOfProducts.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"

namespace milcomplex {

/// How far apart elements that follow each other may be in left and right
/// operands and in results for the function to be fast: 1, or 2 for the parts
/// of interleaved complex numbers too.
struct MostSteps {
  int64_t left = 1, right = 1, result = 1;
};

/// The type of a matrix with any strides.
mlir::MemRefType getMatrixType(mlir::FloatType element);

/// What a function computes: for each result the products of a left and a
/// right operand that are added to it.
struct ProductSums {
  unsigned lefts, rights;
  llvm::SmallVector<llvm::SmallVector<Product>> results;
};

/// Finds or adds a private function of a module that adds sums of products of
/// matrices of `element`, f32 or f64, to matrices, on vectors of `vectorWidth`
/// bits. Functions of a module have the same `steps`. Its operands are the left
/// ones, the right ones and the results, each of getMatrixType(element).
///
/// Goto, van de Geijn, "Anatomy of High-Performance Matrix Multiplication"
/// (2008): panels of the operands are copied, once for all products, so that
/// the innermost loop reads them contiguously, and blocks are sized so that
/// those of the right operands stay in the second and those of the left ones in
/// the first cache.
mlir::func::FuncOp getMatrixProduct(mlir::ModuleOp module,
                                    mlir::FloatType element,
                                    const ProductSums &sums, MostSteps steps,
                                    int64_t vectorWidth);

/// How many rows and columns of a result are computed at once, in registers.
struct BlockSize {
  int64_t rows, columns;
};

BlockSize getBlockSize(mlir::FloatType element, int64_t vectorWidth);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_TARGET_NATIVE_MATRIXPRODUCT_H
