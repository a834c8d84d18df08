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
    View column = panel.view({j, range(next, below)});
    emitter.update("->i", column, {}, [&](ArrayRef<Scalar>, Scalar x) {
      Scalar real = re(x) / pivot;
      return makeNumber(x, real, im(x) / pivot);
    });
    emitter.copyApart(row.view(range(zero, below)), column);
    panel(j, j) = toTypeOf(panel(j, j), pivot);
    emitter.loop(0, after, [&](Scalar i) { factors(i) = conj(row(i)); });
    emitter.update(
        "i,j->ij", panel.view({range(next, after), range(next, below)}),
        {factors.view(range(zero, after)), row.view(range(zero, below))},
        [](ArrayRef<Scalar> x, Scalar y) { return y - x[0] * x[1]; });
  });
}

static void factorBlocks(Emitter &emitter, Array &a) {
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
}

/// Factors a small matrix row by row.
static void factorSmall(Emitter &emitter, Array &a) {
  Type element = a.getElementType();
  Scalar n = a.size(0), zero = emitter.index(0);
  Array factors(emitter, element, n), others(emitter, element, n);
  emitter.loop(0, n, [&](Scalar j) {
    Scalar next = j + 1, below = n - next;
    Scalar pivot = sqrt(re(a(j, j)));
    a(j, j) = toTypeOf(a(j, j), pivot);
    Indices rest = range(next, below), local = range(zero, below);
    emitter.loop(0, below, [&](Scalar i) {
      Scalar y = a(next + i, j), real = re(y) / pivot;
      Scalar x = makeNumber(y, real, im(y) / pivot);
      a(next + i, j) = x;
      factors(i) = x;
      others(i) = conj(x);
    });
    emitter.update(
        "i,j->ij", a.view({rest, rest}),
        {factors.view(local), others.view(local)},
        [](ArrayRef<Scalar> x, Scalar y) { return y - x[0] * x[1]; });
  });
}

/// Factors a tiny matrix of n rows without loops and memory, so that the square
/// root and the quotient that each column waits for are computed beside
/// products of others, and of the next matrix.
static void factorUnrolled(Emitter &emitter, Array &a, int64_t n) {
  SmallVector<SmallVector<Scalar>> rows(n);
  for (int64_t i = 0; i < n; ++i)
    for (int64_t j = 0; j <= i; ++j)
      rows[i].push_back(a(emitter.index(i), emitter.index(j)));
  for (int64_t j = 0; j < n; ++j) {
    Scalar pivot = sqrt(re(rows[j][j])), inverse = 1 / pivot;
    rows[j][j] = toTypeOf(rows[j][j], pivot);
    for (int64_t i = j + 1; i < n; ++i)
      rows[i][j] = scale(rows[i][j], inverse);
    for (int64_t i = j + 1; i < n; ++i)
      for (int64_t k = j + 1; k <= i; ++k)
        rows[i][k] = subtractProduct(rows[i][k], rows[i][j], conj(rows[k][j]));
  }
  for (int64_t i = 0; i < n; ++i)
    for (int64_t j = 0; j < n; ++j)
      a(emitter.index(i), emitter.index(j)) =
          j <= i ? rows[i][j] : rows[i][i].literal(0);
}

void milcomplex::linear_algebra::factorCholesky(Emitter &emitter, Array &a) {
  if (isTiny(a.size(0)))
    return factorUnrolled(emitter, a, *getConstant(a.size(0)));
  if (isSmall(a.size(0)))
    factorSmall(emitter, a);
  else
    factorBlocks(emitter, a);
  emitter.update("->ij", a.all(), {}, [&](ArrayRef<Scalar>, Scalar x) {
    Scalar isAbove = emitter.letter(0) < emitter.letter(1);
    return select(isAbove, x.literal(0), x);
  });
}
