//===- MatrixExponential.cpp - The exponential of a matrix ----------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// A Pade approximant of a matrix divided by a power of two, squared as often
// (Higham, "The scaling and squaring method for the matrix exponential
// revisited", SIAM J. Matrix Anal. Appl. 26, 2005), whose power is chosen from
// norms of powers of the matrix (Al-Mohy, Higham, "A new scaling and squaring
// algorithm for the matrix exponential", SIAM J. Matrix Anal. Appl. 31, 2009).

#include "milcomplex/LinearAlgebra/Algorithms.h"

#include <cmath>

using namespace mlir;
using namespace milcomplex::linear_algebra;

namespace {

/// The diagonal Pade approximant of a format.
struct Approximant {
  int degree;
  /// The norm up to which its backward error is the unit roundoff: theta of
  /// Higham (2005), table 2.1, for f32, and of Al-Mohy and Higham (2009), table
  /// 3.1, for f64.
  double largestNorm;
};

} // namespace

static Approximant getApproximant(Type real) {
  return real.isF32() ? Approximant{7, 3.925724783138660}
                      : Approximant{13, 4.25};
}

/// The coefficient of x^k in the numerator of degree m, that of x^m being 1:
/// (2 m - k)! / ((m - k)! k!). In the denominator it has the sign of (-1)^k.
static double getCoefficient(int m, int k) {
  double result = 1;
  for (int i = m - k + 1; i <= 2 * m - k; ++i)
    result *= i;
  for (int i = 2; i <= k; ++i)
    result /= i;
  return result;
}

/// The logarithm of the first coefficient of the backward error of the
/// approximant of degree m, (m!)^2 / ((2 m)! (2 m + 1)!).
static double getLogOfError(int m) {
  return 2 * std::lgamma(m + 1) - std::lgamma(2 * m + 1) -
         std::lgamma(2 * m + 2);
}

namespace {

/// A square matrix, its even powers, and how often it was halved.
struct Powers {
  Powers(Emitter &emitter, Array &a)
      : emitter(emitter), a(a), element(a.getElementType()),
        approximant(getApproximant(getRealType(element))), n(a.size(0)),
        zero(emitter.index(0)), sums(emitter, getRealType(element), n),
        others(emitter, getRealType(element), n),
        most(emitter, getRealType(element), emitter.index(1)),
        square(emitter, element, {n, n}), fourth(emitter, element, {n, n}),
        sixth(emitter, element, {n, n}), squarings(emitter, zero) {}

  /// target += x y.
  void accumulate(Array &target, Array &x, Array &y) {
    emitter.update(
        "ik,kj->ij", target.all(), {x.all(), y.all()},
        [](ArrayRef<Scalar> z, Scalar sum) { return sum + z[0] * z[1]; });
  }

  /// target = x y.
  void multiply(Array &target, Array &x, Array &y) {
    emitter.fill(target.all(), 0);
    accumulate(target, x, y);
  }

  void scaleBy(Array &matrix, Scalar factor) {
    emitter.update("->ij", matrix.all(), {}, [&](ArrayRef<Scalar>, Scalar x) {
      return scale(x, factor);
    });
  }

  Scalar findLargest(Array &vector) {
    most(zero) = Scalar(most(zero)).literal(0);
    emitter.update(
        "i->", most.view(Indices(zero)), vector.all(),
        [](ArrayRef<Scalar> x, Scalar largest) { return max(largest, x[0]); });
    return most(zero);
  }

  /// The 1-norm.
  Scalar findNorm(Array &matrix) {
    emitter.fill(sums.all(), 0);
    emitter.update("ij->j", sums.all(), matrix.all(),
                   [](ArrayRef<Scalar> x, Scalar sum) {
                     return sum + hypot(re(x[0]), im(x[0]));
                   });
    return findLargest(sums);
  }

  /// The logarithm of the 1-norm of the power of |A| of an exponent, whose sums
  /// of columns are products of a vector and |A|.
  Scalar findLogOfNorm(int64_t exponent) {
    Scalar none = Scalar(most(zero)).literal(0);
    Variable logarithm(emitter, none);
    emitter.fill(sums.all(), 1);
    emitter.loop(0, emitter.index(exponent), [&](Scalar) {
      emitter.fill(others.all(), 0);
      emitter.update("i,ij->j", others.all(), {sums.all(), a.all()},
                     [](ArrayRef<Scalar> x, Scalar sum) {
                       return sum + x[0] * hypot(re(x[1]), im(x[1]));
                     });
      Scalar largest = findLargest(others);
      logarithm = logarithm + log(largest);
      Scalar divisor = select(largest == 0, largest.literal(1), largest);
      emitter.update(
          "i->i", sums.all(), others.all(),
          [&](ArrayRef<Scalar> x, Scalar) { return x[0] / divisor; });
    });
    return logarithm;
  }

  /// Halves the matrix, its powers not yet, while `condition` holds. Returns
  /// the power of two.
  Scalar halveWhile(function_ref<Scalar()> condition,
                    function_ref<void(Scalar)> body) {
    Scalar one = Scalar(most(zero)).literal(1);
    Variable factor(emitter, one);
    emitter.loopWhile(condition, [&] {
      squarings = squarings + emitter.index(1);
      factor = factor * one.literal(0.5);
      body(factor);
    });
    scaleBy(a, factor);
    return factor;
  }

