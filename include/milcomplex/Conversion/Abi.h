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

/// What a complex tensor or buffer is at the boundary of a module: in the
/// signatures of public functions and of declarations. Numbers are two
/// arguments under either.
enum class Abi {
  /// Two of the real and imaginary parts, one after the other.
  Pair,
  /// One with a last dimension of 2: what the memory of a complex array holds
  /// in C, C++, Fortran, NumPy and PyTorch. Tensors are pairs inside; buffers
  /// are interleaved there too, so that they cross without a copy.
  Interleaved,
};

} // namespace milcomplex

#endif // MILCOMPLEX_CONVERSION_ABI_H
