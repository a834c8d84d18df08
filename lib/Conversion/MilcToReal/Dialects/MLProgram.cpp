//===- MLProgram.cpp - ml_program ops to pairs ----------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/Dialect/MLProgram/IR/MLProgram.h"
#include "AttachPatterns.h"
#include "Functions.h"
#include "Globals.h"
#include "milcomplex/Dialect/ComplexTypes.h"

using namespace mlir;
using namespace milcomplex;

namespace {

/// Two globals, each with one part of the value.
struct ConvertGlobal : OpConversionPattern<ml_program::GlobalOp> {
  ConvertGlobal(const TypeConverter &converter, MLIRContext *context,
                std::shared_ptr<ElementsSplitter> splitter)
      : OpConversionPattern(converter, context), splitter(std::move(splitter)) {
  }

  LogicalResult
  matchAndRewrite(ml_program::GlobalOp op, OneToNOpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Type partType = getPartType(op.getType());
    Attribute value = op.getValueAttr();
    ElementsParts parts;
    if (auto elements = dyn_cast_if_present<ElementsAttr>(value))
      parts = splitter->split(elements);
    createGlobalParts(
        op, rewriter, [&](ml_program::GlobalOp global, Part part) {
          global.setTypeAttr(TypeAttr::get(partType));
          if (auto array = dyn_cast_if_present<ArrayAttr>(value))
            global.setValueAttr(array[part == Part::Re ? 0 : 1]);
          else if (isa_and_present<ml_program::ExternAttr>(value))
            global.setValueAttr(
                ml_program::ExternAttr::get(op.getContext(), partType));
          else if (value)
            global.setValueAttr(part == Part::Re ? parts.real : parts.imag);
        });
    rewriter.eraseOp(op);
    return success();
  }

private:
  std::shared_ptr<ElementsSplitter> splitter;
};

/// Loads, and stores, two globals.
template <typename OpTy> struct ConvertAccess : OpPairPattern<OpTy> {
  using OpPairPattern<OpTy>::OpPairPattern;

  SmallVector<Value> emit(OpTy op, ArrayRef<ValueRange> operands,
                          OpBuilder &builder) const override {
    return createParts(op, operands, builder, [&](OpTy access, unsigned index) {
      access.setGlobalAttr(getPartSymbol(op.getGlobalAttr(), Part(index)));
    });
  }
};

/// In a graph, the access to the imaginary part follows that to the real part,
/// by a token.
template <typename OpTy> struct ConvertGraphAccess : OpConversionPattern<OpTy> {
  using OpConversionPattern<OpTy>::OpConversionPattern;
  using Adaptor = typename OpConversionPattern<OpTy>::OneToNOpAdaptor;

  LogicalResult
  matchAndRewrite(OpTy op, Adaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    SmallVector<ValueRange> operands = llvm::to_vector(adaptor.getOperands());
    SmallVector<Value> parts, tokens;
    createParts(op, operands, rewriter, [&](OpTy access, unsigned index) {
      access.setGlobalAttr(getPartSymbol(op.getGlobalAttr(), Part(index)));
      if (!tokens.empty())
        access.getConsumeTokensMutable().assign(tokens);
      llvm::append_range(parts, access->getResults().drop_back());
      tokens = {access.getProduceToken()};
    });
    SmallVector<ValueRange> results;
    if (!parts.empty())
      results.push_back(parts);
    results.push_back(tokens);
    rewriter.replaceOpWithMultiple(op, results);
    return success();
  }
};

} // namespace

static std::optional<std::string> whyNotGlobal(ml_program::GlobalOp op) {
  if (std::optional<std::string> reason = whyNotNamed(op))
    return reason;
  Attribute value = op.getValueAttr();
  if (!value || isa<ml_program::ExternAttr>(value))
    return std::nullopt;
  if (auto elements = dyn_cast<ElementsAttr>(value))
    return whyNotSplit(elements);
  auto parts = dyn_cast<ArrayAttr>(value);
  Type partType = getPartType(op.getType());
  bool isPair = isa<ComplexType>(op.getType()) && parts && parts.size() == 2 &&
                llvm::all_of(parts, [&](Attribute part) {
                  auto number = dyn_cast<FloatAttr>(part);
                  return number && number.getType() == partType;
                });
  if (isPair)
    return std::nullopt;
  return "must have elements, an array of two parts or an extern as the value "
         "of a complex global, but found another attribute";
}

static void populatePatterns(PairPatternSet &set) {
  set.add<ConvertAccess<ml_program::GlobalLoadConstOp>,
          ConvertAccess<ml_program::GlobalLoadOp>,
          ConvertAccess<ml_program::GlobalStoreOp>,
          ConvertFlattened<ml_program::OutputOp>,
          ConvertFlattened<ml_program::ReturnOp>,
          ConvertGraphAccess<ml_program::GlobalLoadGraphOp>,
          ConvertGraphAccess<ml_program::GlobalStoreGraphOp>>();
  set.add<ConvertGlobal>(set.splitter);
  set.rules.add<ml_program::GlobalOp>(whyNotGlobal);
  set.rules.addSplitConstant<ml_program::GlobalOp>(
      [](ml_program::GlobalOp op) { return op.getValueAttr(); });
  set.rules.addSplitSymbol<ml_program::GlobalOp>(
      "pass the result of ml_program.global_load");
  addFunction<ml_program::FuncOp>(set);
  addFunction<ml_program::SubgraphOp>(set);
}

void milcomplex::registerMLProgramMilcToReal(DialectRegistry &registry) {
  attachPatterns<ml_program::MLProgramDialect, populatePatterns>(registry);
}
