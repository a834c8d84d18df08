//===- LinalgTransform.cpp - Transforms as linalg.generic ops -------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LinalgTransform.h"

#include "ComputedNumbers.h"
#include "EmittedIndex.h"
#include "ParallelGeneric.h"
#include "RootTables.h"
#include "milcomplex/FFT/Chirp.h"
#include "milcomplex/FFT/RealCodelets.h"
#include "milcomplex/Math/EmittedReal.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"

using namespace mlir;
using namespace milcomplex;
using namespace milcomplex::fft;

using Real = math::EmittedReal;
using Pair = math::Pair<Real>;
using Index = EmittedIndex;
using Condition = math::EmittedBool;

namespace {

/// The loops of a linalg.generic, one for each dimension of its results. A loop
/// is named by the list of its index, which is empty where there is none
/// because it would run once.
class Loops {
public:
  using Names = SmallVector<unsigned>;

  explicit Loops(ArrayRef<OpFoldResult> batch) : sizes(batch) {
    llvm::append_range(batchNames, llvm::seq<unsigned>(0, batch.size()));
  }

  Names add(OpFoldResult size) {
    sizes.push_back(size);
    return {static_cast<unsigned>(sizes.size() - 1)};
  }
  Names addUnlessOne(OpFoldResult size) {
    return isOneInteger(size) ? Names() : add(size);
  }

  /// Loops over a tensor whose dimensions are the batch and then these.
  Names withBatch(std::initializer_list<Names> names) const {
    Names all = batchNames;
    for (const Names &name : names)
      llvm::append_range(all, name);
    return all;
  }

  ArrayRef<OpFoldResult> getSizes() const { return sizes; }
  /// Of the loops that are not of the batch.
  ArrayRef<OpFoldResult> getTail() const {
    return ArrayRef(sizes).drop_front(batchNames.size());
  }

private:
  SmallVector<OpFoldResult> sizes;
  Names batchNames;
};

/// Reads in a body what it is given, operand by operand.
class Arguments {
public:
  Arguments(ImplicitLocOpBuilder &builder, ValueRange values)
      : builder(builder), values(values) {}

  Real takeReal() {
    Real real = makeReal(builder, values.front());
    values = values.drop_front();
    return real;
  }
  Pair takePair() {
    Real re = takeReal();
    return {re, takeReal()};
  }
  std::vector<Real> takeReals(int64_t count) {
    std::vector<Real> reals;
    for (int64_t i = 0; i != count; ++i)
      reals.push_back(takeReal());
    return reals;
  }
  Numbers<Real> takePairs(int64_t count) {
    Numbers<Real> pairs;
    for (int64_t i = 0; i != count; ++i)
      pairs.push_back(takePair());
    return pairs;
  }

  /// A number of the tensors of a pair at `indices`.
  Pair extract(TensorPair tensors, ValueRange indices) {
    Value re = tensor::ExtractOp::create(builder, tensors.re, indices);
    Value im = tensor::ExtractOp::create(builder, tensors.im, indices);
    return {makeReal(builder, re), makeReal(builder, im)};
  }

private:
  ImplicitLocOpBuilder &builder;
  ValueRange values;
};

} // namespace

static SmallVector<Value> getValues(Pair pair) {
  return {pair.re.getValue(), pair.im.getValue()};
}

static TensorPair getTensorPair(ValueRange values) {
  return {values[0], values[1]};
}

/// The index of each loop.
static SmallVector<Value> makeIndices(ImplicitLocOpBuilder &builder,
                                      const Loops &loops) {
  SmallVector<Value> indices;
  for (unsigned i = 0; i != loops.getSizes().size(); ++i)
    indices.push_back(linalg::IndexOp::create(builder, i));
  return indices;
}

/// The dimensions of `length` numbers with these to each, without those of one.
LinalgTransform::Sizes
LinalgTransform::getSizes(int64_t length,
                          std::initializer_list<OpFoldResult> behind) {
  Sizes sizes = {builder.getIndexAttr(length)};
  for (OpFoldResult size : behind)
    if (!isOneInteger(size))
      sizes.push_back(size);
  return sizes;
}

