//===- BlockEmitter.cpp - Transforms of one block -------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "BlockEmitter.h"

#include "ComputeType.h"
#include "RootTables.h"
#include "VectorLanes.h"
#include "milcomplex/FFT/Chirp.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace milcomplex;
using namespace milcomplex::fft;

using Real = formulas::EmittedReal;
using Pair = formulas::Pair<Real>;
using Index = EmittedIndex;

//===----------------------------------------------------------------------===//
// Numbers
//===----------------------------------------------------------------------===//

/// A table from which readFactor reads that of each number.
TensorPair BlockEmitter::makeFactors(ArrayRef<Root> roots) {
  SmallVector<Root> repeated;
  for (const Root &root : roots)
    repeated.append(unit, root);
  return atHome([&] {
    return makeTables(builder, type, static_cast<int64_t>(repeated.size()),
                      repeated);
  });
}

Pair BlockEmitter::readFactor(TensorPair factors, const Place &place,
                              int64_t count) {
  if (!hasColumns())
    return VectorView::ofBuffer(factors, 0).read(builder, place, count, count);
  return {broadcast(factors.re, place.number),
          broadcast(factors.im, place.number)};
}

/// A vector of one number of a table.
Real BlockEmitter::broadcast(Value table, Index index) {
  Value number = tensor::ExtractOp::create(builder, table, index.getValue());
  return makeReal(builder, vector::BroadcastOp::create(
                               builder, VectorType::get(lanes, type), number));
}

//===----------------------------------------------------------------------===//
// Stages
//===----------------------------------------------------------------------===//

Pair BlockEmitter::finishNumbers(const Finish &finish, const Place &place,
                                 Pair numbers, int64_t count) {
  if (finish.factors)
    numbers =
        formulas::mulBasic(numbers, readFactor(*finish.factors, place, count));
  return scaleBy(numbers, finish.scale);
}

void BlockEmitter::applyStage(const Stage &stage, const VectorView &source,
                              VectorView &target, const Finish &finish) {
  if (!hasColumns() && stage.stride < lanes)
    applyNarrowStage(stage, source, target, finish);
  else
    applyWideStage(stage, source, target, finish);
}

/// Over vectors of more than one p.
void BlockEmitter::applyNarrowStage(const Stage &stage,
                                    const VectorView &source,
                                    VectorView &target, const Finish &finish) {
  int64_t radix = stage.radix, rest = stage.rest, stride = stage.stride;
  int64_t plane = rest * stride;
  int64_t size = std::min(lanes, plane);
  // Whole blocks of all q.
  int64_t present = size / stride * stride;
  TensorPair twiddles;
  if (rest != 1) {
    SmallVector<Root> roots;
    for (int64_t k = 1; k != radix; ++k)
      for (int64_t p = 0; p != rest; ++p)
        roots.append(stride, getRootOfUnity(p * k, stage.getLength()));
    twiddles = atHome([&] {
      return makeTables(builder, type, static_cast<int64_t>(roots.size()),
                        roots);
    });
  }
  Views views = {target};
  int64_t count = llvm::divideCeil(plane, present);
  loop(builder.getIndexAttr(count), views, [&](Index vector, Views &inner) {
    VectorView &output = inner[0];
    Place first = {vector * present, std::nullopt};
    if (plane % present != 0)
      first.number = min(first.number, plane - present);
    Numbers<Real> inputs;
    for (int64_t j = 0; j != radix; ++j)
      inputs.push_back(source.read(builder, first + j * plane, size, present));
    Numbers<Real> outputs = transformShort(inputs);
    if (rest == 1) {
      for (int64_t k = 0; k != radix; ++k) {
        Place place = first + k * plane;
        output.write(builder, place,
                     finishNumbers(finish, place, outputs[k], size));
      }
      return;
    }
    SmallVector<Lanes> re, im;
    for (int64_t k = 0; k != radix; ++k) {
      if (k != 0)
        outputs[k] = formulas::mulBasic(
            outputs[k],
            VectorView::ofBuffer(twiddles, 0)
                .read(builder, first + (k - 1) * plane, size, present));
      re.push_back(getLanes(outputs[k].re.getValue(), present));
      im.push_back(getLanes(outputs[k].im.getValue(), present));
    }
    Place start = {first.number * radix, std::nullopt};
    for (auto [rePart, imPart] :
         llvm::zip_equal(interleave(builder, re, stride, size),
                         interleave(builder, im, stride, size)))
      output.write(
          builder, start + rePart.offset,
          {makeReal(builder, rePart.vector), makeReal(builder, imPart.vector)});
  });
  target = views[0];
}

