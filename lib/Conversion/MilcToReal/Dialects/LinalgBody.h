//===- LinalgBody.h - What the bodies of linalg ops compute -----*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_DIALECTS_LINALGBODY_H
#define MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_DIALECTS_LINALGBODY_H

#include "mlir/Dialect/Linalg/IR/Linalg.h"

namespace milcomplex {

/// Whether the body of such ops follows from their name: that of linalg.matmul
/// does, that of linalg.generic does not.
bool hasNamedBody(mlir::OperationName name);

/// What the body of a linalg op with one init computes for an element, inputs
/// of other types converted to that of the init.
enum class BodyKind {
  /// out = x, of the first input: linalg.copy, linalg.transpose, ...
  Move,
  /// out += x, of the first input: linalg.pooling_nhwc_sum, ...
  Sum,
  /// out += x y, of the first and the second input: contractions and
  /// convolutions.
  Product,
  Other
};

/// The kind of `op`, whose body follows from its name. Other where it has
/// another body, which the generic form allows.
BodyKind getNamedKind(mlir::linalg::LinalgOp op);

/// Creates `op`, whose body follows from its name, on other inputs and another
/// init. Keeps inherent attributes, discardable ones and location. Returns
/// result, or the init where that is a buffer.
mlir::Value createOnParts(mlir::linalg::LinalgOp op, mlir::ValueRange inputs,
                          mlir::Value init, mlir::OpBuilder &builder);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_DIALECTS_LINALGBODY_H
