//===- ComplexTypes.cpp - Complex types and their parts -------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Dialect/ComplexTypes.h"

#include "mlir/IR/TypeUtilities.h"

using namespace mlir;
using namespace milcomplex;

bool milcomplex::isSupportedPartType(Type type) {
  return type.isF16() || type.isBF16() || type.isF32() || type.isF64();
}

ComplexType milcomplex::getComplexElementType(Type type) {
  return dyn_cast<ComplexType>(getElementTypeOrSelf(type));
}

/// `type` with its element type (itself, for a number) replaced.
static Type withElementType(Type type, Type elementType) {
  if (auto shaped = dyn_cast<ShapedType>(type))
    return shaped.clone(elementType);
  return elementType;
}

Type milcomplex::getPartType(Type type) {
  ComplexType complexType = getComplexElementType(type);
  return complexType ? withElementType(type, complexType.getElementType())
                     : type;
}

Type milcomplex::getComplexType(Type type) {
  Type elementType = getElementTypeOrSelf(type);
  return isa<FloatType>(elementType)
             ? withElementType(type, ComplexType::get(elementType))
             : type;
}

Type milcomplex::getMaskType(Type type) {
  return withElementType(type, IntegerType::get(type.getContext(), 1));
}
