//===- LinalgRealTransform.cpp - Transforms of real elements --------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LinalgRealTransform.h"

#include "ElementwiseProducts.h"
#include "EmittedIndex.h"
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

/// Whether an element of the half spectrum of `length` real ones is real.
static Condition isOwnMirror(Index place, int64_t length) {
  Condition isFirst = place == 0;
  return length % 2 == 0 ? isFirst | (place == length / 2) : isFirst;
}

//===----------------------------------------------------------------------===//
// Real elements to half spectra
//===----------------------------------------------------------------------===//

TensorPair LinalgRealTransform::transform(const RealPlan &plan, Value x,
                                          ComplexTransform complex) {
  switch (plan.scheme) {
  case RealPlan::Scheme::Packed:
    return separatePairs(plan.length, complex(splitPairs(plan.length, x), 1));
  case RealPlan::Scheme::Folded:
    return unfoldSpectrum(plan, complex(foldReal(plan, x), plan.radix / 2 + 1));
  case RealPlan::Scheme::Whole:
    return transformWhole(plan, x, complex);
  case RealPlan::Scheme::Matrix:
    break;
  }
  llvm_unreachable("a scheme");
}

TensorPair LinalgRealTransform::transformWhole(const RealPlan &plan, Value x,
                                               ComplexTransform complex) {
  TensorPair y = complex({x, makeZeros(builder, x)}, 1);
  SmallVector<OpFoldResult> sizes =
      getExpandedSizes(builder, plan.length, {shape.width});
  TensorPair half = mapParts(y, [&](Value part) {
    return takeRange(builder, expandLast(builder, part, sizes),
                     shape.batch.size(), 0,
                     builder.getIndexAttr(plan.length / 2 + 1));
  });
  auto axis = static_cast<int64_t>(shape.batch.size());
  half.im = milcomplex::clearOwnMirrors(builder, half.im, axis, plan.length);
  return collapseLast(builder, half, sizes.size());
}

/// The elements at even indices as real parts, those at odd indices as
/// imaginary parts.
TensorPair LinalgRealTransform::splitPairs(int64_t length, Value x) {
  Value pairs =
      expandLast(builder, x,
                 getExpandedSizes(builder, length / 2,
                                  {builder.getIndexAttr(2), shape.width}));
  TensorPair y = {takeSlice(builder, pairs, shape.batch.size() + 1, 0),
                  takeSlice(builder, pairs, shape.batch.size() + 1, 1)};
  return collapseLast(builder, y, isOneInteger(shape.width) ? 1 : 2);
}

/// The half spectrum of `length` real elements from the spectrum of the complex
/// ones of splitPairs.
TensorPair LinalgRealTransform::separatePairs(int64_t length, TensorPair y) {
  int64_t half = length / 2;
  StageLoops loops(shape.batch);
  StageLoops::Names k = loops.add(builder.getIndexAttr(half + 1));
  loops.addUnlessOne(shape.width);
  TensorPair whole =
      expandLast(builder, y, getExpandedSizes(builder, half, {shape.width}));
  SmallVector<IndexedTensor> operands;
  SmallVector<Root> roots;
  for (int64_t i = 0; i <= half; ++i)
    roots.push_back(getRootOfUnity(i, length));
  addRoots(builder, shape.type, half + 1, roots, k, operands);
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
    Condition isReal = isOwnMirror(place, length);
    Real zero = literal(separated.im, 0.0);
    return getValues({separated.re, select(isReal, zero, separated.im)});
  };
  SmallVector<Value> outputs = makeParallelGeneric(
      builder, loops.getSizes(), operands, {shape.type, shape.type}, body);
  return collapseLast(builder, getTensorPair(outputs), loops.getTail().size());
}

