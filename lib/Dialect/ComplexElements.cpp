//===- ComplexElements.cpp - Complex constants and their parts ------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Dialect/ComplexElements.h"

#include "ReleasedResources.h"
#include "milcomplex/Dialect/ComplexTypes.h"
#include "llvm/Support/CheckedArithmetic.h"
#include "llvm/Support/FormatVariadic.h"

using namespace mlir;
using namespace milcomplex;

/// Width in bytes of one part of an element.
static size_t getPartBytes(ShapedType type) {
  return getComplexElementType(type).getElementType().getIntOrFloatBitWidth() /
         8;
}

/// Copies the parts of `interleaved` (re0 im0 re1 im1 ...) to `real` and
/// `imag`. `Word` is an integer as wide as a part: no bit changes.
template <typename Word>
static void deinterleaveWords(ArrayRef<char> interleaved, char *real,
                              char *imag) {
  const char *source = interleaved.data();
  for (size_t i = 0, e = interleaved.size() / (2 * sizeof(Word)); i != e; ++i) {
    memcpy(real + i * sizeof(Word), source + 2 * i * sizeof(Word),
           sizeof(Word));
    memcpy(imag + i * sizeof(Word), source + (2 * i + 1) * sizeof(Word),
           sizeof(Word));
  }
}

static void deinterleave(ArrayRef<char> interleaved, size_t partBytes,
                         char *real, char *imag) {
  switch (partBytes) {
  case 2:
    return deinterleaveWords<uint16_t>(interleaved, real, imag);
  case 4:
    return deinterleaveWords<uint32_t>(interleaved, real, imag);
  case 8:
    return deinterleaveWords<uint64_t>(interleaved, real, imag);
  }
  llvm_unreachable("a part has 2, 4 or 8 bytes");
}

/// The parts of a constant whose resource was split and freed before.
static std::optional<ResourceParts>
findReleased(DenseResourceElementsAttr elements) {
  auto *released = ReleasedResources::get(elements.getContext());
  if (!released)
    return std::nullopt;
  return released->lookup(elements.getRawHandle(),
                          getPartBytes(elements.getType()));
}

/// The bytes of a complex tensor of static shape; nullopt from 2^64 on.
static std::optional<uint64_t> countBytes(ShapedType type) {
  if (llvm::is_contained(type.getShape(), 0))
    return 0;
  uint64_t bytes = 2 * getPartBytes(type);
  for (int64_t size : type.getShape()) {
    std::optional<uint64_t> product =
        llvm::checkedMulUnsigned<uint64_t>(bytes, size);
    if (!product)
      return std::nullopt;
    bytes = *product;
  }
  return bytes;
}

std::optional<std::string> milcomplex::whyNotSplit(ElementsAttr elements) {
  if (isa<DenseElementsAttr, SparseElementsAttr>(elements))
    return std::nullopt;
  auto resource = dyn_cast<DenseResourceElementsAttr>(elements);
  if (!resource)
    return llvm::formatv("complex constant must be dense, sparse or a dense "
                         "resource, but found {0}",
                         Attribute(elements));
  ShapedType type = resource.getType();
  if (!type.hasStaticShape())
    return llvm::formatv("complex constant must have a static shape, but found "
                         "{0}",
                         type);
  DenseResourceElementsHandle handle = resource.getRawHandle();
  AsmResourceBlob *blob = handle.getBlob();
  if (!blob)
    return llvm::formatv("complex constant must have its data in the module, "
                         "but resource '{0}' has none; print the module "
                         "without eliding resources",
                         handle.getKey());
  std::optional<uint64_t> expected = countBytes(type);
  if (expected != blob->getData().size() && !findReleased(resource))
    return llvm::formatv("complex constant of type {0} must have {1} bytes of "
                         "data, but resource '{2}' holds {3}",
                         type,
                         expected ? std::to_string(*expected) : "2^64 or more",
                         handle.getKey(), blob->getData().size());
  return std::nullopt;
}

