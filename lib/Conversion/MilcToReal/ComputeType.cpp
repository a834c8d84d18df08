//===- ComputeType.cpp - The type in which a formula computes -------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ComputeType.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace milcomplex;

FloatType milcomplex::getComputeType(Type type, ComplexRange range) {
  MLIRContext *context = type.getContext();
  if (type.isF64() || (type.isF32() && range == ComplexRange::Promoted))
    return Float64Type::get(context);
  return Float32Type::get(context);
}

SmallVector<Value>
milcomplex::emitInType(ImplicitLocOpBuilder &builder, ValueRange parts,
                       FloatType computeType,
                       function_ref<SmallVector<Value>(ValueRange)> emit) {
  Type type = parts[0].getType();
  if (type == computeType)
    return emit(parts);
  SmallVector<Value> extended;
  for (Value part : parts)
    extended.push_back(arith::ExtFOp::create(builder, computeType, part));
  return llvm::map_to_vector(emit(extended), [&](Value result) -> Value {
    return arith::TruncFOp::create(builder, type, result);
  });
}
