//===- ParallelGeneric.h - Passes over tensors ------------------*- C++ -*-===//
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

/// The parts of complex numbers, of one shape.
struct TensorPair {
  mlir::Value re, im;

  TensorPair swapped() const { return {im, re}; }
};

/// Either part by `change`; there need be no imaginary one.
template <typename Change> TensorPair mapParts(TensorPair x, Change change) {
  mlir::Value re = change(x.re);
  return {re, x.im ? change(x.im) : mlir::Value()};
}

/// An operand of a linalg.generic and the loop that indexes each dimension; or
/// `indices`, of the loops as dimensions, where there are any.
struct IndexedTensor {
  mlir::Value tensor;
  llvm::SmallVector<unsigned> loops;
  llvm::SmallVector<mlir::AffineExpr> indices = {};
};

/// From the operands' elements, in order, those of the results.
using GenericBody = llvm::function_ref<llvm::SmallVector<mlir::Value>(
    mlir::ImplicitLocOpBuilder &, mlir::ValueRange)>;

/// The results of a linalg.generic of parallel loops over `sizes`: tensors of
/// that shape.
llvm::SmallVector<mlir::Value>
makeParallelGeneric(mlir::ImplicitLocOpBuilder &builder,
                    llvm::ArrayRef<mlir::OpFoldResult> sizes,
                    llvm::ArrayRef<IndexedTensor> operands,
                    mlir::TypeRange elementTypes, GenericBody body);

/// Whether a tensor of `type` has no elements, whatever a run says: upstream
/// refuses slices of such.
inline bool isStaticallyEmpty(mlir::RankedTensorType type) {
  return llvm::is_contained(type.getShape(), 0);
}

mlir::Value makeZeros(mlir::ImplicitLocOpBuilder &builder,
                      llvm::ArrayRef<mlir::OpFoldResult> sizes,
                      mlir::FloatType type);

/// Zeros in the shape of `tensor`.
mlir::Value makeZeros(mlir::ImplicitLocOpBuilder &builder, mlir::Value tensor);

/// The product of sizes, a constant if they are.
mlir::OpFoldResult multiplySizes(mlir::ImplicitLocOpBuilder &builder,
                                 llvm::ArrayRef<mlir::OpFoldResult> sizes);

/// `tensor` with its last dimension as several, of `sizes`.
mlir::Value expandLast(mlir::ImplicitLocOpBuilder &builder, mlir::Value tensor,
                       llvm::ArrayRef<mlir::OpFoldResult> sizes);

inline TensorPair expandLast(mlir::ImplicitLocOpBuilder &builder, TensorPair x,
                             llvm::ArrayRef<mlir::OpFoldResult> sizes) {
  return {expandLast(builder, x.re, sizes), expandLast(builder, x.im, sizes)};
}

/// `tensor` with its last `count` dimensions as one.
mlir::Value collapseLast(mlir::ImplicitLocOpBuilder &builder,
                         mlir::Value tensor, unsigned count);

inline TensorPair collapseLast(mlir::ImplicitLocOpBuilder &builder,
                               TensorPair x, unsigned count) {
  return {collapseLast(builder, x.re, count),
          collapseLast(builder, x.im, count)};
}

/// What of `tensor` has `index` along `dimension`, without that dimension.
mlir::Value takeSlice(mlir::ImplicitLocOpBuilder &builder, mlir::Value tensor,
                      unsigned dimension, int64_t index);

/// What of `tensor` has `size` indices from `offset` along `dimension`.
mlir::Value takeRange(mlir::ImplicitLocOpBuilder &builder, mlir::Value tensor,
                      unsigned dimension, int64_t offset,
                      mlir::OpFoldResult size);

/// `im`, the imaginary part of a spectrum of real numbers along `axes`, with
/// zeros where the spectrum is real: where it is its own mirror image, at index
/// 0 or half of the even ones of `lengths` along each axis.
mlir::Value clearOwnMirrors(mlir::ImplicitLocOpBuilder &builder, mlir::Value im,
                            llvm::ArrayRef<int64_t> axes,
                            llvm::ArrayRef<int64_t> lengths);

/// `tensor` with zeros along `dimension`, so many before and behind.
mlir::Value pad(mlir::ImplicitLocOpBuilder &builder, mlir::Value tensor,
                unsigned dimension, int64_t before, int64_t behind);

/// `tensor` with zeros behind it along `dimension`, `size` in all.
mlir::Value padBack(mlir::ImplicitLocOpBuilder &builder, mlir::Value tensor,
                    unsigned dimension, int64_t size);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_PARALLELGENERIC_H
