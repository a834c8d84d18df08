//===- PairTypeConverter.cpp - Complex types to pairs ---------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ComplexFinder.h"
#include "milcomplex/Conversion/MilcToReal.h"
#include "milcomplex/Dialect/ComplexTypes.h"

using namespace mlir;
using namespace milcomplex;

/// Two parts for a complex number or a tensor of them.
static std::optional<LogicalResult>
convertComplex(Type type, SmallVectorImpl<Type> &parts) {
  ComplexType complexType = getComplexElementType(type);
  if (!complexType)
    return std::nullopt;
  Type partType = getPartType(type);
  // An encoding may hold a complex type of its own.
  if (!isSupportedPartType(complexType.getElementType()) ||
      ComplexFinder().contains(partType))
    return failure();
  parts.append(2, partType);
  return success();
}

PairTypeConverter::PairTypeConverter() {
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
  addConversion([](ComplexType type, SmallVectorImpl<Type> &parts) {
    return convertComplex(type, parts);
  });
  addConversion([](TensorType type, SmallVectorImpl<Type> &parts) {
    return convertComplex(type, parts);
  });
}
