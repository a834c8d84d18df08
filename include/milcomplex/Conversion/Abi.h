//===- Abi.h - Complex values at the boundary of a module -------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_CONVERSION_ABI_H
#define MILCOMPLEX_CONVERSION_ABI_H

namespace milcomplex {

/// What a complex tensor or buffer becomes at the boundary of a module: in the
/// signatures of public functions and of declarations. Complex scalars become
/// two arguments under either.
enum class Abi {
  /// Two adjacent ones, of the real parts and of the imaginary parts.
  Pair,
  /// One with a last dimension of 2: the memory layout of a complex array in C,
  /// C++, Fortran, NumPy and PyTorch. Within the module tensors are pairs;
  /// buffers stay interleaved, so that they cross the boundary without a copy.
  Interleaved,
};

} // namespace milcomplex

#endif // MILCOMPLEX_CONVERSION_ABI_H
