#include "Phase.h"

#include "milcomplex/Conversion/MilcToRealInterface.h"

using namespace mlir;
using namespace milcomplex;

#include "PhaseDialect.cpp.inc"

#define GET_OP_CLASSES
#include "PhaseOps.cpp.inc"

namespace {

/// i(re + i im) = -im + i re.
struct ConvertRotate : FormulaPattern<phase::RotateOp> {
  using FormulaPattern::FormulaPattern;

  EmittedPair compute(phase::RotateOp,
                      ArrayRef<EmittedPair> operands) const override {
    return {-operands[0].im, operands[0].re};
  }
};

struct PhaseMilcToReal : MilcToRealInterface {
  using MilcToRealInterface::MilcToRealInterface;

  void populateMilcToRealPatterns(PairPatternSet &set) const override {
    set.add<ConvertByPart<phase::ReverseOp>>();
    set.add<ConvertFlattened<phase::RepeatOp>,
            ConvertFlattened<phase::YieldOp>>();
    set.add<ConvertRotate>(set.options);
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
