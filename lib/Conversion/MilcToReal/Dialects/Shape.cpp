//===- Shape.cpp - shape ops to pairs -------------------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/Dialect/Shape/IR/Shape.h"
#include "AttachPatterns.h"
#include "Functions.h"
#include "MemRefInterleaved.h"

using namespace mlir;
using namespace milcomplex;

static void populatePatterns(PairPatternSet &set) {
  set.add<ConvertFlattened<shape::AssumingOp>,
          ConvertFlattened<shape::AssumingYieldOp>,
          ConvertFlattened<shape::ReturnOp>, ConvertShapeQuery<shape::DimOp>,
          ConvertShapeQuery<shape::ShapeOfOp>>();
  addFunction<shape::FuncOp>(set);
  static constexpr StringLiteral holdsValueInShape =
      "must not hold a complex value in a value_shape, which has one element "
      "type; pass the value and its shape separately";
  set.rules.markUnsupported<shape::ValueOfOp>(holdsValueInShape);
  set.rules.markUnsupported<shape::WithOp>(holdsValueInShape);
  if (set.converter.getAbi() == Abi::Interleaved)
    addInterleavedShape(set);
}

void milcomplex::registerShapeMilcToReal(DialectRegistry &registry) {
  attachPatterns<shape::ShapeDialect, populatePatterns>(registry);
}
