//===- ConstantsAsBytes.cpp - Constants of many elements ------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Target/Native/Passes.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/DialectResourceBlobManager.h"

namespace milcomplex {
#define GEN_PASS_DEF_MILCCONSTANTSASBYTES
#include "milcomplex/Target/Native/Passes.h.inc"
} // namespace milcomplex

using namespace mlir;
using namespace milcomplex;

/// The number of bytes that a resource has for elements which fill bytes;
/// nothing for others.
static std::optional<int64_t> countBytes(DenseResourceElementsAttr elements) {
  Type element = elements.getElementType();
  const AsmResourceBlob *blob = elements.getRawHandle().getBlob();
  if (!blob || !element.isIntOrFloat() || element.getIntOrFloatBitWidth() % 8)
    return std::nullopt;
  int64_t bytes = elements.getNumElements() *
                  static_cast<int64_t>(element.getIntOrFloatBitWidth() / 8);
  if (static_cast<int64_t>(blob->getData().size()) != bytes)
    return std::nullopt;
  return bytes;
}

static void makeBytes(LLVM::GlobalOp global) {
  // Of the widest vectors.
  constexpr int64_t alignment = 64;
  auto elements =
      dyn_cast_if_present<DenseResourceElementsAttr>(global.getValueAttr());
  std::optional<int64_t> bytes = elements ? countBytes(elements) : std::nullopt;
  if (!bytes)
    return;
  auto byte = IntegerType::get(global.getContext(), 8);
  global.setGlobalType(LLVM::LLVMArrayType::get(byte, *bytes));
  global.setValueAttr(DenseResourceElementsAttr::get(
      RankedTensorType::get(*bytes, byte), elements.getRawHandle()));
  if (!global.getAlignment())
    global.setAlignment(alignment);
}

namespace {

struct ConstantsAsBytes
    : milcomplex::impl::MilcConstantsAsBytesBase<ConstantsAsBytes> {
  void runOnOperation() override {
    for (auto global : getOperation().getOps<LLVM::GlobalOp>())
      makeBytes(global);
  }
};

} // namespace
