#include "Phase.h"

#include "milcomplex/Conversion/MilcToRealInterface.h"
#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;

#include "PhaseDialect.cpp.inc"

#define GET_OP_CLASSES
#include "PhaseOps.cpp.inc"

namespace {

/// i(re + i im) = -im + i re.
struct ConvertRotate : OpConversionPattern<phase::RotateOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(phase::RotateOp op, OneToNOpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Value re = adaptor.getZ()[0], im = adaptor.getZ()[1];
    Value negated = arith::NegFOp::create(rewriter, op.getLoc(), im);
    SmallVector<Value> parts{negated, re};
    rewriter.replaceOpWithMultiple(op, SmallVector<ValueRange>{parts});
    return success();
  }
};

struct PhaseMilcToReal : milcomplex::MilcToRealInterface {
  using MilcToRealInterface::MilcToRealInterface;

  void
  populateMilcToRealPatterns(const milcomplex::PairTypeConverter &converter,
                             RewritePatternSet &patterns,
                             milcomplex::SupportRules &) const override {
    patterns.add<ConvertRotate>(converter, patterns.getContext());
  }
};

} // namespace

void phase::PhaseDialect::initialize() {
  addOperations<
#define GET_OP_LIST
#include "PhaseOps.cpp.inc"
      >();
  addInterfaces<PhaseMilcToReal>();
}
