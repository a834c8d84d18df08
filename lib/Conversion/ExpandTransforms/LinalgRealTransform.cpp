//===- LinalgRealTransform.cpp - Transforms of real numbers ---------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "EmittedIndex.h"
#include "LinalgTransform.h"
#include "StageLoops.h"
#include "milcomplex/FFT/RealCodelets.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"

using namespace mlir;
using namespace milcomplex;
using namespace milcomplex::fft;

using Real = formulas::EmittedReal;
using Pair = formulas::Pair<Real>;
using Index = EmittedIndex;
using Condition = formulas::EmittedBool;

//===----------------------------------------------------------------------===//
// Real numbers to half spectra
//===----------------------------------------------------------------------===//

TensorPair LinalgTransform::transformReal(int64_t length, Value x,
                                          const Scale &scale) {
  RealPlan plan = makeRealPlan(length, form, plannedLanes);
  switch (plan.scheme) {
  case RealPlan::Scheme::Packed:
    return transformPairs(plan.complex, x, scale);
  case RealPlan::Scheme::Folded:
    return unfoldSpectrum(plan, apply(plan.complex, foldReal(plan, x),
                                      plan.radix / 2 + 1, scale));
  case RealPlan::Scheme::Whole:
    return transformWhole(plan.complex, x, scale);
  }
  llvm_unreachable("a scheme");
}

TensorPair LinalgTransform::transformWhole(const Plan &plan, Value x,
                                           const Scale &scale) {
  TensorPair y = apply(plan, {x, makeZeros(builder, x)}, 1, scale);
  Sizes sizes = getSizes(plan.length, {width});
  TensorPair half = mapParts(y, [&](Value part) {
    return takeRange(builder, expandLast(builder, part, sizes), batch.size(), 0,
                     builder.getIndexAttr(plan.length / 2 + 1));
  });
  auto axis = static_cast<int64_t>(batch.size());
  half.im = clearOwnMirrors(builder, half.im, axis, plan.length);
  return collapseLast(builder, half, sizes.size());
}

TensorPair LinalgTransform::transformPairs(const Plan &plan, Value x,
                                           const Scale &scale) {
  Value pairs = expandLast(
      builder, x, getSizes(plan.length, {builder.getIndexAttr(2), width}));
  TensorPair y = {takeSlice(builder, pairs, batch.size() + 1, 0),
                  takeSlice(builder, pairs, batch.size() + 1, 1)};
  y = collapseLast(builder, y, isOneInteger(width) ? 1 : 2);
  return separatePairs(2 * plan.length, apply(plan, y, 1, scale));
}

/// The spectrum of real numbers from that of the pairs of them.
TensorPair LinalgTransform::separatePairs(int64_t length, TensorPair y) {
  int64_t half = length / 2;
  StageLoops loops(batch);
  StageLoops::Names k = loops.add(builder.getIndexAttr(half + 1));
  loops.addUnlessOne(width);
  TensorPair whole = expandLast(builder, y, getSizes(half, {width}));
  SmallVector<IndexedTensor> operands;
  SmallVector<Root> roots;
  for (int64_t i = 0; i <= half; ++i)
    roots.push_back(getRootOfUnity(i, length));
  addRoots(builder, type, half + 1, roots, k, operands);
  auto body = [&](ImplicitLocOpBuilder &scalars, ValueRange values) {
    StageArguments arguments(scalars, values);
    SmallVector<Value> indices = loops.makeIndices(scalars);
    Index place(scalars, indices[k[0]]);
    indices[k[0]] = select(place == half, 0, place).getValue();
    Pair number = arguments.extract(whole, indices);
    indices[k[0]] = select(place == 0, 0, half - place).getValue();
    Pair mirror = arguments.extract(whole, indices);
    Mirrored<Real> both = {number, mirror};
    Pair separated = separate(both, arguments.takePair()).number;
    Condition isReal = (place == 0) | (place == half);
    Real zero = literal(separated.im, 0.0);
    return getValues({separated.re, select(isReal, zero, separated.im)});
  };
  SmallVector<Value> outputs = makeParallelGeneric(
      builder, loops.getSizes(), operands, {type, type}, body);
  return collapseLast(builder, getTensorPair(outputs), loops.getTail().size());
}

