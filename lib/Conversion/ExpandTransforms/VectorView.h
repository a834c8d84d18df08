//===- VectorView.h - Vectors of numbers in tensors -------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_VECTORVIEW_H
#define MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_VECTORVIEW_H

#include "EmittedIndex.h"
#include "ParallelGeneric.h"
#include "milcomplex/Math/Arithmetic.h"
#include "milcomplex/Math/EmittedReal.h"

#include <optional>

namespace milcomplex {

/// Which number of some transforms is the first of a vector.
///
/// Without a column the numbers of a vector stand behind one another; those of
/// transforms side by side are counted through. With one, they are the numbers
/// of this index in as many columns.
struct Place {
  EmittedIndex number;
  std::optional<EmittedIndex> column;

  Place operator+(int64_t offset) const { return {number + offset, column}; }
};

/// Which block of transforms: indices of the dimensions before that of the
/// numbers, and its first column, if it has columns; `isPartial` if it may have
/// less columns than others.
struct BlockPlace {
  llvm::SmallVector<mlir::Value> outer;
  std::optional<EmittedIndex> column;
  bool isPartial = false;
};

/// The numbers of one block of transforms, in tensors.
class VectorView {
public:
  using Pair = formulas::Pair<formulas::EmittedReal>;

  /// In a buffer of one dimension: of `columns` for each number, or, if 0, of
  /// no columns.
  static VectorView ofBuffer(TensorPair tensors, int64_t columns);

  /// In tensors whose last dimension is that of the numbers, or the one before
  /// it, if it is of columns.
  static VectorView ofRows(TensorPair tensors, bool hasColumns);

  /// In a tensor of real numbers of such a shape, imaginary parts being zeros.
  static VectorView ofReals(mlir::Value tensor, bool hasColumns);

  /// In a tensor of real numbers of such a shape: number i has the parts 2i and
  /// 2i + 1.
  static VectorView ofPairs(mlir::Value tensor, bool hasColumns);

  /// Those of a block; a buffer is of one block only.
  VectorView at(const BlockPlace &place) const;

  /// The same with real and imaginary parts swapped.
  VectorView swapped() const;

  /// The same after changes to its tensors.
  VectorView with(mlir::ValueRange tensors) const;
  llvm::SmallVector<mlir::Value> getTensors() const;

  /// A vector of `lanes` numbers, of which there are at least `present`.
  Pair read(mlir::ImplicitLocOpBuilder &builder, const Place &place,
            int64_t lanes, int64_t present) const;
  /// Not of real numbers.
  void write(mlir::ImplicitLocOpBuilder &builder, const Place &place,
             Pair numbers);

private:
  enum class Layout { Buffer, Rows, Reals, Pairs };

  VectorView(Layout layout, TensorPair tensors, int64_t columns)
      : layout(layout), tensors(tensors), columns(columns) {}

  llvm::SmallVector<mlir::Value> getIndices(const Place &place) const;
  mlir::Value readPart(mlir::ImplicitLocOpBuilder &builder, mlir::Value tensor,
                       const Place &place, int64_t lanes,
                       bool isInBounds) const;
  mlir::Value writePart(mlir::ImplicitLocOpBuilder &builder, mlir::Value tensor,
                        const Place &place, mlir::Value part) const;

  Layout layout;
  TensorPair tensors;
  /// Of a buffer; of others not 0 if they have any.
  int64_t columns;
  BlockPlace block;
  bool isSwapped = false;
};

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_VECTORVIEW_H