//===----------------------------------------------------------------------===//
// Constants
//===----------------------------------------------------------------------===//

/// Adds constant tensors of numbers that depend on some loops.
static void addRoots(ImplicitLocOpBuilder &builder, FloatType type,
                     ArrayRef<int64_t> shape, ArrayRef<Root> roots,
                     const Loops::Names &loops,
                     SmallVector<IndexedTensor> &operands) {
  TensorPair tables = makeTables(builder, type, shape, roots);
  operands.push_back({tables.re, loops});
  operands.push_back({tables.im, loops});
}

/// Adds the factors w^(pk) for the loops p and k, w a root of order `length`,
/// or their conjugates.
static void addTwiddles(ImplicitLocOpBuilder &builder, FloatType type,
                        int64_t rest, int64_t columns, int64_t length,
                        const Loops::Names &loops,
                        SmallVector<IndexedTensor> &operands) {
  SmallVector<Root> roots;
  for (int64_t p = 0; p != rest; ++p)
    for (int64_t k = 0; k != columns; ++k)
      roots.push_back(getRootOfUnity(p * k, length));
  addRoots(builder, type, {rest, columns}, roots, loops, operands);
}

/// Adds the constants of transformRow and its like for the loop k < rows: the
/// cosines of 2 pi jk / length, then the sines, j from 1.
static void addRows(ImplicitLocOpBuilder &builder, FloatType type,
                    int64_t length, int64_t rows, const Loops::Names &loop,
                    SmallVector<IndexedTensor> &operands) {
  auto add = [&](int64_t count, auto getPart) {
    for (int64_t j = 1; j <= count; ++j) {
      SmallVector<double> column;
      for (int64_t k = 0; k != rows; ++k)
        column.push_back(getPart(getRootOfUnity(j * k, length)));
      operands.push_back({makeTable(builder, type, rows, column), loop});
    }
  };
  add(length / 2, [](const Root &root) { return root.re.hi.value; });
  add((length - 1) / 2, [](const Root &root) { return -root.im.hi.value; });
}

//===----------------------------------------------------------------------===//
// Complex transforms
//===----------------------------------------------------------------------===//

TensorPair LinalgTransform::transform(int64_t length, TensorPair x,
                                      const Scale &scale) {
  return apply(makePlan(length, form, plannedLanes), x, 1, scale);
}

TensorPair LinalgTransform::invert(int64_t length, TensorPair x,
                                   const Scale &scale) {
  return transform(length, x.swapped(), scale).swapped();
}

TensorPair LinalgTransform::apply(const Plan &plan, TensorPair x,
                                  int64_t columns, const Scale &scale) {
  return plan.convolution == 0 ? applyStages(plan, x, columns, scale)
                               : convolve(plan, x, columns, scale);
}

TensorPair LinalgTransform::applyStages(const Plan &plan, TensorPair x,
                                        int64_t columns, const Scale &scale) {
  if (plan.radices.empty() && !scale.isOne())
    return multiplyAll(x, scale);
  for (const Stage &stage : plan.getStages(columns))
    x = applyStage(stage, x, stage.rest == 1 ? scale : Scale());
  return x;
}

