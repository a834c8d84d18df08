//===- LinalgContractions.cpp - linalg contractions to pairs --------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LinalgBody.h"
#include "Splitting.h"
#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace milcomplex;

/// Whether negating `x` is no more work than negating `y`; a dynamic size
/// counts as large.
static bool isSmaller(Value x, Value y) {
  auto getSize = [](Value value) {
    auto type = cast<ShapedType>(value.getType());
    return type.hasStaticShape() ? type.getNumElements()
                                 : std::numeric_limits<int64_t>::max();
  };
  return getSize(x) <= getSize(y);
}

namespace {

/// C += AB in four real contractions of the same kind, textbook formula:
///   Cre += Are Bre + (-Aim) Bim    Cim += Are Bim + Aim Bre
/// where the smaller of Aim and Bim is the one negated.
template <typename OpTy> struct ConvertContraction : OpConversionPattern<OpTy> {
  using OpConversionPattern<OpTy>::OpConversionPattern;
  using Adaptor = typename OpConversionPattern<OpTy>::OneToNOpAdaptor;

  LogicalResult
  matchAndRewrite(OpTy op, Adaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    ValueRange a = adaptor.getInputs()[0], b = adaptor.getInputs()[1];
    ValueRange c = adaptor.getOutputs()[0];
    bool negatesA = isSmaller(a[1], b[1]);
    Value negated =
        arith::NegFOp::create(rewriter, op.getLoc(), negatesA ? a[1] : b[1]);
    auto accumulate = [&](Value x, Value y, Value sum) -> Value {
      return createReal(op, x, y, sum, rewriter);
    };
    Value re = accumulate(a[0], b[0], c[0]);
    re = negatesA ? accumulate(negated, b[1], re)
                  : accumulate(a[1], negated, re);
    Value im = accumulate(a[0], b[1], c[1]);
    im = accumulate(a[1], b[0], im);
    SmallVector<Value> parts{re, im};
    rewriter.replaceOpWithMultiple(op, SmallVector<ValueRange>{parts});
    return success();
  }

private:
  /// `op` on real operands, with its indexing maps, cast and discardable
  /// attributes.
  static Value createReal(OpTy op, Value x, Value y, Value sum,
                          ConversionPatternRewriter &rewriter) {
    auto real =
        OpTy::create(rewriter, op.getLoc(), TypeRange{sum.getType()},
                     ValueRange{x, y}, ValueRange{sum}, getBodyAttributes(op));
    static constexpr StringLiteral maps = "indexing_maps";
    if (Attribute value = op->getInherentAttr(maps).value_or(Attribute()))
      real->setInherentAttr(rewriter.getStringAttr(maps), value);
    return real.getResult(0);
  }
};

} // namespace

template <typename... OpTys>
static void addContractions(PatternContext &context) {
  context.add<ConvertContraction<OpTys>...>();
  (context.rules.add<OpTys>(whyNotNamedOp), ...);
}

void milcomplex::populateLinalgContractionPatterns(PatternContext &context) {
  addContractions<linalg::BatchMatmulOp, linalg::DotOp, linalg::MatmulOp,
                  linalg::MatvecOp, linalg::VecmatOp>(context);
}
