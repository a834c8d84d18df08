//===- Reflectors.cpp - Householder's reflections ------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Reflectors.h"

#include "milcomplex/LinearAlgebra/Algorithms.h"

using namespace mlir;
using namespace milcomplex::linear_algebra;

namespace {

/// What factors a block of columns and applies its reflections to others.
struct Workspace : Panel {
  Workspace(Emitter &emitter, Type element, Scalar rows, Scalar columns)
      : Workspace(emitter, element, rows, columns,
                  min(emitter.index(blockSize), min(rows, columns))) {}

  /// The products of the vectors of a block with each other, T of its
  /// compact WY representation, and their products with other columns.
  Array gram, triangle, product, scaled;

private:
  Workspace(Emitter &emitter, Type element, Scalar rows, Scalar others,
            Scalar width)
      : Panel(emitter, element, width, rows),
        gram(emitter, element, {width, width}),
        triangle(emitter, element, {width, width}),
        product(emitter, element, {width, others}),
        scaled(emitter, element, {width, others}) {}
};

} // namespace

/// Whether a sum of squares neither overflows nor loses bits to underflow.
static Scalar isAccurateSum(Scalar squares) {
  bool isSingle = squares.getType().isF32();
  return (squares > (isSingle ? 1e-26 : 1e-270)) &
         (squares < (isSingle ? 1e38 : 1e300));
}

Scalar milcomplex::linear_algebra::findNorm(Emitter &emitter, View x,
                                            Array &scratch) {
  Scalar first = emitter.index(0);
  View sum = scratch.view(Indices(first));
  Scalar zero = Scalar(scratch(first)).literal(0), one = zero.literal(1);
  scratch(first) = zero;
  emitter.update("i->", sum, x, [](ArrayRef<Scalar> y, Scalar total) {
    return total + square(y[0]);
  });
  Scalar squares = scratch(first);
  Variable norm(emitter, sqrt(squares));
  emitter.ifThen(!isAccurateSum(squares), [&] {
    Scalar largest = emitter.findLargest(x, scratch);
    Scalar isOrdinary = (largest > 0) & (largest < INFINITY);
    Scalar divisor = select(isOrdinary, largest, one);
    scratch(first) = zero;
    emitter.update("i->", sum, x, [&](ArrayRef<Scalar> y, Scalar total) {
      Scalar real = re(y[0]) / divisor, imaginary = im(y[0]) / divisor;
      return total + (real * real + imaginary * imaginary);
    });
    norm = select(isOrdinary, largest * sqrt(scratch(first)), largest);
  });
  return norm;
}

Scalar milcomplex::linear_algebra::makeReflection(Emitter &emitter,
                                                  Panel &panel, Scalar j,
                                                  Scalar height) {
  Scalar next = j + 1, below = height - next;
  Indices tail = range(next, below), vTail = range(emitter.index(1), below);
  Scalar norm = findNorm(emitter, panel.columns.view({j, tail}), panel.scratch);
  Scalar alpha = panel.columns(j, j), real = re(alpha);
  Scalar isDone = (norm == 0) & (im(alpha) == 0);
  Scalar squares = square(alpha) + norm * norm;
  Variable length(emitter, sqrt(squares));
  emitter.ifThen(!isAccurateSum(squares),
                 [&] { length = hypot(hypot(real, im(alpha)), norm); });
  Scalar beta = select(isDone, real, -copysign(length, real));
  Scalar one = alpha.literal(1);
  Scalar difference = alpha - toTypeOf(alpha, beta);
  // A quotient of parts, since beta is real, is rounded once.
  Scalar safeBeta = select(isDone, beta.literal(1), -beta);
  Scalar quotient = re(difference) / safeBeta;
  Scalar tau = select(isDone, alpha.literal(0),
                      makeNumber(alpha, quotient, im(difference) / safeBeta));
  Divisor divisor(select(isDone, one, difference));
  panel.v(panel.zero) = one;
  View column = panel.columns.view({j, tail});
  emitter.update("->i", column, {},
                 [&](ArrayRef<Scalar>, Scalar x) { return divisor.divide(x); });
  emitter.copyApart(panel.v.view(vTail), column);
  panel.columns(j, j) = toTypeOf(alpha, beta);
  return tau;
}

void milcomplex::linear_algebra::reflectRows(Emitter &emitter, Panel &panel,
                                             Scalar tau, Scalar first,
                                             Scalar count, Scalar j,
                                             Scalar height) {
  Indices along = range(j, height - j);
  View rows = panel.columns.view({range(first, count), along});
  View v = panel.v.view(range(panel.zero, height - j));
  View dots = panel.dots.view(range(panel.zero, count));
  emitter.fill(dots, 0);
  emitter.update("j,ij->i", dots, {v, rows}, [](ArrayRef<Scalar> x, Scalar y) {
    return y + conj(x[0]) * x[1];
  });
  Scalar factor = conj(tau);
  emitter.update("->i", dots, {},
                 [&](ArrayRef<Scalar>, Scalar y) { return y * factor; });
  emitter.update("i,j->ij", rows, {dots, v},
                 [](ArrayRef<Scalar> x, Scalar y) { return y - x[0] * x[1]; });
}

