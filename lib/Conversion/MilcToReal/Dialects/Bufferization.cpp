//===- Bufferization.cpp - bufferization ops to pairs ---------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "AttachPatterns.h"
#include "MemRefInterleaved.h"

using namespace mlir;
using namespace milcomplex;

namespace {

/// The parts of a buffer are deallocated, and retained, under one condition.
struct ConvertDealloc : OpConversionPattern<bufferization::DeallocOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(bufferization::DeallocOp op, OneToNOpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    SmallVector<Value> conditions;
    for (auto [memref, condition] :
         llvm::zip_equal(adaptor.getMemrefs(), op.getConditions()))
      conditions.append(memref.size(), condition);
    auto dealloc = bufferization::DeallocOp::create(
        rewriter, op.getLoc(),
        SmallVector<Type>(flatten(adaptor.getRetained()).size(),
                          rewriter.getI1Type()),
        flatten(adaptor.getMemrefs()), conditions,
        flatten(adaptor.getRetained()));
    dealloc->setDiscardableAttrs(op->getDiscardableAttrDictionary());
    SmallVector<Value> results;
    ValueRange rest = dealloc.getResults();
    for (ValueRange retained : adaptor.getRetained()) {
      results.push_back(rest.front());
      rest = rest.drop_front(retained.size());
    }
    rewriter.replaceOp(op, results);
    return success();
  }
};

} // namespace

static void populatePatterns(PairPatternSet &set) {
  set.add<ConvertByPart<bufferization::AllocTensorOp>,
          ConvertByPart<bufferization::CloneOp>,
          ConvertByPart<bufferization::DeallocTensorOp>,
          ConvertByPart<bufferization::MaterializeInDestinationOp>,
          ConvertByPart<bufferization::ToBufferOp>,
          ConvertByPart<bufferization::ToTensorOp>>();
  set.add<ConvertDealloc>();
  if (set.converter.getAbi() == Abi::Interleaved)
    addInterleavedBufferization(set);
}

void milcomplex::registerBufferizationMilcToReal(DialectRegistry &registry) {
  attachPatterns<bufferization::BufferizationDialect, populatePatterns>(
      registry);
}
