//===- StageLoops.h - The loops and operands of a stage ---------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_STAGELOOPS_H
#define MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_STAGELOOPS_H

#include "ParallelGeneric.h"
#include "milcomplex/FFT/Codelets.h"
#include "milcomplex/FFT/RootsOfUnity.h"
#include "milcomplex/Math/EmittedReal.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"

namespace milcomplex {

/// The loops of a linalg.generic, one for each dimension of its results. A loop
/// is named by a list that holds its index, or nothing where the loop is left
/// out because it would run once.
class StageLoops {
public:
  using Names = llvm::SmallVector<unsigned>;

  explicit StageLoops(llvm::ArrayRef<mlir::OpFoldResult> batch) : sizes(batch) {
    llvm::append_range(batchNames, llvm::seq<unsigned>(0, batch.size()));
  }

  Names add(mlir::OpFoldResult size) {
    sizes.push_back(size);
    return {static_cast<unsigned>(sizes.size() - 1)};
  }
  Names addUnlessOne(mlir::OpFoldResult size) {
    return mlir::isOneInteger(size) ? Names() : add(size);
  }

  /// The loops over a tensor whose dimensions are the batch, then `names`.
  Names withBatch(std::initializer_list<Names> names) const {
    Names all = batchNames;
    for (const Names &name : names)
      llvm::append_range(all, name);
    return all;
  }

  llvm::ArrayRef<mlir::OpFoldResult> getSizes() const { return sizes; }
  /// The sizes of the loops that are not over the batch.
  llvm::ArrayRef<mlir::OpFoldResult> getTail() const {
    return getSizes().drop_front(batchNames.size());
  }

  /// The index of each loop, emitted in a body.
  llvm::SmallVector<mlir::Value>
  makeIndices(mlir::ImplicitLocOpBuilder &builder) const;

private:
  llvm::SmallVector<mlir::OpFoldResult> sizes;
  Names batchNames;
};

/// Reads the arguments of a body, operand by operand.
class StageArguments {
public:
  using Real = formulas::EmittedReal;
  using Pair = formulas::Pair<Real>;

  StageArguments(mlir::ImplicitLocOpBuilder &builder, mlir::ValueRange values)
      : builder(builder), values(values) {}

  Real takeReal();
  Pair takePair();
  std::vector<Real> takeReals(int64_t count);
  fft::Numbers<Real> takePairs(int64_t count);

  /// The element of `tensors` at `indices`.
  Pair extract(TensorPair tensors, mlir::ValueRange indices);

private:
  mlir::ImplicitLocOpBuilder &builder;
  mlir::ValueRange values;
};

/// The parts as a body yields them, and the results that they become.
llvm::SmallVector<mlir::Value>
getValues(formulas::Pair<formulas::EmittedReal> pair);
TensorPair getTensorPair(mlir::ValueRange values);

/// Adds the parts of constant `roots`, which `loops` index, as operands.
void addRoots(mlir::ImplicitLocOpBuilder &builder, mlir::FloatType type,
              llvm::ArrayRef<int64_t> shape, llvm::ArrayRef<fft::Root> roots,
              const StageLoops::Names &loops,
              llvm::SmallVector<IndexedTensor> &operands);

/// Adds the twiddle factors w^(pk), where `loops` are p and k and w is a root
/// of unity of order `length`.
void addTwiddles(mlir::ImplicitLocOpBuilder &builder, mlir::FloatType type,
                 int64_t rest, int64_t columns, int64_t length,
                 const StageLoops::Names &loops,
                 llvm::SmallVector<IndexedTensor> &operands);

/// Adds the constants of fft::transformRow, transformRealRow and
/// transformHalfRow for the loop k < rows: the cosines of 2 pi jk / length,
/// then the sines, with j from 1.
void addRows(mlir::ImplicitLocOpBuilder &builder, mlir::FloatType type,
             int64_t length, int64_t rows, const StageLoops::Names &loop,
             llvm::SmallVector<IndexedTensor> &operands);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_STAGELOOPS_H
