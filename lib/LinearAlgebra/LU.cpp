//===- LU.cpp - The LU factorization -------------------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/LinearAlgebra/Algorithms.h"

using namespace mlir;
using namespace milcomplex::linear_algebra;

/// The first index, from `first` until `end`, of a largest element of those
/// that `read` returns.
static Scalar findPivot(Emitter &emitter, Scalar first, Scalar end,
                        function_ref<Scalar(Scalar)> read) {
  Variable largest(emitter, measure(read(first))), place(emitter, first);
  emitter.loop(first + 1, end, [&](Scalar i) {
    Scalar size = measure(read(i));
    Scalar isLarger = size > Scalar(largest);
    place = select(isLarger, i, place);
    largest = select(isLarger, size, largest);
  });
  return place;
}

static Divisor makeDivisor(Scalar pivot) {
  return Divisor(select(pivot == 0, pivot.literal(1), pivot));
}

/// Factors a block of columns of which the first is `k`, as rows of `panel`.
static void factorPanel(Emitter &emitter, Array &panel, Array &pivots,
                        Array &permutation, Scalar k, Scalar width,
                        Scalar height) {
  Type element = panel.getElementType();
  Array row(emitter, element, panel.size(1));
  Array factors(emitter, element, panel.size(0));
  Scalar zero = emitter.index(0);
  emitter.loop(0, width, [&](Scalar j) {
    Scalar next = j + 1, below = height - next, after = width - next;
    Scalar place = findPivot(emitter, j, height,
                             [&](Scalar i) -> Scalar { return panel(j, i); });
    pivots(k + j) = toInteger(k + place);
    emitter.ifThen(place != j, [&] {
      exchange(permutation(k + j), permutation(k + place));
      emitter.loop(0, width,
                   [&](Scalar i) { exchange(panel(i, j), panel(i, place)); });
    });
    Divisor divisor = makeDivisor(panel(j, j));
    View column = panel.view({j, range(next, below)});
    emitter.update("->i", column, {}, [&](ArrayRef<Scalar>, Scalar x) {
      return divisor.divide(x);
    });
    emitter.copyApart(row.view(range(zero, below)), column);
    emitter.copyApart(factors.view(range(zero, after)),
                      panel.view({range(next, after), j}));
    emitter.update(
        "i,j->ij", panel.view({range(next, after), range(next, below)}),
        {factors.view(range(zero, after)), row.view(range(zero, below))},
        [](ArrayRef<Scalar> x, Scalar y) { return y - x[0] * x[1]; });
  });
}

/// Overwrites `upper`, rows of the matrix, with the solution of the system of
/// the unit lower triangle in `panel`.
static void solveRows(Emitter &emitter, Array &panel, Array &upper,
                      Scalar width, Scalar columns) {
  Array row(emitter, upper.getElementType(), upper.size(1));
  Scalar zero = emitter.index(0);
  emitter.loop(0, width, [&](Scalar j) {
    Scalar next = j + 1, after = width - next;
    emitter.copyApart(row.view(range(zero, columns)),
                      upper.view({j, range(zero, columns)}));
    emitter.update(
        "i,j->ij", upper.view({range(next, after), range(zero, columns)}),
        {panel.view({j, range(next, after)}), row.view(range(zero, columns))},
        [](ArrayRef<Scalar> x, Scalar y) { return y - x[0] * x[1]; });
  });
}

