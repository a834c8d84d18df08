//===- Form.h - What transforms become --------------------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_FFT_FORM_H
#define MILCOMPLEX_FFT_FORM_H

namespace milcomplex::fft {

/// What the code of a stage is made of.
enum class Form {
  /// One linalg.generic a stage, which computes each output from its row of the
  /// matrix of the short transform.
  Linalg,
  /// Loops over vectors, which compute all outputs of a short transform at
  /// once.
  Vector,
  /// Products with constant matrices, of whole transforms or of long stages.
  Matmul
};

} // namespace milcomplex::fft

#endif // MILCOMPLEX_FFT_FORM_H
