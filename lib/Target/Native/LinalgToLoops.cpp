//===- LinalgToLoops.cpp - Loops that LLVM vectorizes ---------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CollapseLoops.h"
#include "LoopOrder.h"
#include "ParallelChunks.h"
#include "milcomplex/Target/Native/Passes.h"
#include "mlir/Dialect/Affine/Utils.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Linalg/Utils/Utils.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/IRMapping.h"

namespace milcomplex {
#define GEN_PASS_DEF_MILCLINALGTOLOOPS
#include "milcomplex/Target/Native/Passes.h.inc"
} // namespace milcomplex

using namespace mlir;
using namespace milcomplex;

/// At most so many iterations are emitted without loops.
static constexpr int64_t fewIterations = 16;
/// At most so many ops are emitted without loops.
static constexpr int64_t fewOps = 512;

namespace {

/// Lowers one linalg op on buffers.
struct LoopEmitter {
  LoopEmitter(linalg::LinalgOp op, LLVM::AccessGroupAttr group, Sharing sharing)
      : op(op), group(group), sharing(sharing), builder(op), loc(op.getLoc()) {}

  void emit() {
    for (Range range : op.createLoopRanges(builder, loc))
      sizes.push_back(
          getValueOrCreateConstantIndexOp(builder, loc, range.size));
    indices.resize(sizes.size());
    if (hasFewIterations())
      return emitIterations(0);
    order = chooseLoopOrder(op);
    Value zero = arith::ConstantIndexOp::create(builder, loc, 0);
    begins.assign(sizes.size(), zero);
    ends = sizes;
    if (std::optional<unsigned> loop = findSharedLoop())
      share(*loop);
    else
      emitLoops(0, {});
  }

private:
  /// The loop whose iterations threads share: the outermost that has one for
  /// each. None where all take less time than to begin threads.
  std::optional<unsigned> findSharedLoop() {
    if (sharing.threads <= 1 || op->getParentOfType<scf::ParallelOp>())
      return std::nullopt;
    SmallVector<int64_t> ranges = op.getStaticLoopRanges();
    int64_t total = 1;
    for (int64_t size : ranges)
      total = ShapedType::isDynamic(total) || ShapedType::isDynamic(size)
                  ? ShapedType::kDynamic
                  : total * size;
    if (sharing.isTooLittle(total, countOps()))
      return std::nullopt;
    SmallVector<utils::IteratorType> kinds = op.getIteratorTypesArray();
    for (unsigned loop : order.loops)
      if (linalg::isParallelIterator(kinds[loop]) &&
          (ShapedType::isDynamic(ranges[loop]) ||
           ranges[loop] >= sharing.threads))
        return loop;
    return std::nullopt;
  }

  /// Emits all loops around chunks of one.
  void share(unsigned loop) {
    Value work = arith::ConstantIndexOp::create(builder, loc, countOps());
    for (unsigned other = 0; other < sizes.size(); ++other)
      if (other != loop)
        work = arith::MulIOp::create(builder, loc, work, sizes[other]);
    emitChunks(builder, loc, sizes[loop], work, sharing, /*multiple=*/1,
               [&](OpBuilder &inner, Value begin, Value end) {
                 OpBuilder::InsertionGuard guard(builder);
                 builder.restoreInsertionPoint(inner.saveInsertionPoint());
                 begins[loop] = begin;
                 ends[loop] = end;
                 emitLoops(0, {});
               });
  }

  int64_t countOps() { return op.getBlock()->getOperations().size(); }

  bool hasFewIterations() {
    int64_t count = 1, ops = countOps();
    for (int64_t size : op.getStaticLoopRanges()) {
      count *= size;
      if (ShapedType::isDynamic(size) || count > fewIterations ||
          count * ops > fewOps)
        return false;
    }
    return true;
  }

  /// Emits all iterations of the loops from `loop` on.
  void emitIterations(unsigned loop) {
    if (loop == sizes.size()) {
      emitBody({});
      return;
    }
    for (int64_t i = 0; i < op.getStaticLoopRanges()[loop]; ++i) {
      indices[loop] = arith::ConstantIndexOp::create(builder, loc, i);
      emitIterations(loop + 1);
    }
  }

