//===- Lapack.cpp - Factorizations by LAPACK ------------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/LinearAlgebra/Lapack.h"

#include "LapackCall.h"

#include <cmath>

using namespace mlir;
using namespace milcomplex;
using namespace milcomplex::lapack;
using namespace milcomplex::linear_algebra;

static bool isComplex(Array &array) {
  return isa<ComplexType>(array.getElementType());
}

/// The name of a function that real and complex matrices have under different
/// ones.
static StringRef choose(Array &array, StringRef real, StringRef complex) {
  return isComplex(array) ? complex : real;
}

/// NaN where something has failed.
static Scalar unless(Scalar hasFailed, Scalar x) {
  return select(hasFailed, x.literal(std::nan("")), x);
}

static Scalar getSmaller(Array &a) { return min(a.size(0), a.size(1)); }
static Scalar getLarger(Array &a) { return max(a.size(0), a.size(1)); }

namespace {

/// A matrix whose numbers are finite in the memory of LAPACK, which else might
/// not return: zeros where one of it is not.
struct FiniteMatrix : Storage {
  FiniteMatrix(Emitter &emitter, Array &a)
      : Storage(emitter, a), isInfinite(!(emitter.findLargest(a) < INFINITY)) {
    read(a, [&](Scalar, Scalar, Scalar x) {
      return select(isInfinite, x.literal(0), x);
    });
  }

  Scalar isInfinite;
};

} // namespace

//===----------------------------------------------------------------------===//
// Triangular factors
//===----------------------------------------------------------------------===//

void lapack::factorCholesky(Emitter &emitter, Array &a) {
  Storage memory(emitter, a);
  memory.read(a);
  Scalar hasFailed = Call(emitter, a.getElementType())
                         .addCharacter('L')
                         .addInteger(a.size(0))
                         .addMatrix(memory)
                         .emitAndTest("potrf");
  memory.write(a, [&](Scalar i, Scalar j, Scalar x) {
    return select(i < j, x.literal(0), unless(hasFailed, x));
  });
}

void lapack::factorLU(Emitter &emitter, Array &a, Array &pivots,
                      Array &permutation) {
  Storage memory(emitter, a), places(emitter, pivots);
  memory.read(a);
  // A zero in the diagonal of U, which info tells, is no failure.
  Call(emitter, a.getElementType())
      .addInteger(a.size(0))
      .addInteger(a.size(1))
      .addMatrix(memory)
      .add(places)
      .emitAndTest("getrf");
  memory.write(a);
  emitter.loop(0, a.size(0), [&](Scalar i) { permutation(i) = toInteger(i); });
  emitter.loop(0, pivots.size(0), [&](Scalar i) {
    Scalar place = toIndex(places.load(i)) - emitter.index(1);
    pivots(i) = toInteger(place);
    exchange(permutation(i), permutation(place));
  });
}

void lapack::solveByLU(Emitter &emitter, Array &a, Array &b) {
  Type integer = emitter.getBuilder().getI32Type();
  Storage matrix(emitter, a), memory(emitter, b);
  Storage places(emitter, integer, a.size(0));
  matrix.read(a);
  memory.read(b);
  Scalar isSingular = Call(emitter, a.getElementType())
                          .addInteger(b.size(0))
                          .addInteger(b.size(1))
                          .addMatrix(matrix)
                          .add(places)
                          .addMatrix(memory)
                          .emitAndTest("gesv");
  memory.write(b,
               [&](Scalar, Scalar, Scalar x) { return unless(isSingular, x); });
}

void lapack::solveTriangular(Emitter &emitter, TriangularForm form, Array &a,
                             Array &b) {
  if (form.isConjugated && !form.isTransposed)
    return linear_algebra::solveTriangular(emitter, form, a, b);
  Storage matrix(emitter, a), memory(emitter, b);
  matrix.read(a);
  memory.read(b);
  Scalar zero = emitter.index(0);
  Storage one(emitter, b.getElementType(), emitter.index(1));
  one.store(zero, one.load(zero).literal(1));
  Call(emitter, a.getElementType())
      .addCharacter(form.isRight ? 'R' : 'L')
      .addCharacter(form.isLower ? 'L' : 'U')
      .addCharacter(form.isConjugated   ? 'C'
                    : form.isTransposed ? 'T'
                                        : 'N')
      .addCharacter(form.hasUnitDiagonal ? 'U' : 'N')
      .addInteger(b.size(0))
      .addInteger(b.size(1))
      .add(one)
      .addMatrix(matrix)
      .addMatrix(memory)
      .emit("trsm");
  memory.write(b);
}

//===----------------------------------------------------------------------===//
// Reflections
//===----------------------------------------------------------------------===//

