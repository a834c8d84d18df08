//===- ExpandMath.cpp - Functions of real numbers to arithmetic -----------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ModuleUnits.h"
#include "Tidy.h"
#include "milcomplex/Conversion/Elementwise.h"
#include "milcomplex/Conversion/Passes.h"
#include "milcomplex/Math/EmittedReal.h"
#include "milcomplex/Math/RealFunctions.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Matchers.h"
#include "mlir/IR/Threading.h"

namespace milcomplex {
#define GEN_PASS_DEF_MILCEXPANDMATH
#include "milcomplex/Conversion/Passes.h.inc"
} // namespace milcomplex

using namespace mlir;
using namespace milcomplex;
using milcomplex::formulas::EmittedReal;
using milcomplex::formulas::RealFunction;

/// The functions that the results of `op` are; none if we have no formulas for
/// it.
static SmallVector<RealFunction> getFunctions(Operation *op) {
  if (isa<::mlir::math::SincosOp>(op))
    return {RealFunction::Sin, RealFunction::Cos};
#define MILC_FUNCTION(Name, name, formula)                                     \
  if (isa<::mlir::math::Name##Op>(op))                                         \
    return {RealFunction::Name};
  MILC_REAL_FUNCTIONS(MILC_FUNCTION)
#undef MILC_FUNCTION
  return {};
}

/// Whether the formulas compute values of `type`, in a wider format maybe.
static bool isComputable(Type type) {
  Type element = getElementTypeOrSelf(type);
  return !isa<UnrankedTensorType>(type) &&
         (element.isF16() || element.isBF16() || element.isF32() ||
          element.isF64());
}

/// Whether `op` is a power with an integer exponent that two words hold.
static bool isIntegerPower(Operation *op) {
  auto power = dyn_cast<::mlir::math::FPowIOp>(op);
  if (!power)
    return false;
  Type exponent = getElementTypeOrSelf(power.getRhs().getType());
  return exponent.isIndex() || exponent.getIntOrFloatBitWidth() <= 64;
}

static bool isExpandable(Operation *op) {
  return (!getFunctions(op).empty() || isIntegerPower(op)) &&
         isComputable(op->getOperand(0).getType());
}

/// The power of `x` to a constant exponent for which one operation, rounded
/// once, computes it; null for any other.
static Value emitSmallPower(EmittedReal x, Value exponent) {
  APInt constant;
  if (!matchPattern(exponent, m_ConstantInt(&constant)) ||
      constant.getSignificantBits() > 8)
    return {};
  switch (constant.getSExtValue()) {
  case -1:
    return (literal(x, 1.0) / x).getValue();
  case 0:
    return literal(x, 1.0).getValue();
  case 1:
    return x.getValue();
  case 2:
    return (x * x).getValue();
  default:
    return {};
  }
}

/// The power of `x` to the integer `exponent`.
static Value emitIntegerPower(EmittedReal x, Value exponent) {
  if (Value power = emitSmallPower(x, exponent))
    return power;
  ImplicitLocOpBuilder &builder = x.getBuilder();
  Type type = exponent.getType();
  TypedAttr one = builder.getIntegerAttr(getElementTypeOrSelf(type), 1);
  if (auto vectorType = dyn_cast<VectorType>(type))
    one = SplatElementsAttr::get(vectorType, one);
  Value bit = arith::AndIOp::create(builder, exponent,
                                    arith::ConstantOp::create(builder, one));
  Value isOdd = arith::CmpIOp::create(
      builder, arith::CmpIPredicate::ne, bit,
      arith::ConstantOp::create(builder, builder.getZeroAttr(type)));
  formulas::DoubleWord<EmittedReal> words = splitInteger(x, exponent);
  return realPowi(x, words, formulas::EmittedBool(builder, isOdd)).getValue();
}

/// Replaces `op`, which is expandable.
static void expand(Operation *op) {
  SmallVector<RealFunction> functions = getFunctions(op);
  Type elementType = getElementTypeOrSelf(op->getOperand(0).getType());
  ImplicitLocOpBuilder builder(op->getLoc(), op);
  auto none = arith::FastMathFlagsAttr::get(op->getContext(),
                                            arith::FastMathFlags::none);
  auto computeElement = [&](ImplicitLocOpBuilder &scalars, ValueRange numbers) {
    auto makeReal = [&](Value number) {
      return EmittedReal(scalars, number, none, RealFunctionScheme::Expand);
    };
    bool isPower = isIntegerPower(op);
    return emitInType(
        scalars, isPower ? numbers.take_front() : numbers,
        getComputeType(elementType, ComplexRange::Improved),
        [&](ValueRange computed) {
          EmittedReal x = makeReal(computed.front());
          if (isPower)
            return SmallVector<Value>{emitIntegerPower(x, numbers.back())};
          EmittedReal y = makeReal(computed.back());
          SmallVector<Value> results;
          for (RealFunction function : functions)
            results.push_back(formulas::apply(function, x, y).getValue());
          return results;
        });
  };
  SmallVector<Type> resultTypes(op->getNumResults(), elementType);
  SmallVector<Value> results =
      emitElementwise(builder, op->getOperands(), resultTypes, computeElement);
  keepAttributes(op, results, ValueRange(op->getOperands()));
  op->replaceAllUsesWith(results);
  op->erase();
}

/// Whether `op` has a body that goes by its name or attributes, which is not
/// printed, with an expandable op in it.
static bool hasExpandableNamedBody(linalg::LinalgOp op) {
  return op.getRegionBuilder() &&
         llvm::any_of(*op.getBlock(),
                      [](Operation &inner) { return isExpandable(&inner); });
}

/// Makes the ops under `root` whose named bodies are to be expanded generic.
static void generalizeNamedOps(Operation *root) {
  SmallVector<linalg::LinalgOp> named;
  root->walk([&](linalg::LinalgOp op) {
    if (hasExpandableNamedBody(op))
      named.push_back(op);
  });
  IRRewriter rewriter(root->getContext());
  for (linalg::LinalgOp op : named) {
    DictionaryAttr attributes = op->getDiscardableAttrDictionary();
    rewriter.setInsertionPoint(op);
    FailureOr<linalg::GenericOp> generic =
        linalg::generalizeNamedOp(rewriter, op);
    assert(succeeded(generic) && "it has a region builder");
    (*generic)->setDiscardableAttrs(attributes);
  }
}

/// The function, or other op isolated from above, that `op` is in: the
/// outermost one up to `root` that is not like a module. Null if there is none.
static Operation *getUnit(Operation *op, Operation *root) {
  Operation *unit = nullptr;
  for (;; op = op->getParentOp()) {
    if (op->hasTrait<OpTrait::IsIsolatedFromAbove>() && !isModuleLike(op))
      unit = op;
    if (op == root)
      return unit;
  }
}

namespace {

struct MilcExpandMathPass
    : milcomplex::impl::MilcExpandMathBase<MilcExpandMathPass> {
  void runOnOperation() override {
    Operation *root = getOperation();
    generalizeNamedOps(root);
    SmallVector<Operation *> ops;
    llvm::SetVector<Operation *> units;
    root->walk([&](Operation *op) {
      if (!isExpandable(op))
        return;
      ops.push_back(op);
      if (Operation *unit = getUnit(op, root))
        units.insert(unit);
    });
    llvm::for_each(ops, expand);
    parallelForEach(&getContext(), units.getArrayRef(),
                    [](Operation *unit) { tidyOp(unit); });
    if (ops.empty())
      markAllAnalysesPreserved();
  }
};

} // namespace
