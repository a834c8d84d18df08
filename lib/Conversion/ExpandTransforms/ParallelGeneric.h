//===- ParallelGeneric.h - Parallel linalg.generic ops ----------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_PARALLELGENERIC_H
#define MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_PARALLELGENERIC_H

#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"

namespace milcomplex {

/// The parts of a tensor of complex elements.
struct TensorPair {
  mlir::Value re, im;

  TensorPair swapped() const { return {im, re}; }
};

/// `change` of each part, of which the imaginary one may be null.
template <typename Change> TensorPair mapParts(TensorPair x, Change change) {
  mlir::Value re = change(x.re);
  return {re, x.im ? change(x.im) : mlir::Value()};
}

/// An operand of a linalg.generic, and what indexes its dimensions: the affine
/// expressions `indices` of the loops, then a loop each of `loops`.
struct IndexedTensor {
  mlir::Value tensor;
  llvm::SmallVector<unsigned> loops;
  llvm::SmallVector<mlir::AffineExpr> indices = {};
};

/// Returns the elements of the results, from those of the operands.
using GenericBody = llvm::function_ref<llvm::SmallVector<mlir::Value>(
    mlir::ImplicitLocOpBuilder &, mlir::ValueRange)>;

/// The results, of shape `sizes`, of a linalg.generic whose loops are parallel.
llvm::SmallVector<mlir::Value>
makeParallelGeneric(mlir::ImplicitLocOpBuilder &builder,
                    llvm::ArrayRef<mlir::OpFoldResult> sizes,
                    llvm::ArrayRef<IndexedTensor> operands,
                    mlir::TypeRange elementTypes, GenericBody body);

/// Whether a tensor of `type` is statically known to have no elements, of which
/// upstream rejects slices.
inline bool isStaticallyEmpty(mlir::RankedTensorType type) {
  return llvm::is_contained(type.getShape(), 0);
}

mlir::Value makeZeros(mlir::ImplicitLocOpBuilder &builder,
                      llvm::ArrayRef<mlir::OpFoldResult> sizes,
                      mlir::FloatType type);

/// Zeros in the shape of `tensor`.
mlir::Value makeZeros(mlir::ImplicitLocOpBuilder &builder, mlir::Value tensor);

/// The product of `sizes`: a constant if they are.
mlir::OpFoldResult multiplySizes(mlir::ImplicitLocOpBuilder &builder,
                                 llvm::ArrayRef<mlir::OpFoldResult> sizes);

/// What to expand a dimension of `length` elements to, each of `inner` sizes:
/// `length`, then those of `inner` that are not one.
llvm::SmallVector<mlir::OpFoldResult>
getExpandedSizes(mlir::ImplicitLocOpBuilder &builder, int64_t length,
                 std::initializer_list<mlir::OpFoldResult> inner);

/// `tensor` with its last dimension expanded to `sizes`.
mlir::Value expandLast(mlir::ImplicitLocOpBuilder &builder, mlir::Value tensor,
                       llvm::ArrayRef<mlir::OpFoldResult> sizes);

inline TensorPair expandLast(mlir::ImplicitLocOpBuilder &builder, TensorPair x,
                             llvm::ArrayRef<mlir::OpFoldResult> sizes) {
  return {expandLast(builder, x.re, sizes), expandLast(builder, x.im, sizes)};
}

/// `tensor` with its last `count` dimensions collapsed to one.
mlir::Value collapseLast(mlir::ImplicitLocOpBuilder &builder,
                         mlir::Value tensor, unsigned count);

inline TensorPair collapseLast(mlir::ImplicitLocOpBuilder &builder,
                               TensorPair x, unsigned count) {
  return {collapseLast(builder, x.re, count),
          collapseLast(builder, x.im, count)};
}

/// The slice of `tensor` at `index` along `dimension`, without that dimension.
mlir::Value takeSlice(mlir::ImplicitLocOpBuilder &builder, mlir::Value tensor,
                      unsigned dimension, int64_t index);

/// The slice of `tensor` of `size` indices from `offset` on along `dimension`.
mlir::Value takeRange(mlir::ImplicitLocOpBuilder &builder, mlir::Value tensor,
                      unsigned dimension, int64_t offset,
                      mlir::OpFoldResult size);

/// `im`, the imaginary part of the spectrum of a real tensor along `axes`, with
/// zeros where the spectrum is real: at the elements that are their own
/// mirrors, whose index along each axis is 0 or, if its length is even, half of
/// it.
mlir::Value clearOwnMirrors(mlir::ImplicitLocOpBuilder &builder, mlir::Value im,
                            llvm::ArrayRef<int64_t> axes,
                            llvm::ArrayRef<int64_t> lengths);

/// `tensor` padded with `before` and `after` zeros along `dimension`.
mlir::Value pad(mlir::ImplicitLocOpBuilder &builder, mlir::Value tensor,
                unsigned dimension, int64_t before, int64_t after);

/// `tensor` padded with zeros at the end of `dimension` to `size`, which is at
/// least its size.
mlir::Value padBack(mlir::ImplicitLocOpBuilder &builder, mlir::Value tensor,
                    unsigned dimension, int64_t size);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_PARALLELGENERIC_H
