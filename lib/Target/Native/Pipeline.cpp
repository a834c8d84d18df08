//===- Pipeline.cpp - The passes from tensors to the LLVM dialect ---------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Conversion/Passes.h"
#include "milcomplex/Target/Native/Passes.h"
#include "mlir/Conversion/Passes.h"
#include "mlir/Dialect/Affine/Transforms/Passes.h"
#include "mlir/Dialect/Bufferization/Transforms/Passes.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/Passes.h"
#include "mlir/Dialect/MemRef/Transforms/Passes.h"
#include "mlir/Dialect/SCF/Transforms/Passes.h"
#include "mlir/Dialect/Shape/Transforms/Passes.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Transforms/Passes.h"

namespace milcomplex {
#define GEN_PASS_DEF_MILCLOWERTOLLVM
#include "milcomplex/Target/Native/Passes.h.inc"
} // namespace milcomplex

using namespace mlir;
using namespace milcomplex;
using func::FuncOp;

/// Tensors: one op for what is computed together.
static void addTensorPasses(OpPassManager &manager) {
  // Upstream (22.1) frees no buffers in functions with other loops.
  manager.addPass(createLiftControlFlowToSCFPass());
  manager.addPass(memref::createExpandReallocPass());
  manager.addPass(bufferization::createLowerDeallocationsPass());
  manager.addPass(createMilcPrepareForUpstream());
  manager.addPass(createMilcAddEntryPoints());
  // What follows simplifies all functions.
  manager.addPass(createInlinerPass({}, [](OpPassManager &) {}));
  manager.addPass(createSymbolDCEPass());
  manager.addNestedPass<FuncOp>(createConvertElementwiseToLinalgPass());
  manager.addNestedPass<FuncOp>(createLinalgGeneralizeNamedOpsPass());
  manager.addPass(createMilcExpandMath());
  manager.addPass(createCanonicalizerPass());
  manager.addPass(createCSEPass());
  // A size of a result is one of operands.
  manager.addPass(memref::createResolveShapedTypeResultDimsPass());
  manager.addPass(createCanonicalizerPass());
  manager.addNestedPass<FuncOp>(createMilcFoldTransposes());
  manager.addNestedPass<FuncOp>(createMilcMergeProducts());
  manager.addNestedPass<FuncOp>(createMilcFuseElementwise());
  manager.addNestedPass<FuncOp>(createMilcFuseSiblings());
  // What computed operands of two ops is one's now.
  manager.addNestedPass<FuncOp>(createMilcFuseElementwise());
  manager.addPass(createCanonicalizerPass());
  manager.addPass(createCSEPass());
  manager.addNestedPass<FuncOp>(createMilcCarryInPlace());
}

/// Upstream's buffer-deallocation-pipeline, of which packages of static
/// libraries (PyPI, 22.1) lack a symbol.
static void addDeallocationPasses(OpPassManager &manager) {
  manager.addPass(createCanonicalizerPass());
  manager.addNestedPass<FuncOp>(createMilcMarkAllocations());
  manager.addPass(bufferization::createOwnershipBasedBufferDeallocationPass());
  manager.addPass(createCanonicalizerPass());
  manager.addPass(bufferization::createBufferDeallocationSimplificationPass());
  manager.addPass(bufferization::createLowerDeallocationsPass());
  manager.addPass(createCSEPass());
  manager.addPass(createCanonicalizerPass());
}

