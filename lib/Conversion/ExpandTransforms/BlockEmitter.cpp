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
// Factors
//===----------------------------------------------------------------------===//

/// A table of which readFactor reads the root of each element.
TensorPair BlockEmitter::makeFactors(ArrayRef<Root> roots) {
  SmallVector<Root> repeated;
  for (const Root &root : roots)
    repeated.append(loops.getElementStride(), root);
  return loops.emitOutside([&] {
    return makeTables(builder, loops.getType(),
                      static_cast<int64_t>(repeated.size()), repeated);
  });
}

Pair BlockEmitter::readFactor(TensorPair factors, const Place &place,
                              int64_t count) {
  if (!loops.hasColumns())
    return VectorView::ofBuffer(factors, 0).read(builder, place, count, count);
  return {broadcast(factors.re, place.element),
          broadcast(factors.im, place.element)};
}

/// A vector of which each lane is the element of `table` at `index`.
Real BlockEmitter::broadcast(Value table, Index index) {
  Value element = tensor::ExtractOp::create(builder, table, index.getValue());
  return makeReal(
      builder, vector::BroadcastOp::create(
                   builder, VectorType::get(loops.getLanes(), loops.getType()),
                   element));
}

//===----------------------------------------------------------------------===//
// Stages
//===----------------------------------------------------------------------===//

Pair BlockEmitter::finishElements(const Finish &finish, const Place &place,
                                  Pair elements, int64_t count) {
  if (finish.factors)
    elements =
        formulas::mulBasic(elements, readFactor(*finish.factors, place, count));
  return scaleBy(elements, finish.scale);
}

void BlockEmitter::applyStage(const Stage &stage, const VectorView &source,
                              VectorView &target, const Finish &finish) {
  if (!loops.hasColumns() && stage.stride < loops.getLanes())
    applyNarrowStage(stage, source, target, finish);
  else
    applyWideStage(stage, source, target, finish);
}