  /// Emits the loops from `depth` on and returns what the innermost yields if
  /// values are carried.
  SmallVector<Value> emitLoops(unsigned depth, ValueRange carried) {
    unsigned count = order.loops.size();
    if (depth == count)
      return emitBody(carried);
    bool isFirst = order.numCarried && depth == count - order.numCarried;
    SmallVector<Value> initial(carried);
    if (isFirst)
      initial = loadInits();
    unsigned loop = order.loops[depth];
    if (depth >= count - order.numUnrolled) {
      SmallVector<Value> results = emitShortLoop(depth, std::move(initial));
      if (isFirst)
        storeInits(results);
      return results;
    }
    Value one = arith::ConstantIndexOp::create(builder, loc, 1);
    auto loopOp = scf::ForOp::create(builder, loc, begins[loop], ends[loop],
                                     one, initial);
    if (initial.empty())
      loopOp->setAttr(loopAnnotationName, getAnnotation(depth));
    if (linalg::isParallelIterator(op.getIteratorTypesArray()[loop]))
      loopOp->setAttr(parallelLoopName, builder.getUnitAttr());
    {
      OpBuilder::InsertionGuard guard(builder);
      builder.setInsertionPointToStart(loopOp.getBody());
      indices[loop] = loopOp.getInductionVar();
      SmallVector<Value> yielded =
          emitLoops(depth + 1, loopOp.getRegionIterArgs());
      if (!initial.empty())
        scf::YieldOp::create(builder, loc, yielded);
    }
    if (isFirst)
      storeInits(loopOp.getResults());
    return loopOp.getResults();
  }

  /// Emits all iterations of a loop without it. LLVM would do so, too, but
  /// after passes that take long for each loop.
  SmallVector<Value> emitShortLoop(unsigned depth, SmallVector<Value> carried) {
    unsigned loop = order.loops[depth];
    for (int64_t i = 0; i < op.getStaticLoopRanges()[loop]; ++i) {
      indices[loop] = arith::ConstantIndexOp::create(builder, loc, i);
      carried = emitLoops(depth + 1, carried);
    }
    return carried;
  }

  /// Says that the iterations of a parallel loop are independent, but where
  /// they write every second element or so: LLVM (22.1) puts such stores
  /// together only if it has analysed their dependences itself. Loops around
  /// others are not unrolled: where those are short, LLVM would unroll the
  /// whole nest, which takes long and is vectorized badly.
  LLVM::LoopAnnotationAttr getAnnotation(unsigned depth) {
    unsigned loop = order.loops[depth];
    bool hasGaps = llvm::any_of(op.getDpsInitsMutable(), [&](OpOperand &init) {
      int64_t stride = getStride(op, init, loop);
      return stride > 1 && stride <= 8;
    });
    bool isParallel =
        linalg::isParallelIterator(op.getIteratorTypesArray()[loop]);
    MLIRContext *context = builder.getContext();
    BoolAttr no = builder.getBoolAttr(false), yes = builder.getBoolAttr(true);
    LLVM::LoopVectorizeAttr vectorize;
    LLVM::LoopUnrollAttr unroll;
    if (depth + 1 < order.loops.size() - order.numUnrolled)
      unroll = LLVM::LoopUnrollAttr::get(context, yes, {}, {}, {}, {}, {}, {});
    else if (hasGaps)
      vectorize =
          LLVM::LoopVectorizeAttr::get(context, no, {}, {}, {}, {}, {}, {});
    ArrayRef<LLVM::AccessGroupAttr> independent;
    if (isParallel && !hasGaps)
      independent = group;
    return LLVM::LoopAnnotationAttr::get(context, {}, vectorize, {}, unroll, {},
                                         {}, {}, {}, {}, {}, {}, {}, {}, {},
                                         independent);
  }

  SmallVector<Value> loadInits() {
    SmallVector<Value> values;
    for (OpOperand &init : op.getDpsInitsMutable())
      values.push_back(load(init));
    return values;
  }

  void storeInits(ValueRange values) {
    for (auto [init, value] : llvm::zip_equal(op.getDpsInitsMutable(), values))
      memref::StoreOp::create(builder, loc, value, init.get(),
                              getIndices(init));
  }

  SmallVector<Value> getIndices(OpOperand &operand) {
    SmallVector<Value> places;
    for (AffineExpr expr : op.getMatchingIndexingMap(&operand).getResults())
      places.push_back(
          affine::expandAffineExpr(builder, loc, expr, indices, {}));
    return places;
  }

  Value load(OpOperand &operand) {
    if (!isa<MemRefType>(operand.get().getType()))
      return operand.get();
    return memref::LoadOp::create(builder, loc, operand.get(),
                                  getIndices(operand));
  }

