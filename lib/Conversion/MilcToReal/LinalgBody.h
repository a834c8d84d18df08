//===- LinalgBody.h - Bodies implied by names -------------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_LINALGBODY_H
#define MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_LINALGBODY_H

#include "mlir/Dialect/Linalg/IR/Linalg.h"

#include <optional>
#include <string>

namespace milcomplex {

/// Whether the body of `op` follows from its name: that of linalg.matmul does,
/// that of linalg.generic does not.
bool hasImpliedBody(mlir::Operation *op);

/// A support rule for an op whose body follows from its name and so is not
/// converted: it must be that body. In generic form it could be another.
std::optional<std::string> whyNotImpliedBody(mlir::linalg::LinalgOp op);

/// The attributes to create `op` with again: the discardable ones, and `cast`,
/// which says how its body converts operands of other types.
llvm::SmallVector<mlir::NamedAttribute> getBodyAttributes(mlir::Operation *op);

/// whyNotImpliedBody as a rule for `OpTy`.
template <typename OpTy> std::optional<std::string> whyNotNamedOp(OpTy op) {
  return whyNotImpliedBody(
      mlir::cast<mlir::linalg::LinalgOp>(op.getOperation()));
}

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_LINALGBODY_H