/// Over vectors of one p.
void BlockEmitter::applyWideStage(const Stage &stage, const VectorView &source,
                                  VectorView &target, const Finish &finish) {
  int64_t radix = stage.radix, rest = stage.rest, stride = stage.stride;
  // Real and imaginary part in turn, for k from 1.
  int64_t row = 2 * (radix - 1);
  Value table;
  if (rest != 1) {
    SmallVector<double> numbers;
    for (int64_t p = 0; p != rest; ++p)
      for (int64_t k = 1; k != radix; ++k) {
        Root root = getRootOfUnity(p * k, stage.getLength());
        numbers.append({root.re.hi.value, root.im.hi.value});
      }
    table = atHome([&] {
      return makeTable(builder, type, static_cast<int64_t>(numbers.size()),
                       numbers);
    });
  }
  Views views = {target};
  loop(builder.getIndexAttr(rest), views, [&](Index p, Views &inner) {
    SmallVector<Real> factors;
    for (int64_t i = 0; rest != 1 && i != row; ++i)
      factors.push_back(broadcast(table, p * row + i));
    Index in = p * stride, out = p * (radix * stride);
    forNumbers(
        stride, inner[0], [&](Place q, int64_t count, VectorView &output) {
          Numbers<Real> inputs;
          for (int64_t j = 0; j != radix; ++j) {
            Place place = {q.number + in + j * rest * stride, q.column};
            inputs.push_back(source.read(builder, place, count, count));
          }
          Numbers<Real> outputs = transformShort(inputs);
          for (int64_t k = 0; k != radix; ++k) {
            Place place = {q.number + out + k * stride, q.column};
            if (rest == 1)
              outputs[k] = finishNumbers(finish, place, outputs[k], count);
            else if (k != 0)
              outputs[k] = formulas::mulBasic(
                  outputs[k], {factors[2 * k - 2], factors[2 * k - 1]});
            output.write(builder, place, outputs[k]);
          }
        });
  });
  target = views[0];
}

unsigned BlockEmitter::applyStages(const Plan &plan, VectorView source,
                                   std::optional<unsigned> from, Views &views,
                                   std::optional<unsigned> to,
                                   const Finish &finish,
                                   std::array<unsigned, 2> scratch) {
  std::vector<Stage> stages = plan.getStages(unit);
  size_t turn = 0;
  if (from)
    turn = *from == scratch[0];
  else if (to)
    // The last but one writes to the first of `scratch`; the other may be `to`.
    turn = stages.size() % 2;
  unsigned at = 0;
  for (auto [i, stage] : llvm::enumerate(stages)) {
    bool isLast = i + 1 == stages.size();
    at = isLast && to ? *to : scratch[(turn + i) % 2];
    applyStage(stage, source, views[at], isLast ? finish : Finish());
    source = views[at];
  }
  return at;
}

//===----------------------------------------------------------------------===//
// Transforms
//===----------------------------------------------------------------------===//

unsigned BlockEmitter::transform(const Plan &plan, const VectorView &source,
                                 std::optional<unsigned> from, Views &views,
                                 std::optional<unsigned> to, const Scale &scale,
                                 std::array<unsigned, 2> scratch) {
  if (plan.convolution != 0)
    return convolve(plan, source, from, views, to, scale, plan.length);
  return applyStages(plan, source, from, views, to, {scale}, scratch);
}

/// Each number times that of `roots` for its index.
void BlockEmitter::multiplyAll(ArrayRef<Root> roots, const VectorView &source,
                               VectorView &target) {
  TensorPair factors = makeFactors(roots);
  auto count = static_cast<int64_t>(roots.size()) * unit;
  forNumbers(count, target, [&](Place place, int64_t size, VectorView &output) {
    Pair numbers = source.read(builder, place, size, size);
    Pair factor = readFactor(factors, place, size);
    output.write(builder, place, formulas::mulBasic(numbers, factor));
  });
}

