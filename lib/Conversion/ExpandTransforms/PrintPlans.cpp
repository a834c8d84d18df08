//===- PrintPlans.cpp - How transforms are computed -----------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Conversion/Passes.h"
#include "milcomplex/Dialect/Milcomplex.h"
#include "milcomplex/FFT/Plan.h"
#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/TypeSwitch.h"

namespace milcomplex {
#define GEN_PASS_DEF_MILCPRINTFFTPLANS
#include "milcomplex/Conversion/Passes.h.inc"
} // namespace milcomplex

using namespace mlir;
using namespace milcomplex;

namespace {

struct MilcPrintFFTPlansPass
    : milcomplex::impl::MilcPrintFFTPlansBase<MilcPrintFFTPlansPass> {
  void runOnOperation() override;
};

} // namespace

static std::string printPlan(int64_t length, bool isReal) {
  return isReal ? toString(fft::makeRealPlan(length, fft::Form::Linalg))
                : toString(fft::makePlan(length, fft::Form::Linalg));
}

/// A remark for each axis of a transform.
template <typename Op> static void printPlans(Op op) {
  constexpr bool hasReal =
      std::is_same_v<Op, RFFTOp> || std::is_same_v<Op, IRFFTOp>;
  for (auto [axis, length] :
       llvm::zip_equal(op.getAxes(), op.getTransformLengths())) {
    bool isReal = hasReal && axis == op.getAxes().back();
    op.emitRemark() << "along axis " << axis << ": "
                    << printPlan(length, isReal);
  }
}

static void printFramePlan(Operation *op, int64_t length, bool isReal) {
  op->emitRemark() << "of each frame: " << printPlan(length, isReal);
}

void MilcPrintFFTPlansPass::runOnOperation() {
  getOperation()->walk([](Operation *op) {
    llvm::TypeSwitch<Operation *>(op)
        .Case<FFTOp, IFFTOp, RFFTOp, IRFFTOp>(
            [](auto transform) { printPlans(transform); })
        .Case<STFTOp, ISTFTOp>([](auto transform) {
          printFramePlan(transform, transform.getNFft(),
                         transform.getOnesided());
        });
  });
  markAllAnalysesPreserved();
}
