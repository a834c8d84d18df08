//===- PivotedQR.cpp - The QR factorization with pivoting ----------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Golub, Van Loan, "Matrix Computations", 4th edition, 5.4.2; laqp2 of LAPACK.

#include "Reflectors.h"

#include "milcomplex/LinearAlgebra/Algorithms.h"

#include <cmath>

using namespace mlir;
using namespace milcomplex::linear_algebra;

namespace {

struct PivotedQR {
  PivotedQR(Emitter &emitter, Array &a, Array &permutation)
      : emitter(emitter), permutation(permutation), rows(a.size(0)),
        count(a.size(1)), panel(emitter, a.getElementType(), count, rows),
        norms(emitter, getRealType(a.getElementType()), count),
        computed(emitter, getRealType(a.getElementType()), count) {}

  /// Computes the norm of the elements of a column from row `first` on.
  void computeNorm(Scalar column, Scalar first) {
    Indices rest = range(first, rows - first);
    Scalar norm =
        findNorm(emitter, panel.columns.view({column, rest}), panel.scratch);
    norms(column) = norm;
    computed(column) = norm;
  }

  void exchangeColumns(Scalar j, Scalar place) {
    emitter.loop(0, rows, [&](Scalar i) {
      exchange(panel.columns(j, i), panel.columns(place, i));
    });
    exchange(permutation(j), permutation(place));
  }

  /// Puts the columns that `permutation` marks before all others, and makes it
  /// their order. Returns their number.
  Scalar moveFirst() {
    Variable marked(emitter, emitter.index(0));
    emitter.loop(0, count, [&](Scalar j) {
      Scalar mark = permutation(j);
      permutation(j) = toInteger(j);
      emitter.ifThen(mark != 0, [&] {
        emitter.ifThen(Scalar(marked) != j,
                       [&] { exchangeColumns(j, marked); });
        marked = Scalar(marked) + 1;
      });
    });
    return marked;
  }

  /// Exchanges column `j` for the first of the longest of those from `j` on.
  void pivot(Scalar j) {
    Variable largest(emitter, norms(j)), place(emitter, j);
    emitter.loop(j + 1, count, [&](Scalar i) {
      Scalar norm = norms(i);
      Scalar isLarger = norm > Scalar(largest);
      place = select(isLarger, i, place);
      largest = select(isLarger, norm, largest);
    });
    emitter.ifThen(Scalar(place) != j, [&] {
      exchangeColumns(j, place);
      norms(place) = norms(j);
      computed(place) = computed(j);
    });
  }

  /// Takes element `j` of a column out of its norm, which is computed again
  /// where too few of its digits would be left (Drmac, Bujanovic, "On the
  /// failure of rank-revealing QR factorization software", ACM Trans. Math.
  /// Softw. 35, 2008).
  void updateNorm(Scalar column, Scalar j) {
    Scalar norm = norms(column), element = panel.columns(column, j);
    Scalar one = norm.literal(1);
    Scalar divisor = select(norm == 0, one, norm);
    Scalar ratio = hypot(re(element), im(element)) / divisor;
    Scalar left = max(one - ratio * ratio, one.literal(0));
    Scalar initial = computed(column);
    Scalar change = norm / select(initial == 0, one, initial);
    Scalar isInaccurate =
        left * change * change <= one.literal(std::sqrt(getUnit(norm)));
    emitter.ifThen(
        isInaccurate, [&] { computeNorm(column, j + 1); },
        [&] { norms(column) = norm * sqrt(left); });
  }

  Emitter &emitter;
  Array &permutation;
  Scalar rows, count;
  Panel panel;
  /// The norms of the rest of columns, and what they were when they were last
  /// computed from all elements.
  Array norms, computed;
};

} // namespace

void milcomplex::linear_algebra::factorPivotedQR(Emitter &emitter, Array &a,
                                                 Array &taus,
                                                 Array &permutation,
                                                 bool hasFirst) {
  PivotedQR state(emitter, a, permutation);
  Panel &panel = state.panel;
  Scalar m = state.rows, n = state.count, zero = emitter.index(0);
  emitter.copyTransposed(panel.columns.all(), a.all());
  std::optional<Scalar> marked;
  if (hasFirst)
    marked = state.moveFirst();
  else
    emitter.loop(0, n, [&](Scalar j) { permutation(j) = toInteger(j); });
  emitter.loop(0, n, [&](Scalar j) { state.computeNorm(j, zero); });
  emitter.loop(0, min(m, n), [&](Scalar j) {
    Scalar next = j + 1;
    if (marked)
      emitter.ifThen(j >= *marked, [&] { state.pivot(j); });
    else
      state.pivot(j);
    Scalar tau = makeReflection(emitter, panel, j, m);
    taus(j) = tau;
    reflectRows(emitter, panel, tau, next, n - next, j, m);
    emitter.loop(next, n, [&](Scalar i) { state.updateNorm(i, j); });
  });
  emitter.copyTransposed(a.all(), panel.columns.all());
}
