//===- SingularValues.cpp - The singular value decomposition --------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Rotations of pairs of columns until all are orthogonal (Hestenes, "Inversion
// of matrices by biorthogonalization and related results", J. SIAM 6, 1958;
// Demmel, Veselic, "Jacobi's method is more accurate than QR", SIAM J. Matrix
// Anal. Appl. 13, 1992).

#include "milcomplex/LinearAlgebra/Algorithms.h"

using namespace mlir;
using namespace milcomplex::linear_algebra;

/// Each takes a few; the last one rotates nothing.
static constexpr int64_t mostSweeps = 40;

namespace {

/// Orthogonalizes the columns of a matrix, which are the rows of `columns`, and
/// rotates the rows of `basis`, if it is not null, along.
struct Orthogonalizer {
  Emitter &emitter;
  Array &columns, &squares;
  Array *basis;

  void measureColumns() {
    emitter.fill(squares.all(), 0);
    emitter.update(
        "ij->i", squares.all(), columns.all(),
        [](ArrayRef<Scalar> x, Scalar y) { return y + square(x[0]); });
  }

  /// Rows p and q of `array` become c x - s conj(w) y and s w x + c y.
  void rotate(Array &array, Scalar p, Scalar q, Scalar c, Scalar sw) {
    emitter.loop(0, array.size(1), [&](Scalar k) {
      Scalar x = array(p, k), y = array(q, k);
      array(p, k) = scale(x, c) - conj(sw) * y;
      array(q, k) = sw * x + scale(y, c);
    });
  }

  /// Rotates all pairs; `rotates` becomes true where one was not orthogonal.
  void sweep(Array &product, Variable &rotates) {
    Scalar count = columns.size(0), zero = emitter.index(0);
    Indices all = range(zero, columns.size(1));
    emitter.loop(0, count, [&](Scalar p) {
      emitter.loop(p + 1, count, [&](Scalar q) {
        product(zero) = Scalar(product(zero)).literal(0);
        emitter.update(
            "i,i->", product.view(Indices(zero)),
            {columns.view({p, all}), columns.view({q, all})},
            [](ArrayRef<Scalar> x, Scalar y) { return y + conj(x[0]) * x[1]; });
        Scalar between = product(zero);
        Scalar size = hypot(re(between), im(between));
        Scalar first = squares(p), second = squares(q);
        Scalar norms = sqrt(first) * sqrt(second);
        // A product that has lost bits to underflow has no direction; its
        // columns are below the rounding errors of the largest one.
        double least = size.getType().isF32() ? 1e-30 : 1e-290;
        Scalar isOblique =
            (size > norms * (16 * getUnit(size))) & (size > least);
        emitter.ifThen(isOblique, [&] {
          Scalar one = size.literal(1);
          Scalar zeta = (second - first) / (size + size);
          Scalar t = copysign(one / (abs(zeta) + hypot(zeta, one)), zeta);
          Scalar c = one / sqrt(t * t + 1);
          Scalar sw =
              scale(Divisor(toTypeOf(between, size)).divide(between), t * c);
          rotate(columns, p, q, c, sw);
          if (basis)
            rotate(*basis, p, q, c, sw);
          squares(p) = max(first - t * size, one.literal(0));
          squares(q) = second + t * size;
          rotates = isOblique;
        });
      });
    });
  }

  void run() {
    Array product(emitter, columns.getElementType(), emitter.index(1));
    Scalar zero = emitter.index(0);
    Variable goesOn(emitter, columns.size(0) > zero);
    Variable sweeps(emitter, zero);
    emitter.loopWhile([&] { return Scalar(goesOn); },
                      [&] {
                        measureColumns();
                        Variable rotates(emitter, zero != zero);
                        sweep(product, rotates);
                        sweeps = sweeps + 1;
                        goesOn = rotates & (sweeps < emitter.index(mostSweeps));
                      });
    measureColumns();
    emitter.update("->i", squares.all(), {},
                   [](ArrayRef<Scalar>, Scalar x) { return sqrt(x); });
  }

