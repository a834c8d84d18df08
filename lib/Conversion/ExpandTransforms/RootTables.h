//===- RootTables.h - Constant tensors of roots -----------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_ROOTTABLES_H
#define MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_ROOTTABLES_H

#include "ParallelGeneric.h"
#include "milcomplex/FFT/RootsOfUnity.h"
#include "mlir/IR/BuiltinTypes.h"

namespace milcomplex {

/// A constant tensor of `values` rounded to `type`, f32 or f64.
mlir::Value makeTable(mlir::ImplicitLocOpBuilder &builder, mlir::FloatType type,
                      llvm::ArrayRef<int64_t> shape,
                      llvm::ArrayRef<double> values);

/// The parts of a constant tensor of `roots`.
TensorPair makeTables(mlir::ImplicitLocOpBuilder &builder, mlir::FloatType type,
                      llvm::ArrayRef<int64_t> shape,
                      llvm::ArrayRef<fft::Root> roots);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_ROOTTABLES_H