/// A stage whose vectors are of more than one p.
void BlockEmitter::applyNarrowStage(const Stage &stage,
                                    const VectorView &source,
                                    VectorView &target, const Finish &finish) {
  int64_t radix = stage.radix, rest = stage.rest, stride = stage.stride;
  int64_t plane = rest * stride;
  int64_t size = std::min(loops.getLanes(), plane);
  // The lanes of those p of which all q are in a vector.
  int64_t present = size / stride * stride;
  TensorPair twiddles;
  if (rest != 1) {
    SmallVector<Root> roots;
    for (int64_t k = 1; k != radix; ++k)
      for (int64_t p = 0; p != rest; ++p)
        roots.append(stride, getRootOfUnity(p * k, stage.getLength()));
    twiddles = loops.emitOutside([&] {
      return makeTables(builder, loops.getType(),
                        static_cast<int64_t>(roots.size()), roots);
    });
  }
  Views views = {target};
  OpFoldResult count = builder.getIndexAttr(llvm::divideCeil(plane, present));
  loops.loop(count, views, [&](Index vector, Views &inner) {
    VectorView &output = inner[0];
    Place first = {vector * present, std::nullopt};
    if (plane % present != 0)
      first.element = min(first.element, plane - present);
    Numbers<Real> inputs;
    for (int64_t j = 0; j != radix; ++j)
      inputs.push_back(source.read(builder, first + j * plane, size, present));
    Numbers<Real> outputs = transformShort(inputs);
    if (rest == 1) {
      for (int64_t k = 0; k != radix; ++k) {
        Place place = first + k * plane;
        output.write(builder, place,
                     finishElements(finish, place, outputs[k], size));
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
    Place start = {first.element * radix, std::nullopt};
    for (auto [rePart, imPart] :
         llvm::zip_equal(interleave(builder, re, stride, size),
                         interleave(builder, im, stride, size)))
      output.write(
          builder, start + rePart.offset,
          {makeReal(builder, rePart.vector), makeReal(builder, imPart.vector)});
  });
  target = views[0];
}

/// A stage whose vectors are of one p each.
void BlockEmitter::applyWideStage(const Stage &stage, const VectorView &source,
                                  VectorView &target, const Finish &finish) {
  int64_t radix = stage.radix, rest = stage.rest, stride = stage.stride;
  // Real and imaginary parts, interleaved, for k from 1.
  int64_t row = 2 * (radix - 1);
  Value table;
  if (rest != 1) {
    SmallVector<double> parts;
    for (int64_t p = 0; p != rest; ++p)
      for (int64_t k = 1; k != radix; ++k) {
        Root root = getRootOfUnity(p * k, stage.getLength());
        parts.append({root.re.hi.value, root.im.hi.value});
      }
    table = loops.emitOutside([&] {
      return makeTable(builder, loops.getType(),
                       static_cast<int64_t>(parts.size()), parts);
    });
  }
  Views views = {target};
  loops.loop(builder.getIndexAttr(rest), views, [&](Index p, Views &inner) {
    SmallVector<Real> factors;
    for (int64_t i = 0; rest != 1 && i != row; ++i)
      factors.push_back(broadcast(table, p * row + i));
    Index in = p * stride, out = p * (radix * stride);
    loops.forElements(
        stride, inner[0], [&](Place q, int64_t count, VectorView &output) {
          Numbers<Real> inputs;
          for (int64_t j = 0; j != radix; ++j) {
            Place place = {q.element + in + j * rest * stride, q.column};
            inputs.push_back(source.read(builder, place, count, count));
          }
          Numbers<Real> outputs = transformShort(inputs);
          for (int64_t k = 0; k != radix; ++k) {
            Place place = {q.element + out + k * stride, q.column};
            if (rest == 1)
              outputs[k] = finishElements(finish, place, outputs[k], count);
            else if (k != 0)
              outputs[k] = formulas::mulBasic(
                  outputs[k], {factors[2 * k - 2], factors[2 * k - 1]});
            output.write(builder, place, outputs[k]);
          }
        });
  });
  target = views[0];
}

void BlockEmitter::applyStages(const Plan &plan, VectorView source,
                               PingPongBuffers &buffers, VectorView *target,
                               const Finish &finish) {
  assert(!plan.radices.empty() && "a transform without stages");
  std::vector<Stage> stages = plan.getStages(loops.getElementStride());
  for (const Stage &stage : ArrayRef(stages).drop_back()) {
    applyStage(stage, source, buffers.target(), Finish());
    buffers.swap();
    source = buffers.source();
  }
  if (target)
    return applyStage(stages.back(), source, *target, finish);
  applyStage(stages.back(), source, buffers.target(), finish);
  buffers.swap();
}

//===----------------------------------------------------------------------===//
// Transforms
//===----------------------------------------------------------------------===//

void BlockEmitter::transform(const Plan &plan, const VectorView &source,
                             PingPongBuffers &buffers, VectorView *target,
                             const Scale &scale) {
  if (plan.convolution != 0)
    return convolve(plan, source, buffers, target, scale, plan.length);
  applyStages(plan, source, buffers, target, {scale});
}

/// Each element times the root of its index.
void BlockEmitter::multiplyByRoots(ArrayRef<Root> roots,
                                   const VectorView &source,
                                   VectorView &target) {
  TensorPair factors = makeFactors(roots);
  auto count = static_cast<int64_t>(roots.size()) * loops.getElementStride();
  loops.forElements(
      count, target, [&](Place place, int64_t size, VectorView &output) {
        Pair elements = source.read(builder, place, size, size);
        Pair factor = readFactor(factors, place, size);
        output.write(builder, place, formulas::mulBasic(elements, factor));
      });
}

void BlockEmitter::fillZeros(int64_t from, int64_t to, VectorView &target) {
  loops.forElements(
      (to - from) * loops.getElementStride(), target,
      [&](Place place, int64_t size, VectorView &output) {
        auto zeros =
            builder.getZeroAttr(VectorType::get(size, loops.getType()));
        Real zero =
            makeReal(builder, arith::ConstantOp::create(builder, zeros));
        output.write(builder, place + from * loops.getElementStride(),
                     {zero, zero});
      });
}

void BlockEmitter::clearImaginary(int64_t index, VectorView &target) {
  loops.forElements(loops.getElementStride(), target,
                    [&](Place first, int64_t size, VectorView &output) {
                      Place place = first + index * loops.getElementStride();
                      Real re = output.read(builder, place, size, size).re;
                      output.write(builder, place, {re, literal(re, 0.0)});
                    });
}

void BlockEmitter::convolve(const Plan &plan, const VectorView &source,
                            PingPongBuffers &buffers, VectorView *target,
                            const Scale &scale, int64_t kept) {
  std::vector<Root> chirp = makeChirp(plan.length);
  multiplyByRoots(chirp, source, buffers.target());
  fillZeros(plan.length, plan.convolution, buffers.target());
  buffers.swap();
  Finish product;
  product.factors = makeFactors(makeChirpSpectrum(plan));
  applyStages(plan, buffers.source(), buffers, nullptr, product);
  applyStages(plan, buffers.source().swapped(), buffers, nullptr, {});
  chirp.resize(kept);
  for (Root &root : chirp)
    root = scaleBy(root, scale);
  VectorView convolved = buffers.source().swapped();
  if (target)
    return multiplyByRoots(chirp, convolved, *target);
  multiplyByRoots(chirp, convolved, buffers.target());
  buffers.swap();
}

//===----------------------------------------------------------------------===//
// Half spectra
//===----------------------------------------------------------------------===//

/// The same elements in reverse order.
Pair BlockEmitter::reverse(Pair elements) {
  auto reversePart = [&](Real part) {
    Value vector = part.getValue();
    Lanes lanes =
        getLanes(vector, cast<VectorType>(vector.getType()).getDimSize(0));
    std::reverse(lanes.begin(), lanes.end());
    return makeReal(builder, gatherLanes(builder, lanes));
  };
  return {reversePart(elements.re), reversePart(elements.im)};
}

/// The `count` elements k from `place` on, and the elements length - k.
Mirrored<Real> BlockEmitter::readMirrored(const VectorView &source,
                                          const Place &place, int64_t length,
                                          int64_t count) {
  int64_t span = loops.hasColumns() ? 1 : count;
  Place mirror = {length + 1 - span - place.element, place.column};
  Pair mirrored = source.read(builder, mirror, count, count);
  return {source.read(builder, place, count, count),
          loops.hasColumns() ? mirrored : reverse(mirrored)};
}

void BlockEmitter::writeMirrored(VectorView &target, const Place &place,
                                 int64_t length, int64_t count,
                                 Mirrored<Real> elements) {
  int64_t span = loops.hasColumns() ? 1 : count;
  Place mirror = {length + 1 - span - place.element, place.column};
  target.write(builder, place, elements.number);
  target.write(builder, mirror,
               loops.hasColumns() ? elements.mirror : reverse(elements.mirror));
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
  loops.forElements(
      1, target, [&](Place first, int64_t count, VectorView &output) {
        Pair number = source.read(builder, first, count, count);
        Real one = literal(number.re, 1.0), zero = literal(number.re, 0.0);
        Mirrored<Real> both =
            separate(Mirrored<Real>{number, number}, {one, zero});
        output.write(builder, first, {both.number.re, zero});
        output.write(builder, first + half, {both.mirror.re, zero});
      });
  TensorPair roots = makeFactors(getMirrorRoots(length));
  loops.forElements(
      half / 2, target, [&](Place place, int64_t count, VectorView &output) {
        Pair w = readFactor(roots, place, count);
        Mirrored<Real> both = readMirrored(source, place + 1, half, count);
        writeMirrored(output, place + 1, half, count, separate(both, w));
      });
}

void BlockEmitter::combineSpectrum(int64_t length, const VectorView &source,
                                   VectorView &target) {
  int64_t half = length / 2;
  loops.forElements(
      1, target, [&](Place first, int64_t count, VectorView &output) {
        Real x = source.read(builder, first, count, count).re;
        Real y = source.read(builder, first + half, count, count).re;
        Real one = literal(x, 1.0), zero = literal(x, 0.0);
        Mirrored<Real> both = {{x, zero}, {y, zero}};
        output.write(builder, first, combine(both, {one, zero}).number);
      });
  TensorPair roots = makeFactors(getMirrorRoots(length));
  loops.forElements(
      half / 2, target, [&](Place place, int64_t count, VectorView &output) {
        Pair w = readFactor(roots, place, count);
        Mirrored<Real> both = readMirrored(source, place + 1, half, count);
        writeMirrored(output, place + 1, half, count, combine(both, w));
      });
}
