//===- EmitterFactory.cpp - The emitter of each form ----------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "EmitterFactory.h"

#include "LinalgTransform.h"
#include "MatmulTransform.h"
#include "VectorTransform.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"

using namespace mlir;
using namespace milcomplex;

std::unique_ptr<TransformEmitter>
milcomplex::makeTransformEmitter(ImplicitLocOpBuilder &builder,
                                 TransformShape shape, TransformCode code,
                                 bool overwrites) {
  assert((shape.type.isF32() || shape.type.isF64()) &&
         "transforms compute in f32 or f64");
  int64_t width =
      getConstantIntValue(shape.width).value_or(ShapedType::kDynamic);
  Planner planner = code.getPlanner(shape.type, width);
  int64_t lanes = code.getLanes(shape.type);
  switch (code.form) {
  case fft::Form::Linalg:
    return std::make_unique<LinalgTransform>(builder, std::move(shape),
                                             planner);
  case fft::Form::Vector:
    return std::make_unique<VectorTransform>(builder, std::move(shape), planner,
                                             lanes, overwrites);
  case fft::Form::Matmul:
    return std::make_unique<MatmulTransform>(builder, std::move(shape),
                                             planner);
  }
  llvm_unreachable("a form");
}
