//===- Constants.h - Complex constants to pairs -----------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_DIALECTS_CONSTANTS_H
#define MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_DIALECTS_CONSTANTS_H

#include "milcomplex/Conversion/PairPatterns.h"
#include "mlir/Dialect/Arith/IR/Arith.h"

namespace milcomplex {

/// A constant becomes the arith.constants of its two parts.
template <typename OpTy> struct ConvertConstant : OpPairPattern<OpTy> {
  ConvertConstant(const mlir::TypeConverter &converter,
                  mlir::MLIRContext *context,
                  std::shared_ptr<ElementsSplitter> splitter)
      : OpPairPattern<OpTy>(converter, context), splitter(std::move(splitter)) {
  }

  llvm::SmallVector<mlir::Value> emit(OpTy op, llvm::ArrayRef<mlir::ValueRange>,
                                      mlir::OpBuilder &builder) const override {
    auto createConstant = [&](mlir::Attribute value) -> mlir::Value {
      auto constant = mlir::arith::ConstantOp::create(
          builder, op.getLoc(), mlir::cast<mlir::TypedAttr>(value));
      constant->setDiscardableAttrs(op->getDiscardableAttrDictionary());
      return constant;
    };
    mlir::Attribute value = op.getValue();
    if (auto parts = mlir::dyn_cast<mlir::ArrayAttr>(value))
      return {createConstant(parts[0]), createConstant(parts[1])};
    ElementsParts parts =
        splitter->split(mlir::cast<mlir::ElementsAttr>(value));
    return {createConstant(parts.real), createConstant(parts.imag)};
  }

private:
  std::shared_ptr<ElementsSplitter> splitter;
};

/// Adds the conversion of constants of kind `OpTy`.
template <typename OpTy> void addConstant(PairPatternSet &set) {
  set.add<ConvertConstant<OpTy>>(set.splitter);
  set.rules.add<OpTy>(+[](OpTy op) -> std::optional<std::string> {
    auto elements =
        mlir::dyn_cast<mlir::ElementsAttr>(mlir::Attribute(op.getValue()));
    return elements ? whyNotSplit(elements) : std::nullopt;
  });
  set.rules.addSplitConstant<OpTy>(
      [](OpTy op) -> mlir::Attribute { return op.getValue(); });
}

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_DIALECTS_CONSTANTS_H
