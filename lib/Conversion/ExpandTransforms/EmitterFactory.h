//===- EmitterFactory.h - The emitter of each form --------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_EMITTERFACTORY_H
#define MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_EMITTERFACTORY_H

#include "TransformEmitter.h"
#include "TransformPatterns.h"

#include <memory>

namespace milcomplex {

/// An emitter of transforms in the form of `code`, which may write over its
/// operand if `overwrites`.
std::unique_ptr<TransformEmitter>
makeTransformEmitter(mlir::ImplicitLocOpBuilder &builder, TransformShape shape,
                     TransformCode code, bool overwrites = false);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_EMITTERFACTORY_H