  /// Computes the powers of a matrix of norm `norm`, which is halved until the
  /// approximant of it is accurate.
  void compute(Scalar norm) {
    int m = approximant.degree;
    double theta = approximant.largestNorm;
    // Sixth powers must not overflow.
    Variable size(emitter, norm);
    double most = norm.getType().isF32() ? 0x1p20 : 0x1p160;
    halveWhile([&] { return Scalar(size) > most; },
               [&](Scalar) { size = Scalar(size) * 0.5; });
    multiply(square, a, a);
    multiply(fourth, square, square);
    multiply(sixth, square, fourth);
    // The larger of the roots of these norms bounds the error (Al-Mohy, Higham,
    // theorem 4.2), which of a matrix that is not normal may be far less than
    // the norm.
    Variable ofFourth(emitter, findNorm(fourth));
    Variable ofSixth(emitter, findNorm(sixth));
    Scalar factor = halveWhile(
        [&] {
          return (Scalar(ofFourth) > std::pow(theta, 4)) |
                 (Scalar(ofSixth) > std::pow(theta, 6));
        },
        [&](Scalar) {
          ofFourth = Scalar(ofFourth) * 0x1p-4;
          ofSixth = Scalar(ofSixth) * 0x1p-6;
          size = Scalar(size) * 0.5;
        });
    // The first term of the error as it is rounded (5.1).
    Scalar ofError = findLogOfNorm(2 * m + 1) - log(size) + getLogOfError(m);
    Variable excess(emitter, scale(ofError - std::log(getUnit(norm)),
                                   norm.literal(0.5 / m)));
    Scalar last =
        halveWhile([&] { return Scalar(excess) > 0; },
                   [&](Scalar) { excess = Scalar(excess) - std::log(2.0); });
    Scalar all = factor * last, squared = all * all;
    scaleBy(square, squared);
    scaleBy(fourth, squared * squared);
    scaleBy(sixth, squared * squared * squared);
  }

  /// target = `constant` I + c_(k+2) A^2 + c_(k+4) A^4 + c_(k+6) A^6.
  void combine(Array &target, double constant, int k) {
    emitter.update(
        "ij,ij,ij->ij", target.all(), {square.all(), fourth.all(), sixth.all()},
        [&](ArrayRef<Scalar> x, Scalar before) {
          Scalar one = re(before).literal(1);
          auto takeTimes = [&](Scalar power, int exponent) {
            double c = getCoefficient(approximant.degree, exponent);
            return scale(power, one.literal(c));
          };
          Scalar sum = takeTimes(x[0], k + 2);
          sum = sum + takeTimes(x[1], k + 4);
          sum = sum + takeTimes(x[2], k + 6);
          Scalar isDiagonal = emitter.letter(0) == emitter.letter(1);
          return select(isDiagonal, sum + before.literal(constant), sum);
        });
  }

  /// target = c_k I + c_(k+2) A^2 + ... to the degree of the approximant.
  void sumPowers(Array &target, int k) {
    combine(target, getCoefficient(approximant.degree, k), k);
    if (approximant.degree < 8)
      return;
    Array high(emitter, element, {n, n});
    combine(high, 0, k + 6);
    accumulate(target, sixth, high);
  }

  Emitter &emitter;
  Array &a;
  Type element;
  Approximant approximant;
  Scalar n, zero;
  Array sums, others, most;
  Array square, fourth, sixth;
  Variable squarings;
};

} // namespace

void milcomplex::linear_algebra::findExponential(Emitter &emitter, Array &a) {
  Type element = a.getElementType();
  Powers powers(emitter, a);
  Scalar n = a.size(0), norm = powers.findNorm(a);
  Scalar isFinite = norm < INFINITY;
  emitter.update("->ij", a.all(), {}, [&](ArrayRef<Scalar>, Scalar x) {
    return select(isFinite, x, x.literal(0));
  });
  powers.compute(select(isFinite, norm, norm.literal(0)));
  Array even(emitter, element, {n, n}), odd(emitter, element, {n, n});
  Array result(emitter, element, {n, n});
  powers.sumPowers(result, 1);
  powers.multiply(odd, a, result);
  powers.sumPowers(even, 0);
  auto combine = [&](Array &target, double sign) {
    emitter.update("ij,ij->ij", target.all(), {even.all(), odd.all()},
                   [&](ArrayRef<Scalar> x, Scalar) {
                     return sign < 0 ? x[0] - x[1] : x[0] + x[1];
                   });
  };
  combine(a, -1);
  combine(result, 1);
  solveByLU(emitter, a, result);
  emitter.loop(0, powers.squarings, [&](Scalar) {
    powers.multiply(odd, result, result);
    // Of static sizes, the copy of a whole matrix would make one of two that
    // the loop carries, which one-shot bufferization (22.1) rejects.
    emitter.loop(0, n, [&](Scalar i) {
      Indices row = range(emitter.index(0), n);
      emitter.copyApart(result.view({i, row}), odd.view({i, row}));
    });
  });
  emitter.update("ij->ij", a.all(), result.all(),
                 [&](ArrayRef<Scalar> x, Scalar) {
                   return select(isFinite, x[0], x[0].literal(std::nan("")));
                 });
}
