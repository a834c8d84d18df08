//===- HermitianEigen.cpp - Eigenvalues of Hermitian matrices -------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Householder's reduction to a real tridiagonal matrix, and the implicit QL
// algorithm with Wilkinson's shift on that (Golub, Van Loan, "Matrix
// Computations", 4th edition, 8.3; tql2 of EISPACK).

#include "QRIteration.h"
#include "Reflectors.h"

using namespace mlir;
using namespace milcomplex::linear_algebra;

/// Sweeps for one eigenvalue: most need two.
static constexpr int64_t mostSweeps = 60;

/// Completes a Hermitian matrix of which the lower triangle is given, scaled by
/// a power of two so that its largest element is near one. Returns that power.
static Scalar complete(Emitter &emitter, Array &a) {
  Scalar n = a.size(0);
  Array lower(emitter, a.getElementType(), {n, n});
  emitter.update("ij->ij", lower.all(), a.all(),
                 [&](ArrayRef<Scalar> x, Scalar) {
                   Scalar i = emitter.letter(0), j = emitter.letter(1);
                   Scalar own = toTypeOf(x[0], re(x[0]));
                   Scalar read = select(i == j, own, x[0]);
                   return select(i < j, x[0].literal(0), read);
                 });
  Scalar largest = emitter.findLargest(lower);
  Scalar power =
      select(largest > 0, invertExponent(largest), largest.literal(1));
  emitter.update("ij,ji->ij", a.all(), {lower.all(), lower.all()},
                 [&](ArrayRef<Scalar> x, Scalar) {
                   Scalar i = emitter.letter(0), j = emitter.letter(1);
                   return scale(select(i < j, conj(x[1]), x[0]), power);
                 });
  return power;
}

/// Reduces a Hermitian matrix to a real tridiagonal one of `diagonal` and
/// `beside` it. Leaves the reflections in the rows of `a` from the second on,
/// in the form of `householder_qr`, with `taus`.
static void reduceToTridiagonal(Emitter &emitter, Array &a, Array &taus,
                                Array &diagonal, Array &beside) {
  Type element = a.getElementType();
  Scalar n = a.size(0), zero = emitter.index(0);
  Panel panel(emitter, element, emitter.index(1), n);
  Array w(emitter, element, n), sum(emitter, element, emitter.index(1));
  emitter.loop(0, n, [&](Scalar k) {
    Scalar next = k + 1, count = n - next;
    diagonal(k) = re(a(k, k));
    emitter.ifThen(count > 0, [&] {
      Indices rest = range(next, count), local = range(zero, count);
      emitter.update("i->i", panel.columns.view({zero, local}),
                     a.view({rest, k}),
                     [](ArrayRef<Scalar> x, Scalar) { return x[0]; });
      Scalar tau = makeReflection(emitter, panel, zero, count);
      taus(k) = tau;
      beside(k) = re(panel.columns(zero, zero));
      View v = panel.v.view(local), x = w.view(local);
      emitter.copy(a.view({rest, k}), v);
      // A - v w^H - w v^H with w = tau A v - (tau rho / 2) v, rho = (tau A v)^H
      // v.
      emitter.fill(x, 0);
      emitter.update(
          "ij,j->i", x, {a.view({rest, rest}), v},
          [](ArrayRef<Scalar> y, Scalar z) { return z + y[0] * y[1]; });
      emitter.update("->i", x, {},
                     [&](ArrayRef<Scalar>, Scalar y) { return tau * y; });
      sum(zero) = tau.literal(0);
      emitter.update(
          "i,i->", sum.view(Indices(zero)), {x, v},
          [](ArrayRef<Scalar> y, Scalar z) { return z + conj(y[0]) * y[1]; });
      Scalar half = scale(tau * sum(zero), re(tau).literal(0.5));
      emitter.update("i->i", x, v, [&](ArrayRef<Scalar> y, Scalar z) {
        return z - half * y[0];
      });
      emitter.update("i,j,i,j->ij", a.view({rest, rest}), {v, x, x, v},
                     [](ArrayRef<Scalar> y, Scalar z) {
                       return z - (y[0] * conj(y[1]) + y[2] * conj(y[3]));
                     });
    });
  });
}

namespace {

/// The QL algorithm on a tridiagonal matrix; the rows of `vectors`, if it is
/// not null, are rotated along.
struct QLIteration {
  Emitter &emitter;
  Array &diagonal, &beside;
  Array *vectors;
  Variable &failed;

  Scalar getSize() { return diagonal.size(0); }

  /// The first place from `first` on where the matrix falls apart.
  Scalar findEnd(Scalar first) {
    return findSplit(emitter, first, getSize() - 1, 1, [&](Scalar i) {
      Scalar size = abs(beside(i));
      Scalar sum = abs(diagonal(i)) + abs(diagonal(i + 1));
      return isNegligible(size, sum, getUnit(size) * getUnit(size));
    });
  }