/// Replaces the triangle of R in the panel by that of the vectors: ones, and
/// zeros before them.
static void makeVectors(Emitter &emitter, Workspace &space, Scalar width) {
  Indices square = range(space.zero, width);
  emitter.update("->ij", space.columns.view({square, square}), {},
                 [&](ArrayRef<Scalar>, Scalar x) {
                   Scalar i = emitter.letter(0), j = emitter.letter(1);
                   Scalar diagonal = select(i == j, x.literal(1), x.literal(0));
                   return select(i < j, x, diagonal);
                 });
}

/// Computes T, upper triangular, of H_0 ... H_(w-1) = I - V T V^H, from the
/// vectors in the panel and the taus from `k` on (Schreiber, Van Loan, (3.1)).
static void makeTriangle(Emitter &emitter, Workspace &space, Array &taus,
                         Scalar k, Scalar width, Scalar height) {
  Indices square = range(space.zero, width);
  View vectors = space.columns.view({square, range(space.zero, height)});
  emitter.fill(space.gram.view({square, square}), 0);
  emitter.update(
      "ik,jk->ij", space.gram.view({square, square}), {vectors, vectors},
      [](ArrayRef<Scalar> x, Scalar y) { return y + conj(x[0]) * x[1]; });
  emitter.fill(space.triangle.view({square, square}), 0);
  emitter.loop(0, width, [&](Scalar j) {
    Scalar tau = taus(k + j);
    emitter.loop(0, j, [&](Scalar i) {
      Variable sum(emitter, tau.literal(0));
      emitter.loop(i, j, [&](Scalar l) {
        sum = sum + space.triangle(i, l) * space.gram(l, j);
      });
      space.triangle(i, j) = -(tau * sum);
    });
    space.triangle(j, j) = tau;
  });
}

/// Applies the product of the reflections of the panel, or its adjoint, to a
/// part of `a` that has as many rows as their vectors have elements.
static void reflectBlock(Emitter &emitter, Workspace &space, bool isAdjoint,
                         Array &a, Indices rows, Indices columns,
                         Scalar width) {
  Indices vectors = range(space.zero, width);
  View panel = space.columns.view({vectors, range(space.zero, *rows.size)});
  View product =
      space.product.view({vectors, range(space.zero, *columns.size)});
  View scaled = space.scaled.view({vectors, range(space.zero, *columns.size)});
  View part = a.view({rows, columns});
  emitter.fill(product, 0);
  emitter.update(
      "ki,ij->kj", product, {panel, part},
      [](ArrayRef<Scalar> x, Scalar y) { return y + conj(x[0]) * x[1]; });
  emitter.fill(scaled, 0);
  View triangle = space.triangle.view({vectors, vectors});
  emitter.update(isAdjoint ? "ki,kj->ij" : "ik,kj->ij", scaled,
                 {triangle, product}, [&](ArrayRef<Scalar> x, Scalar y) {
                   return y + (isAdjoint ? conj(x[0]) : x[0]) * x[1];
                 });
  emitter.update("ki,kj->ij", part, {panel, scaled},
                 [](ArrayRef<Scalar> x, Scalar y) { return y - x[0] * x[1]; });
}

void milcomplex::linear_algebra::factorQR(Emitter &emitter, Array &a,
                                          Array &taus) {
  Scalar m = a.size(0), n = a.size(1), rank = min(m, n);
  Workspace space(emitter, a.getElementType(), m, n);
  Scalar zero = space.zero, block = emitter.index(blockSize);
  emitter.loop(
      0, rank,
      [&](Scalar k) {
        Scalar height = m - k, width = min(block, rank - k);
        View inPanel =
            space.columns.view({range(zero, width), range(zero, height)});
        View inMatrix = a.view({range(k, height), range(k, width)});
        emitter.copyTransposed(inPanel, inMatrix);
        emitter.loop(0, width, [&](Scalar j) {
          Scalar tau = makeReflection(emitter, space, j, height);
          taus(k + j) = tau;
          reflectRows(emitter, space, tau, j + 1, width - (j + 1), j, height);
        });
        emitter.copyTransposed(inMatrix, inPanel);
        Scalar columns = n - k - width;
        emitter.ifThen(columns > 0, [&] {
          makeVectors(emitter, space, width);
          makeTriangle(emitter, space, taus, k, width, height);
          reflectBlock(emitter, space, /*isAdjoint=*/true, a, range(k, height),
                       range(k + width, columns), width);
        });
      },
      blockSize);
}

void milcomplex::linear_algebra::multiplyReflectors(Emitter &emitter,
                                                    Array &packed, Array &taus,
                                                    Array &q) {
  Scalar m = q.size(0), n = q.size(1), count = taus.size(0);
  Workspace space(emitter, q.getElementType(), m, n);
  Scalar zero = space.zero;
  Scalar block = emitter.index(blockSize);
  emitter.fillIdentity(q);
  emitter.loop(
      0, count,
      [&](Scalar applied) {
        // From the last reflections to the first.
        Scalar width = min(block, count - applied);
        Scalar k = count - applied - width, height = m - k;
        emitter.copyTransposed(
            space.columns.view({range(zero, width), range(zero, height)}),
            packed.view({range(k, height), range(k, width)}));
        makeVectors(emitter, space, width);
        makeTriangle(emitter, space, taus, k, width, height);
        reflectBlock(emitter, space, /*isAdjoint=*/false, q, range(k, height),
                     range(k, n - k), width);
      },
      blockSize);
}
