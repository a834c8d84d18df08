//===- SumOfProducts.cpp - The body of a contraction ----------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SumOfProducts.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

using namespace mlir;
using namespace milcomplex;

namespace {

/// Collects the terms of one result.
struct Matcher {
  linalg::GenericOp op;
  BlockArgument before;
  SmallVector<Product> products;
  unsigned additions = 0;

  /// The input that a value is, perhaps negated.
  std::optional<std::pair<unsigned, bool>> matchInput(Value value) {
    if (auto negation = value.getDefiningOp<arith::NegFOp>()) {
      auto input = matchInput(negation.getOperand());
      return input ? std::optional(std::pair(input->first, !input->second))
                   : std::nullopt;
    }
    auto argument = dyn_cast<BlockArgument>(value);
    if (!argument || argument.getOwner() != op.getBody() ||
        argument.getArgNumber() >= op.getNumDpsInputs())
      return std::nullopt;
    return std::pair(argument.getArgNumber(), false);
  }

  bool addProduct(Value a, Value b, bool isSubtracted) {
    auto left = matchInput(a), right = matchInput(b);
    if (!left || !right)
      return false;
    products.push_back({left->first, right->first,
                        isSubtracted != (left->second != right->second)});
    return true;
  }

  /// Adds the terms of a value; false if there is any other.
  bool add(Value value, bool isSubtracted) {
    if (value == before) {
      ++additions;
      return !isSubtracted;
    }
    Operation *term = value.getDefiningOp();
    if (!term || term->getBlock() != op.getBody())
      return false;
    if (auto sum = dyn_cast<arith::AddFOp>(term))
      return add(sum.getLhs(), isSubtracted) && add(sum.getRhs(), isSubtracted);
    if (auto difference = dyn_cast<arith::SubFOp>(term))
      return add(difference.getLhs(), isSubtracted) &&
             add(difference.getRhs(), !isSubtracted);
    if (auto negation = dyn_cast<arith::NegFOp>(term))
      return add(negation.getOperand(), !isSubtracted);
    if (auto product = dyn_cast<arith::MulFOp>(term))
      return addProduct(product.getLhs(), product.getRhs(), isSubtracted);
    if (auto fma = dyn_cast<math::FmaOp>(term))
      return addProduct(fma.getA(), fma.getB(), isSubtracted) &&
             add(fma.getC(), isSubtracted);
    return false;
  }
};

} // namespace

std::optional<SmallVector<SmallVector<Product>>>
milcomplex::matchSumsOfProducts(linalg::GenericOp op) {
  if (op.getNumDpsInits() == 0 ||
      !llvm::all_of(op.getBody()->without_terminator(), [](Operation &inner) {
        return isMemoryEffectFree(&inner);
      }))
    return std::nullopt;
  SmallVector<SmallVector<Product>> results;
  for (auto [index, value] :
       llvm::enumerate(op.getBody()->getTerminator()->getOperands())) {
    Matcher matcher{
        op, op.getBody()->getArgument(op.getNumDpsInputs() + index), {}};
    if (!matcher.add(value, false) || matcher.additions != 1 ||
        matcher.products.empty())
      return std::nullopt;
    results.push_back(matcher.products);
  }
  return results;
}