/// The first stage of RealPlan::Scheme::Folded.
TensorPair LinalgTransform::foldReal(const RealPlan &plan, Value x) {
  int64_t radix = plan.radix, rest = plan.complex.length;
  int64_t columns = radix / 2 + 1;
  StageLoops loops(batch);
  StageLoops::Names p = loops.addUnlessOne(builder.getIndexAttr(rest));
  StageLoops::Names k = loops.add(builder.getIndexAttr(columns));
  StageLoops::Names q = loops.addUnlessOne(width);
  Value planes = expandLast(
      builder, x, getSizes(radix, {builder.getIndexAttr(rest), width}));
  SmallVector<IndexedTensor> operands;
  for (int64_t j = 0; j != radix; ++j)
    operands.push_back(
        {takeSlice(builder, planes, batch.size(), j), loops.withBatch({p, q})});
  addRows(builder, type, radix, columns, k, operands);
  if (rest != 1)
    addTwiddles(builder, type, rest, columns, plan.length, {p[0], k[0]},
                operands);
  auto body = [&](ImplicitLocOpBuilder &scalars, ValueRange values) {
    StageArguments arguments(scalars, values);
    std::vector<Real> inputs = arguments.takeReals(radix);
    std::vector<Real> cosines = arguments.takeReals(radix / 2);
    std::vector<Real> sines = arguments.takeReals(radix / 2);
    Pair output = transformRealRow(inputs, cosines, sines);
    if (rest != 1)
      output = formulas::mulBasic(output, arguments.takePair());
    return getValues(output);
  };
  SmallVector<Value> outputs = makeParallelGeneric(
      builder, loops.getSizes(), operands, {type, type}, body);
  return collapseLast(builder, getTensorPair(outputs), loops.getTail().size());
}

/// The half spectrum in order, from the transforms of the columns.
TensorPair LinalgTransform::unfoldSpectrum(const RealPlan &plan, TensorPair y) {
  int64_t radix = plan.radix, columns = radix / 2 + 1, length = plan.length;
  StageLoops loops(batch);
  StageLoops::Names i = loops.add(builder.getIndexAttr(length / 2 + 1));
  loops.addUnlessOne(width);
  TensorPair folded = expandLast(
      builder, y,
      getSizes(plan.complex.length, {builder.getIndexAttr(columns), width}));
  auto body = [&](ImplicitLocOpBuilder &scalars, ValueRange values) {
    StageArguments arguments(scalars, values);
    SmallVector<Value> indices = loops.makeIndices(scalars);
    Index place(scalars, indices[i[0]]);
    Condition isDirect = place % radix < columns;
    Index source = select(isDirect, place, length - place);
    indices[i[0]] = (source % radix).getValue();
    indices.insert(indices.begin() + i[0], (source / radix).getValue());
    Pair number = arguments.extract(folded, indices);
    Real im = select(isDirect, number.im, -number.im);
    Real zero = literal(im, 0.0);
    return getValues({number.re, select(place == 0, zero, im)});
  };
  SmallVector<Value> outputs =
      makeParallelGeneric(builder, loops.getSizes(), {}, {type, type}, body);
  return collapseLast(builder, getTensorPair(outputs), loops.getTail().size());
}

//===----------------------------------------------------------------------===//
// Half spectra to real numbers
//===----------------------------------------------------------------------===//

Value LinalgTransform::invertToReal(int64_t length, TensorPair x,
                                    const Scale &scale) {
  RealPlan plan = makeRealPlan(length, form, plannedLanes);
  auto invertColumns = [&](TensorPair y, int64_t columns) {
    return apply(plan.complex, y.swapped(), columns, scale).swapped();
  };
  switch (plan.scheme) {
  case RealPlan::Scheme::Packed:
    return invertPairs(plan.complex, x, scale);
  case RealPlan::Scheme::Folded: {
    int64_t columns = plan.radix / 2 + 1;
    TensorPair y = gatherSpectrum(length, plan.radix, columns, x);
    return unfoldReal(plan, invertColumns(y, columns));
  }
  case RealPlan::Scheme::Whole:
    return invertColumns(gatherSpectrum(length, 1, 1, x), 1).re;
  }
  llvm_unreachable("a scheme");
}

Value LinalgTransform::invertPairs(const Plan &plan, TensorPair x,
                                   const Scale &scale) {
  int64_t length = 2 * plan.length;
  TensorPair spectrum = combineSpectrum(length, x);
  TensorPair y = apply(plan, spectrum.swapped(), 1, scale).swapped();
  return joinParts(y, length);
}

/// The spectrum of the pairs of real numbers from that of the numbers.
TensorPair LinalgTransform::combineSpectrum(int64_t length, TensorPair x) {
  int64_t half = length / 2;
  StageLoops loops(batch);
  StageLoops::Names k = loops.add(builder.getIndexAttr(half));
  loops.addUnlessOne(width);
  TensorPair spectrum = expandLast(builder, x, getSizes(half + 1, {width}));
  SmallVector<IndexedTensor> operands;
  SmallVector<Root> roots;
  for (int64_t i = 0; i != half; ++i)
    roots.push_back(getRootOfUnity(i, length));
  addRoots(builder, type, half, roots, k, operands);
  auto body = [&](ImplicitLocOpBuilder &scalars, ValueRange values) {
    StageArguments arguments(scalars, values);
    SmallVector<Value> indices = loops.makeIndices(scalars);
    Index place(scalars, indices[k[0]]);
    Pair number = arguments.extract(spectrum, indices);
    indices[k[0]] = (half - place).getValue();
    Pair mirror = arguments.extract(spectrum, indices);
    Condition isFirst = place == 0;
    Real zero = literal(number.im, 0.0);
    number.im = select(isFirst, zero, number.im);
    mirror.im = select(isFirst, zero, mirror.im);
    Mirrored<Real> both = {number, mirror};
    return getValues(combine(both, arguments.takePair()).number);
  };
  SmallVector<Value> outputs = makeParallelGeneric(
      builder, loops.getSizes(), operands, {type, type}, body);
  return collapseLast(builder, getTensorPair(outputs), loops.getTail().size());
}

