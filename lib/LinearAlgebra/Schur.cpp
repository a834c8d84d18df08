//===- Schur.cpp - Schur's form -------------------------------------------===//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Hessenberg's form and the QR algorithm with Wilkinson's shift on it, in
// complex numbers (Golub, Van Loan, "Matrix Computations", 4th edition, 7.4,
// 7.5; lahqr of LAPACK).

#include "QRIteration.h"
#include "milcomplex/LinearAlgebra/Algorithms.h"
#include "mlir/Dialect/Complex/IR/Complex.h"

using namespace mlir;
using namespace milcomplex::linear_algebra;

/// Sweeps for one eigenvalue: most need two or three.
static constexpr int64_t mostSweeps = 90;

static Scalar findRoot(Scalar x) {
  return {x.getBuilder(),
          complex::SqrtOp::create(x.getBuilder(), x.getValue())};
}

namespace {

/// The QR algorithm on a matrix of Hessenberg's form. Rotates the rows of
/// `vectors`, if it is not null, along; without them only the diagonal of the
/// triangular result is computed.
struct QRIteration {
  Emitter &emitter;
  Array &h;
  Array *vectors;
  Variable &failed;

  /// The eigenvalue of the last two rows of a block that is nearer to its last
  /// element.
  Scalar findShift(Scalar high, Scalar sweeps) {
    Scalar before = high - 1;
    Scalar a = h(before, before), b = h(before, high);
    Scalar c = h(high, before), d = h(high, high);
    Scalar half = scale(a - d, re(a).literal(0.5));
    Scalar product = b * c;
    Scalar root = findRoot(half * half + product);
    Scalar isOpposite = re(half * conj(root)) < 0;
    Scalar sum = half + select(isOpposite, -root, root);
    Scalar isZero = sum == 0;
    Divisor divisor(select(isZero, sum.literal(1), sum));
    Scalar step = select(isZero, sum.literal(0), divisor.divide(product));
    Scalar exceptional =
        d + scale(toTypeOf(d, measure(c)), re(d).literal(0.75));
    return select(isExceptional(emitter, sweeps), exceptional, d - step);
  }

  /// One sweep over the block from `low` to `high`.
  void sweep(Scalar low, Scalar high, Scalar shift) {
    Scalar n = h.size(0);
    Scalar end = vectors ? n : high + 1;
    Scalar start = vectors ? emitter.index(0) : low;
    Variable x(emitter, Scalar(h(low, low)) - shift);
    Variable y(emitter, h(low + 1, low));
    emitter.loop(low, high, [&](Scalar k) {
      Rotation rotation(x, y);
      rotateRows(emitter, h, k, max(k, low + 1) - 1, end, rotation.c,
                 rotation.s);
      rotateColumns(emitter, h, k, start, min(k + 3, high + 1), rotation.c,
                    rotation.s);
      emitter.ifThen(k > low, [&] {
        h(k + 1, k - 1) = Scalar(h(k + 1, k - 1)).literal(0);
      });
      if (vectors)
        // The columns of Z are rotated as those of H: the rows of its
        // transpose.
        rotateRows(emitter, *vectors, k, emitter.index(0), n, rotation.c,
                   conj(rotation.s));
      x = h(k + 1, k);
      y = h(min(k + 2, high), k);
    });
  }

  void run() {
    Scalar zero = emitter.index(0), one = emitter.index(1);
    Variable high(emitter, h.size(0) - 1), sweeps(emitter, zero);
    Variable goesOn(emitter, (Scalar(high) > zero) & !Scalar(failed));
    emitter.loopWhile([&] { return Scalar(goesOn); },
                      [&] {
                        Scalar low = findBlock(emitter, h, high);
                        emitter.ifThen(
                            low == Scalar(high),
                            [&] {
                              high = high - one;
                              sweeps = zero;
                            },
                            [&] {
                              sweep(low, high, findShift(high, sweeps));
                              sweeps = sweeps + one;
                            });
                        failed = Scalar(sweeps) == emitter.index(mostSweeps);
                        goesOn = (Scalar(high) > zero) & !Scalar(failed);
                      });
  }
};

} // namespace

Scalar milcomplex::linear_algebra::reduceSchur(Emitter &emitter, Array &a,
                                               Array *vectors) {
  Type element = a.getElementType();
  Scalar n = a.size(0), zero = emitter.index(0);
  Scalar largest = emitter.findLargest(a);
  Variable failed(emitter, !(largest < INFINITY));
  Scalar power =
      select(largest > 0, invertExponent(largest), largest.literal(1));
  emitter.update("->ij", a.all(), {},
                 [&](ArrayRef<Scalar>, Scalar x) { return scale(x, power); });
  Array taus(emitter, element, n);
  reduceHessenberg(emitter, a, taus);
  auto clearBelow = [&](Scalar distance) {
    emitter.update("->ij", a.all(), {}, [&](ArrayRef<Scalar>, Scalar x) {
      Scalar isBelow = emitter.letter(0) > emitter.letter(1) + distance;
      return select(isBelow, x.literal(0), x);
    });
  };
  if (vectors) {
    Array q(emitter, element, {n, n});
    multiplyShiftedReflectors(emitter, a, taus, q);
    emitter.copyTransposed(vectors->all(), q.all());
  }
  clearBelow(emitter.index(1));
  if (isa<ComplexType>(element)) {
    QRIteration{emitter, a, vectors, failed}.run();
    clearBelow(zero);
  } else {
    iterateFrancis(emitter, a, *vectors, failed);
  }
  auto mark = [&](Array &array) {
    emitter.update("->ij", array.all(), {}, [&](ArrayRef<Scalar>, Scalar x) {
      return select(failed, x.literal(std::nan("")), x);
    });
  };
  mark(a);
  if (vectors)
    mark(*vectors);
  return power;
}

void milcomplex::linear_algebra::findSchur(Emitter &emitter, Array &a,
                                           Array &vectors) {
  Scalar n = a.size(0);
  Array rows(emitter, a.getElementType(), {n, n});
  Scalar power = reduceSchur(emitter, a, &rows);
  emitter.copyTransposed(vectors.all(), rows.all());
  emitter.update("->ij", a.all(), {}, [&](ArrayRef<Scalar>, Scalar x) {
    return makeNumber(x, re(x) / power, im(x) / power);
  });
}
