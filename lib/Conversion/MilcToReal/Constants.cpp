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
namespace {

template <typename OpTy> struct ConvertConstant : OpPairPattern<OpTy> {
  ConvertConstant(const TypeConverter &converter, MLIRContext *context,
                  std::shared_ptr<ElementsSplitter> splitter)
      : OpPairPattern<OpTy>(converter, context), splitter(std::move(splitter)) {
  }

  SmallVector<Value> emit(OpTy op, ArrayRef<ValueRange>,
                          OpBuilder &builder) const override {
    auto createConstant = [&](Attribute value) -> Value {
      auto constant = arith::ConstantOp::create(builder, op.getLoc(),
                                                cast<TypedAttr>(value));
      constant->setDiscardableAttrs(op->getDiscardableAttrDictionary());
      return constant;
    };
    Attribute value = op.getValue();
    if (auto parts = dyn_cast<ArrayAttr>(value))
      return {createConstant(parts[0]), createConstant(parts[1])};
    ElementsParts parts = splitter->split(cast<ElementsAttr>(value));
    return {createConstant(parts.real), createConstant(parts.imag)};
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
  context.addParts<ConvertConstant<arith::ConstantOp>, ConvertConstant<ConstOp>,
                   ConvertConstant<complex::ConstantOp>>(context.splitter);
  context.rules.add<arith::ConstantOp>(whyNotConstant);
  context.rules.add<ConstOp>(whyNotConstant);
}
