//===- LinalgContractions.h - linalg contractions to pairs ------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_DIALECTS_LINALGCONTRACTIONS_H
#define MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_DIALECTS_LINALGCONTRACTIONS_H

#include "milcomplex/Conversion/MatmulScheme.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"

namespace milcomplex {

/// The parts of C += AB for `op`, a contraction or convolution with operands A,
/// B and a complex C of which `operands` are the parts: real ops of the same
/// name. A or B may be real. Buffers are updated in place.
llvm::SmallVector<mlir::Value>
emitContraction(mlir::linalg::LinalgOp op,
                llvm::ArrayRef<mlir::ValueRange> operands, MatmulScheme scheme,
                mlir::OpBuilder &builder);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_DIALECTS_LINALGCONTRACTIONS_H
