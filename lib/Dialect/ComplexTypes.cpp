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

namespace milcomplex {
#include "milcomplex/Dialect/TypeConstraints.cpp.inc"
} // namespace milcomplex

ComplexType milcomplex::getComplexElementType(Type type) {
  return dyn_cast<ComplexType>(getElementTypeOrSelf(type));
}

/// `type` with its element type replaced; for a scalar, `elementType`.
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

/// Doubles `number`, unless it is dynamic. Fails where that overflows.
static LogicalResult doubleStatic(int64_t &number) {
  if (ShapedType::isDynamic(number))
    return success();
  return failure(llvm::MulOverflow<int64_t>(number, 2, number));
}

Type milcomplex::getInterleavedType(Type type) {
  ComplexType complexType = getComplexElementType(type);
  if (!complexType)
    return {};
  Type elementType = complexType.getElementType();
  if (auto unranked = dyn_cast<UnrankedMemRefType>(type))
    return UnrankedMemRefType::get(elementType, unranked.getMemorySpace());
  auto shaped = dyn_cast<ShapedType>(type);
  if (!shaped || !shaped.hasRank())
    return {};
  SmallVector<int64_t> shape(shaped.getShape());
  shape.push_back(2);
  if (auto tensor = dyn_cast<RankedTensorType>(type))
    return RankedTensorType::get(shape, elementType, tensor.getEncoding());
  auto memref = dyn_cast<MemRefType>(type);
  if (!memref)
    return {};
  if (memref.getLayout().isIdentity())
    return MemRefType::get(shape, elementType, MemRefLayoutAttrInterface(),
                           memref.getMemorySpace());
  SmallVector<int64_t> strides;
  int64_t offset;
  if (failed(memref.getStridesAndOffset(strides, offset)))
    return {};
  for (int64_t &stride : strides)
    if (failed(doubleStatic(stride)))
      return {};
  if (failed(doubleStatic(offset)))
    return {};
  strides.push_back(1);
  return MemRefType::get(
      shape, elementType,
      StridedLayoutAttr::get(type.getContext(), offset, strides),
      memref.getMemorySpace());
}

bool milcomplex::hasNegativeSize(Type type) {
  auto shaped = dyn_cast<ShapedType>(type);
  return shaped && shaped.hasRank() &&
         llvm::any_of(shaped.getShape(), [](int64_t size) {
           return size < 0 && ShapedType::isStatic(size);
         });
}

Type milcomplex::getMaskType(Type type) {
  return withElementType(type, IntegerType::get(type.getContext(), 1));
}