TensorPair LinalgTransform::applyStage(const Stage &stage, TensorPair x,
                                       const Scale &scale) {
  int64_t radix = stage.radix, rest = stage.rest;
  OpFoldResult stride =
      multiplySizes(builder, {builder.getIndexAttr(stage.stride), width});
  Loops loops(batch);
  Loops::Names p = loops.addUnlessOne(builder.getIndexAttr(rest));
  Loops::Names k = loops.add(builder.getIndexAttr(radix));
  Loops::Names q = loops.addUnlessOne(stride);

  Sizes planes = getSizes(radix, {builder.getIndexAttr(rest), stride});
  Value re = expandLast(builder, x.re, planes);
  Value im = expandLast(builder, x.im, planes);
  SmallVector<IndexedTensor> operands;
  for (int64_t j = 0; j != radix; ++j)
    for (Value part : {re, im})
      operands.push_back(
          {takeSlice(builder, part, batch.size(), j), loops.withBatch({p, q})});
  addRows(builder, type, radix, radix, k, operands);
  if (rest != 1)
    addTwiddles(builder, type, rest, radix, stage.getLength(), {p[0], k[0]},
                operands);

  auto body = [&](ImplicitLocOpBuilder &scalars, ValueRange values) {
    Arguments arguments(scalars, values);
    Numbers<Real> inputs = arguments.takePairs(radix);
    std::vector<Real> cosines = arguments.takeReals(radix / 2);
    std::vector<Real> sines = arguments.takeReals((radix - 1) / 2);
    Pair output = transformRow(inputs, cosines, sines);
    if (rest != 1)
      output = math::mulBasic(output, arguments.takePair());
    return getValues(scaleBy(output, scale));
  };
  SmallVector<Value> outputs = makeParallelGeneric(
      builder, loops.getSizes(), operands, {type, type}, body);
  return collapseLast(builder, getTensorPair(outputs), loops.getTail().size());
}

/// Of a transform of single numbers.
TensorPair LinalgTransform::multiplyAll(TensorPair x, const Scale &scale) {
  Sizes sizes = tensor::getMixedSizes(builder, builder.getLoc(), x.re);
  SmallVector<unsigned> loops =
      llvm::to_vector(llvm::seq<unsigned>(0, sizes.size()));
  auto body = [&](ImplicitLocOpBuilder &scalars, ValueRange values) {
    return getValues(scaleBy(Arguments(scalars, values).takePair(), scale));
  };
  return getTensorPair(makeParallelGeneric(
      builder, sizes, {IndexedTensor{x.re, loops}, IndexedTensor{x.im, loops}},
      {type, type}, body));
}

/// Each number times that of `roots` for its place.
TensorPair LinalgTransform::multiply(ArrayRef<Root> roots, TensorPair x,
                                     OpFoldResult stride) {
  Loops loops(batch);
  Loops::Names j = loops.add(builder.getIndexAttr(roots.size()));
  Loops::Names q = loops.addUnlessOne(stride);
  SmallVector<IndexedTensor> operands;
  for (Value part : {x.re, x.im})
    operands.push_back(
        {expandLast(builder, part, loops.getTail()), loops.withBatch({j, q})});
  addRoots(builder, type, static_cast<int64_t>(roots.size()), roots, j,
           operands);
  auto body = [&](ImplicitLocOpBuilder &scalars, ValueRange values) {
    Arguments arguments(scalars, values);
    Pair number = arguments.takePair();
    return getValues(math::mulBasic(number, arguments.takePair()));
  };
  SmallVector<Value> outputs = makeParallelGeneric(
      builder, loops.getSizes(), operands, {type, type}, body);
  return collapseLast(builder, getTensorPair(outputs), loops.getTail().size());
}