void lapack::factorQR(Emitter &emitter, Array &a, Array &taus) {
  Storage memory(emitter, a), factors(emitter, taus);
  memory.read(a);
  Call(emitter, a.getElementType())
      .addInteger(a.size(0))
      .addInteger(a.size(1))
      .addMatrix(memory)
      .add(factors)
      .addWorkspace(a.getElementType())
      .emitAndTest("geqrf");
  memory.write(a);
  factors.write(taus);
}

void lapack::factorPivotedQR(Emitter &emitter, Array &a, Array &taus,
                             Array &permutation, bool hasFirst) {
  Scalar n = a.size(1);
  Storage memory(emitter, a), factors(emitter, taus);
  Storage order(emitter, permutation);
  Storage norms(emitter, getRealType(a.getElementType()), n * emitter.index(2));
  memory.read(a);
  emitter.loop(0, n, [&](Scalar i) {
    Scalar none = toInteger(emitter.index(0));
    order.store(i, hasFirst ? Scalar(permutation(i)) : none);
  });
  Call call(emitter, a.getElementType());
  call.addInteger(a.size(0))
      .addInteger(n)
      .addMatrix(memory)
      .add(order)
      .add(factors)
      .addWorkspace(a.getElementType());
  if (isComplex(a))
    call.add(norms);
  call.emitAndTest("geqp3");
  memory.write(a);
  factors.write(taus);
  order.write(permutation,
              [](Scalar, Scalar, Scalar x) { return x - x.literal(1); });
}

void lapack::multiplyReflectors(Emitter &emitter, Array &packed, Array &taus,
                                Array &q) {
  Storage memory(emitter, q), factors(emitter, taus);
  memory.read(packed);
  factors.read(taus);
  Call(emitter, q.getElementType())
      .addInteger(q.size(0))
      .addInteger(q.size(1))
      .addInteger(taus.size(0))
      .addMatrix(memory)
      .add(factors)
      .addWorkspace(q.getElementType())
      .emitAndTest(choose(q, "orgqr", "ungqr"));
  memory.write(q);
}

//===----------------------------------------------------------------------===//
// Spectra
//===----------------------------------------------------------------------===//

void lapack::findHermitianEigenvalues(Emitter &emitter, Array &a, Array &values,
                                      Array *vectors) {
  // The other triangle is not read, nor tested.
  emitter.update("->ij", a.all(), {}, [&](ArrayRef<Scalar>, Scalar x) {
    Scalar i = emitter.letter(0), j = emitter.letter(1);
    Scalar own = select(i == j, toTypeOf(x, re(x)), x);
    return select(i < j, x.literal(0), own);
  });
  FiniteMatrix memory(emitter, a);
  Storage found(emitter, values);
  Type integer = emitter.getBuilder().getI32Type();
  Call call(emitter, a.getElementType());
  call.addCharacter(vectors ? 'V' : 'N')
      .addCharacter('L')
      .addInteger(a.size(0))
      .addMatrix(memory)
      .add(found)
      .addWorkspace(a.getElementType());
  if (isComplex(a))
    call.addWorkspace(values.getElementType());
  Scalar hasFailed =
      call.addWorkspace(integer).emitAndTest(choose(a, "syevd", "heevd"));
  hasFailed = hasFailed | memory.isInfinite;
  auto take = [&](Scalar, Scalar, Scalar x) { return unless(hasFailed, x); };
  found.write(values, take);
  if (vectors)
    memory.write(*vectors, take);
}

void lapack::reduceHermitian(Emitter &emitter, Array &a, Array &diagonal,
                             Array &beside, Array &taus) {
  Storage memory(emitter, a), found(emitter, diagonal), next(emitter, beside);
  Storage factors(emitter, taus);
  memory.read(a);
  Call(emitter, a.getElementType())
      .addCharacter('L')
      .addInteger(a.size(0))
      .addMatrix(memory)
      .add(found)
      .add(next)
      .add(factors)
      .addWorkspace(a.getElementType())
      .emitAndTest(choose(a, "sytrd", "hetrd"));
  memory.write(a, [](Scalar i, Scalar j, Scalar x) {
    return select(i < j, x.literal(0), x);
  });
  found.write(diagonal);
  next.write(beside);
  factors.write(taus);
}

void lapack::reduceHessenberg(Emitter &emitter, Array &a, Array &taus) {
  Storage memory(emitter, a), factors(emitter, taus);
  memory.read(a);
  Call(emitter, a.getElementType())
      .addInteger(a.size(0))
      .addInteger(emitter.index(1))
      .addInteger(a.size(0))
      .addMatrix(memory)
      .add(factors)
      .addWorkspace(a.getElementType())
      .emitAndTest("gehrd");
  memory.write(a);
  factors.write(taus);
}

