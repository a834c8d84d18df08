//===- VectorView.cpp - Vectors of elements in tensors --------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "VectorView.h"

#include "ComputeType.h"
#include "VectorLanes.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace milcomplex;

VectorView VectorView::ofBuffer(TensorPair tensors, int64_t columns) {
  return {Layout::Buffer, tensors, columns};
}

VectorView VectorView::ofRows(TensorPair tensors, bool hasColumns) {
  return {Layout::Rows, tensors, hasColumns};
}

VectorView VectorView::ofReals(Value tensor, bool hasColumns) {
  return {Layout::Reals, {tensor, tensor}, hasColumns};
}

VectorView VectorView::ofPairs(Value tensor, bool hasColumns) {
  return {Layout::Pairs, {tensor, tensor}, hasColumns};
}

VectorView VectorView::at(const BlockPlace &place) const {
  VectorView view = *this;
  if (layout != Layout::Buffer)
    view.block = place;
  return view;
}

VectorView VectorView::swapped() const {
  VectorView view = *this;
  view.isSwapped = !isSwapped;
  return view;
}

VectorView VectorView::with(ValueRange tensors) const {
  VectorView view = *this;
  view.tensors = {tensors.front(), tensors.back()};
  return view;
}

SmallVector<Value> VectorView::getTensors() const {
  if (layout == Layout::Pairs)
    return {tensors.re};
  return {tensors.re, tensors.im};
}

SmallVector<Value> VectorView::getIndices(const Place &place) const {
  if (!place.column)
    return llvm::to_vector(llvm::concat<const Value>(
        block.outer, ArrayRef(place.element.getValue())));
  if (layout == Layout::Buffer)
    return {(place.element * columns + *place.column).getValue()};
  SmallVector<Value> indices = block.outer;
  indices.push_back(place.element.getValue());
  indices.push_back((*block.column + *place.column).getValue());
  return indices;
}

Value VectorView::readPart(ImplicitLocOpBuilder &builder, Value tensor,
                           const Place &place, int64_t lanes,
                           bool isInBounds) const {
  Type type = cast<RankedTensorType>(tensor.getType()).getElementType();
  Value zero = arith::ConstantOp::create(builder, builder.getZeroAttr(type));
  return vector::TransferReadOp::create(builder, VectorType::get(lanes, type),
                                        tensor, getIndices(place), zero,
                                        ArrayRef(isInBounds));
}

Value VectorView::writePart(ImplicitLocOpBuilder &builder, Value tensor,
                            const Place &place, Value part) const {
  bool isInBounds = !block.isPartial;
  return vector::TransferWriteOp::create(
             builder, part, tensor, getIndices(place), ArrayRef(isInBounds))
      .getResult();
}

/// The lanes of `parts` at even indices, or, with `first` 1, at odd ones.
static Value gatherEverySecond(ImplicitLocOpBuilder &builder,
                               ArrayRef<Lane> parts, size_t first) {
  Lanes lanes;
  for (size_t i = first; i < parts.size(); i += 2)
    lanes.push_back(parts[i]);
  return gatherLanes(builder, lanes);
}

VectorView::Pair VectorView::read(ImplicitLocOpBuilder &builder,
                                  const Place &place, int64_t lanes,
                                  int64_t present) const {
  bool isInBounds = !block.isPartial && present >= lanes;
  Value re, im;
  if (layout == Layout::Reals) {
    re = readPart(builder, tensors.re, place, lanes, isInBounds);
    im = arith::ConstantOp::create(builder, builder.getZeroAttr(re.getType()));
  } else if (layout != Layout::Pairs) {
    re = readPart(builder, tensors.re, place, lanes, isInBounds);
    im = readPart(builder, tensors.im, place, lanes, isInBounds);
  } else {
    Place even = {place.element * 2, place.column};
    Place next = even + (place.column ? 1 : lanes);
    re = readPart(builder, tensors.re, even, lanes, isInBounds);
    im = readPart(builder, tensors.re, next, lanes, isInBounds);
    if (!place.column) {
      Lanes both = getLanes(re, lanes);
      llvm::append_range(both, getLanes(im, lanes));
      re = gatherEverySecond(builder, both, 0);
      im = gatherEverySecond(builder, both, 1);
    }
  }
  if (isSwapped)
    std::swap(re, im);
  return {makeReal(builder, re), makeReal(builder, im)};
}

void VectorView::write(ImplicitLocOpBuilder &builder, const Place &place,
                       Pair elements) {
  assert(layout != Layout::Reals && "a view of reals is read only");
  Value re = elements.re.getValue(), im = elements.im.getValue();
  if (isSwapped)
    std::swap(re, im);
  if (layout != Layout::Pairs) {
    tensors = {writePart(builder, tensors.re, place, re),
               writePart(builder, tensors.im, place, im)};
    return;
  }
  Place even = {place.element * 2, place.column};
  Value written;
  if (place.column) {
    written = writePart(builder, tensors.re, even, re);
    written = writePart(builder, written, even + 1, im);
  } else {
    int64_t lanes = cast<VectorType>(re.getType()).getDimSize(0);
    written = tensors.re;
    for (const Chunk &chunk : interleave(
             builder, {getLanes(re, lanes), getLanes(im, lanes)}, 1, lanes))
      written = writePart(builder, written, even + chunk.offset, chunk.vector);
  }
  tensors = {written, written};
}