/// Bluestein's algorithm.
TensorPair LinalgTransform::convolve(const Plan &plan, TensorPair x,
                                     int64_t columns, const Scale &scale) {
  unsigned dimension = batch.size();
  OpFoldResult stride =
      multiplySizes(builder, {builder.getIndexAttr(columns), width});
  auto resize = [&](TensorPair y, int64_t from,
                    function_ref<Value(Value)> change) {
    Sizes sizes = getSizes(from, {stride});
    auto resizePart = [&](Value part) {
      Value changed = change(expandLast(builder, part, sizes));
      return collapseLast(builder, changed, sizes.size());
    };
    return TensorPair{resizePart(y.re), resizePart(y.im)};
  };

  std::vector<Root> chirp = makeChirp(plan.length);
  TensorPair y = multiply(chirp, x, stride);
  y = resize(y, plan.length, [&](Value part) {
    return padBack(builder, part, dimension, plan.convolution);
  });
  y = applyStages(plan, y, columns, Scale());
  y = multiply(makeChirpSpectrum(plan), y, stride);
  y = applyStages(plan, y.swapped(), columns, Scale()).swapped();
  y = resize(y, plan.convolution, [&](Value part) {
    return takeRange(builder, part, dimension, 0,
                     builder.getIndexAttr(plan.length));
  });
  for (Root &root : chirp)
    root = scaleBy(root, scale);
  return multiply(chirp, y, stride);
}

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
  auto trim = [&](Value part) {
    Sizes sizes = getSizes(plan.length, {width});
    Value half =
        takeRange(builder, expandLast(builder, part, sizes), batch.size(), 0,
                  builder.getIndexAttr(plan.length / 2 + 1));
    return collapseLast(builder, half, sizes.size());
  };
  return {trim(y.re), trim(y.im)};
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
  Loops loops(batch);
  Loops::Names k = loops.add(builder.getIndexAttr(half + 1));
  loops.addUnlessOne(width);
  TensorPair whole = expandLast(builder, y, getSizes(half, {width}));
  SmallVector<IndexedTensor> operands;
  SmallVector<Root> roots;
  for (int64_t i = 0; i <= half; ++i)
    roots.push_back(getRootOfUnity(i, length));
  addRoots(builder, type, half + 1, roots, k, operands);
  auto body = [&](ImplicitLocOpBuilder &scalars, ValueRange values) {
    Arguments arguments(scalars, values);
    SmallVector<Value> indices = makeIndices(scalars, loops);
    Index place(scalars, indices[k[0]]);
    indices[k[0]] = select(place == half, 0, place).getValue();
    Pair number = arguments.extract(whole, indices);
    indices[k[0]] = select(place == 0, 0, half - place).getValue();
    Pair mirror = arguments.extract(whole, indices);
    Mirrored<Real> both = {number, mirror};
    return getValues(separate(both, arguments.takePair()).number);
  };
  SmallVector<Value> outputs = makeParallelGeneric(
      builder, loops.getSizes(), operands, {type, type}, body);
  return collapseLast(builder, getTensorPair(outputs), loops.getTail().size());
}

/// The first stage of RealPlan::Scheme::Folded.
TensorPair LinalgTransform::foldReal(const RealPlan &plan, Value x) {
  int64_t radix = plan.radix, rest = plan.complex.length;
  int64_t columns = radix / 2 + 1;
  Loops loops(batch);
  Loops::Names p = loops.addUnlessOne(builder.getIndexAttr(rest));
  Loops::Names k = loops.add(builder.getIndexAttr(columns));
  Loops::Names q = loops.addUnlessOne(width);
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
    Arguments arguments(scalars, values);
    std::vector<Real> inputs = arguments.takeReals(radix);
    std::vector<Real> cosines = arguments.takeReals(radix / 2);
    std::vector<Real> sines = arguments.takeReals(radix / 2);
    Pair output = transformRealRow(inputs, cosines, sines);
    if (rest != 1)
      output = math::mulBasic(output, arguments.takePair());
    return getValues(output);
  };
  SmallVector<Value> outputs = makeParallelGeneric(
      builder, loops.getSizes(), operands, {type, type}, body);
  return collapseLast(builder, getTensorPair(outputs), loops.getTail().size());
}

