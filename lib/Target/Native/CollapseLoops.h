//===- CollapseLoops.h - One loop for several ----------------- -*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_TARGET_NATIVE_COLLAPSELOOPS_H
#define MILCOMPLEX_LIB_TARGET_NATIVE_COLLAPSELOOPS_H

#include "mlir/Dialect/Linalg/IR/Linalg.h"

namespace milcomplex {

/// Makes one loop of each group of adjacent loops of an op on buffers over
/// which each operand is either contiguous or the same. Unlike upstream's
/// collapseOpIterationDims (22.1), other dimensions may be read in any order.
/// A new op replaces `op` if there is such a group.
void collapseLoops(mlir::RewriterBase &rewriter, mlir::linalg::GenericOp op);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_TARGET_NATIVE_COLLAPSELOOPS_H