  /// Exchanges columns so that their norms, in `squares` now, descend.
  void sort() {
    Scalar count = columns.size(0);
    emitter.loop(0, count, [&](Scalar i) {
      Variable most(emitter, squares(i)), place(emitter, i);
      emitter.loop(i + 1, count, [&](Scalar j) {
        Scalar value = squares(j);
        Scalar isMore = value > Scalar(most);
        place = select(isMore, j, place);
        most = select(isMore, value, most);
      });
      emitter.ifThen(Scalar(place) != i, [&] {
        squares(place) = squares(i);
        squares(i) = most;
        exchangeRows(columns, i, place);
        if (basis)
          exchangeRows(*basis, i, place);
      });
    });
  }

  void exchangeRows(Array &array, Scalar i, Scalar j) {
    emitter.loop(0, array.size(1), [&](Scalar k) {
      Scalar first = array(i, k), second = array(j, k);
      array(i, k) = second;
      array(j, k) = first;
    });
  }
};

} // namespace

static Scalar takeConjugate(ArrayRef<Scalar> x, Scalar) { return conj(x[0]); }

/// Makes orthonormal columns of the rows of `columns`, orthogonal and some of
/// them perhaps zero, and completes them: those of the QR factorization whose R
/// has a diagonal that is not negative.
static void normalize(Emitter &emitter, Array &columns, Array &q) {
  Type element = columns.getElementType();
  Scalar count = columns.size(0), size = columns.size(1);
  Scalar zero = emitter.index(0);
  Array packed(emitter, element, {size, count});
  Array padded(emitter, element, {size, q.size(1)});
  Array taus(emitter, element, count);
  emitter.copyTransposed(packed.all(), columns.all());
  factorQR(emitter, packed, taus);
  emitter.copy(padded.view({range(zero, size), range(zero, count)}),
               packed.all());
  multiplyReflectors(emitter, padded, taus, q);
  emitter.loop(0, count, [&](Scalar j) {
    Scalar diagonal = re(packed(j, j));
    Scalar sign =
        select(diagonal < 0, diagonal.literal(-1), diagonal.literal(1));
    emitter.update("->i", q.view({range(zero, size), j}), {},
                   [&](ArrayRef<Scalar>, Scalar x) { return scale(x, sign); });
  });
}

/// Sets `columns` to the columns of `a`, or of its adjoint if `a` is wide,
/// scaled by a power of two so that the largest element is near one, as rows.
/// Returns that power.
static Scalar takeColumns(Emitter &emitter, Array &a, Array &columns,
                          Scalar isWide) {
  Scalar largest = emitter.findLargest(a);
  Scalar power =
      select(largest > 0, invertExponent(largest), largest.literal(1));
  emitter.ifThen(
      isWide,
      [&] { emitter.update("ij->ij", columns.all(), a.all(), takeConjugate); },
      [&] { emitter.copyTransposed(columns.all(), a.all()); });
  emitter.update("->ij", columns.all(), {},
                 [&](ArrayRef<Scalar>, Scalar x) { return scale(x, power); });
  return power;
}

void milcomplex::linear_algebra::findSingularValues(Emitter &emitter, Array &a,
                                                    Array &values, Array *u,
                                                    Array *vh) {
  Type element = a.getElementType();
  Scalar m = a.size(0), n = a.size(1);
  Scalar isWide = m < n, count = min(m, n), size = max(m, n);
  Array columns(emitter, element, {count, size});
  Scalar power = takeColumns(emitter, a, columns, isWide);
  if (!u) {
    Orthogonalizer orthogonalizer{emitter, columns, values, nullptr};
    orthogonalizer.run();
    orthogonalizer.sort();
  } else {
    Array basis(emitter, element, {count, count});
    emitter.fillIdentity(basis);
    Orthogonalizer orthogonalizer{emitter, columns, values, &basis};
    orthogonalizer.run();
    orthogonalizer.sort();
    Array q(emitter, element, {size, select(isWide, vh->size(0), u->size(1))});
    normalize(emitter, columns, q);
    emitter.ifThen(
        isWide,
        [&] {
          emitter.copyTransposed(u->all(), basis.all());
          emitter.update("ij->ji", vh->all(), q.all(), takeConjugate);
        },
        [&] {
          emitter.copy(u->all(), q.all());
          emitter.update("ij->ij", vh->all(), basis.all(), takeConjugate);
        });
  }
  emitter.update("->i", values.all(), {},
                 [&](ArrayRef<Scalar>, Scalar x) { return x / power; });
}