/// The first stage of RealPlan::Scheme::Folded.
TensorPair LinalgRealTransform::foldReal(const RealPlan &plan, Value x) {
  int64_t radix = plan.radix, rest = plan.complex.length;
  int64_t columns = radix / 2 + 1;
  StageLoops loops(shape.batch);
  StageLoops::Names p = loops.addUnlessOne(builder.getIndexAttr(rest));
  StageLoops::Names k = loops.add(builder.getIndexAttr(columns));
  StageLoops::Names q = loops.addUnlessOne(shape.width);
  Value planes =
      expandLast(builder, x,
                 getExpandedSizes(builder, radix,
                                  {builder.getIndexAttr(rest), shape.width}));
  SmallVector<IndexedTensor> operands;
  for (int64_t j = 0; j != radix; ++j)
    operands.push_back({takeSlice(builder, planes, shape.batch.size(), j),
                        loops.withBatch({p, q})});
  addRows(builder, shape.type, radix, columns, k, operands);
  if (rest != 1)
    addTwiddles(builder, shape.type, rest, columns, plan.length, {p[0], k[0]},
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
      builder, loops.getSizes(), operands, {shape.type, shape.type}, body);
  return collapseLast(builder, getTensorPair(outputs), loops.getTail().size());
}

TensorPair LinalgRealTransform::unfoldSpectrum(const RealPlan &plan,
                                               TensorPair y) {
  int64_t radix = plan.radix, columns = radix / 2 + 1, length = plan.length;
  StageLoops loops(shape.batch);
  StageLoops::Names i = loops.add(builder.getIndexAttr(length / 2 + 1));
  loops.addUnlessOne(shape.width);
  TensorPair folded = expandLast(
      builder, y,
      getExpandedSizes(builder, plan.complex.length,
                       {builder.getIndexAttr(columns), shape.width}));
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
    Condition isReal = isOwnMirror(place, length);
    return getValues({number.re, select(isReal, zero, im)});
  };
  SmallVector<Value> outputs = makeParallelGeneric(
      builder, loops.getSizes(), {}, {shape.type, shape.type}, body);
  return collapseLast(builder, getTensorPair(outputs), loops.getTail().size());
}

Value LinalgRealTransform::clearOwnMirrors(int64_t length, Value im) {
  StageLoops loops(shape.batch);
  StageLoops::Names k = loops.add(builder.getIndexAttr(length / 2 + 1));
  StageLoops::Names q = loops.addUnlessOne(shape.width);
  IndexedTensor operand = {expandLast(builder, im, loops.getTail()),
                           loops.withBatch({k, q})};
  auto body = [&](ImplicitLocOpBuilder &scalars, ValueRange values) {
    Real value = StageArguments(scalars, values).takeReal();
    Index place(scalars, linalg::IndexOp::create(scalars, k[0]));
    Real zero = literal(value, 0.0);
    return SmallVector<Value>{
        select(isOwnMirror(place, length), zero, value).getValue()};
  };
  Value cleared = makeParallelGeneric(builder, loops.getSizes(), {operand},
                                      {shape.type}, body)
                      .front();
  return collapseLast(builder, cleared, loops.getTail().size());
}

//===----------------------------------------------------------------------===//
// Half spectra to real elements
//===----------------------------------------------------------------------===//

Value LinalgRealTransform::invert(const RealPlan &plan, TensorPair x,
                                  ComplexTransform complex) {
  switch (plan.scheme) {
  case RealPlan::Scheme::Packed:
    return joinParts(complex(combineSpectrum(plan.length, x), 1), plan.length);
  case RealPlan::Scheme::Folded: {
    int64_t columns = plan.radix / 2 + 1;
    TensorPair y = gatherSpectrum(plan.length, plan.radix, columns, x);
    return unfoldReal(plan, complex(y, columns));
  }
  case RealPlan::Scheme::Whole:
    return complex(gatherSpectrum(plan.length, 1, 1, x), 1).re;
  case RealPlan::Scheme::Matrix:
    break;
  }
  llvm_unreachable("a scheme");
}

/// The inverse of separatePairs, times 2.
TensorPair LinalgRealTransform::combineSpectrum(int64_t length, TensorPair x) {
  int64_t half = length / 2;
  StageLoops loops(shape.batch);
  StageLoops::Names k = loops.add(builder.getIndexAttr(half));
  loops.addUnlessOne(shape.width);
  TensorPair spectrum = expandLast(
      builder, x, getExpandedSizes(builder, half + 1, {shape.width}));
  SmallVector<IndexedTensor> operands;
  SmallVector<Root> roots;
  for (int64_t i = 0; i != half; ++i)
    roots.push_back(getRootOfUnity(i, length));
  addRoots(builder, shape.type, half, roots, k, operands);
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
      builder, loops.getSizes(), operands, {shape.type, shape.type}, body);
  return collapseLast(builder, getTensorPair(outputs), loops.getTail().size());
}