static ElementsParts splitDense(DenseElementsAttr elements,
                                ShapedType partType) {
  // The raw data of a splat is one element.
  ArrayRef<char> data = elements.getRawData();
  SmallVector<char> real(data.size() / 2), imag(data.size() / 2);
  deinterleave(data, getPartBytes(elements.getType()), real.data(),
               imag.data());
  return {DenseElementsAttr::getFromRawBuffer(partType, real),
          DenseElementsAttr::getFromRawBuffer(partType, imag)};
}

ElementsParts
ElementsSplitter::splitResource(DenseResourceElementsAttr elements) {
  DenseResourceElementsHandle handle = elements.getRawHandle();
  size_t partBytes = getPartBytes(elements.getType());
  auto partType = cast<ShapedType>(getPartType(elements.getType()));
  auto getElements = [&](ResourceParts parts) -> ElementsParts {
    return {DenseResourceElementsAttr::get(partType, parts.real),
            DenseResourceElementsAttr::get(partType, parts.imag)};
  };
  std::lock_guard<std::mutex> lock(mutex);
  auto known = resources.find({handle.getResource(), partBytes});
  if (known != resources.end())
    return getElements(known->second);
  if (std::optional<ResourceParts> parts = findReleased(elements))
    return getElements(*parts);

  AsmResourceBlob *whole = handle.getBlob();
  size_t alignment = std::max(partBytes, whole->getDataAlignment());
  // An empty blob has no alignment, as one from the parser.
  auto allocate = [&] {
    return whole->getData().empty()
               ? AsmResourceBlob()
               : HeapAsmResourceBlob::allocate(whole->getData().size() / 2,
                                               alignment);
  };
  AsmResourceBlob realBlob = allocate(), imagBlob = allocate();
  auto getData = [](AsmResourceBlob &blob) {
    return blob.getData().empty() ? nullptr : blob.getMutableData().data();
  };
  deinterleave(whole->getData(), partBytes, getData(realBlob),
               getData(imagBlob));
  std::string key = handle.getKey().str();
  auto real = DenseResourceElementsAttr::get(partType, key + "_real",
                                             std::move(realBlob));
  auto imag = DenseResourceElementsAttr::get(partType, key + "_imag",
                                             std::move(imagBlob));
  resources.insert({{handle.getResource(), partBytes},
                    {real.getRawHandle(), imag.getRawHandle()}});
  return {real, imag};
}

void ElementsSplitter::releaseResources(
    const DenseSet<const ResourceEntry *> &used) {
  SplitResources released;
  for (const auto &split : resources)
    if (!used.contains(split.first.first))
      released.insert(split);
  if (released.empty())
    return;
  // The parts are recorded before the data is freed.
  Dialect *dialect = released.begin()->second.real.getDialect();
  if (auto *all = ReleasedResources::get(dialect->getContext()))
    all->add(released);
  for (const auto &[key, parts] : released)
    key.first->setBlob(AsmResourceBlob());
}

ElementsParts ElementsSplitter::split(ElementsAttr elements) {
  assert(!whyNotSplit(elements) && "the survey has seen that it splits");
  auto partType = cast<ShapedType>(getPartType(elements.getType()));
  if (auto dense = dyn_cast<DenseElementsAttr>(elements))
    return splitDense(dense, partType);
  if (auto resource = dyn_cast<DenseResourceElementsAttr>(elements))
    return splitResource(resource);
  auto sparse = cast<SparseElementsAttr>(elements);
  DenseElementsAttr values = sparse.getValues();
  ElementsParts parts =
      splitDense(values, cast<ShapedType>(getPartType(values.getType())));
  auto withValues = [&](ElementsAttr partValues) {
    return SparseElementsAttr::get(partType, sparse.getIndices(),
                                   cast<DenseElementsAttr>(partValues));
  };
  return {withValues(parts.real), withValues(parts.imag)};
}