/// Factors a small matrix row by row.
static void factorSmall(Emitter &emitter, Array &a, Array &pivots,
                        Array &permutation) {
  Type element = a.getElementType();
  Scalar m = a.size(0), n = a.size(1), zero = emitter.index(0);
  Array row(emitter, element, n);
  Array column(emitter, element, m), factors(emitter, element, m);
  emitter.loop(0, min(m, n), [&](Scalar j) {
    Scalar next = j + 1, below = m - next, after = n - next;
    Scalar place =
        findPivot(emitter, j, m, [&](Scalar i) -> Scalar { return a(i, j); });
    pivots(j) = toInteger(place);
    emitter.ifThen(place != j, [&] {
      exchange(permutation(j), permutation(place));
      emitter.loop(0, n, [&](Scalar i) { exchange(a(j, i), a(place, i)); });
    });
    Divisor divisor = makeDivisor(a(j, j));
    Indices rest = range(next, below), local = range(zero, below);
    Indices columns = range(next, after), localColumns = range(zero, after);
    emitter.copyApart(column.view(local), a.view({rest, j}));
    emitter.update(
        "->i", column.view(local), {},
        [&](ArrayRef<Scalar>, Scalar x) { return divisor.divide(x); });
    emitter.loop(0, below, [&](Scalar i) {
      Scalar x = column(i);
      a(next + i, j) = x;
      factors(i) = x;
    });
    emitter.copyApart(row.view(localColumns), a.view({j, columns}));
    emitter.update(
        "i,j->ij", a.view({rest, columns}),
        {factors.view(local), row.view(localColumns)},
        [](ArrayRef<Scalar> x, Scalar y) { return y - x[0] * x[1]; });
  });
}

void milcomplex::linear_algebra::factorLU(Emitter &emitter, Array &a,
                                          Array &pivots, Array &permutation) {
  Scalar m = a.size(0), n = a.size(1), rank = min(m, n);
  emitter.loop(0, m, [&](Scalar i) { permutation(i) = toInteger(i); });
  if (isSmall(m) && isSmall(n))
    return factorSmall(emitter, a, pivots, permutation);
  Scalar zero = emitter.index(0), block = emitter.index(blockSize);
  Array panel(emitter, a.getElementType(), {min(block, rank), m});
  Array upper(emitter, a.getElementType(), {min(block, rank), n});
  emitter.loop(
      0, rank,
      [&](Scalar k) {
        Scalar height = m - k, width = min(block, rank - k);
        Scalar next = k + width, columns = n - next;
        View inPanel = panel.view({range(zero, width), range(zero, height)});
        View inMatrix = a.view({range(k, height), range(k, width)});
        emitter.update("ij->ji", inPanel, inMatrix,
                       [](ArrayRef<Scalar> x, Scalar) { return x[0]; });
        factorPanel(emitter, panel, pivots, permutation, k, width, height);
        emitter.update("ij->ji", inMatrix, inPanel,
                       [](ArrayRef<Scalar> x, Scalar) { return x[0]; });
        emitter.loop(0, width, [&](Scalar j) {
          Scalar row = k + j, pivot = toIndex(pivots(row));
          emitter.ifThen(pivot != row, [&] {
            emitter.loop(0, k,
                         [&](Scalar i) { exchange(a(row, i), a(pivot, i)); });
            emitter.loop(next, n,
                         [&](Scalar i) { exchange(a(row, i), a(pivot, i)); });
          });
        });
        View solved = upper.view({range(zero, width), range(zero, columns)});
        View right = a.view({range(k, width), range(next, columns)});
        emitter.copy(solved, right);
        solveRows(emitter, panel, upper, width, columns);
        emitter.copy(right, solved);
        emitter.update(
            "ki,kj->ij", a.view({range(next, m - next), range(next, columns)}),
            {panel.view({range(zero, width), range(width, m - next)}), solved},
            [](ArrayRef<Scalar> x, Scalar y) { return y - x[0] * x[1]; });
      },
      blockSize);
}

void milcomplex::linear_algebra::solveByLU(Emitter &emitter, Array &a,
                                           Array &b) {
  Type integer = emitter.getBuilder().getI32Type();
  Scalar n = a.size(0), columns = b.size(1), zero = emitter.index(0);
  Array pivots(emitter, integer, n), permutation(emitter, integer, n);
  factorLU(emitter, a, pivots, permutation);
  emitter.loop(0, n, [&](Scalar i) {
    Scalar pivot = toIndex(pivots(i));
    emitter.ifThen(pivot != i, [&] {
      emitter.loop(zero, columns,
                   [&](Scalar j) { exchange(b(i, j), b(pivot, j)); });
    });
  });
  TriangularForm lower{}, upper{};
  lower.isLower = lower.hasUnitDiagonal = true;
  solveTriangular(emitter, lower, a, b);
  solveTriangular(emitter, upper, a, b);
}
