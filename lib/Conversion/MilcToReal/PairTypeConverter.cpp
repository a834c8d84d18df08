//===- PairTypeConverter.cpp - Complex types to pairs ---------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Conversion/PairTypeConverter.h"

#include "ComplexFinder.h"
#include "milcomplex/Dialect/Milcomplex.h"

using namespace mlir;
using namespace milcomplex;

/// Whether `type`, that of a part of a complex value, can be the type of a
/// value.
static bool isPartType(Type type) {
  // Any encoding may hold a complex type.
  return isSupportedPartType(getElementTypeOrSelf(type)) &&
         !hasNegativeSize(type) && !ComplexFinder().contains(type);
}

/// Two parts for a complex scalar or a container of complex elements.
static std::optional<LogicalResult>
convertComplex(Type type, SmallVectorImpl<Type> &parts) {
  if (!getComplexElementType(type))
    return std::nullopt;
  Type partType = getPartType(type);
  if (!isPartType(partType))
    return failure();
  parts.append(2, partType);
  return success();
}

PairTypeConverter::PairTypeConverter(Abi abi) : abi(abi) {
  // Later conversions are tried first.
  addConversion([](Type type) -> std::optional<Type> {
    return ComplexFinder().contains(type) ? Type() : type;
  });
  addConversion([this](FunctionType type) -> std::optional<Type> {
    SmallVector<Type> inputs, results;
    if (failed(convertTypes(type.getInputs(), inputs)) ||
        failed(convertTypes(type.getResults(), results)))
      return Type();
    return FunctionType::get(type.getContext(), inputs, results);
  });
  addConversion([this](TupleType type) -> std::optional<Type> {
    SmallVector<Type> types;
    if (failed(convertTypes(type.getTypes(), types)))
      return Type();
    return TupleType::get(type.getContext(), types);
  });
  addConversion([](ComplexType type, SmallVectorImpl<Type> &parts) {
    return convertComplex(type, parts);
  });
  addConversion([](TensorType type, SmallVectorImpl<Type> &parts) {
    return convertComplex(type, parts);
  });
  if (abi == Abi::Interleaved)
    addConversion([](BaseMemRefType type) -> std::optional<Type> {
      if (!getComplexElementType(type))
        return std::nullopt;
      return isPartType(getPartType(type)) ? getInterleavedType(type) : Type();
    });
  else
    addConversion([](BaseMemRefType type, SmallVectorImpl<Type> &parts) {
      return convertComplex(type, parts);
    });
}

unsigned milcomplex::getNumParts(const TypeConverter &converter, Type type) {
  SmallVector<Type> parts;
  [[maybe_unused]] LogicalResult converts = converter.convertType(type, parts);
  assert(succeeded(converts) && "the survey has seen that it converts");
  return parts.size();
}

void PairTypeConverter::addPartMaterializations() {
  auto isNumeric = [](Type type) {
    return isa<ComplexType, RankedTensorType>(type) &&
           getComplexElementType(type);
  };
  addSourceMaterialization([=](OpBuilder &builder, Type type, ValueRange parts,
                               Location loc) -> Value {
    if (!isNumeric(type) || parts.size() != 2)
      return nullptr;
    return ComplexOp::create(builder, loc, type, parts[0], parts[1]);
  });
  addTargetMaterialization([=](OpBuilder &builder, TypeRange types,
                               ValueRange values,
                               Location loc) -> SmallVector<Value> {
    if (values.size() != 1 || types.size() != 2 ||
        !isNumeric(values.front().getType()))
      return {};
    return {RealOp::create(builder, loc, values.front()),
            ImagOp::create(builder, loc, values.front())};
  });
}