void BlockEmitter::fillZeros(int64_t from, int64_t to, VectorView &target) {
  forNumbers((to - from) * unit, target,
             [&](Place place, int64_t size, VectorView &output) {
               auto zeros = builder.getZeroAttr(VectorType::get(size, type));
               Real zero =
                   makeReal(builder, arith::ConstantOp::create(builder, zeros));
               output.write(builder, place + from * unit, {zero, zero});
             });
}

void BlockEmitter::clearImaginary(int64_t index, VectorView &target) {
  forNumbers(unit, target, [&](Place first, int64_t size, VectorView &output) {
    Place place = first + index * unit;
    Real re = output.read(builder, place, size, size).re;
    output.write(builder, place, {re, literal(re, 0.0)});
  });
}

unsigned BlockEmitter::convolve(const Plan &plan, const VectorView &source,
                                std::optional<unsigned> from, Views &views,
                                std::optional<unsigned> to, const Scale &scale,
                                int64_t kept) {
  auto getOther = [](unsigned buffer) { return 3 - buffer; };
  std::vector<Root> chirp = makeChirp(plan.length);
  unsigned at = from ? getOther(*from) : 1;
  multiplyAll(chirp, source, views[at]);
  fillZeros(plan.length, plan.convolution, views[at]);
  Finish product;
  product.factors = makeFactors(makeChirpSpectrum(plan));
  at = applyStages(plan, views[at], at, views, std::nullopt, product, {1, 2});
  at = applyStages(plan, views[at].swapped(), at, views, std::nullopt, {},
                   {1, 2});
  chirp.resize(kept);
  for (Root &root : chirp)
    root = scaleBy(root, scale);
  unsigned last = to ? *to : getOther(at);
  multiplyAll(chirp, views[at].swapped(), views[last]);
  return last;
}

//===----------------------------------------------------------------------===//
// Half spectra
//===----------------------------------------------------------------------===//

/// The same numbers from the last to the first.
Pair BlockEmitter::reverse(Pair numbers) {
  auto reversePart = [&](Real part) {
    Value vector = part.getValue();
    Lanes lanes =
        getLanes(vector, cast<VectorType>(vector.getType()).getDimSize(0));
    std::reverse(lanes.begin(), lanes.end());
    return makeReal(builder, gatherLanes(builder, lanes));
  };
  return {reversePart(numbers.re), reversePart(numbers.im)};
}

/// Numbers k, `count` of them from `place`, and length - k.
Mirrored<Real> BlockEmitter::readMirrored(const VectorView &source,
                                          const Place &place, int64_t length,
                                          int64_t count) {
  int64_t span = hasColumns() ? 1 : count;
  Place mirror = {length + 1 - span - place.number, place.column};
  Pair mirrored = source.read(builder, mirror, count, count);
  return {source.read(builder, place, count, count),
          hasColumns() ? mirrored : reverse(mirrored)};
}

void BlockEmitter::writeMirrored(VectorView &target, const Place &place,
                                 int64_t length, int64_t count,
                                 Mirrored<Real> numbers) {
  int64_t span = hasColumns() ? 1 : count;
  Place mirror = {length + 1 - span - place.number, place.column};
  target.write(builder, place, numbers.number);
  target.write(builder, mirror,
               hasColumns() ? numbers.mirror : reverse(numbers.mirror));
}

/// e^(-2 pi i k / n) for k from 1 to n/4.
static std::vector<Root> getMirrorRoots(int64_t length) {
  std::vector<Root> roots;
  for (int64_t k = 1; k <= length / 4; ++k)
    roots.push_back(getRootOfUnity(k, length));
  return roots;
}

void BlockEmitter::separatePairs(int64_t length, const VectorView &source,
                                 VectorView &target) {
  int64_t half = length / 2;
  forNumbers(1, target, [&](Place first, int64_t count, VectorView &output) {
    Pair number = source.read(builder, first, count, count);
    Real one = literal(number.re, 1.0), zero = literal(number.re, 0.0);
    Mirrored<Real> both = separate(Mirrored<Real>{number, number}, {one, zero});
    output.write(builder, first, {both.number.re, zero});
    output.write(builder, first + half, {both.mirror.re, zero});
  });
  TensorPair roots = makeFactors(getMirrorRoots(length));
  forNumbers(
      half / 2, target, [&](Place place, int64_t count, VectorView &output) {
        Pair w = readFactor(roots, place, count);
        Mirrored<Real> both = readMirrored(source, place + 1, half, count);
        writeMirrored(output, place + 1, half, count, separate(both, w));
      });
}