void lapack::findSchur(Emitter &emitter, Array &a, Array &vectors) {
  Type element = a.getElementType(), real = getRealType(element);
  Type integer = emitter.getBuilder().getI32Type();
  Scalar n = a.size(0);
  FiniteMatrix memory(emitter, a);
  Storage values(emitter, element, n), found(emitter, vectors);
  Storage count(emitter, integer, emitter.index(1));
  // Of a complex matrix, or the imaginary parts of the values of a real one.
  Storage scratch(emitter, real, n);
  Call call(emitter, element);
  call.addCharacter('V')
      .addCharacter('N')
      .addNull()
      .addInteger(n)
      .addMatrix(memory)
      .add(count)
      .add(values);
  if (!isComplex(a))
    call.add(scratch);
  call.addMatrix(found).addWorkspace(element);
  if (isComplex(a))
    call.add(scratch);
  Scalar hasFailed = call.addNull().emitAndTest("gees") | memory.isInfinite;
  Scalar last = emitter.index(isComplex(a) ? 0 : 1);
  memory.write(a, [&](Scalar i, Scalar j, Scalar x) {
    return select(i > j + last, x.literal(0), unless(hasFailed, x));
  });
  found.write(vectors,
              [&](Scalar, Scalar, Scalar x) { return unless(hasFailed, x); });
}

void lapack::findEigenvalues(Emitter &emitter, Array &a, Array &values,
                             Array *left, Array *right) {
  Type element = a.getElementType();
  Scalar n = a.size(0), one = emitter.index(1);
  FiniteMatrix memory(emitter, a);
  Storage found(emitter, values);
  Storage lefts(emitter, element, left ? n : one, left ? n : one);
  Storage rights(emitter, element, right ? n : one, right ? n : one);
  Storage scratch(emitter, getRealType(element), n * emitter.index(2));
  Scalar hasFailed = Call(emitter, element)
                         .addCharacter(left ? 'V' : 'N')
                         .addCharacter(right ? 'V' : 'N')
                         .addInteger(n)
                         .addMatrix(memory)
                         .add(found)
                         .addMatrix(lefts)
                         .addMatrix(rights)
                         .addWorkspace(element)
                         .add(scratch)
                         .emitAndTest("geev");
  hasFailed = hasFailed | memory.isInfinite;
  auto take = [&](Scalar, Scalar, Scalar x) { return unless(hasFailed, x); };
  found.write(values, take);
  if (left)
    lefts.write(*left, take);
  if (right)
    rights.write(*right, take);
}

void lapack::findSingularValues(Emitter &emitter, Array &a, Array &values,
                                Array *u, Array *vh) {
  Type element = a.getElementType();
  Type integer = emitter.getBuilder().getI32Type();
  Scalar m = a.size(0), n = a.size(1), one = emitter.index(1);
  Scalar least = getSmaller(a), most = getLarger(a);
  FiniteMatrix memory(emitter, a);
  Storage found(emitter, values);
  Storage lefts(emitter, element, u ? m : one, u ? u->size(1) : one);
  Storage rights(emitter, element, vh ? vh->size(0) : one, vh ? n : one);
  Storage integers(emitter, integer, least * emitter.index(8));
  // What zgesdd names as enough for any of its jobs.
  Scalar first = least * (least * emitter.index(5) + emitter.index(7));
  Scalar second = least * ((most + least) * emitter.index(2) + one);
  Storage scratch(emitter, getRealType(element), max(first, second));
  Call call(emitter, element);
  if (u)
    call.addCharacter('A', 'S', (u->size(1) == m) & (vh->size(0) == n));
  else
    call.addCharacter('N');
  call.addInteger(m)
      .addInteger(n)
      .addMatrix(memory)
      .add(found)
      .addMatrix(lefts)
      .addMatrix(rights)
      .addWorkspace(element);
  if (isComplex(a))
    call.add(scratch);
  Scalar hasFailed = call.add(integers).emitAndTest("gesdd");
  hasFailed = hasFailed | memory.isInfinite;
  auto take = [&](Scalar, Scalar, Scalar x) { return unless(hasFailed, x); };
  found.write(values, take);
  if (!u)
    return;
  // Vectors of no values are left as they are.
  Scalar isEmpty = least == emitter.index(0);
  auto takeVector = [&](Scalar i, Scalar j, Scalar x) {
    Scalar unit = select(i == j, x.literal(1), x.literal(0));
    return select(isEmpty, unit, unless(hasFailed, x));
  };
  lefts.write(*u, takeVector);
  rights.write(*vh, takeVector);
}
