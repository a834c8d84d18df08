//===- ScalarizeUnitVectors.cpp - Vectors of one element as scalars -------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Target/Native/Passes.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/Transforms/Patterns.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/Transforms/DialectConversion.h"

namespace milcomplex {
#define GEN_PASS_DEF_MILCSCALARIZEUNITVECTORS
#include "milcomplex/Target/Native/Passes.h.inc"
} // namespace milcomplex

using namespace mlir;
using namespace milcomplex;

static bool isUnitVector(Type type) {
  auto vector = dyn_cast<VectorType>(type);
  return vector && vector.getRank() == 1 && !vector.isScalable() &&
         vector.getDimSize(0) == 1;
}

/// Whether `op` reads or writes one element that is in the buffer.
template <typename TransferOp> static bool isOneAccess(TransferOp op) {
  return isUnitVector(op.getVectorType()) && !op.getMask() &&
         !op.hasOutOfBoundsDim() && isa<MemRefType>(op.getBase().getType());
}

/// Whether `op` computes each element of its results from those of its
/// operands at the same place.
static bool isElementwise(Operation *op) {
  return OpTrait::hasElementwiseMappableTraits(op) || isa<vector::FMAOp>(op);
}

namespace {

struct UnitVectorConverter : TypeConverter {
  UnitVectorConverter() {
    addConversion([](Type type) { return type; });
    addConversion([](VectorType type) -> std::optional<Type> {
      if (!isUnitVector(type))
        return std::nullopt;
      return type.getElementType();
    });
    addSourceMaterialization(
        [](OpBuilder &builder, Type type, ValueRange inputs, Location loc) {
          return vector::BroadcastOp::create(builder, loc, type, inputs[0])
              .getResult();
        });
    addTargetMaterialization([](OpBuilder &builder, Type, ValueRange inputs,
                                Location loc) {
      return vector::ExtractOp::create(builder, loc, inputs[0], 0).getResult();
    });
  }
};

struct ScalarizeElementwise : ConversionPattern {
  ScalarizeElementwise(const TypeConverter &converter, MLIRContext *context)
      : ConversionPattern(converter, MatchAnyOpTypeTag(), 1, context) {}

  LogicalResult
  matchAndRewrite(Operation *op, ArrayRef<Value> operands,
                  ConversionPatternRewriter &rewriter) const override {
    if (!isElementwise(op))
      return failure();
    if (auto fma = dyn_cast<vector::FMAOp>(op)) {
      rewriter.replaceOpWithNewOp<math::FmaOp>(fma, operands[0], operands[1],
                                               operands[2]);
      return success();
    }
    SmallVector<Type> types;
    if (failed(getTypeConverter()->convertTypes(op->getResultTypes(), types)))
      return failure();
    OperationState state(op->getLoc(), op->getName(), operands, types,
                         op->getDiscardableAttrDictionary().getValue());
    state.propertiesAttr = op->getPropertiesAsAttribute();
    rewriter.replaceOp(op, rewriter.create(state));
    return success();
  }
};

struct ScalarizeConstant : OpConversionPattern<arith::ConstantOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(arith::ConstantOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    auto elements = cast<DenseElementsAttr>(op.getValue());
    rewriter.replaceOpWithNewOp<arith::ConstantOp>(
        op, cast<TypedAttr>(elements.getSplatValue<Attribute>()));
    return success();
  }
};

template <typename ReadOp> struct ScalarizeRead : OpConversionPattern<ReadOp> {
  using OpConversionPattern<ReadOp>::OpConversionPattern;

  LogicalResult
  matchAndRewrite(ReadOp op, typename ReadOp::Adaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOpWithNewOp<memref::LoadOp>(op, adaptor.getBase(),
                                                adaptor.getIndices());
    return success();
  }
};

template <typename WriteOp>
struct ScalarizeWrite : OpConversionPattern<WriteOp> {
  using OpConversionPattern<WriteOp>::OpConversionPattern;

  LogicalResult
  matchAndRewrite(WriteOp op, typename WriteOp::Adaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOpWithNewOp<memref::StoreOp>(
        op, adaptor.getValueToStore(), adaptor.getBase(), adaptor.getIndices());
    return success();
  }
};

struct ScalarizeUnitVectors
    : milcomplex::impl::MilcScalarizeUnitVectorsBase<ScalarizeUnitVectors> {
  void runOnOperation() override {
    MLIRContext *context = &getContext();
    UnitVectorConverter converter;
    ConversionTarget target(*context);
    target.markUnknownOpDynamicallyLegal([&](Operation *op) {
      return !isElementwise(op) || converter.isLegal(op);
    });
    target.addDynamicallyLegalOp<arith::ConstantOp>([](arith::ConstantOp op) {
      return !isUnitVector(op.getType()) ||
             !isa<DenseElementsAttr>(op.getValue());
    });
    target.addDynamicallyLegalOp<vector::TransferReadOp>(
        [](vector::TransferReadOp op) { return !isOneAccess(op); });
    target.addDynamicallyLegalOp<vector::TransferWriteOp>(
        [](vector::TransferWriteOp op) { return !isOneAccess(op); });
    // A buffer may have elements that are vectors.
    target.addDynamicallyLegalOp<vector::LoadOp>([](vector::LoadOp op) {
      return !isUnitVector(op.getType()) ||
             isa<VectorType>(op.getMemRefType().getElementType());
    });
    target.addDynamicallyLegalOp<vector::StoreOp>([](vector::StoreOp op) {
      return !isUnitVector(op.getVectorType()) ||
             isa<VectorType>(op.getMemRefType().getElementType());
    });
    RewritePatternSet patterns(context);
    patterns.add<
        ScalarizeElementwise, ScalarizeConstant, ScalarizeRead<vector::LoadOp>,
        ScalarizeRead<vector::TransferReadOp>, ScalarizeWrite<vector::StoreOp>,
        ScalarizeWrite<vector::TransferWriteOp>>(converter, context);
    scf::populateSCFStructuralTypeConversionsAndLegality(converter, patterns,
                                                         target);
    if (failed(applyPartialConversion(getOperation(), target,
                                      std::move(patterns))))
      signalPassFailure();
  }
};

} // namespace
