//===- FunctionOps.cpp - Folds of is_finite, is_inf and is_nan ------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// No other function folds: its result depends on the complex-range that it is
// lowered with and on the real functions of the target.
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Dialect/ComplexElements.h"
#include "milcomplex/Dialect/Milcomplex.h"

using namespace mlir;
using namespace milcomplex;

/// The results of `classify` on the elements of a constant, as a mask of type
/// `type`.
static Attribute foldClassification(
    Attribute value, Type type,
    function_ref<bool(const APFloat &, const APFloat &)> classify) {
  auto [real, imag] = getConstantParts(value);
  auto re = dyn_cast_or_null<FloatAttr>(real);
  auto im = dyn_cast_or_null<FloatAttr>(imag);
  if (re && im)
    return BoolAttr::get(type.getContext(),
                         classify(re.getValue(), im.getValue()));
  auto denseReal = dyn_cast_or_null<DenseElementsAttr>(real);
  auto denseImag = dyn_cast_or_null<DenseElementsAttr>(imag);
  if (!denseReal || !denseImag)
    return {};
  auto maskType = cast<ShapedType>(type);
  if (denseReal.isSplat() && denseImag.isSplat())
    return DenseElementsAttr::get(maskType,
                                  classify(denseReal.getSplatValue<APFloat>(),
                                           denseImag.getSplatValue<APFloat>()));
  SmallVector<bool> mask;
  for (auto [x, y] : llvm::zip_equal(denseReal.getValues<APFloat>(),
                                     denseImag.getValues<APFloat>()))
    mask.push_back(classify(x, y));
  return DenseElementsAttr::get(maskType, mask);
}

OpFoldResult IsFiniteOp::fold(FoldAdaptor adaptor) {
  return foldClassification(adaptor.getOperand(), getType(),
                            [](const APFloat &re, const APFloat &im) {
                              return re.isFinite() && im.isFinite();
                            });
}

OpFoldResult IsInfOp::fold(FoldAdaptor adaptor) {
  return foldClassification(adaptor.getOperand(), getType(),
                            [](const APFloat &re, const APFloat &im) {
                              return re.isInfinity() || im.isInfinity();
                            });
}

OpFoldResult IsNaNOp::fold(FoldAdaptor adaptor) {
  return foldClassification(adaptor.getOperand(), getType(),
                            [](const APFloat &re, const APFloat &im) {
                              return re.isNaN() || im.isNaN();
                            });
}