TensorPair LinalgRealTransform::gatherSpectrum(int64_t length, int64_t radix,
                                               int64_t columns, TensorPair x) {
  int64_t half = length / 2;
  StageLoops loops(shape.batch);
  StageLoops::Names q = loops.add(builder.getIndexAttr(length / radix));
  StageLoops::Names k = loops.addUnlessOne(builder.getIndexAttr(columns));
  loops.addUnlessOne(shape.width);
  TensorPair spectrum = expandLast(
      builder, x, getExpandedSizes(builder, half + 1, {shape.width}));
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
    Condition isReal = isOwnMirror(place, length);
    return getValues({number.re, select(isReal, zero, im)});
  };
  SmallVector<Value> outputs = makeParallelGeneric(
      builder, loops.getSizes(), {}, {shape.type, shape.type}, body);
  return collapseLast(builder, getTensorPair(outputs), loops.getTail().size());
}

/// The last stage of RealPlan::Scheme::Folded.
Value LinalgRealTransform::unfoldReal(const RealPlan &plan, TensorPair y) {
  int64_t radix = plan.radix, rest = plan.complex.length;
  int64_t columns = radix / 2 + 1;
  if (rest != 1) {
    SmallVector<Root> twiddles;
    for (int64_t p = 0; p != rest; ++p)
      for (int64_t k = 0; k != columns; ++k)
        twiddles.push_back(getRootOfUnity(-p * k, plan.length));
    y = multiplyByRoots(builder, shape, y, twiddles, shape.width);
  }
  StageLoops loops(shape.batch);
  StageLoops::Names j = loops.add(builder.getIndexAttr(radix));
  StageLoops::Names p = loops.addUnlessOne(builder.getIndexAttr(rest));
  StageLoops::Names q = loops.addUnlessOne(shape.width);
  SmallVector<OpFoldResult> sizes;
  if (rest != 1)
    sizes.push_back(builder.getIndexAttr(rest));
  llvm::append_range(sizes, getExpandedSizes(builder, columns, {shape.width}));
  TensorPair planes = expandLast(builder, y, sizes);
  unsigned dimension = shape.batch.size() + p.size();
  SmallVector<IndexedTensor> operands;
  for (int64_t k = 0; k != columns; ++k)
    for (Value part : {planes.re, planes.im})
      operands.push_back(
          {takeSlice(builder, part, dimension, k), loops.withBatch({p, q})});
  addRows(builder, shape.type, radix, radix, j, operands);
  auto body = [&](ImplicitLocOpBuilder &scalars, ValueRange values) {
    StageArguments arguments(scalars, values);
    Numbers<Real> inputs = arguments.takePairs(columns);
    std::vector<Real> cosines = arguments.takeReals(radix / 2);
    std::vector<Real> sines = arguments.takeReals(radix / 2);
    Real output = transformHalfRow(inputs, cosines, sines);
    return SmallVector<Value>{output.getValue()};
  };
  SmallVector<Value> outputs = makeParallelGeneric(
      builder, loops.getSizes(), operands, {shape.type}, body);
  return collapseLast(builder, outputs[0], loops.getTail().size());
}

/// The inverse of splitPairs: `length` real elements.
Value LinalgRealTransform::joinParts(TensorPair x, int64_t length) {
  StageLoops loops(shape.batch);
  StageLoops::Names j = loops.add(builder.getIndexAttr(length / 2));
  StageLoops::Names part = loops.add(builder.getIndexAttr(2));
  StageLoops::Names q = loops.addUnlessOne(shape.width);
  TensorPair pairs = expandLast(
      builder, x, getExpandedSizes(builder, length / 2, {shape.width}));
  StageLoops::Names names = loops.withBatch({j, q});
  auto body = [&](ImplicitLocOpBuilder &scalars, ValueRange values) {
    Index place(scalars, linalg::IndexOp::create(scalars, part[0]));
    Value isReal = (place == 0).getValue();
    return SmallVector<Value>{
        arith::SelectOp::create(scalars, isReal, values[0], values[1])};
  };
  SmallVector<Value> outputs = makeParallelGeneric(
      builder, loops.getSizes(),
      {IndexedTensor{pairs.re, names}, IndexedTensor{pairs.im, names}},
      {shape.type}, body);
  return collapseLast(builder, outputs[0], loops.getTail().size());
}
