//===- MilcomplexDialect.cpp - The milcomplex dialect ---------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Dialect/Milcomplex.h"

#include "ReleasedResources.h"
#include "mlir/IR/DialectImplementation.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace milcomplex;

#include "milcomplex/Dialect/MilcomplexDialect.cpp.inc"
#include "milcomplex/Dialect/TransformEnums.cpp.inc"
#define GET_ATTRDEF_CLASSES
#include "milcomplex/Dialect/TransformAttrs.cpp.inc"

void MilcomplexDialect::initialize() {
  addOperations<
#define GET_OP_LIST
#include "milcomplex/Dialect/MilcomplexOps.cpp.inc"
      >();
  addAttributes<
#define GET_ATTRDEF_LIST
#include "milcomplex/Dialect/TransformAttrs.cpp.inc"
      >();
  addInterfaces<ReleasedResources>();
}

LogicalResult
MilcomplexDialect::verifyOperationAttribute(Operation *op,
                                            NamedAttribute attribute) {
  if (attribute.getName() != getAbiAttrName())
    return op->emitOpError("attribute must be '")
           << getAbiAttrName() << "', which is the only one of the "
           << getNamespace() << " dialect, but found " << attribute.getName();
  auto value = dyn_cast<StringAttr>(attribute.getValue());
  if (!value || (value != "pair" && value != "interleaved"))
    return op->emitOpError("attribute '")
           << getAbiAttrName()
           << "' must be \"pair\" or \"interleaved\", but found "
           << attribute.getValue();
  if (op->getName().getStringRef() != "func.func")
    return op->emitOpError("attribute '")
           << getAbiAttrName() << "' must be on a func.func";
  return success();
}

Operation *MilcomplexDialect::materializeConstant(OpBuilder &builder,
                                                  Attribute value, Type type,
                                                  Location loc) {
  if (!getComplexElementType(type))
    return arith::ConstantOp::materialize(builder, value, type, loc);
  if (!isa<ElementsAttr, ArrayAttr>(value))
    return nullptr;
  OperationState state(loc, ConstOp::getOperationName());
  ConstOp::build(builder, state, type, value);
  return builder.create(state);
}

#define GET_OP_CLASSES
#include "milcomplex/Dialect/MilcomplexOps.cpp.inc"
