//===- ArithmeticOps.cpp - Folds of neg and conj --------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Dialect/Milcomplex.h"

using namespace mlir;
using namespace milcomplex;

/// f(f(z)) -> z, exact since f only flips sign bits.
template <typename OpTy> static Value foldInvolution(OpTy op) {
  auto inner = op.getOperand().template getDefiningOp<OpTy>();
  return inner ? inner.getOperand() : Value();
}

OpFoldResult NegOp::fold(FoldAdaptor) { return foldInvolution(*this); }

OpFoldResult ConjOp::fold(FoldAdaptor) { return foldInvolution(*this); }
