//===- Bidiagonal.cpp - Bidiagonal form ----------------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Golub, Van Loan, "Matrix Computations", 4th edition, 5.4.8; gebd2 of LAPACK.

#include "Reflectors.h"

#include "milcomplex/LinearAlgebra/Algorithms.h"

using namespace mlir;
using namespace milcomplex::linear_algebra;

void milcomplex::linear_algebra::reduceBidiagonal(Emitter &emitter, Array &a,
                                                  Array &diagonal,
                                                  Array &beside, Array &taus,
                                                  Array &rights,
                                                  Array &rightTaus) {
  Type element = a.getElementType();
  Scalar m = a.size(0), n = a.size(1), zero = emitter.index(0);
  Panel left(emitter, element, emitter.index(1), m);
  Panel right(emitter, element, emitter.index(1), n);
  Array z(emitter, element, n), x(emitter, element, m);
  Array sum(emitter, element, emitter.index(1));
  auto conjugateProduct = [](ArrayRef<Scalar> y, Scalar total) {
    return total + conj(y[0]) * y[1];
  };
  auto product = [](ArrayRef<Scalar> y, Scalar total) {
    return total + y[0] * y[1];
  };
  emitter.loop(0, n, [&](Scalar k) {
    Scalar next = k + 1, height = m - k, width = n - next;
    Indices below = range(k, height), rest = range(next, width);
    Indices rows = range(zero, height), columns = range(zero, width);
    View inColumn = left.columns.view({zero, rows});
    emitter.copy(inColumn, a.view({below, k}));
    Scalar tau = makeReflection(emitter, left, zero, height);
    taus(k) = tau;
    diagonal(k) = re(left.columns(zero, zero));
    emitter.copy(a.view({below, k}), inColumn);
    emitter.ifThen(width > 0, [&] {
      // A - v z, with z = conj(tau) v^H A, is not written before its first row
      // has made the reflection from the right.
      View v = left.v.view(rows), zs = z.view(columns), xs = x.view(rows);
      View part = a.view({below, rest});
      emitter.fill(zs, 0);
      emitter.update("i,ij->j", zs, {v, part}, conjugateProduct);
      Scalar factor = conj(tau);
      emitter.update("->j", zs, {},
                     [&](ArrayRef<Scalar>, Scalar y) { return y * factor; });
      emitter.update("j,j->j", right.columns.view({zero, columns}),
                     {a.view({k, rest}), zs}, [](ArrayRef<Scalar> y, Scalar) {
                       return conj(y[0] - y[1]);
                     });
      Scalar rightTau = makeReflection(emitter, right, zero, width);
      rightTaus(k) = rightTau;
      beside(k) = re(right.columns(zero, zero));
      View u = right.v.view(columns);
      emitter.copy(rights.view({rest, k}), u);
      // A - v z - x u^H, with x = rightTau (A - v z) u.
      emitter.fill(xs, 0);
      emitter.update("ij,j->i", xs, {part, u}, product);
      sum(zero) = tau.literal(0);
      emitter.update("j,j->", sum.view(Indices(zero)), {zs, u}, product);
      Scalar along = sum(zero);
      emitter.update("i->i", xs, v, [&](ArrayRef<Scalar> y, Scalar before) {
        return rightTau * (before - along * y[0]);
      });
      emitter.update("i,j,i,j->ij", part, {v, zs, xs, u},
                     [](ArrayRef<Scalar> y, Scalar before) {
                       return before - (y[0] * y[1] + y[2] * conj(y[3]));
                     });
    });
  });
}