/// The half spectrum in order, from the transforms of the columns.
TensorPair LinalgTransform::unfoldSpectrum(const RealPlan &plan, TensorPair y) {
  int64_t radix = plan.radix, columns = radix / 2 + 1, length = plan.length;
  Loops loops(batch);
  Loops::Names i = loops.add(builder.getIndexAttr(length / 2 + 1));
  loops.addUnlessOne(width);
  TensorPair folded = expandLast(
      builder, y,
      getSizes(plan.complex.length, {builder.getIndexAttr(columns), width}));
  auto body = [&](ImplicitLocOpBuilder &scalars, ValueRange values) {
    Arguments arguments(scalars, values);
    SmallVector<Value> indices = makeIndices(scalars, loops);
    Index place(scalars, indices[i[0]]);
    Condition isDirect = place % radix < columns;
    Index source = select(isDirect, place, length - place);
    indices[i[0]] = (source % radix).getValue();
    indices.insert(indices.begin() + i[0], (source / radix).getValue());
    Pair number = arguments.extract(folded, indices);
    return getValues({number.re, select(isDirect, number.im, -number.im)});
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
  Loops loops(batch);
  Loops::Names k = loops.add(builder.getIndexAttr(half));
  loops.addUnlessOne(width);
  TensorPair spectrum = expandLast(builder, x, getSizes(half + 1, {width}));
  SmallVector<IndexedTensor> operands;
  SmallVector<Root> roots;
  for (int64_t i = 0; i != half; ++i)
    roots.push_back(getRootOfUnity(i, length));
  addRoots(builder, type, half, roots, k, operands);
  auto body = [&](ImplicitLocOpBuilder &scalars, ValueRange values) {
    Arguments arguments(scalars, values);
    SmallVector<Value> indices = makeIndices(scalars, loops);
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
  Loops loops(batch);
  Loops::Names q = loops.add(builder.getIndexAttr(length / radix));
  Loops::Names k = loops.addUnlessOne(builder.getIndexAttr(columns));
  loops.addUnlessOne(width);
  TensorPair spectrum = expandLast(builder, x, getSizes(half + 1, {width}));
  auto body = [&](ImplicitLocOpBuilder &scalars, ValueRange values) {
    Arguments arguments(scalars, values);
    SmallVector<Value> indices = makeIndices(scalars, loops);
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
  Loops loops(batch);
  Loops::Names j = loops.add(builder.getIndexAttr(radix));
  Loops::Names p = loops.addUnlessOne(builder.getIndexAttr(rest));
  Loops::Names q = loops.addUnlessOne(width);
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
    Arguments arguments(scalars, values);
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
  Loops loops(batch);
  Loops::Names j = loops.add(builder.getIndexAttr(length / 2));
  Loops::Names part = loops.add(builder.getIndexAttr(2));
  Loops::Names q = loops.addUnlessOne(width);
  TensorPair pairs = expandLast(builder, x, getSizes(length / 2, {width}));
  Loops::Names names = loops.withBatch({j, q});
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

//===----------------------------------------------------------------------===//
// Frames
//===----------------------------------------------------------------------===//

/// Windowed frames, of shape (batch..., length * width): the numbers of a frame
/// are as far apart as there are frames, which are transformed side by side.
Value LinalgTransform::cutFrames(const Frames &frames, Value x) {
  Loops loops(batch);
  Loops::Names i = loops.add(builder.getIndexAttr(frames.length));
  Loops::Names frame = loops.add(width);
  IndexedTensor signal = {x, {}};
  for (unsigned loop : loops.withBatch({}))
    signal.indices.push_back(builder.getAffineDimExpr(loop));
  signal.indices.push_back(builder.getAffineDimExpr(frame[0]) * frames.hop +
                           builder.getAffineDimExpr(i[0]));
  auto body = [&](ImplicitLocOpBuilder &scalars, ValueRange values) {
    return SmallVector<Value>{
        arith::MulFOp::create(scalars, values[0], values[1])};
  };
  Value cut = makeParallelGeneric(builder, loops.getSizes(),
                                  {signal, IndexedTensor{frames.window, i}},
                                  {type}, body)
                  .front();
  return collapseLast(builder, cut, 2);
}

TensorPair LinalgTransform::transformFrames(const Frames &frames, TensorPair x,
                                            const Scale &scale) {
  Value re = cutFrames(frames, x.re);
  return transform(frames.length, {re, cutFrames(frames, x.im)}, scale);
}

TensorPair LinalgTransform::transformRealFrames(const Frames &frames, Value x,
                                                const Scale &scale) {
  return transformReal(frames.length, cutFrames(frames, x), scale);
}
