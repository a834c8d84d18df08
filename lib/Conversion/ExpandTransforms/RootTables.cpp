//===- RootTables.cpp - Constant tensors of roots -------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RootTables.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace milcomplex;

Value milcomplex::makeTable(ImplicitLocOpBuilder &builder, FloatType type,
                            ArrayRef<int64_t> shape, ArrayRef<double> values) {
  assert((type.isF32() || type.isF64()) && "tables are of f32 or f64");
  auto tensorType = RankedTensorType::get(shape, type);
  if (type.isF64())
    return arith::ConstantOp::create(
        builder, DenseElementsAttr::get(tensorType, values));
  auto rounded = llvm::map_to_vector(
      values, [](double value) { return static_cast<float>(value); });
  return arith::ConstantOp::create(
      builder, DenseElementsAttr::get(tensorType, ArrayRef<float>(rounded)));
}

TensorPair milcomplex::makeTables(ImplicitLocOpBuilder &builder, FloatType type,
                                  ArrayRef<int64_t> shape,
                                  ArrayRef<fft::Root> roots) {
  SmallVector<double> re, im;
  for (const fft::Root &root : roots) {
    re.push_back(root.re.hi.value);
    im.push_back(root.im.hi.value);
  }
  return {makeTable(builder, type, shape, re),
          makeTable(builder, type, shape, im)};
}
