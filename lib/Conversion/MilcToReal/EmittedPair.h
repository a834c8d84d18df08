//===- EmittedPair.h - Complex values by emitted ops ------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_EMITTEDPAIR_H
#define MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_EMITTEDPAIR_H

#include "milcomplex/Math/Arithmetic.h"
#include "milcomplex/Math/EmittedReal.h"
#include "mlir/Transforms/DialectConversion.h"

namespace milcomplex {

using EmittedPair = formulas::Pair<formulas::EmittedReal>;

/// A converted complex operand as a pair that computes with `fastmath`.
inline EmittedPair getPair(mlir::ImplicitLocOpBuilder &builder,
                           mlir::ValueRange parts,
                           mlir::arith::FastMathFlagsAttr fastmath) {
  return {formulas::EmittedReal(builder, parts[0], fastmath),
          formulas::EmittedReal(builder, parts[1], fastmath)};
}

inline llvm::SmallVector<mlir::Value> getValues(EmittedPair pair) {
  return {pair.re.getValue(), pair.im.getValue()};
}

/// Gives the discardable attributes of `op` to the ops that compute `results`
/// for it; a result that is one of `operands` is computed by none.
inline void keepAttributes(mlir::Operation *op, mlir::ValueRange results,
                           llvm::ArrayRef<mlir::ValueRange> operands) {
  mlir::DictionaryAttr attributes = op->getDiscardableAttrDictionary();
  if (attributes.empty())
    return;
  for (mlir::Value result : results)
    if (llvm::none_of(operands, [&](mlir::ValueRange parts) {
          return llvm::is_contained(parts, result);
        }))
      result.getDefiningOp()->setDiscardableAttrs(attributes);
}

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_EMITTEDPAIR_H
