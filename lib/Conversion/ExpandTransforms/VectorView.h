//===- VectorView.h - Vectors of elements in tensors ------------*- C++ -*-===//
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

/// Where a vector begins in a block of transforms.
///
/// Without a column, the lanes are consecutive elements from `element` on, and
/// those of interleaved transforms are indexed together. With one, they are the
/// elements of index `element` of consecutive columns from `column` on.
struct Place {
  EmittedIndex element;
  std::optional<EmittedIndex> column;

  Place operator+(int64_t offset) const { return {element + offset, column}; }
};

/// Which block of transforms: the indices along the dimensions before that of
/// the transforms, and the first column, if blocks have columns; `isPartial` if
/// it may have fewer of them than other blocks.
struct BlockPlace {
  llvm::SmallVector<mlir::Value> outer;
  std::optional<EmittedIndex> column;
  bool isPartial = false;
};

/// The elements of one block of transforms, in tensors.
class VectorView {
public:
  using Pair = formulas::Pair<formulas::EmittedReal>;

  /// Buffers of one dimension, with `columns` columns of each element, or
  /// without columns if 0.
  static VectorView ofBuffer(TensorPair tensors, int64_t columns);

  /// Tensors whose last dimension is that of the elements; or, with columns,
  /// whose last two are those of the elements and of the columns.
  static VectorView ofRows(TensorPair tensors, bool hasColumns);

  /// A tensor of real elements of such a shape, whose imaginary parts are zero.
  /// It is read only.
  static VectorView ofReals(mlir::Value tensor, bool hasColumns);

  /// A tensor of such a shape whose elements 2i and 2i + 1 are the parts of
  /// complex element i.
  static VectorView ofPairs(mlir::Value tensor, bool hasColumns);

  /// The view of a block; of a buffer, which is of one block only, the same.
  VectorView at(const BlockPlace &place) const;

  /// This view with real and imaginary parts swapped.
  VectorView swapped() const;

  /// This view with `tensors` instead of those that getTensors returns.
  VectorView with(mlir::ValueRange tensors) const;
  llvm::SmallVector<mlir::Value> getTensors() const;

  /// A vector of `lanes` elements, the first `present` of which, at least, are
  /// there; lanes beyond the ends of the tensors are zero.
  Pair read(mlir::ImplicitLocOpBuilder &builder, const Place &place,
            int64_t lanes, int64_t present) const;
  /// Writes a vector of elements. Not for a view of reals.
  void write(mlir::ImplicitLocOpBuilder &builder, const Place &place,
             Pair elements);

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
  /// How many a buffer has; of other layouts, not 0 if there are columns.
  int64_t columns;
  BlockPlace block;
  bool isSwapped = false;
};

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_VECTORVIEW_H
