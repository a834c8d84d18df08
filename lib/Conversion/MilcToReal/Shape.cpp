//===- Shape.cpp - shape ops to pairs -------------------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/Dialect/Shape/IR/Shape.h"
#include "Functions.h"
#include "Splitting.h"

using namespace mlir;
using namespace milcomplex;

void milcomplex::populateShapePatterns(PatternContext &context) {
  context
      .add<ConvertFlattened<shape::AssumingOp>,
           ConvertFlattened<shape::AssumingYieldOp>,
           ConvertFlattened<shape::ReturnOp>, ConvertShapeQuery<shape::DimOp>,
           ConvertShapeQuery<shape::ShapeOfOp>>();
  addFunction<shape::FuncOp>(context);
  static constexpr StringLiteral hidesValue =
      "must not hide a complex value in a value_shape, which has one element "
      "type; give the value and its shape apart";
  context.rules.markUnsupported<shape::ValueOfOp>(hidesValue);
  context.rules.markUnsupported<shape::WithOp>(hidesValue);
}
