//===- LayoutOps.cpp - Complex tensors as tensors of pairs ----------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Dialect/Milcomplex.h"

using namespace mlir;
using namespace milcomplex;

OpFoldResult ViewAsRealOp::fold(FoldAdaptor) {
  auto inverse = getOperand().getDefiningOp<ViewAsComplexOp>();
  return inverse ? inverse.getOperand() : Value();
}

OpFoldResult ViewAsComplexOp::fold(FoldAdaptor) {
  auto inverse = getOperand().getDefiningOp<ViewAsRealOp>();
  return inverse ? inverse.getOperand() : Value();
}
