//===- Hessenberg.cpp - Hessenberg's form --------------------------------===//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Reflectors.h"

#include "milcomplex/LinearAlgebra/Algorithms.h"

using namespace mlir;
using namespace milcomplex::linear_algebra;

void milcomplex::linear_algebra::reduceHessenberg(Emitter &emitter, Array &a,
                                                  Array &taus) {
  Type element = a.getElementType();
  Scalar n = a.size(0), zero = emitter.index(0);
  Panel panel(emitter, element, emitter.index(1), n);
  Array products(emitter, element, n);
  Indices all = range(zero, n);
  emitter.loop(0, n - 1, [&](Scalar k) {
    Scalar next = k + 1, count = n - next;
    Indices rest = range(next, count), local = range(zero, count);
    emitter.copy(panel.columns.view({zero, local}), a.view({rest, k}));
    Scalar tau = makeReflection(emitter, panel, zero, count);
    taus(k) = tau;
    emitter.copy(a.view({rest, k}), panel.columns.view({zero, local}));
    View v = panel.v.view(local);
    // A - tau (A v) v^H, then A - conj(tau) v (v^H A), of the other columns.
    emitter.fill(products.all(), 0);
    emitter.update(
        "ij,j->i", products.all(), {a.view({all, rest}), v},
        [](ArrayRef<Scalar> x, Scalar y) { return y + x[0] * x[1]; });
    emitter.update("->i", products.all(), {},
                   [&](ArrayRef<Scalar>, Scalar x) { return x * tau; });
    emitter.update(
        "i,j->ij", a.view({all, rest}), {products.all(), v},
        [](ArrayRef<Scalar> x, Scalar y) { return y - x[0] * conj(x[1]); });
    Scalar factor = conj(tau);
    View others = products.view(local);
    emitter.fill(others, 0);
    emitter.update(
        "i,ij->j", others, {v, a.view({rest, rest})},
        [](ArrayRef<Scalar> x, Scalar y) { return y + conj(x[0]) * x[1]; });
    emitter.update("->i", others, {},
                   [&](ArrayRef<Scalar>, Scalar x) { return x * factor; });
    emitter.update(
        "i,j->ij", a.view({rest, rest}), {v, others},
        [](ArrayRef<Scalar> x, Scalar y) { return y - x[0] * x[1]; });
  });
}

void milcomplex::linear_algebra::multiplyShiftedReflectors(Emitter &emitter,
                                                           Array &packed,
                                                           Array &taus,
                                                           Array &q) {
  Type element = q.getElementType();
  Scalar n = q.size(0), zero = emitter.index(0), one = emitter.index(1);
  emitter.fillIdentity(q);
  emitter.ifThen(n > one, [&] {
    Scalar rest = n - 1;
    Indices lower = range(one, rest), local = range(zero, rest);
    Array part(emitter, element, {rest, rest});
    Array inner(emitter, element, {rest, rest}), own(emitter, element, rest);
    emitter.copy(part.all(), packed.view({lower, local}));
    emitter.copy(own.all(), taus.view(local));
    multiplyReflectors(emitter, part, own, inner);
    emitter.copy(q.view({lower, lower}), inner.all());
  });
}
