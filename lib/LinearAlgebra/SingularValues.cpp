//===- SingularValues.cpp - The singular value decomposition --------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// A real bidiagonal form, and the implicit QR algorithm on that (Golub, Van
// Loan, "Matrix Computations", 4th edition, 8.6; bdsqr of LAPACK), without a
// shift where it is singular (Demmel, Kahan, "Accurate singular values of
// bidiagonal matrices", SIAM J. Sci. Stat. Comput. 11, 1990).

#include "QRIteration.h"
#include "Reflectors.h"

#include "milcomplex/LinearAlgebra/Algorithms.h"

#include <cmath>

using namespace mlir;
using namespace milcomplex::linear_algebra;

/// Sweeps for one singular value: most need two.
static constexpr int64_t mostSweeps = 60;

namespace {

/// The QR algorithm on an upper bidiagonal matrix whose norm is near one.
/// Rotates the rows of `left` and `right`, if they are not null, along.
struct BidiagonalIteration {
  Emitter &emitter;
  Array &diagonal, &beside;
  Array *left, *right;
  Variable &failed;

  /// The first row of the unreduced block that ends with row `high`.
  Scalar findBlock(Scalar high) {
    Scalar zero = emitter.index(0);
    Scalar low = findSplit(emitter, high, zero, -1, [&](Scalar i) {
      Scalar before = i - 1, size = abs(beside(before));
      Scalar sum = abs(diagonal(i)) + abs(diagonal(before));
      return isNegligible(size, sum, getUnit(size));
    });
    return low;
  }

  /// The smaller singular value of the last two rows of a block.
  Scalar findShift(Scalar high) {
    Scalar before = high - 1;
    Scalar f = abs(diagonal(before)), g = abs(beside(before));
    Scalar h = abs(diagonal(high));
    Scalar large = max(f, h), small = min(f, h);
    Scalar root = hypot(large + small, g) + hypot(large - small, g);
    return (large * small + large * small) / root;
  }

  /// Whether no element in the diagonal of a block is a rounding error, and
  /// thus none of the steps of a sweep with a shift.
  Scalar isRegular(Scalar low, Scalar high) {
    Variable least(emitter, abs(diagonal(high)));
    emitter.loop(low, high,
                 [&](Scalar i) { least = min(least, abs(diagonal(i))); });
    Scalar size = least;
    return size > getUnit(size);
  }

  void rotate(Array *rows, Scalar i, Rotation rotation) {
    if (rows)
      rotateRows(emitter, *rows, i, emitter.index(0), rows->size(1), rotation.c,
                 rotation.s);
  }

  void sweepShifted(Scalar low, Scalar high) {
    Scalar shift = findShift(high), first = diagonal(low);
    // The first column of B^T B - shift^2, which B^T B has no need to be known
    // for.
    Scalar size = abs(first);
    Variable f(emitter, (size - shift) * (size + shift));
    Variable g(emitter, first * beside(low));
    emitter.loop(low, high, [&](Scalar i) {
      Scalar next = i + 1;
      Rotation inner(f, g);
      emitter.ifThen(i > low, [&] { beside(i - 1) = inner.length; });
      Scalar d = diagonal(i), e = beside(i), after = diagonal(next);
      Scalar c = inner.c, s = inner.s;
      Scalar rotated = c * e - s * d;
      Rotation outer(c * d + s * e, s * after);
      Scalar lower = c * after;
      diagonal(i) = outer.length;
      f = outer.c * rotated + outer.s * lower;
      diagonal(next) = outer.c * lower - outer.s * rotated;
      emitter.ifThen(next < high, [&] {
        Scalar bulge = beside(next);
        g = outer.s * bulge;
        beside(next) = outer.c * bulge;
      });
      rotate(right, i, inner);
      rotate(left, i, outer);
    });
    beside(high - 1) = f;
  }

  /// A sweep that makes the last element beside the diagonal zero where one in
  /// the diagonal is.
  void sweepUnshifted(Scalar low, Scalar high) {
    Scalar one = Scalar(diagonal(low)).literal(1);
    Variable c(emitter, one), before(emitter, one), s(emitter, one);
    emitter.loop(low, high, [&](Scalar i) {
      Scalar next = i + 1;
      Rotation inner(c * diagonal(i), beside(i));
      emitter.ifThen(i > low, [&] { beside(i - 1) = s * inner.length; });
      Rotation outer(before * inner.length, inner.s * diagonal(next));
      diagonal(i) = outer.length;
      c = inner.c;
      before = outer.c;
      s = outer.s;
      rotate(right, i, inner);
      rotate(left, i, outer);
    });
    Scalar last = c * diagonal(high);
    diagonal(high) = last * before;
    beside(high - 1) = last * s;
  }

