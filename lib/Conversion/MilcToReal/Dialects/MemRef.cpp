//===- MemRef.cpp - memref ops to pairs -----------------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "AttachPatterns.h"
#include "Globals.h"
#include "MemRefInterleaved.h"
#include "milcomplex/Dialect/ComplexTypes.h"

using namespace mlir;
using namespace milcomplex;

namespace {

/// Two globals, each with one part of the initial value.
struct ConvertGlobal : OpConversionPattern<memref::GlobalOp> {
  ConvertGlobal(const TypeConverter &converter, MLIRContext *context,
                std::shared_ptr<ElementsSplitter> splitter)
      : OpConversionPattern(converter, context), splitter(std::move(splitter)) {
  }

  LogicalResult
  matchAndRewrite(memref::GlobalOp op, OneToNOpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    auto value = dyn_cast_if_present<ElementsAttr>(
        op.getInitialValue().value_or(Attribute()));
    std::optional<ElementsParts> parts;
    if (value)
      parts = splitter->split(value);
    createGlobalParts(op, rewriter, [&](memref::GlobalOp global, Part part) {
      global.setType(cast<MemRefType>(getPartType(op.getType())));
      if (parts)
        global.setInitialValueAttr(part == Part::Re ? parts->real
                                                    : parts->imag);
    });
    rewriter.eraseOp(op);
    return success();
  }

private:
  std::shared_ptr<ElementsSplitter> splitter;
};

struct ConvertGetGlobal : OpPairPattern<memref::GetGlobalOp> {
  using OpPairPattern::OpPairPattern;

  SmallVector<Value> emit(memref::GetGlobalOp op, ArrayRef<ValueRange> operands,
                          OpBuilder &builder) const override {
    return createParts(op, operands, builder,
                       [&](memref::GetGlobalOp get, unsigned index) {
                         get.setNameAttr(cast<FlatSymbolRefAttr>(
                             getPartSymbol(op.getNameAttr(), Part(index))));
                       });
  }
};

/// A load or store of an element. The alignment of each part is half of that of
/// the element.
template <typename OpTy> struct ConvertAccess : OpPairPattern<OpTy> {
  using OpPairPattern<OpTy>::OpPairPattern;

  SmallVector<Value> emit(OpTy op, ArrayRef<ValueRange> operands,
                          OpBuilder &builder) const override {
    return createParts(op, operands, builder, [](OpTy access, unsigned) {
      if (std::optional<uint64_t> alignment = access.getAlignment())
        access.setAlignment(std::max<uint64_t>(*alignment / 2, 1));
    });
  }
};

/// The alignment of each part is half of that assumed of the complex buffer: an
/// element of a part lies at half the distance from the start.
struct ConvertAssumeAlignment : OpPairPattern<memref::AssumeAlignmentOp> {
  using OpPairPattern::OpPairPattern;

  SmallVector<Value> emit(memref::AssumeAlignmentOp op,
                          ArrayRef<ValueRange> operands,
                          OpBuilder &builder) const override {
    return createParts(
        op, operands, builder, [](memref::AssumeAlignmentOp assume, unsigned) {
          assume.setAlignment(std::max(assume.getAlignment() / 2, 1u));
        });
  }
};

} // namespace

static ElementsAttr getValue(memref::GlobalOp op) {
  return dyn_cast_if_present<ElementsAttr>(op.getInitialValueAttr());
}

static std::optional<std::string> whyNotGlobal(memref::GlobalOp op) {
  if (std::optional<std::string> reason = whyNotNamed(op))
    return reason;
  ElementsAttr value = getValue(op);
  return value ? whyNotSplit(value) : std::nullopt;
}

static std::optional<std::string> whyNotInterleavedGlobal(memref::GlobalOp op) {
  ElementsAttr value = getValue(op);
  return value ? whyNotInterleaved(value) : std::nullopt;
}

static void populatePatterns(PairPatternSet &set) {
  set.add<ConvertByPart<memref::AllocOp>, ConvertByPart<memref::AllocaOp>,
          ConvertByPart<memref::CastOp>, ConvertByPart<memref::CollapseShapeOp>,
          ConvertByPart<memref::CopyOp>, ConvertByPart<memref::DeallocOp>,
          ConvertByPart<memref::ExpandShapeOp>, ConvertAccess<memref::LoadOp>,
          ConvertByPart<memref::MemorySpaceCastOp>,
          ConvertByPart<memref::PrefetchOp>, ConvertByPart<memref::ReallocOp>,
          ConvertByPart<memref::ReinterpretCastOp>,
          ConvertByPart<memref::ReshapeOp>, ConvertAccess<memref::StoreOp>,
          ConvertByPart<memref::SubViewOp>,
          ConvertByPart<memref::TransposeOp>>();
  // Under either abi.
  set.add<ConvertByPart<memref::ExtractAlignedPointerAsIndexOp>,
          ConvertByPart<memref::ViewOp>>();
  set.add<ConvertFlattened<memref::AllocaScopeOp>,
          ConvertFlattened<memref::AllocaScopeReturnOp>,
          ConvertFlattened<memref::DistinctObjectsOp>,
          ConvertShapeQuery<memref::DimOp>,
          ConvertShapeQuery<memref::RankOp>>();
  static constexpr StringLiteral movesBytes =
      "must not move complex values; copy their parts";
  set.rules.markUnsupported<memref::DmaStartOp>(movesBytes);
  set.rules.markUnsupported<memref::DmaWaitOp>(movesBytes);
  set.rules.markUnsupported<memref::GenericAtomicRMWOp>(
      "must not be on complex values, whose parts cannot change atomically");
  if (set.converter.getAbi() == Abi::Interleaved) {
    set.add<ConvertByPart<memref::AssumeAlignmentOp>,
            ConvertByPart<memref::GetGlobalOp>>();
    set.rules.add<memref::GlobalOp>(whyNotInterleavedGlobal);
    addInterleavedMemRef(set);
    return;
  }
  set.add<ConvertAssumeAlignment, ConvertGetGlobal>();
  set.add<ConvertGlobal>(set.splitter);
  set.rules.add<memref::GlobalOp>(whyNotGlobal);
  set.rules.addSplitConstant<memref::GlobalOp>(
      [](memref::GlobalOp op) { return op.getInitialValueAttr(); });
  set.rules.addSplitSymbol<memref::GlobalOp>(
      "pass the result of memref.get_global, or lower with abi=interleaved, "
      "where a buffer stays one");
  static constexpr StringLiteral accessesBytes =
      "must not access the bytes of a complex buffer, which becomes two; "
      "under abi=interleaved it stays one";
  set.rules.markUnsupported<memref::ExtractAlignedPointerAsIndexOp>(
      accessesBytes);
  set.rules.markUnsupported<memref::ExtractStridedMetadataOp>(accessesBytes);
  set.rules.markUnsupported<memref::ViewOp>(accessesBytes);
}

void milcomplex::registerMemRefMilcToReal(DialectRegistry &registry) {
  attachPatterns<memref::MemRefDialect, populatePatterns>(registry);
}
