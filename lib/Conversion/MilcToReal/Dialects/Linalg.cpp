//===- Linalg.cpp - linalg ops to pairs -----------------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "AttachPatterns.h"
#include "Interleave.h"
#include "LinalgBody.h"
#include "LinalgContractions.h"
#include "milcomplex/Dialect/ComplexTypes.h"

using namespace mlir;
using namespace milcomplex;

/// Converts `op`, named or not, to a linalg.generic whose operands and block
/// arguments are the parts.
static LogicalResult convertToGeneric(linalg::LinalgOp op,
                                      ArrayRef<ValueRange> operands,
                                      const TypeConverter &converter,
                                      ConversionPatternRewriter &rewriter) {
  size_t numInputs = op.getNumDpsInputs();
  SmallVector<Value> inputs = flatten(operands.take_front(numInputs));
  SmallVector<Value> inits = flatten(operands.drop_front(numInputs));
  SmallVector<AffineMap> maps;
  for (auto [map, parts] : llvm::zip_equal(op.getIndexingMapsArray(), operands))
    maps.append(parts.size(), map);

  SmallVector<Type> resultTypes;
  Region &body = op->getRegion(0);
  if (failed(converter.convertTypes(op->getResultTypes(), resultTypes)) ||
      failed(rewriter.convertRegionTypes(&body, converter)))
    return rewriter.notifyMatchFailure(op, "a type does not convert");
  auto generic = linalg::GenericOp::create(
      rewriter, op.getLoc(), resultTypes, inputs, inits, maps,
      op.getIteratorTypesArray(),
      /*bodyBuild=*/nullptr, llvm::to_vector(op->getDiscardableAttrs()));
  rewriter.inlineRegionBefore(body, generic.getRegion(),
                              generic.getRegion().end());
  if (auto original = dyn_cast<linalg::GenericOp>(*op)) {
    generic.setDocAttr(original.getDocAttr());
    generic.setLibraryCallAttr(original.getLibraryCallAttr());
  }
  rewriter.replaceOpWithMultiple(
      op, groupResults(op, generic.getResults(), converter));
  return success();
}

static bool isComplex(Value value) {
  return bool(getComplexElementType(value.getType()));
}

namespace {

/// An op whose body follows from its name becomes ops of that name on the parts
/// where it moves, sums or sums products, and a linalg.generic otherwise.
struct ConvertNamed : ConversionPattern {
  ConvertNamed(const TypeConverter &converter, MLIRContext *context,
               StringRef name, MatmulScheme scheme)
      : ConversionPattern(converter, name, /*benefit=*/1, context),
        scheme(scheme) {}

  LogicalResult
  matchAndRewrite(Operation *op, ArrayRef<ValueRange> converted,
                  ConversionPatternRewriter &rewriter) const override {
    auto linalgOp = cast<linalg::LinalgOp>(op);
    SmallVector<SmallVector<Value>> views = viewParts(op, converted, rewriter);
    SmallVector<ValueRange> operands(views.begin(), views.end());
    BodyKind kind = getNamedKind(linalgOp);
    if (kind != BodyKind::Product && operands.front().size() == 1)
      kind = BodyKind::Other;
    SmallVector<Value> parts;
    switch (kind) {
    case BodyKind::Move:
    case BodyKind::Sum:
      for (auto [index, init] : llvm::enumerate(operands.back()))
        parts.push_back(createOnParts(
            linalgOp, selectPart(ArrayRef(operands).drop_back(), index), init,
            rewriter));
      break;
    case BodyKind::Product:
      parts = emitContraction(linalgOp, operands, scheme, rewriter);
      break;
    case BodyKind::Other:
      return convertToGeneric(linalgOp, operands, *typeConverter, rewriter);
    }
    if (op->getNumResults() == 0)
      rewriter.eraseOp(op);
    else
      rewriter.replaceOpWithMultiple(op, SmallVector<ValueRange>{parts});
    return success();
  }

private:
  MatmulScheme scheme;
};

template <typename OpTy> struct ConvertToGeneric : OpConversionPattern<OpTy> {
  using OpConversionPattern<OpTy>::OpConversionPattern;
  using Adaptor = typename OpConversionPattern<OpTy>::OneToNOpAdaptor;

  LogicalResult
  matchAndRewrite(OpTy op, Adaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    SmallVector<SmallVector<Value>> views =
        viewParts(op, llvm::to_vector(adaptor.getOperands()), rewriter);
    return convertToGeneric(cast<linalg::LinalgOp>(op.getOperation()),
                            SmallVector<ValueRange>(views.begin(), views.end()),
                            *this->typeConverter, rewriter);
  }
};

/// A linalg.reduce of complex tensors into complex ones, and of real ones into
/// real ones, stays one: it takes as many inputs as inits.
struct ConvertReduce : OpConversionPattern<linalg::ReduceOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(linalg::ReduceOp op, OneToNOpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    for (auto [input, init] : llvm::zip_equal(op.getInputs(), op.getInits()))
      if (isComplex(input) != isComplex(init))
        return rewriter.notifyMatchFailure(op,
                                           "only one of input and init splits");
    SmallVector<SmallVector<Value>> views =
        viewParts(op, llvm::to_vector(adaptor.getOperands()), rewriter);
    return flattenOp(op, SmallVector<ValueRange>(views.begin(), views.end()),
                     *typeConverter, rewriter);
  }
};

/// A linalg.map into a real tensor stays one: it has one init.
struct ConvertMap : OpConversionPattern<linalg::MapOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(linalg::MapOp op, OneToNOpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    if (isComplex(op.getInit()))
      return rewriter.notifyMatchFailure(op, "the result is complex");
    SmallVector<SmallVector<Value>> views =
        viewParts(op, llvm::to_vector(adaptor.getOperands()), rewriter);
    return flattenOp(op, SmallVector<ValueRange>(views.begin(), views.end()),
                     *typeConverter, rewriter);
  }
};

} // namespace

static void populatePatterns(PairPatternSet &set) {
  MLIRContext *ctx = set.patterns.getContext();
  set.add<ConvertByPart<linalg::PackOp>, ConvertByPart<linalg::UnPackOp>,
          ConvertByPart<linalg::WinogradFilterTransformOp>,
          ConvertByPart<linalg::WinogradInputTransformOp>,
          ConvertByPart<linalg::WinogradOutputTransformOp>>();
  set.add<ConvertFlattened<linalg::YieldOp>,
          ConvertToGeneric<linalg::GenericOp>>();
  // The named op where it serves, a generic otherwise.
  set.add<ConvertMap, ConvertReduce>(
      /*benefit=*/2);
  set.add<ConvertToGeneric<linalg::MapOp>,
          ConvertToGeneric<linalg::ReduceOp>>();
  for (RegisteredOperationName name : ctx->getRegisteredOperations())
    if (hasNamedBody(name)) {
      set.add<ConvertNamed>(name.getStringRef(), set.options.matmul);
      set.rules.addCreatesBody(name);
    }
  set.rules.markUnsupported<linalg::SoftmaxOp>(
      "must be on real values: its maximum needs an order, and complex numbers "
      "have none");
}

void milcomplex::registerLinalgMilcToReal(DialectRegistry &registry) {
  attachPatterns<linalg::LinalgDialect, populatePatterns>(registry);
}
