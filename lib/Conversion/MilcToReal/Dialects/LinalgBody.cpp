//===- LinalgBody.cpp - What the bodies of linalg ops compute -------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LinalgBody.h"

#include "milcomplex/Conversion/PairPatterns.h"

#include "milcomplex/Dialect/ComplexTypes.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Complex/IR/Complex.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace milcomplex;

bool milcomplex::hasNamedBody(OperationName name) {
  static const TypeID own[] = {TypeID::get<linalg::GenericOp>(),
                               TypeID::get<linalg::MapOp>(),
                               TypeID::get<linalg::ReduceOp>()};
  return name.isRegistered() && name.hasInterface<linalg::LinalgOp>() &&
         !llvm::is_contained(own, name.getTypeID());
}

/// The real value that `value` is converted from; `value` where it is not
/// converted.
static Value getRealCastSource(Value value) {
  Operation *op = value.getDefiningOp();
  return isa_and_nonnull<arith::ExtFOp, arith::TruncFOp>(op) ? op->getOperand(0)
                                                             : value;
}

/// The value that `value` is converted from: from a real type to another or to
/// a complex one, from a complex type to another part by part. `value` where it
/// is not converted.
static Value getCastSource(Value value) {
  auto create = value.getDefiningOp<complex::CreateOp>();
  if (!create)
    return getRealCastSource(value);
  Value real = getRealCastSource(create.getReal());
  Value imag = getRealCastSource(create.getImaginary());
  auto re = real.getDefiningOp<complex::ReOp>();
  auto im = imag.getDefiningOp<complex::ImOp>();
  if (re && im && re.getComplex() == im.getComplex())
    return re.getComplex();
  return matchPattern(imag, m_PosZeroFloat()) ? real : value;
}

/// The kind of a body on real or on complex elements. The last argument is that
/// of the init.
static BodyKind getBodyKind(Block &body) {
  auto isOut = [&](Value value) { return value == body.getArguments().back(); };
  auto isInput = [&](Value value, unsigned index) {
    return getCastSource(value) == body.getArgument(index);
  };
  unsigned numInputs = body.getNumArguments() - 1;
  Operation *yield = body.getTerminator();
  if (yield->getNumOperands() != 1 || numInputs == 0)
    return BodyKind::Other;
  if (numInputs == 1 && isInput(yield->getOperand(0), 0))
    return BodyKind::Move;

  Operation *sum = yield->getOperand(0).getDefiningOp();
  if (!isa_and_nonnull<arith::AddFOp, complex::AddOp>(sum))
    return BodyKind::Other;
  Value term = sum->getOperand(1);
  if (!isOut(sum->getOperand(0))) {
    if (!isOut(term))
      return BodyKind::Other;
    term = sum->getOperand(0);
  }
  if (isInput(term, 0))
    return BodyKind::Sum;

  Operation *product = term.getDefiningOp();
  if (!isa_and_nonnull<arith::MulFOp, complex::MulOp>(product) ||
      numInputs != 2)
    return BodyKind::Other;
  Value lhs = product->getOperand(0), rhs = product->getOperand(1);
  return (isInput(lhs, 0) && isInput(rhs, 1)) ||
                 (isInput(lhs, 1) && isInput(rhs, 0))
             ? BodyKind::Product
             : BodyKind::Other;
}

/// Builds the body that the name of `op` stands for, on elements of `types`.
static void buildNamedBody(linalg::LinalgOp op, TypeRange types,
                           Region &region) {
  Block &body = region.emplaceBlock();
  for (Type type : types)
    body.addArgument(type, op.getLoc());
  ImplicitLocOpBuilder builder(op.getLoc(), op.getContext());
  builder.setInsertionPointToEnd(&body);
  op.getRegionBuilder()(builder, body, op->getAttrs(),
                        [&] { return op->emitError(); });
}

BodyKind milcomplex::getNamedKind(linalg::LinalgOp op) {
  Block *body = op.getBlock();
  if (op.getNumDpsInits() != 1 ||
      !isa<ComplexType>(body->getArguments().back().getType()))
    return BodyKind::Other;
  // On real elements, for which every named op has a body.
  Region named;
  buildNamedBody(op, llvm::map_to_vector(body->getArgumentTypes(), getPartType),
                 named);
  BodyKind kind = getBodyKind(*body);
  return kind == getBodyKind(named.front()) ? kind : BodyKind::Other;
}

Value milcomplex::createOnParts(linalg::LinalgOp op, ValueRange inputs,
                                Value init, OpBuilder &builder) {
  SmallVector<Value> operands(inputs);
  operands.push_back(init);
  SmallVector<Type> resultTypes;
  if (isa<TensorType>(init.getType()))
    resultTypes.push_back(init.getType());
  Operation *real = createLike(builder, op, resultTypes, operands);
  buildNamedBody(op,
                 llvm::map_to_vector(operands,
                                     [](Value operand) {
                                       return getElementTypeOrSelf(
                                           operand.getType());
                                     }),
                 real->getRegion(0));
  return resultTypes.empty() ? init : real->getResult(0);
}