  /// One sweep over the block from `l` to `m`.
  void sweep(Scalar l, Scalar m) {
    Scalar e = beside(l), one = e.literal(1);
    Scalar half = (Scalar(diagonal(l + 1)) - diagonal(l)) / (e + e);
    Scalar root = hypot(half, one);
    Scalar start =
        Scalar(diagonal(m)) - diagonal(l) + e / (half + copysign(root, half));
    Variable g(emitter, start), s(emitter, one), c(emitter, one);
    Variable p(emitter, e.literal(0));
    Variable isBroken(emitter, l != l);
    emitter.loop(l, m, [&](Scalar step) {
      Scalar i = l + m - 1 - step;
      emitter.ifThen(!Scalar(isBroken), [&] {
        Scalar f = s * beside(i), b = c * beside(i);
        Scalar r = hypot(f, g);
        beside(i + 1) = r;
        isBroken = r == 0;
        emitter.ifThen(
            r == 0,
            [&] {
              diagonal(i + 1) = diagonal(i + 1) - p;
              beside(m) = r;
            },
            [&] {
              s = f / r;
              c = g / r;
              Scalar upper = diagonal(i + 1) - p;
              Scalar cb = c * b;
              Scalar sum = (diagonal(i) - upper) * s + (cb + cb);
              p = s * sum;
              diagonal(i + 1) = upper + p;
              g = c * sum - b;
              if (vectors)
                rotateRows(emitter, *vectors, i, emitter.index(0),
                           vectors->size(1), c, -Scalar(s));
            });
      });
    });
    emitter.ifThen(!Scalar(isBroken), [&] {
      diagonal(l) = diagonal(l) - p;
      beside(l) = g;
      beside(m) = one.literal(0);
    });
  }

  void run() {
    emitter.loop(0, getSize(), [&](Scalar l) {
      Variable split(emitter, l), sweeps(emitter, emitter.index(0));
      emitter.ifThen(!Scalar(failed), [&] { split = findEnd(l); });
      emitter.loopWhile([&] { return (Scalar(split) != l) & !Scalar(failed); },
                        [&] {
                          sweep(l, split);
                          sweeps = sweeps + 1;
                          failed = sweeps == emitter.index(mostSweeps);
                          split = findEnd(l);
                        });
    });
  }
};

} // namespace

void milcomplex::linear_algebra::reduceHermitian(Emitter &emitter, Array &a,
                                                 Array &diagonal, Array &beside,
                                                 Array &taus) {
  Scalar n = a.size(0);
  Scalar power = complete(emitter, a);
  reduceToTridiagonal(emitter, a, taus, diagonal, beside);
  emitter.loop(0, n, [&](Scalar i) {
    diagonal(i) = diagonal(i) / power;
    a(i, i) = toTypeOf(a(i, i), diagonal(i));
    Scalar next = i + 1;
    emitter.ifThen(next < n, [&] {
      beside(i) = beside(i) / power;
      a(next, i) = toTypeOf(a(next, i), beside(i));
    });
  });
  emitter.update("->ij", a.all(), {}, [&](ArrayRef<Scalar>, Scalar x) {
    Scalar isAbove = emitter.letter(0) < emitter.letter(1);
    return select(isAbove, x.literal(0), x);
  });
}

void milcomplex::linear_algebra::findHermitianEigenvalues(Emitter &emitter,
                                                          Array &a,
                                                          Array &values,
                                                          Array *vectors) {
  Type element = a.getElementType(), real = getRealType(element);
  Scalar n = a.size(0), zero = emitter.index(0), one = emitter.index(1);
  Array beside(emitter, real, n);
  Array taus(emitter, element, n);
  Scalar power = complete(emitter, a);
  reduceToTridiagonal(emitter, a, taus, values, beside);
  Variable failed(emitter, zero != zero);
  Scalar nan = power.literal(std::nan(""));
  auto restore = [&] {
    emitter.update("->i", values.all(), {}, [&](ArrayRef<Scalar>, Scalar x) {
      return select(failed, nan, x / power);
    });
  };
  if (!vectors) {
    QLIteration{emitter, values, beside, nullptr, failed}.run();
    sort(emitter, values, /*descends=*/false, {});
    return restore();
  }
  Array rows(emitter, real, {n, n});
  emitter.fillIdentity(rows);
  QLIteration{emitter, values, beside, &rows, failed}.run();
  sort(emitter, values, /*descends=*/false, &rows);
  restore();
  // The columns of diag(1, Q) Z^T.
  Scalar rest = max(n - 1, zero);
  Array packed(emitter, element, {rest, rest});
  Array q(emitter, element, {rest, rest}), ownTaus(emitter, element, rest);
  Indices lower = range(one, rest), local = range(zero, rest);
  emitter.ifThen(rest > 0, [&] {
    emitter.copy(packed.all(), a.view({lower, local}));
    emitter.copy(ownTaus.all(), taus.view(local));
    multiplyReflectors(emitter, packed, ownTaus, q);
    Indices all = range(zero, n);
    emitter.fill(vectors->view({lower, all}), 0);
    emitter.update(
        "ik,jk->ij", vectors->view({lower, all}),
        {q.all(), rows.view({all, lower})},
        [](ArrayRef<Scalar> x, Scalar y) { return y + scale(x[0], x[1]); });
  });
  emitter.ifThen(n > 0, [&] {
    emitter.update(
        "j->j", vectors->view({zero, range(zero, n)}),
        rows.view({range(zero, n), zero}),
        [](ArrayRef<Scalar> x, Scalar y) { return toTypeOf(y, x[0]); });
  });
  emitter.update("->ij", vectors->all(), {}, [&](ArrayRef<Scalar>, Scalar x) {
    return select(failed, toTypeOf(x, nan), x);
  });
}
