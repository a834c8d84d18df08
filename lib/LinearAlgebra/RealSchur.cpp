//===- RealSchur.cpp - Schur's form of real matrices ----------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Francis' QR algorithm with two shifts (Golub, Van Loan, "Matrix
// Computations", 4th edition, 7.5; lahqr and lanv2 of LAPACK).

#include "QRIteration.h"

using namespace mlir;
using namespace milcomplex::linear_algebra;

/// Sweeps for one block at the end: most need two or three.
static constexpr int64_t mostSweeps = 90;

namespace {

/// I - tau w w^T, with w = (1, second, third), which takes (x, y, z) to
/// (length, 0, 0).
struct Reflection {
  Reflection(Scalar x, Scalar y, Scalar z)
      : length(-copysign(hypot(x, hypot(y, z)), x)), tau(x), second(y),
        third(z) {
    Scalar isZero = length == 0, one = x.literal(1), zero = x.literal(0);
    Scalar safe = select(isZero, one, length);
    Scalar pivot = select(isZero, one, x - length);
    tau = select(isZero, zero, (length - x) / safe);
    second = y / pivot;
    third = z / pivot;
  }

  /// Overwrites three elements with their reflection.
  void apply(Element x, Element y, Element z) const {
    Scalar a = x, b = y, c = z;
    Scalar sum = tau * (a + second * b + third * c);
    x = a - sum;
    y = b - sum * second;
    z = c - sum * third;
  }

  Scalar length, tau, second, third;
};

/// An orthogonal similarity of a matrix of two rows that makes it upper
/// triangular or, where its eigenvalues are not real, its diagonal constant.
struct Standardization {
  Standardization(Emitter &emitter, Scalar a, Scalar b, Scalar c, Scalar d)
      : a(emitter, a), b(emitter, b), c(emitter, c), d(emitter, d),
        cosine(emitter, a.literal(1)), sine(emitter, a.literal(0)) {
    Scalar zero = a.literal(0), one = a.literal(1), difference = a - d;
    Scalar areOpposite = (b < 0) != (c < 0);
    Scalar isStandard = (c == 0) | ((difference == 0) & areOpposite & (b != 0));
    emitter.ifThen(!isStandard, [&] {
      emitter.ifThen(
          b == 0,
          [&] {
            cosine = zero;
            sine = one;
            this->a = d;
            this->d = a;
            this->b = -c;
            this->c = zero;
          },
          [&] { separate(emitter, a, b, c, d); });
    });
  }

  /// Of a matrix whose elements beside the diagonal are not zero.
  void separate(Emitter &emitter, Scalar a, Scalar b, Scalar c, Scalar d) {
    Scalar half = (a - d) * 0.5, large = max(abs(b), abs(c));
    Scalar sign = copysign(a.literal(1), b) * copysign(a.literal(1), c);
    Scalar small = min(abs(b), abs(c)) * sign;
    Scalar size = max(abs(half), large);
    Scalar discriminant = half / size * half + large / size * small;
    double least = 8 * getUnit(a);
    emitter.ifThen(
        discriminant >= discriminant.literal(least),
        [&] {
          // Real eigenvalues.
          Scalar root = sqrt(size) * sqrt(discriminant);
          Scalar sum = half + copysign(root, half);
          Scalar length = hypot(c, sum);
          this->a = d + sum;
          this->d = d - large / sum * small;
          this->b = b - c;
          this->c = c.literal(0);
          cosine = sum / length;
          sine = c / length;
        },
        [&] { equalize(emitter, a, b, c, d); });
  }

  /// Of one whose eigenvalues are not real, or nearly equal.
  void equalize(Emitter &emitter, Scalar a, Scalar b, Scalar c, Scalar d) {
    Scalar one = a.literal(1), sigma = b + c, difference = a - d;
    Scalar length = hypot(sigma, difference);
    Scalar cs = sqrt((one + abs(sigma) / length) * 0.5);
    Scalar sn = -(difference * 0.5 / (length * cs) * copysign(one, sigma));
    Scalar aa = a * cs + b * sn, bb = b * cs - a * sn;
    Scalar cc = c * cs + d * sn, dd = d * cs - c * sn;
    Scalar upper = bb * cs + dd * sn, lower = cc * cs - aa * sn;
    Scalar mean = (aa * cs + cc * sn + (dd * cs - bb * sn)) * 0.5;
    this->a = mean;
    this->d = mean;
    this->b = upper;
    this->c = lower;
    cosine = cs;
    sine = sn;
    emitter.ifThen((upper == 0) & (lower != 0), [&] {
      this->b = -lower;
      this->c = lower.literal(0);
      cosine = -sn;
      sine = cs;
    });
    Scalar isReal = (upper != 0) & (lower != 0) & ((upper < 0) == (lower < 0));
    emitter.ifThen(isReal, [&] {
      Scalar first = sqrt(abs(upper)), second = sqrt(abs(lower));
      Scalar step = copysign(first * second, lower);
      Scalar norm = sqrt(abs(upper + lower));
      Scalar c1 = first / norm, s1 = second / norm;
      this->a = mean + step;
      this->d = mean - step;
      this->b = upper - lower;
      this->c = lower.literal(0);
      cosine = cs * c1 - sn * s1;
      sine = cs * s1 + sn * c1;
    });
  }

