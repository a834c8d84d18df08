//===- LoopOrder.h - The order of the loops of a linalg op ---- -*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_TARGET_NATIVE_LOOPORDER_H
#define MILCOMPLEX_LIB_TARGET_NATIVE_LOOPORDER_H

#include "mlir/Dialect/Linalg/IR/Linalg.h"

namespace milcomplex {

/// The loops of an op on buffers, from the outermost to the innermost.
struct LoopOrder {
  mlir::SmallVector<unsigned> loops;
  /// How many of the innermost are reductions whose values are carried in
  /// registers.
  unsigned numCarried = 0;
  /// How many of the innermost are so short that all of their iterations are
  /// the body of the loop around them. They are carried, too.
  unsigned numUnrolled = 0;
};

/// By how many elements one step of a loop moves in an operand on buffers; very
/// many where that is not known.
int64_t getStride(mlir::linalg::LinalgOp op, mlir::OpOperand &operand,
                  unsigned loop);

/// Chooses an order in which memory is read and written contiguously by the
/// innermost loop, as far as possible: reductions first or last, so that what
/// they carry is an element or a row.
LoopOrder chooseLoopOrder(mlir::linalg::LinalgOp op);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_TARGET_NATIVE_LOOPORDER_H
