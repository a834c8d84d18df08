//===- StageLoops.cpp - The loops and operands of a stage -----------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "StageLoops.h"

#include "ComputeType.h"
#include "RootTables.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace milcomplex;
using namespace milcomplex::fft;

using Real = formulas::EmittedReal;
using Pair = formulas::Pair<Real>;

SmallVector<Value>
StageLoops::makeIndices(ImplicitLocOpBuilder &builder) const {
  SmallVector<Value> indices;
  for (unsigned i = 0; i != sizes.size(); ++i)
    indices.push_back(linalg::IndexOp::create(builder, i));
  return indices;
}

Real StageArguments::takeReal() {
  Real real = makeReal(builder, values.front());
  values = values.drop_front();
  return real;
}

Pair StageArguments::takePair() {
  Real re = takeReal();
  return {re, takeReal()};
}

std::vector<Real> StageArguments::takeReals(int64_t count) {
  std::vector<Real> reals;
  for (int64_t i = 0; i != count; ++i)
    reals.push_back(takeReal());
  return reals;
}

Numbers<Real> StageArguments::takePairs(int64_t count) {
  Numbers<Real> pairs;
  for (int64_t i = 0; i != count; ++i)
    pairs.push_back(takePair());
  return pairs;
}

Pair StageArguments::extract(TensorPair tensors, ValueRange indices) {
  Value re = tensor::ExtractOp::create(builder, tensors.re, indices);
  Value im = tensor::ExtractOp::create(builder, tensors.im, indices);
  return {makeReal(builder, re), makeReal(builder, im)};
}

SmallVector<Value> milcomplex::getValues(Pair pair) {
  return {pair.re.getValue(), pair.im.getValue()};
}

TensorPair milcomplex::getTensorPair(ValueRange values) {
  return {values[0], values[1]};
}

void milcomplex::addRoots(ImplicitLocOpBuilder &builder, FloatType type,
                          ArrayRef<int64_t> shape, ArrayRef<Root> roots,
                          const StageLoops::Names &loops,
                          SmallVector<IndexedTensor> &operands) {
  TensorPair tables = makeTables(builder, type, shape, roots);
  operands.push_back({tables.re, loops});
  operands.push_back({tables.im, loops});
}

void milcomplex::addTwiddles(ImplicitLocOpBuilder &builder, FloatType type,
                             int64_t rest, int64_t columns, int64_t length,
                             const StageLoops::Names &loops,
                             SmallVector<IndexedTensor> &operands) {
  SmallVector<Root> roots;
  for (int64_t p = 0; p != rest; ++p)
    for (int64_t k = 0; k != columns; ++k)
      roots.push_back(getRootOfUnity(p * k, length));
  addRoots(builder, type, {rest, columns}, roots, loops, operands);
}

void milcomplex::addRows(ImplicitLocOpBuilder &builder, FloatType type,
                         int64_t length, int64_t rows,
                         const StageLoops::Names &loop,
                         SmallVector<IndexedTensor> &operands) {
  auto add = [&](int64_t count, auto getPart) {
    for (int64_t j = 1; j <= count; ++j) {
      SmallVector<double> column;
      for (int64_t k = 0; k != rows; ++k)
        column.push_back(getPart(getRootOfUnity(j * k, length)));
      operands.push_back({makeTable(builder, type, rows, column), loop});
    }
  };
  add(length / 2, [](const Root &root) { return root.re.hi.value; });
  add((length - 1) / 2, [](const Root &root) { return -root.im.hi.value; });
}
