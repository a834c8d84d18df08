//===- PrintPlans.cpp - How transforms are computed -----------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ExpandTransforms/ComputeType.h"
#include "ExpandTransforms/TransformPatterns.h"
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
  using MilcPrintFFTPlansBase::MilcPrintFFTPlansBase;

  LogicalResult initialize(MLIRContext *context) override {
    return TransformCode{fftForm, vectorWidth}.verify(context);
  }
  void runOnOperation() override;
};

/// Prints the plans of transforms of a tensor.
class PlanPrinter {
public:
  PlanPrinter(Value tensor, TransformCode code) : code(code) {
    auto tensorType = cast<RankedTensorType>(tensor.getType());
    type = getComputeType(
        cast<FloatType>(getPartType(tensorType.getElementType())));
  }

  /// The plan of `width` interleaved transforms, which may be dynamic, between
  /// complex elements.
  std::string print(int64_t length, int64_t width, bool isScaled) {
    fft::Plan plan = code.getPlanner(type, width).plan(length);
    return toString(plan) +
           printConstants([&] { return fft::countConstants(plan, isScaled); });
  }

  /// The plan of transforms of real elements to half spectra or back.
  std::string printReal(int64_t length, int64_t width, bool isScaled,
                        bool toReal) {
    fft::RealPlan plan = code.getPlanner(type, width).planReal(length);
    return toString(plan) + printConstants([&] {
             return fft::countConstants(plan, isScaled, toReal);
           });
  }

private:
  std::string printConstants(function_ref<int64_t()> count) {
    if (code.form != fft::Form::Matmul)
      return "";
    int64_t bytes = count() * (type.getWidth() / 8);
    return ", " + std::to_string(bytes) + " bytes of constants";
  }

  TransformCode code;
  FloatType type;
};

} // namespace

static int64_t multiplySizes(ArrayRef<int64_t> sizes) {
  int64_t product = 1;
  for (int64_t size : sizes) {
    if (ShapedType::isDynamic(size))
      return size;
    product *= size;
  }
  return product;
}

/// Emits a remark for each axis of a transform.
template <typename Op> static void printPlans(Op op, TransformCode code) {
  constexpr bool isInverse =
      std::is_same_v<Op, IFFTOp> || std::is_same_v<Op, IRFFTOp>;
  constexpr bool fromReal = std::is_same_v<Op, RFFTOp>;
  constexpr bool toReal = std::is_same_v<Op, IRFFTOp>;
  PlanPrinter printer(op.getOperand(), code);
  SmallVector<int64_t> shape(
      cast<RankedTensorType>(op.getOperand().getType()).getShape());
  ArrayRef<int64_t> axes = op.getAxes();
  SmallVector<int64_t> lengths = op.getTransformLengths();
  SmallVector<std::string> plans(axes.size());
  size_t last = axes.size() - 1;
  double count = 1;
  for (int64_t length : lengths)
    count *= static_cast<double>(length);
  bool isScaled = !getScale(op.getNorm(), isInverse, count).isOne();
  // `shape` is the shape of what is transformed along the next axis.
  auto print = [&](size_t i) {
    int64_t width = multiplySizes(ArrayRef(shape).drop_front(axes[i] + 1));
    bool isReal = (fromReal || toReal) && i == last;
    plans[i] = isReal ? printer.printReal(lengths[i], width, isScaled, toReal)
                      : printer.print(lengths[i], width, isScaled && i == last);
    shape[axes[i]] = isReal ? lengths[i] / 2 + 1 : lengths[i];
  };
  if (fromReal)
    print(last);
  for (size_t i = 0; i != last; ++i)
    print(i);
  if (!fromReal)
    print(last);
  for (auto [axis, plan] : llvm::zip_equal(axes, plans))
    op.emitRemark() << "along axis " << axis << ": " << plan;
}

template <typename Op>
static void printFramePlan(Op op, Value spectrum, TransformCode code) {
  constexpr bool isInverse = std::is_same_v<Op, ISTFTOp>;
  int64_t frames = cast<RankedTensorType>(spectrum.getType()).getShape().back();
  PlanPrinter printer(spectrum, code);
  bool isScaled = isInverse || op.getNormalized();
  op.emitRemark() << "of each frame: "
                  << (op.getOnesided()
                          ? printer.printReal(op.getNFft(), frames, isScaled,
                                              isInverse)
                          : printer.print(op.getNFft(), frames, isScaled));
}

void MilcPrintFFTPlansPass::runOnOperation() {
  TransformCode code = {fftForm, vectorWidth};
  getOperation()->walk([&](Operation *op) {
    llvm::TypeSwitch<Operation *>(op)
        .Case<FFTOp, IFFTOp, RFFTOp, IRFFTOp>(
            [&](auto transform) { printPlans(transform, code); })
        .Case([&](STFTOp op) { printFramePlan(op, op.getResult(), code); })
        .Case([&](ISTFTOp op) { printFramePlan(op, op.getOperand(), code); });
  });
  markAllAnalysesPreserved();
}
