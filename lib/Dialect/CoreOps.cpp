//===- CoreOps.cpp - const, real, imag, complex ---------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Dialect/ComplexElements.h"
#include "milcomplex/Dialect/Milcomplex.h"

using namespace mlir;
using namespace milcomplex;

//===----------------------------------------------------------------------===//
// ConstOp
//===----------------------------------------------------------------------===//

void ConstOp::build(OpBuilder &builder, OperationState &state,
                    complex::NumberAttr number) {
  Type partType = cast<ComplexType>(number.getType()).getElementType();
  build(builder, state, number.getType(),
        builder.getArrayAttr({FloatAttr::get(partType, number.getReal()),
                              FloatAttr::get(partType, number.getImag())}));
}

/// The type of a constant with this value; null where the value has none.
static Type getConstantType(Attribute value) {
  if (auto elements = dyn_cast_or_null<ElementsAttr>(value))
    return elements.getType();
  auto parts = dyn_cast_or_null<ArrayAttr>(value);
  if (!parts || parts.empty() || !isa<FloatAttr>(parts[0]))
    return {};
  return ComplexType::get(cast<FloatAttr>(parts[0]).getType());
}

LogicalResult ConstOp::inferReturnTypes(MLIRContext *,
                                        std::optional<Location> location,
                                        Adaptor adaptor,
                                        SmallVectorImpl<Type> &types) {
  Type type = getConstantType(adaptor.getValue());
  if (!type)
    return emitOptionalError(location,
                             "value must be an elements attribute or "
                             "an array [re, im], but found ",
                             adaptor.getValue());
  types.push_back(type);
  return success();
}

void ConstOp::getAsmResultNames(OpAsmSetValueNameFn setName) {
  setName(getResult(), "cst");
}

ParseResult ConstOp::parse(OpAsmParser &parser, OperationState &result) {
  Attribute value;
  SMLoc valueLoc = parser.getCurrentLocation();
  if (parser.parseAttribute(value))
    return failure();
  result.getOrAddProperties<Properties>().value = value;
  if (parser.parseOptionalAttrDict(result.attributes))
    return failure();
  if (result.attributes.get("value"))
    return parser.emitError(valueLoc, "value must be given once");
  Type type;
  if (auto elements = dyn_cast<ElementsAttr>(value))
    type = elements.getType();
  else if (!isa<ArrayAttr>(value))
    return parser.emitError(valueLoc, "value must be an elements attribute or "
                                      "an array [re, im], but found ")
           << value;
  else if (parser.parseColonType(type))
    return failure();
  result.addTypes(type);
  return success();
}

void ConstOp::print(OpAsmPrinter &printer) {
  printer << ' ' << getValue();
  printer.printOptionalAttrDict(
      llvm::to_vector((*this)->getDiscardableAttrs()));
  if (isa<ArrayAttr>(getValue()))
    printer << " : " << getType();
}

LogicalResult ConstOp::verify() {
  if (auto elements = dyn_cast<ElementsAttr>(getValue())) {
    if (elements.getType() != getType())
      return emitOpError("(C2): value must have the result's type ")
             << getType() << ", but found " << elements.getType();
    return success();
  }
  auto parts = dyn_cast<ArrayAttr>(getValue());
  if (!parts)
    return emitOpError("(C1): value must be an elements attribute or an array "
                       "[re, im], but found ")
           << getValue();
  auto complexType = dyn_cast<ComplexType>(getType());
  auto isPart = [&](Attribute part) {
    auto number = dyn_cast<FloatAttr>(part);
    return complexType && number &&
           number.getType() == complexType.getElementType();
  };
  if (parts.size() != 2 || !llvm::all_of(parts, isPart))
    return emitOpError("(C3): array value must hold two floats of the element "
                       "type of result ")
           << getType() << ", but found " << parts;
  return success();
}

OpFoldResult ConstOp::fold(FoldAdaptor) { return getValue(); }

//===----------------------------------------------------------------------===//
// RealOp, ImagOp
//===----------------------------------------------------------------------===//

OpFoldResult RealOp::fold(FoldAdaptor adaptor) {
  if (auto whole = getOperand().getDefiningOp<ComplexOp>())
    return whole.getReal();
  return getConstantParts(adaptor.getOperand()).first;
}

OpFoldResult ImagOp::fold(FoldAdaptor adaptor) {
  if (auto whole = getOperand().getDefiningOp<ComplexOp>())
    return whole.getImag();
  return getConstantParts(adaptor.getOperand()).second;
}

//===----------------------------------------------------------------------===//
// ComplexOp
//===----------------------------------------------------------------------===//

OpFoldResult ComplexOp::fold(FoldAdaptor adaptor) {
  auto real = getReal().getDefiningOp<RealOp>();
  auto imag = getImag().getDefiningOp<ImagOp>();
  if (real && imag && real.getOperand() == imag.getOperand())
    return real.getOperand();
  if (isa_and_nonnull<FloatAttr>(adaptor.getReal()) &&
      isa_and_nonnull<FloatAttr>(adaptor.getImag()))
    return ArrayAttr::get(getContext(), {adaptor.getReal(), adaptor.getImag()});
  return joinComplexElements(adaptor.getReal(), adaptor.getImag());
}
