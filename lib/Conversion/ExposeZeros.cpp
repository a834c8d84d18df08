//===- ExposeZeros.cpp - Factors that are real or imaginary ---------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Conversion/Passes.h"
#include "milcomplex/Dialect/ComplexElements.h"
#include "milcomplex/Dialect/ComplexTypes.h"
#include "milcomplex/Dialect/Milcomplex.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Matchers.h"

namespace milcomplex {
#define GEN_PASS_DEF_MILCEXPOSEZEROS
#include "milcomplex/Conversion/Passes.h.inc"
} // namespace milcomplex

using namespace mlir;
using namespace milcomplex;

/// Larger constants are not looked at, unless they are splats.
static constexpr int64_t mostElements = 1 << 16;

/// A longer chain of ops is not followed.
static constexpr unsigned mostSteps = 100;

/// Whether all elements of a real constant are +0.
static bool isZero(Attribute value) {
  if (auto number = dyn_cast_or_null<FloatAttr>(value))
    return number.getValue().isPosZero();
  auto elements = dyn_cast_or_null<DenseFPElementsAttr>(value);
  if (!elements)
    return false;
  if (elements.isSplat())
    return elements.getSplatValue<APFloat>().isPosZero();
  return elements.getNumElements() <= mostElements &&
         llvm::all_of(elements, [](APFloat x) { return x.isPosZero(); });
}

namespace {

enum class Part { Real, Imaginary };

/// Finds parts all of whose elements are known to be +0.
class ZeroParts {
public:
  bool isKnown(Value value, Part part) {
    if (steps == mostSteps)
      return false;
    auto [found, isNew] = known.try_emplace({value, int(part)}, false);
    if (!isNew)
      return found->second;
    ++steps;
    bool isZero = find(value, part);
    --steps;
    // Others may have been added.
    known[{value, int(part)}] = isZero;
    return isZero;
  }

private:
  bool find(Value value, Part part) {
    if (auto argument = dyn_cast<BlockArgument>(value))
      return findInput(argument, part);
    Attribute constant;
    if (matchPattern(value, m_Constant(&constant)))
      return isZeroConstant(constant, part);
    Operation *op = value.getDefiningOp();
    if (isa<complex::CreateOp, ComplexOp>(op)) {
      Attribute number;
      return matchPattern(op->getOperand(part == Part::Real ? 0 : 1),
                          m_Constant(&number)) &&
             isZero(number);
    }
    auto areKnown = [&](ValueRange values) {
      return llvm::all_of(values,
                          [&](Value other) { return isKnown(other, part); });
    };
    if (isa<complex::AddOp, AddOp, complex::SubOp, SubOp>(op))
      return areKnown(op->getOperands());
    if (auto select = dyn_cast<arith::SelectOp>(op))
      return areKnown({select.getTrueValue(), select.getFalseValue()});
    if (isa<tensor::CastOp, tensor::CollapseShapeOp, tensor::ExpandShapeOp,
            tensor::ExtractOp, tensor::ExtractSliceOp, tensor::ReshapeOp,
            tensor::SplatOp, linalg::BroadcastOp, linalg::FillOp,
            linalg::TransposeOp>(op))
      return isKnown(op->getOperand(0), part);
    if (auto generic = dyn_cast<linalg::GenericOp>(op)) {
      unsigned result = cast<OpResult>(value).getResultNumber();
      return computesAll(generic, result) &&
             isKnown(generic.getBody()->getTerminator()->getOperand(result),
                     part);
    }
    return false;
  }

  /// Whether each element of a result is one that the body yields: others are
  /// those of the init.
  static bool computesAll(linalg::GenericOp op, unsigned result) {
    return op.getNumReductionLoops() == 0 &&
           op.getMatchingIndexingMap(op.getDpsInitOperand(result))
               .isPermutation();
  }

  /// An argument of the body of a linalg op is an element of an input.
  bool findInput(BlockArgument argument, Part part) {
    auto op =
        dyn_cast_or_null<linalg::LinalgOp>(argument.getOwner()->getParentOp());
    if (!op || argument.getOwner() != op.getBlock() ||
        argument.getArgNumber() >= op.getNumDpsInputs())
      return false;
    return isKnown(op.getDpsInputOperand(argument.getArgNumber())->get(), part);
  }

  static bool isZeroConstant(Attribute constant, Part part) {
    if (auto elements = dyn_cast<ElementsAttr>(constant))
      if (!elements.isSplat() && elements.getNumElements() > mostElements)
        return false;
    auto [real, imaginary] = getConstantParts(constant);
    return isZero(part == Part::Real ? real : imaginary);
  }

  llvm::DenseMap<std::pair<Value, int>, bool> known;
  unsigned steps = 0;
};

/// Whether there are constants of the parts of a number or tensor.
static bool canHaveConstant(Type type) {
  auto tensor = dyn_cast<RankedTensorType>(type);
  return isa<ComplexType>(type) || (tensor && tensor.hasStaticShape() &&
                                    isa<ComplexType>(tensor.getElementType()));
}

/// Whether more ops may stand beside a product or quotient: not in the body
/// that belongs to a named op, nor in that of a contraction, whose products are
/// textbook ones.
static bool isBodyFree(Operation *op) {
  Operation *parent = op->getParentOp();
  if (auto generic = dyn_cast<linalg::GenericOp>(parent))
    return generic.getNumReductionLoops() == 0;
  return !isa<linalg::LinalgOp>(parent) || isa<linalg::MapOp>(parent);
}

struct ExposeZeros : milcomplex::impl::MilcExposeZerosBase<ExposeZeros> {
  void runOnOperation() override {
    SmallVector<OpOperand *> operands;
    getOperation()->walk([&](Operation *op) {
      if (!isa<complex::MulOp, MulOp, complex::DivOp, DivOp>(op) ||
          !canHaveConstant(op->getResult(0).getType()) || !isBodyFree(op))
        return;
      // Factors, and divisors.
      if (isa<complex::MulOp, MulOp>(op))
        operands.push_back(&op->getOpOperand(0));
      operands.push_back(&op->getOpOperand(1));
    });
    ZeroParts zeros;
    for (OpOperand *operand : operands)
      for (Part part : {Part::Imaginary, Part::Real})
        if (zeros.isKnown(operand->get(), part)) {
          expose(*operand, part);
          break;
        }
  }

private:
  /// Puts the factor together from its other part and a constant beside it.
  static void expose(OpOperand &operand, Part zero) {
    Value value = operand.get();
    if (isa_and_present<complex::CreateOp, ComplexOp>(value.getDefiningOp()) ||
        matchPattern(value, m_Constant()))
      return;
    OpBuilder builder(operand.getOwner());
    Location loc = operand.getOwner()->getLoc();
    Type type = getPartType(value.getType());
    Value constant =
        arith::ConstantOp::create(builder, loc, builder.getZeroAttr(type));
    if (zero == Part::Imaginary)
      operand.set(ComplexOp::create(builder, loc, value.getType(),
                                    RealOp::create(builder, loc, type, value),
                                    constant));
    else
      operand.set(ComplexOp::create(builder, loc, value.getType(), constant,
                                    ImagOp::create(builder, loc, type, value)));
  }
};

} // namespace
