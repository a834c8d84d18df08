//===- AttachResources.cpp - Data of resources from a file ----------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Conversion/Passes.h"
#include "mlir/IR/BuiltinDialect.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/DialectResourceBlobManager.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"

namespace milcomplex {
#define GEN_PASS_DEF_MILCATTACHRESOURCES
#include "milcomplex/Conversion/Passes.h.inc"
} // namespace milcomplex

using namespace mlir;

namespace {

/// A file of the safetensors format: the length of a header as 8 bytes, little
/// endian, the header in JSON, and the data.
struct TensorFile {
  std::shared_ptr<llvm::MemoryBuffer> buffer;
  llvm::json::Object header;
  StringRef data;
};

} // namespace

static llvm::Expected<TensorFile> readFile(StringRef path) {
  auto buffer = llvm::MemoryBuffer::getFile(path, /*IsText=*/false,
                                            /*RequiresNullTerminator=*/false);
  if (std::error_code error = buffer.getError())
    return llvm::createStringError(error, "cannot read " + path + ": " +
                                              error.message());
  TensorFile file{std::move(*buffer), {}, {}};
  StringRef content = file.buffer->getBuffer();
  uint64_t length =
      content.size() < 8 ? 0 : llvm::support::endian::read64le(content.data());
  if (content.size() < 8 || length > content.size() - 8)
    return llvm::createStringError(path + " is not a safetensors file");
  auto header = llvm::json::parse(content.substr(8, length));
  if (!header)
    return header.takeError();
  if (!header->getAsObject())
    return llvm::createStringError(path + " is not a safetensors file");
  file.header = std::move(*header->getAsObject());
  file.data = content.drop_front(8 + length);
  return file;
}

/// The bytes of a tensor, or nothing if the header does not say where in the
/// file they are.
static std::optional<StringRef> findData(const TensorFile &file,
                                         const llvm::json::Value &tensor) {
  const llvm::json::Object *description = tensor.getAsObject();
  const llvm::json::Array *offsets =
      description ? description->getArray("data_offsets") : nullptr;
  if (!offsets || offsets->size() != 2)
    return std::nullopt;
  std::optional<uint64_t> begin = (*offsets)[0].getAsUINT64(),
                          end = (*offsets)[1].getAsUINT64();
  if (!begin || !end || *begin > *end || *end > file.data.size())
    return std::nullopt;
  return file.data.slice(*begin, *end);
}

namespace {

struct AttachResources
    : milcomplex::impl::MilcAttachResourcesBase<AttachResources> {
  using MilcAttachResourcesBase::MilcAttachResourcesBase;

  void runOnOperation() override {
    Operation *module = getOperation();
    llvm::Expected<TensorFile> tensors = readFile(file);
    if (!tensors) {
      module->emitError(llvm::toString(tensors.takeError()));
      return signalPassFailure();
    }
    auto &manager =
        DenseResourceElementsHandle::getManagerInterface(module->getContext())
            .getBlobManager();
    for (auto &[name, tensor] : tensors->header) {
      auto *entry = manager.lookup(name);
      if (!entry)
        continue;
      if (detach) {
        entry->setBlob(
            UnmanagedAsmResourceBlob::allocateWithAlign(absent, /*align=*/1));
        continue;
      }
      std::optional<StringRef> data = findData(*tensors, tensor);
      if (!data) {
        module->emitError()
            << file << " lacks the data of '" << StringRef(name) << "'";
        return signalPassFailure();
      }
      // The file stays mapped as long as a blob is there.
      entry->setBlob(AsmResourceBlob(
          ArrayRef<char>(data->data(), data->size()), findAlignment(*data),
          [buffer = tensors->buffer](void *, size_t, size_t) {},
          /*dataIsMutable=*/false));
    }
  }

  /// In place of data that is taken away.
  static constexpr char absent[] = {0};

  /// The largest alignment of data, up to that of a vector register.
  static size_t findAlignment(StringRef data) {
    auto address = reinterpret_cast<uintptr_t>(data.data());
    return size_t(1) << std::min(llvm::countr_zero(address), 6);
  }
};

} // namespace
