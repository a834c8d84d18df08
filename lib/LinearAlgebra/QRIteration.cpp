//===- QRIteration.cpp - What QR algorithms have in common ----------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "QRIteration.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace milcomplex::linear_algebra;

static constexpr int64_t exceptionalSweep = 10;

Rotation::Rotation(Scalar x, Scalar y) : c(re(x)), s(y), length(x) {
  if (!x.isComplex()) {
    length = hypot(x, y);
    Scalar isZero = length == 0, one = x.literal(1);
    Scalar divisor = select(isZero, one, length);
    c = select(isZero, one, x / divisor);
    s = y / divisor;
    return;
  }
  Scalar first = hypot(re(x), im(x)), second = hypot(re(y), im(y));
  Scalar norm = hypot(first, second), one = first.literal(1);
  Scalar isPlain = (norm == 0) | (first == 0);
  Scalar safe = select(norm == 0, one, norm);
  c = select(norm == 0, one, first / safe);
  Scalar safeFirst = select(isPlain, one, first);
  Scalar phase = makeNumber(x, re(x) / safeFirst, im(x) / safeFirst);
  Scalar unit = makeNumber(y, re(y) / safe, -im(y) / safe);
  s = select(first == 0, unit, phase * unit);
  length = select(first == 0, toTypeOf(x, norm), scale(phase, norm));
}

void milcomplex::linear_algebra::rotateRows(Emitter &emitter, Array &array,
                                            Scalar k, Scalar first, Scalar end,
                                            Scalar c, Scalar s) {
  Scalar next = k + 1;
  emitter.loop(first, end, [&](Scalar j) {
    Scalar x = array(k, j), y = array(next, j);
    array(k, j) = scale(x, c) + s * y;
    array(next, j) = scale(y, c) - conj(s) * x;
  });
}

void milcomplex::linear_algebra::rotateColumns(Emitter &emitter, Array &array,
                                               Scalar k, Scalar first,
                                               Scalar end, Scalar c, Scalar s) {
  Scalar next = k + 1;
  emitter.loop(first, end, [&](Scalar i) {
    Scalar x = array(i, k), y = array(i, next);
    array(i, k) = scale(x, c) + conj(s) * y;
    array(i, next) = scale(y, c) - s * x;
  });
}

Scalar milcomplex::linear_algebra::isNegligible(Scalar size, Scalar sum,
                                                double least) {
  return (size <= sum * getUnit(size)) | (size <= size.literal(least));
}

Scalar
milcomplex::linear_algebra::findSplit(Emitter &emitter, Scalar from, Scalar end,
                                      int64_t step,
                                      function_ref<Scalar(Scalar)> isSplit) {
  Variable place(emitter, from), isWhole(emitter, from != end);
  emitter.loopWhile([&] { return Scalar(isWhole); },
                    [&] {
                      Scalar i = place;
                      Scalar stops = isSplit(i), next = i + step;
                      place = select(stops, i, next);
                      isWhole = !stops & (Scalar(place) != end);
                    });
  return place;
}

Scalar milcomplex::linear_algebra::findBlock(Emitter &emitter, Array &h,
                                             Scalar high) {
  Scalar zero = emitter.index(0);
  Scalar low = findSplit(emitter, high, zero, -1, [&](Scalar i) {
    Scalar before = i - 1, size = measure(h(i, before));
    Scalar sum = measure(h(i, i)) + measure(h(before, before));
    return isNegligible(size, sum, getUnit(size) * getUnit(size));
  });
  emitter.ifThen(low > zero, [&] {
    Scalar before = low - 1;
    h(low, before) = Scalar(h(low, before)).literal(0);
  });
  return low;
}

Scalar milcomplex::linear_algebra::isExceptional(Emitter &emitter,
                                                 Scalar sweeps) {
  Scalar period = sweeps.literal(exceptionalSweep);
  Scalar remainder = emitter.wrap(arith::RemSIOp::create(
      emitter.getBuilder(), sweeps.getValue(), period.getValue()));
  return remainder == sweeps.literal(exceptionalSweep - 1);
}

void milcomplex::linear_algebra::sort(Emitter &emitter, Array &values,
                                      bool descends, ArrayRef<Array *> rows) {
  Scalar n = values.size(0);
  emitter.loop(0, n, [&](Scalar i) {
    Variable first(emitter, values(i)), place(emitter, i);
    emitter.loop(i + 1, n, [&](Scalar j) {
      Scalar value = values(j), before = first;
      Scalar isEarlier = descends ? value > before : value < before;
      place = select(isEarlier, j, place);
      first = select(isEarlier, value, before);
    });
    emitter.ifThen(Scalar(place) != i, [&] {
      values(place) = values(i);
      values(i) = first;
      for (Array *array : rows)
        emitter.loop(0, array->size(1), [&](Scalar k) {
          exchange((*array)(i, k), (*array)(place, k));
        });
    });
  });
}