  Variable a, b, c, d;
  Variable cosine, sine;
};

struct FrancisIteration {
  Emitter &emitter;
  Array &h, &vectors;
  Variable &failed;

  /// A multiple of the first column of (H - s)(H - conj(s)), where s and its
  /// conjugate are the eigenvalues of the last two rows of a block, or both the
  /// real one that is nearer to the last element.
  Reflection reflectFirst(Scalar low, Scalar high, Scalar isExceptional) {
    Scalar before = high - 1, next = low + 1;
    Scalar last = h(high, high), beside = h(high, before);
    Scalar size = abs(beside) + abs(h(before, high - 2));
    Scalar other = last + size * 0.75;
    Scalar d = select(isExceptional, other, last);
    Scalar a = select(isExceptional, other, h(before, before));
    Scalar b = select(isExceptional, size * -0.4375, h(before, high));
    Scalar c = select(isExceptional, size, beside);
    Scalar mean = (a + d) * 0.5;
    Scalar determinant = (a - mean) * (d - mean) - b * c;
    Scalar root = sqrt(abs(determinant));
    Scalar isPair = determinant >= determinant.literal(0);
    Scalar isUpper = abs(mean + root - d) <= abs(mean - root - d);
    Scalar nearer = select(isUpper, mean + root, mean - root);
    Scalar real = select(isPair, mean, nearer);
    Scalar imaginary = select(isPair, root, root.literal(0));

    Scalar first = h(low, low), below = h(next, low);
    Scalar gap = first - real;
    Scalar unit = abs(gap) + abs(imaginary) + abs(below);
    Scalar factor = below / unit;
    Scalar x =
        factor * h(low, next) + gap / unit * gap + imaginary / unit * imaginary;
    Scalar y = factor * (first + h(next, next) - (real + real));
    return {x, y, factor * h(low + 2, next)};
  }

  /// One sweep over the block of at least three rows from `low` to `high`.
  void sweep(Scalar low, Scalar high, Scalar sweeps) {
    Scalar n = h.size(0), zero = emitter.index(0), last = high - 1;
    Reflection start = reflectFirst(low, high, isExceptional(emitter, sweeps));
    Variable x(emitter, h(low, low)), y(emitter, x), z(emitter, x);
    emitter.loop(low, last, [&](Scalar k) {
      Scalar next = k + 1, third = k + 2, isFirst = k == low;
      Reflection inner(x, y, z);
      Reflection reflection = inner;
      reflection.tau = select(isFirst, start.tau, inner.tau);
      reflection.second = select(isFirst, start.second, inner.second);
      reflection.third = select(isFirst, start.third, inner.third);
      emitter.ifThen(!isFirst, [&] {
        Scalar before = k - 1, nothing = inner.tau.literal(0);
        h(k, before) = inner.length;
        h(next, before) = nothing;
        h(third, before) = nothing;
      });
      emitter.loop(k, n, [&](Scalar j) {
        reflection.apply(h(k, j), h(next, j), h(third, j));
      });
      emitter.loop(zero, min(k + 4, high + 1), [&](Scalar i) {
        reflection.apply(h(i, k), h(i, next), h(i, third));
      });
      emitter.loop(zero, n, [&](Scalar j) {
        reflection.apply(vectors(k, j), vectors(next, j), vectors(third, j));
      });
      x = h(next, k);
      y = h(third, k);
      z = h(min(k + 3, high), k);
    });
    Rotation rotation(x, y);
    Scalar before = last - 1;
    h(last, before) = rotation.length;
    h(high, before) = rotation.s.literal(0);
    rotate(last, last, high + 1, rotation.c, rotation.s);
  }

  /// Rows `k` and `k` + 1 from column `first` on, columns until row `end`, and
  /// vectors become their products with a rotation.
  void rotate(Scalar k, Scalar first, Scalar end, Scalar c, Scalar s) {
    Scalar n = h.size(0), zero = emitter.index(0);
    rotateRows(emitter, h, k, first, n, c, s);
    rotateColumns(emitter, h, k, zero, end, c, s);
    rotateRows(emitter, vectors, k, zero, n, c, s);
  }

  void standardize(Scalar k) {
    Scalar next = k + 1;
    Standardization form(emitter, h(k, k), h(k, next), h(next, k),
                         h(next, next));
    rotate(k, k + 2, k, form.cosine, form.sine);
    h(k, k) = form.a;
    h(k, next) = form.b;
    h(next, k) = form.c;
    h(next, next) = form.d;
  }

  void run() {
    Scalar zero = emitter.index(0);
    Variable high(emitter, h.size(0) - 1), sweeps(emitter, zero);
    emitter.loopWhile(
        [&] { return (Scalar(high) > zero) & !Scalar(failed); },
        [&] {
          Scalar low = findBlock(emitter, h, high), size = high - low;
          emitter.ifThen(
              size > emitter.index(1),
              [&] {
                sweep(low, high, sweeps);
                sweeps = sweeps + 1;
                failed = sweeps == emitter.index(mostSweeps);
              },
              [&] {
                emitter.ifThen(size > zero, [&] { standardize(low); });
                high = low - 1;
                sweeps = zero;
              });
        });
  }
};

} // namespace

void milcomplex::linear_algebra::iterateFrancis(Emitter &emitter, Array &h,
                                                Array &vectors,
                                                Variable &failed) {
  FrancisIteration{emitter, h, vectors, failed}.run();
}
