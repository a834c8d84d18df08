//===- GPU.cpp - gpu ops to pairs -----------------------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "AttachPatterns.h"
#include "Functions.h"
#include "milcomplex/Dialect/ComplexTypes.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"

using namespace mlir;
using namespace milcomplex;

/// Makes the attribute of `op` that counts its workgroup buffers count parts.
static void setNumWorkgroupAttributions(Operation *op,
                                        ArrayRef<BlockArgument> attributions,
                                        const TypeConverter &converter) {
  if (attributions.empty())
    return;
  unsigned count = 0;
  for (BlockArgument attribution : attributions)
    count += getNumParts(converter, attribution.getType());
  Builder builder(op->getContext());
  op->setAttr(gpu::LaunchOp::getNumWorkgroupAttributionsAttrName(),
              builder.getI64IntegerAttr(count));
}

/// How the attributes of the workgroup buffers of `kernel` split.
static AttributeSplitter getWorkgroupSplitter(const TypeConverter &converter,
                                              gpu::GPUFuncOp kernel) {
  return {converter, kernel.getWorkgroupAttribAttrsAttr(),
          TypeRange(kernel.getWorkgroupAttributions())};
}

/// How the attributes of the private buffers of `kernel` split.
static AttributeSplitter getPrivateSplitter(const TypeConverter &converter,
                                            gpu::GPUFuncOp kernel) {
  return {converter, kernel.getPrivateAttribAttrsAttr(),
          TypeRange(kernel.getPrivateAttributions())};
}

namespace {

struct ConvertLaunch : OpConversionPattern<gpu::LaunchOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(gpu::LaunchOp op, OneToNOpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    rewriter.modifyOpInPlace(op, [&] {
      setNumWorkgroupAttributions(op, op.getWorkgroupAttributions(),
                                  *typeConverter);
    });
    return flattenOp(op, llvm::to_vector(adaptor.getOperands()), *typeConverter,
                     rewriter);
  }
};

/// The block arguments of a kernel include the buffers that it declares.
struct ConvertKernel : ConvertFunction {
  ConvertKernel(const TypeConverter &converter, MLIRContext *context)
      : ConvertFunction(converter, context,
                        gpu::GPUFuncOp::getOperationName()) {}

  LogicalResult
  matchAndRewrite(Operation *op, ArrayRef<ValueRange> operands,
                  ConversionPatternRewriter &rewriter) const override {
    auto kernel = cast<gpu::GPUFuncOp>(op);
    ArrayAttr workgroup =
        getWorkgroupSplitter(*typeConverter, kernel).splitArguments();
    ArrayAttr isPrivate =
        getPrivateSplitter(*typeConverter, kernel).splitArguments();
    rewriter.modifyOpInPlace(op, [&] {
      setNumWorkgroupAttributions(op, kernel.getWorkgroupAttributions(),
                                  *typeConverter);
      if (workgroup)
        kernel.setWorkgroupAttribAttrsAttr(workgroup);
      if (isPrivate)
        kernel.setPrivateAttribAttrsAttr(isPrivate);
    });
    return ConvertFunction::matchAndRewrite(op, operands, rewriter);
  }
};

/// One op per part; if they are asynchronous, that of the imaginary part waits
/// for that of the real part.
template <typename OpTy> struct ConvertAsync : OpConversionPattern<OpTy> {
  using OpConversionPattern<OpTy>::OpConversionPattern;
  using Adaptor = typename OpConversionPattern<OpTy>::OneToNOpAdaptor;

  LogicalResult
  matchAndRewrite(OpTy op, Adaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    SmallVector<ValueRange> operands = llvm::to_vector(adaptor.getOperands());
    if (llvm::all_of(operands,
                     [](ValueRange parts) { return parts.size() == 1; }) &&
        llvm::all_of(op->getResultTypes(), [&](Type type) {
          return getNumParts(*this->typeConverter, type) == 1;
        }))
      return flattenOp(op, operands, *this->typeConverter, rewriter);
    SmallVector<Value> parts, token;
    createParts(op, operands, rewriter, [&](OpTy created, unsigned) {
      if (!token.empty())
        created.getAsyncDependenciesMutable().assign(token);
      if (Value produced = created.getAsyncToken())
        token = {produced};
      for (Value result : created->getResults())
        if (result != created.getAsyncToken())
          parts.push_back(result);
    });
    SmallVector<ValueRange> results;
    if (!parts.empty())
      results.push_back(parts);
    if (!token.empty())
      results.push_back(token);
    if (results.empty())
      rewriter.eraseOp(op);
    else
      rewriter.replaceOpWithMultiple(op, results);
    return success();
  }
};

} // namespace

/// A kernel that is not a gpu.func is not split: it still accepts complex
/// values.
static std::optional<std::string> whyNotLaunched(gpu::LaunchFuncOp op) {
  Operation *kernel =
      SymbolTable::lookupNearestSymbolFrom(op, op.getKernelAttr());
  if (isa_and_nonnull<gpu::GPUFuncOp>(kernel))
    return std::nullopt;
  // A compiled kernel is not an op.
  if (!kernel)
    kernel = SymbolTable::lookupNearestSymbolFrom<gpu::BinaryOp>(
        op, op.getKernelModuleName());
  std::string found =
      kernel ? ("a '" + kernel->getName().getStringRef() + "' op").str()
             : std::string("no function of that name");
  return "must launch a gpu.func with complex values, which is lowered too, "
         "but found " +
         found;
}

static void populatePatterns(PairPatternSet &set) {
  set.add<ConvertByPart<gpu::HostRegisterOp>,
          ConvertByPart<gpu::HostUnregisterOp>,
          ConvertByPart<gpu::SubgroupBroadcastOp>>();
  set.add<ConvertAsync<gpu::AllocOp>, ConvertAsync<gpu::DeallocOp>,
          ConvertAsync<gpu::MemcpyOp>, ConvertAsync<gpu::MemsetOp>,
          ConvertFlattened<gpu::LaunchFuncOp>, ConvertFlattened<gpu::ReturnOp>,
          ConvertFlattened<gpu::WarpExecuteOnLane0Op>,
          ConvertFlattened<gpu::YieldOp>, ConvertKernel, ConvertLaunch>();
  const PairTypeConverter &converter = set.converter;
  set.rules.add<gpu::GPUFuncOp>([&converter](gpu::GPUFuncOp op) {
    std::optional<std::string> reason =
        getAttributeSplitter(converter, op).whyNot();
    if (!reason)
      reason = getWorkgroupSplitter(converter, op).whyNot();
    return reason ? reason : getPrivateSplitter(converter, op).whyNot();
  });
  set.rules.add<gpu::LaunchFuncOp>(whyNotLaunched);
  if (set.converter.getAbi() == Abi::Interleaved)
    set.rules.markUnsupported<gpu::MemsetOp>(
        "must not set a complex buffer under abi=interleaved, where its parts "
        "alternate; use linalg.fill");
}

void milcomplex::registerGPUMilcToReal(DialectRegistry &registry) {
  attachPatterns<gpu::GPUDialect, populatePatterns>(registry);
}
