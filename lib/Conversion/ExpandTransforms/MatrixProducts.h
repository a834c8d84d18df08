//===- MatrixProducts.h - Products with matrices of roots -------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_MATRIXPRODUCTS_H
#define MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_MATRIXPRODUCTS_H

#include "StageLoops.h"
#include "milcomplex/FFT/Scale.h"

namespace milcomplex {

/// A matrix of parts of roots of unity.
struct RootMatrix {
  int64_t rows, columns;
  /// The element of a row and a column.
  llvm::function_ref<fft::Word(int64_t, int64_t)> element;
};

/// Emits sums of products with constant matrices:
///
///   y[to..., row] = sum over columns of matrix[row, column] x[from..., column]
class MatrixProducts {
public:
  /// `loops` are those of the results, of which `row` is one. `from` are the
  /// loops over the operands, with getColumn() in the place of `row`.
  MatrixProducts(mlir::ImplicitLocOpBuilder &builder, mlir::FloatType type,
                 const StageLoops &loops, StageLoops::Names row,
                 StageLoops::Names from);

  /// The loop over the columns of a matrix.
  static StageLoops::Names getColumn(const StageLoops &loops) {
    return {static_cast<unsigned>(loops.getSizes().size())};
  }

  /// The product, added to `sum` unless that is null.
  mlir::Value multiply(const RootMatrix &matrix, mlir::Value x,
                       mlir::Value sum = {});

private:
  mlir::ImplicitLocOpBuilder &builder;
  mlir::FloatType type;
  const StageLoops &loops;
  StageLoops::Names row, from;
};

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_MATRIXPRODUCTS_H