  SmallVector<Value> emitBody(ValueRange carried) {
    IRMapping mapping;
    Block *body = op.getBlock();
    for (OpOperand &operand : op->getOpOperands()) {
      BlockArgument argument = op.getMatchingBlockArgument(&operand);
      if (argument.use_empty())
        continue;
      bool isInit = op.isDpsInit(&operand);
      mapping.map(
          argument,
          isInit && order.numCarried
              ? carried[operand.getOperandNumber() - op.getNumDpsInputs()]
              : load(operand));
    }
    for (Operation &inner : body->without_terminator()) {
      if (auto index = dyn_cast<linalg::IndexOp>(inner)) {
        mapping.map(index.getResult(), indices[index.getDim()]);
        continue;
      }
      Operation *cloned = builder.clone(inner, mapping);
      // linalg.index inside of a region of the body.
      cloned->walk([&](linalg::IndexOp index) {
        index.replaceAllUsesWith(indices[index.getDim()]);
        index.erase();
      });
    }
    SmallVector<Value> yielded;
    for (Value value : body->getTerminator()->getOperands())
      yielded.push_back(mapping.lookupOrDefault(value));
    if (order.numCarried) {
      // The terms of short sums are in their order.
      if (order.numUnrolled == 0)
        for (auto [value, before] : llvm::zip_equal(yielded, carried))
          reassociate(value, before);
    } else {
      storeInits(yielded);
    }
    return yielded;
  }

  /// Where `value` is what is carried plus or minus terms, or times factors,
  /// and the body does not read it, lets LLVM take these in any order, and a
  /// term that is a product without rounding it.
  void reassociate(Value value, Value before) {
    if (!value.use_empty())
      return;
    SmallVector<Operation *> chain;
    if (isa_and_present<arith::MulFOp>(value.getDefiningOp())
            ? findChain<arith::MulFOp>(value, before, chain)
            : findChain<arith::AddFOp, arith::SubFOp>(value, before, chain))
      for (Operation *step : chain) {
        addFlags(step, arith::FastMathFlags::reassoc |
                           arith::FastMathFlags::contract);
        for (Value term : step->getOperands())
          if (auto product = term.getDefiningOp<arith::MulFOp>();
              product && product->hasOneUse())
            addFlags(product, arith::FastMathFlags::contract);
      }
  }

  /// Collects ops of the kinds from `value` to `before`; false if there are
  /// others between them.
  template <typename... Kinds>
  static bool findChain(Value value, Value before,
                        SmallVector<Operation *> &chain) {
    Operation *step = value.getDefiningOp();
    if (!isa_and_present<Kinds...>(step))
      return false;
    chain.push_back(step);
    ValueRange operands = step->getOperands();
    if (isa<arith::SubFOp>(step))
      operands = operands.take_front();
    if (llvm::is_contained(operands, before))
      return true;
    for (Value operand : operands)
      if (operand.hasOneUse() && findChain<Kinds...>(operand, before, chain))
        return true;
    chain.pop_back();
    return false;
  }

  static void addFlags(Operation *op, arith::FastMathFlags flags) {
    auto fast = cast<arith::ArithFastMathInterface>(op);
    flags = flags | fast.getFastMathFlagsAttr().getValue();
    op->setAttr(fast.getFastMathAttrName(),
                arith::FastMathFlagsAttr::get(op->getContext(), flags));
  }

  linalg::LinalgOp op;
  LLVM::AccessGroupAttr group;
  Sharing sharing;
  OpBuilder builder;
  Location loc;
  SmallVector<Value> sizes, begins, ends, indices;
  LoopOrder order;
};

struct LinalgToLoops : milcomplex::impl::MilcLinalgToLoopsBase<LinalgToLoops> {
  using MilcLinalgToLoopsBase::MilcLinalgToLoopsBase;

  void runOnOperation() override {
    IRRewriter rewriter(&getContext());
    getOperation().walk([&](memref::CopyOp copy) {
      if (isContiguous(copy.getSource()) && isContiguous(copy.getTarget()))
        return;
      rewriter.setInsertionPoint(copy);
      linalg::makeMemRefCopyOp(rewriter, copy.getLoc(), copy.getSource(),
                               copy.getTarget());
      rewriter.eraseOp(copy);
    });
    SmallVector<linalg::GenericOp> ops;
    getOperation().walk([&](linalg::GenericOp op) { ops.push_back(op); });
    for (linalg::GenericOp op : ops)
      collapseLoops(rewriter, op);
    auto group = LLVM::AccessGroupAttr::get(
        &getContext(), DistinctAttr::create(rewriter.getUnitAttr()));
    getOperation().walk([&](linalg::LinalgOp op) {
      if (!op.hasPureBufferSemantics())
        return;
      LoopEmitter(op, group, {threads, leastWork}).emit();
      op->erase();
    });
  }

private:
  /// Whether a copy of it is one of bytes.
  static bool isContiguous(Value buffer) {
    auto type = dyn_cast<MemRefType>(buffer.getType());
    return !type || type.getLayout().isIdentity();
  }
};

} // namespace