/// Buffers: results are written where they are wanted.
static void addBufferPasses(OpPassManager &manager,
                            const MilcLowerToLLVMOptions &options) {
  // Canonicalization has found sizes.
  manager.addPass(createMilcPrepareForUpstream());
  manager.addNestedPass<FuncOp>(createRemoveShapeConstraintsPass());
  manager.addPass(createConvertShapeToStandardPass());
  manager.addNestedPass<FuncOp>(createMilcSeparateInits());
  manager.addPass(bufferization::createEmptyTensorEliminationPass());
  bufferization::OneShotBufferizePassOptions bufferize;
  bufferize.bufferizeFunctionBoundaries = true;
  bufferize.functionBoundaryTypeConversion =
      bufferization::LayoutMapOption::IdentityLayoutMap;
  bufferize.allowReturnAllocsFromLoops = true;
  manager.addPass(bufferization::createOneShotBufferizePass(bufferize));
  manager.addPass(createCanonicalizerPass());
  manager.addPass(createCSEPass());
  manager.addNestedPass<FuncOp>(createMilcForwardCopies());
  addDeallocationPasses(manager);
  manager.addPass(createConvertBufferizationToMemRefPass());
  manager.addNestedPass<FuncOp>(
      createMilcParallelizeLoops({options.threads, options.leastWork}));
  manager.addNestedPass<FuncOp>(createMilcBuffersToStack());
  manager.addNestedPass<FuncOp>(createMilcShareMemory());
  manager.addPass(memref::createFoldMemRefAliasOpsPass());
  manager.addPass(createCanonicalizerPass());
}

/// Loops, and everything in the LLVM dialect.
static void addLoopPasses(OpPassManager &manager,
                          const MilcLowerToLLVMOptions &options) {
  manager.addPass(createMilcBlockContractions(
      {options.vectorWidth, options.threads, options.leastWork}));
  manager.addNestedPass<FuncOp>(
      createMilcLinalgToLoops({options.threads, options.leastWork}));
  manager.addNestedPass<FuncOp>(createMilcVersionLoops());
  manager.addPass(createMilcOutlineChunks());
  // What loops are made of is known: a function knows less of its buffers.
  manager.addPass(createMilcOutlineRepeatedLoops());
  manager.addNestedPass<FuncOp>(createForallToForLoopPass());
  manager.addNestedPass<FuncOp>(memref::createExpandOpsPass());
  manager.addNestedPass<FuncOp>(createConvertVectorToSCFPass());
  manager.addNestedPass<FuncOp>(createMilcScalarizeUnitVectors());
  manager.addNestedPass<FuncOp>(createMilcExpandShapes());
  manager.addPass(memref::createExpandStridedMetadataPass());
  manager.addPass(createLowerAffinePass());
  manager.addPass(createCanonicalizerPass());
  manager.addPass(createCSEPass());
  manager.addPass(createLoopInvariantCodeMotionPass());
  manager.addPass(createConvertVectorToLLVMPass());
  manager.addPass(createSCFToControlFlowPass());
  manager.addPass(createMilcReturnStatus());
  manager.addPass(createMilcExpandArith());
  manager.addPass(createConvertMathToLLVMPass());
  manager.addPass(createConvertMathToLibmPass());
  FinalizeMemRefToLLVMConversionPassOptions memory;
  memory.useAlignedAlloc = true;
  manager.addPass(createFinalizeMemRefToLLVMConversionPass(memory));
  manager.addPass(createConvertToLLVMPass());
  manager.addPass(createReconcileUnrealizedCastsPass());
  manager.addPass(createMilcBooleansAsBytes());
  manager.addPass(createMilcConstantsAsBytes());
  manager.addPass(createMilcMarkParallelAccesses());
  manager.addPass(createMilcForkCalls());
  manager.addPass(createMilcAddCInterface({options.prefix}));
}

void milcomplex::buildLowerToLLVMPipeline(
    OpPassManager &manager, const MilcLowerToLLVMOptions &options) {
  addTensorPasses(manager);
  addBufferPasses(manager, options);
  addLoopPasses(manager, options);
}

namespace {

struct LowerToLLVM : milcomplex::impl::MilcLowerToLLVMBase<LowerToLLVM> {
  using MilcLowerToLLVMBase::MilcLowerToLLVMBase;

  void getDependentDialects(DialectRegistry &registry) const override {
    makePasses().getDependentDialects(registry);
  }

  void runOnOperation() override {
    OpPassManager passes = makePasses();
    if (failed(runPipeline(passes, getOperation())))
      signalPassFailure();
  }

private:
  OpPassManager makePasses() const {
    OpPassManager passes(ModuleOp::getOperationName());
    buildLowerToLLVMPipeline(passes, {vectorWidth, prefix, threads, leastWork});
    return passes;
  }
};

} // namespace
