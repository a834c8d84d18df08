//===- Reflectors.h - Householder's reflections -----------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_LINEARALGEBRA_REFLECTORS_H
#define MILCOMPLEX_LIB_LINEARALGEBRA_REFLECTORS_H

#include "milcomplex/LinearAlgebra/Algorithms.h"

namespace milcomplex::linear_algebra {

/// What the steps of a factorization use.
struct Workspace {
  Workspace(Emitter &emitter, mlir::Type element, Scalar rows, Scalar columns)
      : zero(emitter.index(0)),
        width(min(emitter.index(blockSize), min(rows, columns))),
        panel(emitter, element, {width, rows}), v(emitter, element, rows),
        dots(emitter, element, width),
        scratch(emitter, getRealType(element), emitter.index(1)),
        gram(emitter, element, {width, width}),
        triangle(emitter, element, {width, width}),
        product(emitter, element, {width, columns}),
        scaled(emitter, element, {width, columns}) {}

  Scalar zero, width;
  /// A block of columns, as rows.
  Array panel;
  /// A vector of a reflection, and its products with columns.
  Array v, dots;
  Array scratch;
  /// The products of the vectors of a block with each other, T of its
  /// compact WY representation, and their products with other columns.
  Array gram, triangle, product, scaled;
};

/// Replaces row `j` of the panel from its element `j` on by the reflection that
/// takes it to a multiple of a unit vector, with that multiple in its first
/// place. Sets `v` to the vector of the reflection and returns tau. After
/// LAPACK's larfg.
Scalar makeReflection(Emitter &emitter, Workspace &space, Scalar j,
                      Scalar height);

} // namespace milcomplex::linear_algebra

#endif // MILCOMPLEX_LIB_LINEARALGEBRA_REFLECTORS_H