  void run() {
    Scalar zero = emitter.index(0);
    Variable high(emitter, diagonal.size(0) - 1), sweeps(emitter, zero);
    auto goesOn = [&] { return (Scalar(high) > zero) & !Scalar(failed); };
    emitter.loopWhile(goesOn, [&] {
      Scalar low = findBlock(high);
      emitter.ifThen(
          low == Scalar(high),
          [&] {
            high = high - 1;
            sweeps = zero;
          },
          [&] {
            emitter.ifThen(
                isRegular(low, high), [&] { sweepShifted(low, high); },
                [&] { sweepUnshifted(low, high); });
            sweeps = sweeps + 1;
            failed = sweeps == emitter.index(mostSweeps);
          });
    });
    // Values are not negative.
    emitter.loop(0, diagonal.size(0), [&](Scalar i) {
      Scalar value = diagonal(i), one = value.literal(1);
      Scalar sign = copysign(one, value);
      diagonal(i) = value * sign;
      if (right)
        emitter.update("->j", right->view({i, range(zero, right->size(1))}), {},
                       [&](ArrayRef<Scalar>, Scalar x) { return x * sign; });
    });
  }
};

} // namespace

static Scalar takeConjugate(ArrayRef<Scalar> x, Scalar) { return conj(x[0]); }

/// Sets `target` to `source`, or to its adjoint if `isAdjoint`.
static void copyOrAdjoin(Emitter &emitter, Array &target, Array &source,
                         Scalar isAdjoint) {
  emitter.ifThen(
      isAdjoint,
      [&] {
        emitter.update("ij->ji", target.all(), source.all(), takeConjugate);
      },
      [&] { emitter.copy(target.all(), source.all()); });
}

/// Multiplies the first columns of `q` by the transpose of `rows`.
static void multiplyColumns(Emitter &emitter, Array &q, Array &rows) {
  Scalar m = q.size(0), n = rows.size(0), zero = emitter.index(0);
  View columns = q.view({range(zero, m), range(zero, n)});
  Array product(emitter, q.getElementType(), {m, n});
  emitter.fill(product.all(), 0);
  emitter.update(
      "ik,jk->ij", product.all(), {columns, rows.all()},
      [](ArrayRef<Scalar> x, Scalar y) { return y + scale(x[0], x[1]); });
  emitter.copy(columns, product.all());
}

void milcomplex::linear_algebra::findSingularValues(Emitter &emitter, Array &a,
                                                    Array &values, Array *u,
                                                    Array *vh) {
  Type element = a.getElementType(), real = getRealType(element);
  Scalar m = a.size(0), n = a.size(1);
  Scalar isWide = m < n, count = min(m, n), size = max(m, n);
  Scalar largest = emitter.findLargest(a);
  Variable failed(emitter, !(largest < INFINITY));
  Scalar power =
      select(largest > 0, invertExponent(largest), largest.literal(1));
  // A high matrix: A or its adjoint, with the largest element near one.
  Array high(emitter, element, {size, count});
  copyOrAdjoin(emitter, high, a, isWide);
  emitter.update("->ij", high.all(), {},
                 [&](ArrayRef<Scalar>, Scalar x) { return scale(x, power); });
  Array beside(emitter, real, count), taus(emitter, element, count);
  Array rights(emitter, element, {count, count});
  Array rightTaus(emitter, element, count);
  reduceBidiagonal(emitter, high, values, beside, taus, rights, rightTaus);
  Scalar nan = power.literal(std::nan(""));
  auto restore = [&] {
    emitter.update("->i", values.all(), {}, [&](ArrayRef<Scalar>, Scalar x) {
      return select(failed, nan, x / power);
    });
  };
  if (!u) {
    BidiagonalIteration{emitter, values, beside, nullptr, nullptr, failed}
        .run();
    sort(emitter, values, /*descends=*/true, {});
    return restore();
  }
  Array left(emitter, real, {count, count}),
      right(emitter, real, {count, count});
  emitter.fillIdentity(left);
  emitter.fillIdentity(right);
  BidiagonalIteration{emitter, values, beside, &left, &right, failed}.run();
  sort(emitter, values, /*descends=*/true, {&left, &right});
  restore();
  Scalar width = select(isWide, vh->size(0), u->size(1)),
         zero = emitter.index(0);
  Array packed(emitter, element, {size, width}),
      q(emitter, element, {size, width});
  Array p(emitter, element, {count, count});
  emitter.copy(packed.view({range(zero, size), range(zero, count)}),
               high.all());
  multiplyReflectors(emitter, packed, taus, q);
  multiplyColumns(emitter, q, left);
  multiplyShiftedReflectors(emitter, rights, rightTaus, p);
  multiplyColumns(emitter, p, right);
  for (Array *array : {&q, &p})
    emitter.update("->ij", array->all(), {}, [&](ArrayRef<Scalar>, Scalar x) {
      return select(failed, toTypeOf(x, nan), x);
    });
  emitter.ifThen(
      isWide,
      [&] {
        emitter.copy(u->all(), p.all());
        emitter.update("ij->ji", vh->all(), q.all(), takeConjugate);
      },
      [&] {
        emitter.copy(u->all(), q.all());
        emitter.update("ij->ji", vh->all(), p.all(), takeConjugate);
      });
}
