//===- MatrixProducts.cpp - Products with matrices of roots ---------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "MatrixProducts.h"

#include "RootTables.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"

using namespace mlir;
using namespace milcomplex;

MatrixProducts::MatrixProducts(ImplicitLocOpBuilder &builder, FloatType type,
                               const StageLoops &loops, StageLoops::Names row,
                               StageLoops::Names from)
    : builder(builder), type(type), loops(loops), row(std::move(row)),
      from(std::move(from)) {}

Value MatrixProducts::multiply(const RootMatrix &matrix, Value x, Value sum) {
  StageLoops::Names column = getColumn(loops);
  // Where the columns are the last dimension of the operand, it is the left
  // factor of a plain product of matrices; otherwise the matrix is.
  bool isLeft = from.back() != column[0];
  int64_t outer = isLeft ? matrix.rows : matrix.columns;
  int64_t inner = isLeft ? matrix.columns : matrix.rows;
  SmallVector<double> values;
  values.reserve(outer * inner);
  for (int64_t i = 0; i != outer; ++i)
    for (int64_t j = 0; j != inner; ++j)
      // A negative zero becomes a positive one.
      values.push_back(
          (isLeft ? matrix.element(i, j) : matrix.element(j, i)).hi.value +
          0.0);
  Value table = makeTable(builder, type, {outer, inner}, values);
  if (!sum)
    sum = makeZeros(builder, loops.getSizes(), type);

  unsigned count = column[0] + 1;
  auto makeMap = [&](ArrayRef<unsigned> names) {
    SmallVector<AffineExpr> indices = llvm::map_to_vector(
        names, [&](unsigned loop) { return builder.getAffineDimExpr(loop); });
    return AffineMap::get(count, 0, indices, builder.getContext());
  };
  AffineMap tableMap = makeMap(isLeft ? ArrayRef<unsigned>{row[0], column[0]}
                                      : ArrayRef<unsigned>{column[0], row[0]});
  SmallVector<Value> factors = {table, x};
  SmallVector<AffineMap> maps = {tableMap, makeMap(from)};
  if (!isLeft) {
    std::swap(factors[0], factors[1]);
    std::swap(maps[0], maps[1]);
  }
  maps.push_back(makeMap(
      llvm::to_vector(llvm::seq<unsigned>(0, loops.getSizes().size()))));
  return linalg::ContractOp::create(builder, sum.getType(), factors, sum,
                                    builder.getAffineMapArrayAttr(maps))
      .getResult(0);
}
