//===- Linalg.cpp - linalg ops to pairs, but contractions -----------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LinalgBody.h"
#include "Splitting.h"
#include "milcomplex/Dialect/ComplexTypes.h"
#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace milcomplex;

static Value fillWithZeros(OpBuilder &builder, Location loc, Value init) {
  Value zero = arith::ConstantOp::create(
      builder, loc, builder.getZeroAttr(getElementTypeOrSelf(init.getType())));
  return linalg::FillOp::create(builder, loc, zero, init).getResult(0);
}

namespace {

/// linalg.fill and linalg.copy: one op a part.
template <typename OpTy> struct ConvertMove : OpConversionPattern<OpTy> {
  using OpConversionPattern<OpTy>::OpConversionPattern;
  using Adaptor = typename OpConversionPattern<OpTy>::OneToNOpAdaptor;

  LogicalResult
  matchAndRewrite(OpTy op, Adaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    ValueRange source = adaptor.getInputs().front();
    ValueRange inits = adaptor.getOutputs().front();
    SmallVector<Value> parts;
    for (auto [index, init] : llvm::enumerate(inits)) {
      // A copy may take a real tensor to a complex one.
      bool hasPart = index < source.size();
      parts.push_back(hasPart ? moveInto(op, source[index], init, rewriter)
                              : fillWithZeros(rewriter, op.getLoc(), init));
    }
    rewriter.replaceOpWithMultiple(op, SmallVector<ValueRange>{parts});
    return success();
  }

private:
  static Value moveInto(OpTy op, Value source, Value init,
                        ConversionPatternRewriter &rewriter) {
    return OpTy::create(rewriter, op.getLoc(), TypeRange{init.getType()},
                        ValueRange{source}, ValueRange{init},
                        getBodyAttributes(op))
        .getResult(0);
  }
};

struct ConvertTranspose : OpConversionPattern<linalg::TransposeOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(linalg::TransposeOp op, OneToNOpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    SmallVector<Value> parts;
    for (auto [input, init] :
         llvm::zip_equal(adaptor.getInput(), adaptor.getInit()))
      parts.push_back(linalg::TransposeOp::create(
                          rewriter, op.getLoc(), input, init,
                          op.getPermutationAttr(),
                          llvm::to_vector(op->getDiscardableAttrs()))
                          ->getResult(0));
    rewriter.replaceOpWithMultiple(op, SmallVector<ValueRange>{parts});
    return success();
  }
};

struct ConvertBroadcast : OpConversionPattern<linalg::BroadcastOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(linalg::BroadcastOp op, OneToNOpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    SmallVector<Value> parts;
    for (auto [input, init] :
         llvm::zip_equal(adaptor.getInput(), adaptor.getInit()))
      parts.push_back(linalg::BroadcastOp::create(
                          rewriter, op.getLoc(), input, init,
                          op.getDimensionsAttr(),
                          llvm::to_vector(op->getDiscardableAttrs()))
                          ->getResult(0));
    rewriter.replaceOpWithMultiple(op, SmallVector<ValueRange>{parts});
    return success();
  }
};

/// An op with a scalar body becomes, or stays, a linalg.generic whose operands
/// and block arguments are the parts.
template <typename OpTy> struct ConvertToGeneric : OpConversionPattern<OpTy> {
  using OpConversionPattern<OpTy>::OpConversionPattern;
  using Adaptor = typename OpConversionPattern<OpTy>::OneToNOpAdaptor;

  LogicalResult
  matchAndRewrite(OpTy op, Adaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    auto linalgOp = cast<linalg::LinalgOp>(op.getOperation());
    SmallVector<ValueRange> operands = llvm::to_vector(adaptor.getOperands());
    size_t numInputs = linalgOp.getNumDpsInputs();
    SmallVector<Value> inputs =
        flatten(ArrayRef(operands).take_front(numInputs));
    SmallVector<Value> inits =
        flatten(ArrayRef(operands).drop_front(numInputs));
    SmallVector<AffineMap> maps;
    for (auto [map, parts] :
         llvm::zip_equal(linalgOp.getIndexingMapsArray(), operands))
      maps.append(parts.size(), map);

    SmallVector<Type> resultTypes;
    Region &body = op->getRegion(0);
    if (failed(this->typeConverter->convertTypes(op->getResultTypes(),
                                                 resultTypes)) ||
        failed(rewriter.convertRegionTypes(&body, *this->typeConverter)))
      return rewriter.notifyMatchFailure(op, "a type does not convert");
    auto generic = linalg::GenericOp::create(
        rewriter, op.getLoc(), resultTypes, inputs, inits, maps,
        linalgOp.getIteratorTypesArray(),
        /*bodyBuild=*/nullptr, llvm::to_vector(op->getDiscardableAttrs()));
    rewriter.inlineRegionBefore(body, generic.getRegion(),
                                generic.getRegion().end());
    if constexpr (std::is_same_v<OpTy, linalg::GenericOp>) {
      generic.setDocAttr(op.getDocAttr());
      generic.setLibraryCallAttr(op.getLibraryCallAttr());
    }
    rewriter.replaceOpWithMultiple(op, groupResults(op, generic.getResults()));
    return success();
  }
};

/// A reduction of complex tensors into complex ones, real ones into real ones,
/// stays a linalg.reduce, which takes as many inputs as inits.
struct ConvertReduce : OpConversionPattern<linalg::ReduceOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(linalg::ReduceOp op, OneToNOpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    for (auto [input, init] :
         llvm::zip_equal(adaptor.getInputs(), adaptor.getInits()))
      if (input.size() != init.size())
        return rewriter.notifyMatchFailure(op, "input and init split apart");
    return flattenOp(op, llvm::to_vector(adaptor.getOperands()), *typeConverter,
                     rewriter);
  }
};

/// A map into a real tensor stays a linalg.map, which has one init.
struct ConvertMap : OpConversionPattern<linalg::MapOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(linalg::MapOp op, OneToNOpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    if (adaptor.getInit().size() != 1)
      return rewriter.notifyMatchFailure(op, "the result is complex");
    return flattenOp(op, llvm::to_vector(adaptor.getOperands()), *typeConverter,
                     rewriter);
  }
};

} // namespace

void milcomplex::populateLinalgPatterns(PatternContext &context) {
  context.addParts<ConvertByPart<linalg::PackOp>,
                   ConvertByPart<linalg::UnPackOp>>();
  context.add<ConvertBroadcast, ConvertFlattened<linalg::YieldOp>,
              ConvertMove<linalg::CopyOp>, ConvertMove<linalg::FillOp>,
              ConvertToGeneric<linalg::GenericOp>, ConvertTranspose>();
  context.rules.add<linalg::BroadcastOp>(whyNotNamedOp);
  context.rules.add<linalg::CopyOp>(whyNotNamedOp);
  context.rules.add<linalg::FillOp>(whyNotNamedOp);
  context.rules.add<linalg::TransposeOp>(whyNotNamedOp);
  // The named op where it serves, a generic otherwise.
  MLIRContext *ctx = context.patterns.getContext();
  context.patterns.add<ConvertMap, ConvertReduce>(context.converter, ctx,
                                                  /*benefit=*/2);
  context.patterns
      .add<ConvertToGeneric<linalg::MapOp>, ConvertToGeneric<linalg::ReduceOp>>(
          context.converter, ctx, /*benefit=*/1);
}
