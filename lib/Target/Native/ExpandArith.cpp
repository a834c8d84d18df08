//===- ExpandArith.cpp - Arithmetic that LLVM does not have ---------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Target/Native/Passes.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Transforms/Passes.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

namespace milcomplex {
#define GEN_PASS_DEF_MILCEXPANDARITH
#include "milcomplex/Target/Native/Passes.h.inc"
} // namespace milcomplex

using namespace mlir;

namespace {

/// Converts f64 to a type of two bytes by f32, rounded to an odd last bit where
/// it is inexact, so that rounding again rounds f64 (Boldo, Melquiond,
/// "Emulation of FMA and correctly rounded sums: proved algorithms using
/// rounding to odd", IEEE Trans. Comput. 57, 2008, Theorem 1).
struct ExpandTruncation : OpRewritePattern<arith::TruncFOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(arith::TruncFOp op,
                                PatternRewriter &rewriter) const override {
    Type wide = op.getIn().getType(), narrow = op.getType();
    if (isa<TensorType>(wide) || !getElementTypeOrSelf(wide).isF64() ||
        getElementTypeOrSelf(narrow).getIntOrFloatBitWidth() != 16 ||
        op.getRoundingmode())
      return failure();
    ImplicitLocOpBuilder builder(op.getLoc(), rewriter);
    auto like = [&](Type element) -> Type {
      auto vector = dyn_cast<VectorType>(wide);
      return vector ? vector.clone(element) : element;
    };
    Type single = like(builder.getF32Type()), bits = like(builder.getI32Type());
    Value nearest = arith::TruncFOp::create(builder, single, op.getIn());
    Value back = arith::ExtFOp::create(builder, wide, nearest);
    Value isInexact = arith::CmpFOp::create(builder, arith::CmpFPredicate::UNE,
                                            back, op.getIn());
    // One that is too far from zero is the next after that nearer to it.
    Value isFar = arith::CmpFOp::create(
        builder, arith::CmpFPredicate::OGT, math::AbsFOp::create(builder, back),
        math::AbsFOp::create(builder, op.getIn()));
    Value word = arith::BitcastOp::create(builder, bits, nearest);
    Value towardZero = arith::SubIOp::create(
        builder, word, arith::ExtUIOp::create(builder, bits, isFar));
    Value odd = arith::OrIOp::create(
        builder, towardZero, arith::ExtUIOp::create(builder, bits, isInexact));
    rewriter.replaceOpWithNewOp<arith::TruncFOp>(
        op, narrow, arith::BitcastOp::create(builder, single, odd));
    return success();
  }
};

/// Computes x y + z of f16 in f64, as LLVM does: the sum has so many more
/// digits than f16 that its rounding changes nothing.
struct ExpandFma : OpRewritePattern<math::FmaOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(math::FmaOp op,
                                PatternRewriter &rewriter) const override {
    if (isa<TensorType>(op.getType()) ||
        !getElementTypeOrSelf(op.getType()).isF16())
      return failure();
    ImplicitLocOpBuilder builder(op.getLoc(), rewriter);
    Type wide = builder.getF64Type();
    if (auto vector = dyn_cast<VectorType>(op.getType()))
      wide = vector.clone(wide);
    auto widen = [&](Value value) {
      return arith::ExtFOp::create(builder, wide, value);
    };
    rewriter.replaceOpWithNewOp<arith::TruncFOp>(
        op, op.getType(),
        math::FmaOp::create(builder, widen(op.getA()), widen(op.getB()),
                            widen(op.getC())));
    return success();
  }
};

/// Reports each op that computes with numbers of formats that the LLVM dialect
/// lacks: it only moves them, as integers.
static LogicalResult checkFormats(Operation *root) {
  bool isSupported = true;
  root->walk([&](Operation *op) {
    if (!isa<arith::ArithDialect, math::MathDialect>(op->getDialect()) ||
        isa<arith::ConstantOp, arith::SelectOp, arith::BitcastOp>(op))
      return;
    auto types =
        llvm::concat<const Type>(llvm::to_vector<4>(op->getOperandTypes()),
                                 llvm::to_vector<4>(op->getResultTypes()));
    for (Type type : types) {
      auto format = dyn_cast<FloatType>(getElementTypeOrSelf(type));
      if (!format || format.getWidth() >= 16)
        continue;
      isSupported = false;
      op->emitOpError("computes with ")
          << format << ", which machine code only moves";
      return;
    }
  });
  return success(isSupported);
}

struct ExpandArith : milcomplex::impl::MilcExpandArithBase<ExpandArith> {
  void runOnOperation() override {
    if (failed(checkFormats(getOperation())))
      return signalPassFailure();
    RewritePatternSet patterns(&getContext());
    arith::populateCeilFloorDivExpandOpsPatterns(patterns);
    arith::populateExpandBFloat16Patterns(patterns);
    patterns.add<ExpandTruncation, ExpandFma>(&getContext());
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns))))
      signalPassFailure();
  }
};

} // namespace
