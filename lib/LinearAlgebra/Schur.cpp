//===- Schur.cpp - Schur's form -------------------------------------------===//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Hessenberg's form and the QR algorithm with Wilkinson's shift on it, in
// complex numbers (Golub, Van Loan, "Matrix Computations", 4th edition, 7.4,
// 7.5; lahqr of LAPACK).

#include "milcomplex/LinearAlgebra/Algorithms.h"
#include "mlir/Dialect/Complex/IR/Complex.h"

using namespace mlir;
using namespace milcomplex::linear_algebra;

/// Sweeps for one eigenvalue: most need two or three.
static constexpr int64_t mostSweeps = 90;
/// After so many without success an exceptional shift breaks a cycle.
static constexpr int64_t exceptionalSweep = 10;

static Scalar findRoot(Scalar x) {
  return {x.getBuilder(),
          complex::SqrtOp::create(x.getBuilder(), x.getValue())};
}

namespace {

/// A unitary matrix of c, s in the first row and -conj(s), c in the second.
struct Rotation {
  /// The one that takes (x, y) to a multiple of (1, 0).
  Rotation(Scalar x, Scalar y) : c(re(x)), s(y) {
    Scalar first = hypot(re(x), im(x)), second = hypot(re(y), im(y));
    Scalar length = hypot(first, second), one = first.literal(1);
    Scalar isPlain = (length == 0) | (first == 0);
    Scalar safe = select(length == 0, one, length);
    c = select(length == 0, one, first / safe);
    Scalar safeFirst = select(isPlain, one, first);
    Scalar phase = makeNumber(x, re(x) / safeFirst, im(x) / safeFirst);
    Scalar unit = makeNumber(y, re(y) / safe, -im(y) / safe);
    s = select(first == 0, unit, phase * unit);
  }

  Scalar c, s;
};

/// The QR algorithm on a matrix of Hessenberg's form. Rotates the rows of
/// `vectors`, if it is not null, along; without them only the diagonal of the
/// triangular result is computed.
struct QRIteration {
  Emitter &emitter;
  Array &h;
  Array *vectors;
  Variable &failed;

  /// The first row of the unreduced block that ends with row `high`; sets the
  /// element before it to zero.
  Scalar findBlock(Scalar high) {
    Scalar zero = emitter.index(0);
    Variable low(emitter, high), isWhole(emitter, high > zero);
    emitter.loopWhile([&] { return Scalar(isWhole); },
                      [&] {
                        Scalar i = low, before = i - 1;
                        Scalar size = measure(h(i, before));
                        Scalar sum =
                            measure(h(i, i)) + measure(h(before, before));
                        double unit = getUnit(size);
                        Scalar isSmall = (size <= sum * unit) |
                                         (size <= size.literal(unit * unit));
                        emitter.ifThen(isSmall, [&] {
                          h(i, before) = Scalar(h(i, before)).literal(0);
                        });
                        low = select(isSmall, i, before);
                        isWhole = !isSmall & (Scalar(low) > zero);
                      });
    return low;
  }

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
    Scalar remainder = sweeps.literal(exceptionalSweep);
    Scalar isExceptional =
        emitter.wrap(arith::RemSIOp::create(
            emitter.getBuilder(), sweeps.getValue(), remainder.getValue())) ==
        sweeps.literal(exceptionalSweep - 1);
    Scalar exceptional =
        d + scale(toTypeOf(d, measure(c)), re(d).literal(0.75));
    return select(isExceptional, exceptional, d - step);
  }

  /// Rows `k` and `k` + 1 of an array from column `first` on become their
  /// product with a rotation.
  void rotateRows(Array &array, Scalar k, Scalar first, Scalar end, Scalar c,
                  Scalar s) {
    emitter.loop(first, end, [&](Scalar j) {
      Scalar x = array(k, j), y = array(k + 1, j);
      array(k, j) = scale(x, c) + s * y;
      array(k + 1, j) = scale(y, c) - conj(s) * x;
    });
  }

  /// The same of columns and the adjoint of the rotation.
  void rotateColumns(Scalar k, Scalar first, Scalar end, Rotation rotation) {
    emitter.loop(first, end, [&](Scalar i) {
      Scalar x = h(i, k), y = h(i, k + 1);
      h(i, k) = scale(x, rotation.c) + conj(rotation.s) * y;
      h(i, k + 1) = scale(y, rotation.c) - rotation.s * x;
    });
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
      rotateRows(h, k, max(k, low + 1) - 1, end, rotation.c, rotation.s);
      rotateColumns(k, start, min(k + 3, high + 1), rotation);
      emitter.ifThen(k > low, [&] {
        h(k + 1, k - 1) = Scalar(h(k + 1, k - 1)).literal(0);
      });
      if (vectors)
        // The columns of Z are rotated as those of H: the rows of its
        // transpose.
        rotateRows(*vectors, k, emitter.index(0), n, rotation.c,
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
                        Scalar low = findBlock(high);
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
  QRIteration{emitter, a, vectors, failed}.run();
  clearBelow(zero);
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
