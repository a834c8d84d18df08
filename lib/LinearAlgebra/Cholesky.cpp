//===- Cholesky.cpp - Cholesky's factorization ---------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/LinearAlgebra/Algorithms.h"

using namespace mlir;
using namespace milcomplex::linear_algebra;

/// Factors a block of columns, as rows of `panel`, whose first elements are its
/// triangle.
static void factorPanel(Emitter &emitter, Array &panel, Scalar width,
                        Scalar height) {
  Type element = panel.getElementType();
  Array row(emitter, element, panel.size(1));
  Array factors(emitter, element, panel.size(0));
  emitter.loop(0, width, [&](Scalar j) {
    Scalar next = j + 1, below = height - next, after = width - next;
    Scalar pivot = sqrt(re(panel(j, j)));
    Scalar zero = emitter.index(0);
    emitter.update("i->i", row.view(range(zero, below)),
                   panel.view({j, range(next, below)}),
                   [&](ArrayRef<Scalar> x, Scalar) {
                     Scalar real = re(x[0]) / pivot;
                     return makeNumber(x[0], real, im(x[0]) / pivot);
                   });
    panel(j, j) = toTypeOf(panel(j, j), pivot);
    emitter.copy(panel.view({j, range(next, below)}),
                 row.view(range(zero, below)));
    emitter.loop(0, after, [&](Scalar i) { factors(i) = conj(row(i)); });
    emitter.update(
        "i,j->ij", panel.view({range(next, after), range(next, below)}),
        {factors.view(range(zero, after)), row.view(range(zero, below))},
        [](ArrayRef<Scalar> x, Scalar y) { return y - x[0] * x[1]; });
  });
}

void milcomplex::linear_algebra::factorCholesky(Emitter &emitter, Array &a) {
  Scalar n = a.size(0), block = emitter.index(blockSize);
  Scalar zero = emitter.index(0);
  Array panel(emitter, a.getElementType(), {min(block, n), n});
  emitter.loop(
      0, n,
      [&](Scalar k) {
        Scalar height = n - k, width = min(block, height);
        emitter.update("ij->ji",
                       panel.view({range(zero, width), range(zero, height)}),
                       a.view({range(k, height), range(k, width)}),
                       [](ArrayRef<Scalar> x, Scalar) { return x[0]; });
        factorPanel(emitter, panel, width, height);
        emitter.update("ij->ji", a.view({range(k, height), range(k, width)}),
                       panel.view({range(zero, width), range(zero, height)}),
                       [](ArrayRef<Scalar> x, Scalar) { return x[0]; });
        // The lower triangle of the rest, by blocks of rows.
        Scalar first = k + width;
        emitter.loop(
            first, n,
            [&](Scalar i) {
              Scalar rows = min(block, n - i), columns = i + rows - first;
              emitter.update(
                  "ki,kj->ij", a.view({range(i, rows), range(first, columns)}),
                  {panel.view({range(zero, width), range(i - k, rows)}),
                   panel.view({range(zero, width), range(width, columns)})},
                  [](ArrayRef<Scalar> x, Scalar y) {
                    return y - x[0] * conj(x[1]);
                  });
            },
            blockSize);
      },
      blockSize);
  emitter.update("->ij", a.all(), {}, [&](ArrayRef<Scalar>, Scalar x) {
    Scalar isAbove = emitter.letter(0) < emitter.letter(1);
    return select(isAbove, x.literal(0), x);
  });
}
