//===- Eigenvectors.cpp - Eigenvalues and eigenvectors of any matrix ------===//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Schur's form, and substitution in its triangle (Golub, Van Loan, "Matrix
// Computations", 4th edition, 7.6.4; trevc and geev of LAPACK).

#include "milcomplex/LinearAlgebra/Algorithms.h"

using namespace mlir;
using namespace milcomplex::linear_algebra;

/// Divides column `k` of `x` by a power of two where its element `i` is so
/// large that a later one may overflow.
static void limitGrowth(Emitter &emitter, Array &x, Scalar i, Scalar k) {
  double most = 0x1p40;
  Scalar size = measure(x(i, k));
  emitter.ifThen((size > most) & (size < INFINITY), [&] {
    Scalar factor = invertExponent(size);
    emitter.loop(0, x.size(0),
                 [&](Scalar j) { x(j, k) = scale(x(j, k), factor); });
  });
}

/// Element `i` of the eigenvectors in the columns of `x` from `first` until
/// `end`, of which that row has the products with the triangle: their
/// negative, or if `isLeft` they, by the differences of eigenvalues.
static void divideRow(Emitter &emitter, Array &t, Array &x, Array &row,
                      Scalar i, Scalar first, Scalar end, Scalar least,
                      bool isLeft) {
  Scalar own = t(i, i);
  emitter.loop(first, end, [&](Scalar k) {
    Scalar other = t(k, k);
    Scalar gap = isLeft ? other - own : own - other;
    Scalar isTiny = measure(gap) < least;
    Divisor divisor(select(isTiny, toTypeOf(gap, least), gap));
    Scalar quotient = divisor.divide(row(k));
    x(i, k) = isLeft ? quotient : -quotient;
    limitGrowth(emitter, x, i, k);
  });
}

/// Sets the columns of `x` to the right eigenvectors of a triangle.
static void substituteRight(Emitter &emitter, Array &t, Array &x, Array &row,
                            Scalar least) {
  Scalar n = t.size(0);
  emitter.fillIdentity(x);
  emitter.loop(0, n, [&](Scalar step) {
    Scalar i = n - 1 - step, next = i + 1;
    Indices rest = range(next, n - next);
    emitter.fill(row.all(), 0);
    emitter.update(
        "j,jk->k", row.view(rest), {t.view({i, rest}), x.view({rest, rest})},
        [](ArrayRef<Scalar> y, Scalar z) { return z + y[0] * y[1]; });
    divideRow(emitter, t, x, row, i, next, n, least, /*isLeft=*/false);
  });
}

/// Sets the columns of `x` to the conjugate left eigenvectors of a triangle.
static void substituteLeft(Emitter &emitter, Array &t, Array &x, Array &row,
                           Scalar least) {
  Scalar n = t.size(0), zero = emitter.index(0);
  emitter.fillIdentity(x);
  emitter.loop(0, n, [&](Scalar i) {
    Indices before = range(zero, i);
    emitter.fill(row.all(), 0);
    emitter.update(
        "j,jk->k", row.view(before),
        {t.view({before, i}), x.view({before, before})},
        [](ArrayRef<Scalar> y, Scalar z) { return z + y[0] * y[1]; });
    divideRow(emitter, t, x, row, i, zero, i, least, /*isLeft=*/true);
  });
}

/// Makes the norm of each column 1 and its largest element real, as LAPACK.
static void normalizeColumns(Emitter &emitter, Array &vectors) {
  Scalar n = vectors.size(0), zero = emitter.index(0);
  emitter.loop(0, n, [&](Scalar k) {
    Scalar first = vectors(zero, k);
    Variable most(emitter, re(first).literal(0)), place(emitter, zero);
    Variable squares(emitter, most);
    emitter.loop(0, n, [&](Scalar i) {
      Scalar size = square(vectors(i, k));
      Scalar isMore = size > Scalar(most);
      place = select(isMore, i, place);
      most = select(isMore, size, most);
      squares = squares + size;
    });
    Scalar largest = vectors(place, k);
    Scalar length = sqrt(most), norm = sqrt(squares);
    Scalar phase =
        makeNumber(first, re(largest) / length, -im(largest) / length);
    emitter.loop(0, n, [&](Scalar i) {
      Scalar x = phase * vectors(i, k);
      vectors(i, k) = makeNumber(x, re(x) / norm, im(x) / norm);
    });
    vectors(place, k) = toTypeOf(first, length / norm);
  });
}

void milcomplex::linear_algebra::findEigenvalues(Emitter &emitter, Array &a,
                                                 Array &values, Array *left,
                                                 Array *right) {
  Type element = a.getElementType();
  Scalar n = a.size(0);
  auto takeValues = [&](Scalar power) {
    emitter.loop(0, n, [&](Scalar i) {
      Scalar value = a(i, i);
      values(i) = makeNumber(value, re(value) / power, im(value) / power);
    });
  };
  if (!left && !right)
    return takeValues(reduceSchur(emitter, a, nullptr));
  Array rows(emitter, element, {n, n});
  takeValues(reduceSchur(emitter, a, &rows));
  Array x(emitter, element, {n, n}), row(emitter, element, n);
  // The largest element is near one.
  Scalar least = emitter.wrap(arith::ConstantOp::create(
      emitter.getBuilder(),
      emitter.getBuilder().getFloatAttr(getRealType(element), 1)));
  least = least.literal(getUnit(least));
  auto multiply = [&](Array &vectors, bool isLeft) {
    emitter.fill(vectors.all(), 0);
    emitter.update("ji,jk->ik", vectors.all(), {rows.all(), x.all()},
                   [&](ArrayRef<Scalar> y, Scalar z) {
                     return z + y[0] * (isLeft ? conj(y[1]) : y[1]);
                   });
    normalizeColumns(emitter, vectors);
  };
  if (right) {
    substituteRight(emitter, a, x, row, least);
    multiply(*right, false);
  }
  if (left) {
    substituteLeft(emitter, a, x, row, least);
    multiply(*left, true);
  }
}