void BlockEmitter::combineSpectrum(int64_t length, const VectorView &source,
                                   VectorView &target) {
  int64_t half = length / 2;
  forNumbers(1, target, [&](Place first, int64_t count, VectorView &output) {
    Real x = source.read(builder, first, count, count).re;
    Real y = source.read(builder, first + half, count, count).re;
    Real one = literal(x, 1.0), zero = literal(x, 0.0);
    Mirrored<Real> both = {{x, zero}, {y, zero}};
    output.write(builder, first, combine(both, {one, zero}).number);
  });
  TensorPair roots = makeFactors(getMirrorRoots(length));
  forNumbers(
      half / 2, target, [&](Place place, int64_t count, VectorView &output) {
        Pair w = readFactor(roots, place, count);
        Mirrored<Real> both = readMirrored(source, place + 1, half, count);
        writeMirrored(output, place + 1, half, count, combine(both, w));
      });
}

//===----------------------------------------------------------------------===//
// Frames
//===----------------------------------------------------------------------===//

/// For all tiles of as many numbers of as many frames as a vector has lanes:
/// `re` and `im` hold one number of all frames each, from `first` on.
void BlockEmitter::forTiles(
    const Frames &frames, const VectorView &signal, const BlockPlace &place,
    VectorView &target,
    function_ref<void(Place, ArrayRef<Value>, ArrayRef<Value>, VectorView &)>
        body) {
  // A signal has no columns: frames overlap.
  VectorView source = signal.at({place.outer, std::nullopt, place.isPartial});
  VectorView window = VectorView::ofReals(frames.window, /*hasColumns=*/false);
  auto transpose = [&](SmallVector<Lanes> rows) {
    return llvm::map_to_vector(
        interleave(builder, std::move(rows), 1, lanes),
        [](const Chunk &column) { return column.vector; });
  };
  Views views = {target};
  OpFoldResult tiles =
      builder.getIndexAttr(llvm::divideCeil(frames.length, lanes));
  loop(tiles, views, [&](Index tile, Views &inner) {
    Index first = tile * lanes;
    if (frames.length % lanes != 0)
      first = min(first, frames.length - lanes);
    Real weights = window.read(builder, {first, std::nullopt}, lanes, lanes).re;
    OpFoldResult groups = builder.getIndexAttr(columns / lanes);
    loop(groups, inner, [&](Index group, Views &innermost) {
      Index column = group * lanes;
      SmallVector<Lanes> re, im;
      for (int64_t i = 0; i != lanes; ++i) {
        Index start = (*place.column + column + i) * frames.hop + first;
        Pair row = source.read(builder, {start, std::nullopt}, lanes, lanes);
        re.push_back(getLanes((row.re * weights).getValue(), lanes));
        im.push_back(getLanes((row.im * weights).getValue(), lanes));
      }
      body({first, column}, transpose(std::move(re)), transpose(std::move(im)),
           innermost[0]);
    });
  });
  target = views[0];
}

void BlockEmitter::fillFrames(const Frames &frames, const VectorView &signal,
                              const BlockPlace &place, VectorView &target) {
  forTiles(frames, signal, place, target,
           [&](Place first, ArrayRef<Value> re, ArrayRef<Value> im,
               VectorView &output) {
             for (int64_t i = 0; i != lanes; ++i)
               output.write(
                   builder, first + i,
                   {makeReal(builder, re[i]), makeReal(builder, im[i])});
           });
}

void BlockEmitter::fillFramesOfPairs(const Frames &frames,
                                     const VectorView &signal,
                                     const BlockPlace &place,
                                     VectorView &target) {
  forTiles(frames, signal, place, target,
           [&](Place first, ArrayRef<Value> numbers, ArrayRef<Value>,
               VectorView &output) {
             first.number = first.number / 2;
             for (int64_t i = 0; i != lanes; i += 2)
               output.write(builder, first + i / 2,
                            {makeReal(builder, numbers[i]),
                             makeReal(builder, numbers[i + 1])});
           });
}
