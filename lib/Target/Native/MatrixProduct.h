//===- MatrixProduct.h - A product of real matrices by blocks - -*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_TARGET_NATIVE_MATRIXPRODUCT_H
#define MILCOMPLEX_LIB_TARGET_NATIVE_MATRIXPRODUCT_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"

namespace milcomplex {

/// The type of a matrix with any strides.
mlir::MemRefType getMatrixType(mlir::FloatType element);

/// Finds or adds a private function of a module that computes `c += s a b` of
/// matrices of `element`, f32 or f64, on vectors of `vectorWidth` bits. Its
/// operands are a, b, c, each of getMatrixType(element), and the number s.
///
/// Goto, van de Geijn, "Anatomy of High-Performance Matrix Multiplication"
/// (2008): panels of a and b are copied so that the innermost loop reads them
/// contiguously, and blocks are sized so that those of b stay in the second
/// and those of a in the first cache.
mlir::func::FuncOp getMatrixProduct(mlir::ModuleOp module,
                                    mlir::FloatType element,
                                    int64_t vectorWidth);

/// How many rows of the result are computed at once.
int64_t getRowsOfBlock(mlir::FloatType element, int64_t vectorWidth);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_TARGET_NATIVE_MATRIXPRODUCT_H
