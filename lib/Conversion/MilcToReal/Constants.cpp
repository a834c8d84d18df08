//===- Constants.cpp - Constants of every dialect to pairs ----------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Patterns.h"
#include "milcomplex/Dialect/ComplexElements.h"
#include "milcomplex/Dialect/Milcomplex.h"

using namespace mlir;
using namespace milcomplex;

/// Replaces `op` with the arith.constants of its two parts.
static void replaceWithConstants(Operation *op, Attribute real, Attribute imag,
                                 ConversionPatternRewriter &rewriter) {
  auto createConstant = [&](Attribute value) -> Value {
    auto constant = arith::ConstantOp::create(rewriter, op->getLoc(),
                                              cast<TypedAttr>(value));
    constant->setDiscardableAttrs(op->getDiscardableAttrDictionary());
    return constant;
  };
  SmallVector<Value> parts{createConstant(real), createConstant(imag)};
  rewriter.replaceOpWithMultiple(op, SmallVector<SmallVector<Value>>{parts});
}

namespace {

/// arith.constant, milcomplex.const and complex.constant: elements or an array
/// [re, im].
template <typename OpTy> struct ConvertConstant : OpConversionPattern<OpTy> {
  using Adaptor = typename OpConversionPattern<OpTy>::OneToNOpAdaptor;

  ConvertConstant(const TypeConverter &converter, MLIRContext *context,
                  std::shared_ptr<ElementsSplitter> splitter)
      : OpConversionPattern<OpTy>(converter, context),
        splitter(std::move(splitter)) {}

  LogicalResult
  matchAndRewrite(OpTy op, Adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Attribute value = op.getValue();
    if (auto parts = dyn_cast<ArrayAttr>(value)) {
      replaceWithConstants(op, parts[0], parts[1], rewriter);
      return success();
    }
    ElementsParts parts = splitter->split(cast<ElementsAttr>(value));
    replaceWithConstants(op, parts.real, parts.imag, rewriter);
    return success();
  }

  std::shared_ptr<ElementsSplitter> splitter;
};

} // namespace

template <typename OpTy>
static std::optional<std::string> whyNotConstant(OpTy op) {
  auto elements = dyn_cast<ElementsAttr>(Attribute(op.getValue()));
  if (!elements)
    return std::nullopt;
  return whyNotSplit(elements);
}

void milcomplex::populateConstantPatterns(PatternContext &context) {
  context.patterns
      .add<ConvertConstant<arith::ConstantOp>, ConvertConstant<ConstOp>,
           ConvertConstant<complex::ConstantOp>>(
          context.converter, context.patterns.getContext(), context.splitter);
  context.rules.add<arith::ConstantOp>(whyNotConstant);
  context.rules.add<ConstOp>(whyNotConstant);
}