ElementsAttr milcomplex::joinComplexElements(Attribute real, Attribute imag) {
  auto denseReal = dyn_cast_or_null<DenseElementsAttr>(real);
  auto denseImag = dyn_cast_or_null<DenseElementsAttr>(imag);
  if (!denseReal || !denseImag)
    return {};
  size_t partBytes = denseReal.getElementType().getIntOrFloatBitWidth() / 8;
  bool isSplat = denseReal.isSplat() && denseImag.isSplat();
  size_t numElements = isSplat ? 1 : denseReal.getNumElements();
  SmallVector<char> data(numElements * 2 * partBytes);
  auto interleave = [&](DenseElementsAttr part, size_t offset) {
    size_t stride = part.isSplat() ? 0 : partBytes;
    for (size_t i = 0; i != numElements; ++i)
      memcpy(data.data() + (2 * i * partBytes) + offset,
             part.getRawData().data() + i * stride, partBytes);
  };
  interleave(denseReal, 0);
  interleave(denseImag, partBytes);
  return DenseElementsAttr::getFromRawBuffer(
      cast<ShapedType>(getComplexType(denseReal.getType())), data);
}

std::pair<Attribute, Attribute> milcomplex::getConstantParts(Attribute value) {
  if (auto parts = dyn_cast_or_null<ArrayAttr>(value))
    return {parts[0], parts[1]};
  if (!isa_and_nonnull<DenseElementsAttr, SparseElementsAttr>(value))
    return {};
  ElementsParts parts = ElementsSplitter().split(cast<ElementsAttr>(value));
  return {parts.real, parts.imag};
}

/// Whether both parts of the element of a splat have the same bits.
static bool hasEqualParts(DenseElementsAttr splat) {
  ArrayRef<char> data = splat.getRawData();
  return data.take_front(data.size() / 2) == data.take_back(data.size() / 2);
}

std::optional<std::string>
milcomplex::whyNotInterleaved(ElementsAttr elements) {
  if (std::optional<std::string> reason = whyNotSplit(elements))
    return reason;
  auto dense = dyn_cast<DenseElementsAttr>(elements);
  bool isWrittenOut = dense ? dense.isSplat() && !hasEqualParts(dense)
                            : isa<SparseElementsAttr>(elements);
  constexpr int64_t limit = int64_t(1) << 28;
  if (!isWrittenOut || elements.getNumElements() <= limit)
    return std::nullopt;
  return llvm::formatv("complex constant must have at most {0} elements under "
                       "abi=interleaved, but found {1}; use abi=pair or fill "
                       "the buffer at run time",
                       limit, elements.getNumElements());
}

ElementsAttr milcomplex::interleaveElements(ElementsAttr elements) {
  assert(!whyNotInterleaved(elements));
  auto type = cast<ShapedType>(getInterleavedType(RankedTensorType::get(
      elements.getShapedType().getShape(), elements.getElementType())));
  if (auto resource = dyn_cast<DenseResourceElementsAttr>(elements))
    return DenseResourceElementsAttr::get(type, resource.getRawHandle());
  if (isa<SparseElementsAttr>(elements)) {
    // Upstream does not read the zeros of a sparse complex constant.
    ElementsParts parts = ElementsSplitter().split(elements);
    SmallVector<APFloat> numbers;
    for (auto [re, im] : llvm::zip_equal(parts.real.getValues<APFloat>(),
                                         parts.imag.getValues<APFloat>()))
      numbers.append({re, im});
    return DenseElementsAttr::get(type, numbers);
  }
  auto dense = cast<DenseElementsAttr>(elements);
  ArrayRef<char> data = dense.getRawData();
  if (!dense.isSplat())
    return DenseElementsAttr::getFromRawBuffer(type, data);
  if (hasEqualParts(dense))
    return DenseElementsAttr::getFromRawBuffer(
        type, data.take_front(data.size() / 2));
  SmallVector<char> repeated;
  repeated.reserve(data.size() * dense.getNumElements());
  for (int64_t i = 0, e = dense.getNumElements(); i != e; ++i)
    llvm::append_range(repeated, data);
  return DenseElementsAttr::getFromRawBuffer(type, repeated);
}
