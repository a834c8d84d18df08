//===- TriangularSolve.cpp - Triangular systems --------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/LinearAlgebra/Algorithms.h"

using namespace mlir;
using namespace milcomplex::linear_algebra;

namespace {

/// Solves op(A) X = B.
struct TriangularSolver {
  Emitter &emitter;
  TriangularForm form;
  Array &a;

  /// Whether op(A) is lower triangular.
  bool isLower() const { return form.isLower != form.isTransposed; }

  /// The part of `a` that is one of op(A).
  View view(Indices rows, Indices columns) {
    return form.isTransposed ? a.view({columns, rows})
                             : a.view({rows, columns});
  }
  /// How the indices of such a part are written in the spec of an update.
  std::string spell(StringRef rows, StringRef columns) const {
    return form.isTransposed ? (columns + rows).str() : (rows + columns).str();
  }
  Scalar take(Scalar x) const { return form.isConjugated ? conj(x) : x; }

  /// Solves the system of a block of rows from `k` on, in `x`, whose matrix is
  /// `triangle`.
  void solveBlock(Array &triangle, Array &x, Scalar width) {
    Scalar zero = emitter.index(0), columns = x.size(1);
    Array row(emitter, x.getElementType(), columns);
    emitter.loop(0, width, [&](Scalar step) {
      Scalar j = isLower() ? step : width - 1 - step;
      View solved = x.view({j, range(zero, columns)});
      if (!form.hasUnitDiagonal) {
        Divisor divisor(triangle(j, j));
        emitter.update("->i", solved, {}, [&](ArrayRef<Scalar>, Scalar y) {
          return divisor.divide(y);
        });
      }
      emitter.copyApart(row.all(), solved);
      Indices others =
          isLower() ? range(j + 1, width - (j + 1)) : range(zero, j);
      emitter.update(
          "i,j->ij", x.view({others, range(zero, columns)}),
          {triangle.view({others, j}), row.all()},
          [](ArrayRef<Scalar> y, Scalar z) { return z - y[0] * y[1]; });
    });
  }

  /// Solves a tiny system of n rows, one column after the other: the loop over
  /// columns is the one that is vectorized.
  void solveUnrolled(Array &b, int64_t n) {
    SmallVector<SmallVector<Scalar>> rows(n);
    SmallVector<Divisor> divisors;
    auto read = [&](int64_t i, int64_t j) {
      Scalar row = emitter.index(i), column = emitter.index(j);
      return take(form.isTransposed ? a(column, row) : a(row, column));
    };
    // The rows in the order in which they are solved.
    auto at = [&](int64_t step) { return isLower() ? step : n - 1 - step; };
    for (int64_t i = 0; i < n; ++i) {
      for (int64_t k = 0; k < i; ++k)
        rows[i].push_back(read(at(i), at(k)));
      if (!form.hasUnitDiagonal)
        divisors.emplace_back(read(at(i), at(i)));
    }
    emitter.loop(0, b.size(1), [&](Scalar column) {
      SmallVector<Scalar> x;
      for (int64_t i = 0; i < n; ++i) {
        Scalar y = b(emitter.index(at(i)), column);
        for (auto [factor, solved] : llvm::zip_equal(rows[i], x))
          y = subtractProduct(y, factor, solved);
        x.push_back(form.hasUnitDiagonal ? y : divisors[i].divide(y));
      }
      for (int64_t i = 0; i < n; ++i)
        b(emitter.index(at(i)), column) = x[i];
    });
  }

  void solve(Array &b) {
    Scalar n = b.size(0), columns = b.size(1);
    if (isTiny(n))
      return solveUnrolled(b, *getConstant(n));
    if (isSmall(n) && !form.isTransposed && !form.isConjugated)
      return solveBlock(a, b, n);
    Scalar zero = emitter.index(0), block = emitter.index(blockSize);
    Scalar most = min(block, n);
    Array triangle(emitter, a.getElementType(), {most, most});
    Array x(emitter, a.getElementType(), {most, columns});
    emitter.loop(
        0, n,
        [&](Scalar solved) {
          Scalar width = min(block, n - solved);
          Scalar k = isLower() ? solved : n - solved - width;
          Indices here = range(k, width), local = range(zero, width);
          emitter.update(
              spell("i", "j") + "->ij", triangle.view({local, local}),
              view(here, here),
              [&](ArrayRef<Scalar> y, Scalar) { return take(y[0]); });
          View inBlock = x.view({local, range(zero, columns)});
          emitter.copy(inBlock, b.view({here, range(zero, columns)}));
          solveBlock(triangle, x, width);
          emitter.copy(b.view({here, range(zero, columns)}), inBlock);
          Indices others =
              isLower() ? range(k + width, n - k - width) : range(zero, k);
          emitter.update(spell("i", "k") + ",kj->ij",
                         b.view({others, range(zero, columns)}),
                         {view(others, here), inBlock},
                         [&](ArrayRef<Scalar> y, Scalar z) {
                           return z - take(y[0]) * y[1];
                         });
        },
        blockSize);
  }
};

} // namespace

void milcomplex::linear_algebra::solveTriangular(Emitter &emitter,
                                                 TriangularForm form, Array &a,
                                                 Array &b) {
  if (!form.isRight)
    return TriangularSolver{emitter, form, a}.solve(b);
  // The transpose of X op(A) = B.
  form.isTransposed = !form.isTransposed;
  Array transposed(emitter, b.getElementType(), {b.size(1), b.size(0)});
  auto take = [](ArrayRef<Scalar> x, Scalar) { return x[0]; };
  emitter.update("ij->ji", transposed.all(), b.all(), take);
  TriangularSolver{emitter, form, a}.solve(transposed);
  emitter.update("ij->ji", b.all(), transposed.all(), take);
}