/// Number q * radix + k of the whole spectrum, at [q, k] for k < columns.
TensorPair LinalgTransform::gatherSpectrum(int64_t length, int64_t radix,
                                           int64_t columns, TensorPair x) {
  int64_t half = length / 2;
  StageLoops loops(batch);
  StageLoops::Names q = loops.add(builder.getIndexAttr(length / radix));
  StageLoops::Names k = loops.addUnlessOne(builder.getIndexAttr(columns));
  loops.addUnlessOne(width);
  TensorPair spectrum = expandLast(builder, x, getSizes(half + 1, {width}));
  auto body = [&](ImplicitLocOpBuilder &scalars, ValueRange values) {
    StageArguments arguments(scalars, values);
    SmallVector<Value> indices = loops.makeIndices(scalars);
    Index place(scalars, indices[q[0]]);
    if (!k.empty()) {
      place = place * radix + Index(scalars, indices[k[0]]);
      indices.erase(indices.begin() + k[0]);
    }
    Condition isDirect = place < half + 1;
    indices[q[0]] = select(isDirect, place, length - place).getValue();
    Pair number = arguments.extract(spectrum, indices);
    Real im = select(isDirect, number.im, -number.im);
    Real zero = literal(im, 0.0);
    return getValues({number.re, select(place == 0, zero, im)});
  };
  SmallVector<Value> outputs =
      makeParallelGeneric(builder, loops.getSizes(), {}, {type, type}, body);
  return collapseLast(builder, getTensorPair(outputs), loops.getTail().size());
}

/// The last stage of RealPlan::Scheme::Folded.
Value LinalgTransform::unfoldReal(const RealPlan &plan, TensorPair y) {
  int64_t radix = plan.radix, rest = plan.complex.length;
  int64_t columns = radix / 2 + 1;
  if (rest != 1) {
    SmallVector<Root> twiddles;
    for (int64_t p = 0; p != rest; ++p)
      for (int64_t k = 0; k != columns; ++k)
        twiddles.push_back(getRootOfUnity(-p * k, plan.length));
    y = multiply(twiddles, y, width);
  }
  StageLoops loops(batch);
  StageLoops::Names j = loops.add(builder.getIndexAttr(radix));
  StageLoops::Names p = loops.addUnlessOne(builder.getIndexAttr(rest));
  StageLoops::Names q = loops.addUnlessOne(width);
  Sizes sizes;
  if (rest != 1)
    sizes.push_back(builder.getIndexAttr(rest));
  llvm::append_range(sizes, getSizes(columns, {width}));
  TensorPair planes = expandLast(builder, y, sizes);
  unsigned dimension = batch.size() + p.size();
  SmallVector<IndexedTensor> operands;
  for (int64_t k = 0; k != columns; ++k)
    for (Value part : {planes.re, planes.im})
      operands.push_back(
          {takeSlice(builder, part, dimension, k), loops.withBatch({p, q})});
  addRows(builder, type, radix, radix, j, operands);
  auto body = [&](ImplicitLocOpBuilder &scalars, ValueRange values) {
    StageArguments arguments(scalars, values);
    Numbers<Real> inputs = arguments.takePairs(columns);
    std::vector<Real> cosines = arguments.takeReals(radix / 2);
    std::vector<Real> sines = arguments.takeReals(radix / 2);
    Real output = transformHalfRow(inputs, cosines, sines);
    return SmallVector<Value>{output.getValue()};
  };
  SmallVector<Value> outputs =
      makeParallelGeneric(builder, loops.getSizes(), operands, {type}, body);
  return collapseLast(builder, outputs[0], loops.getTail().size());
}

/// Real and imaginary parts in turn.
Value LinalgTransform::joinParts(TensorPair x, int64_t length) {
  StageLoops loops(batch);
  StageLoops::Names j = loops.add(builder.getIndexAttr(length / 2));
  StageLoops::Names part = loops.add(builder.getIndexAttr(2));
  StageLoops::Names q = loops.addUnlessOne(width);
  TensorPair pairs = expandLast(builder, x, getSizes(length / 2, {width}));
  StageLoops::Names names = loops.withBatch({j, q});
  auto body = [&](ImplicitLocOpBuilder &scalars, ValueRange values) {
    Index place(scalars, linalg::IndexOp::create(scalars, part[0]));
    Value isReal = (place == 0).getValue();
    return SmallVector<Value>{
        arith::SelectOp::create(scalars, isReal, values[0], values[1])};
  };
  SmallVector<Value> outputs = makeParallelGeneric(
      builder, loops.getSizes(),
      {IndexedTensor{pairs.re, names}, IndexedTensor{pairs.im, names}}, {type},
      body);
  return collapseLast(builder, outputs[0], loops.getTail().size());
}
