//===- VersionLoops.cpp - Shorter loops for finite numbers ----------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "BufferSizes.h"
#include "ParallelChunks.h"
#include "milcomplex/Target/Native/Passes.h"
#include "mlir/Analysis/AliasAnalysis.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/Matchers.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "mlir/Interfaces/ViewLikeInterface.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SetVector.h"
#include <map>
#include <numeric>

namespace milcomplex {
#define GEN_PASS_DEF_MILCVERSIONLOOPS
#include "milcomplex/Target/Native/Passes.h.inc"
} // namespace milcomplex

using namespace mlir;
using namespace milcomplex;

/// So many iterations are computed again where one of them is not finite.
static constexpr int64_t chunkSize = 512;
/// Loops of fewer iterations are not worth the code.
static constexpr int64_t fewestIterations = 64;
/// A loop for finite numbers has at most so many ops of a hundred.
static constexpr size_t mostOpsPercent = 75;

/// Of vectors, in bytes.
static constexpr int64_t alignment = 64;

namespace {

/// A condition on whether `value` is finite, and what it is where it is.
struct FinitenessTest {
  Value value;
  bool ifFinite;
};

} // namespace

/// What the comparison of a finite number's magnitude with infinity is.
static std::optional<bool> compareFinite(arith::CmpFPredicate predicate) {
  switch (predicate) {
  case arith::CmpFPredicate::OLT:
  case arith::CmpFPredicate::OLE:
  case arith::CmpFPredicate::ONE:
  case arith::CmpFPredicate::ULT:
  case arith::CmpFPredicate::ULE:
  case arith::CmpFPredicate::UNE:
    return true;
  case arith::CmpFPredicate::OEQ:
  case arith::CmpFPredicate::OGE:
  case arith::CmpFPredicate::OGT:
  case arith::CmpFPredicate::UEQ:
  case arith::CmpFPredicate::UGE:
  case arith::CmpFPredicate::UGT:
    return false;
  default:
    return std::nullopt;
  }
}

static std::optional<FinitenessTest> getFinitenessTest(arith::CmpFOp op) {
  if (!isa<FloatType>(op.getLhs().getType()))
    return std::nullopt;
  arith::CmpFPredicate predicate = op.getPredicate();
  if (op.getLhs() == op.getRhs()) {
    if (predicate == arith::CmpFPredicate::UNO ||
        predicate == arith::CmpFPredicate::UNE)
      return FinitenessTest{op.getLhs(), false};
    if (predicate == arith::CmpFPredicate::ORD ||
        predicate == arith::CmpFPredicate::OEQ)
      return FinitenessTest{op.getLhs(), true};
    return std::nullopt;
  }
  auto magnitude = op.getLhs().getDefiningOp<math::AbsFOp>();
  if (!magnitude || !matchPattern(op.getRhs(), m_PosInfFloat()))
    return std::nullopt;
  std::optional<bool> result = compareFinite(predicate);
  if (!result)
    return std::nullopt;
  return FinitenessTest{magnitude.getOperand(), *result};
}

/// Whether the result of an op is not finite where this operand is not.
static bool propagates(OpOperand &operand) {
  Operation *op = operand.getOwner();
  // Flags may make it undefined.
  auto fast = dyn_cast<arith::ArithFastMathInterface>(op);
  arith::FastMathFlagsAttr flags =
      fast ? fast.getFastMathFlagsAttr() : arith::FastMathFlagsAttr();
  if (flags &&
      bitEnumContainsAny(flags.getValue(), arith::FastMathFlags::nnan |
                                               arith::FastMathFlags::ninf))
    return false;
  if (isa<arith::DivFOp, math::CopySignOp>(op))
    return operand.getOperandNumber() == 0;
  return isa<arith::AddFOp, arith::SubFOp, arith::MulFOp, arith::NegFOp,
             arith::ExtFOp, arith::TruncFOp, math::FmaOp, math::AbsFOp,
             math::SqrtOp>(op);
}

/// A value that is finite only if `value` is, computed from it in `body` as
/// late as possible: so few are tested in place of many.
static Value findLastPropagated(Value value, Block *body) {
  for (OpOperand &use : value.getUses())
    if (use.getOwner()->getBlock() == body && propagates(use))
      return findLastPropagated(use.getOwner()->getResult(0), body);
  return value;
}

/// The buffer that a view is of, with the offsets that its type has.
static Value getBase(Value buffer) {
  while (auto view = buffer.getDefiningOp<ViewLikeOpInterface>()) {
    if (isa<memref::ViewOp>(view))
      break;
    buffer = view.getViewSource();
  }
  return buffer;
}

/// Whether two buffers are the same, or the same views of it.
static bool isSame(Value a, Value b) {
  if (a == b)
    return true;
  Operation *view = a.getDefiningOp(), *other = b.getDefiningOp();
  return isa_and_present<ViewLikeOpInterface>(view) && other &&
         OperationEquivalence::isEquivalentTo(
             view, other,
             [](Value x, Value y) { return success(isSame(x, y)); },
             /*markEquivalent=*/nullptr, OperationEquivalence::IgnoreLocations);
}

/// Whether two views of one buffer are of different elements, such as the real
/// and the imaginary parts of others: their offsets differ by no multiple of
/// what all their strides are multiples of.
static bool areInterleaved(Value a, Value b) {
  SmallVector<int64_t> strides, others;
  int64_t offset = 0, other = 0;
  if (failed(
          cast<MemRefType>(a.getType()).getStridesAndOffset(strides, offset)) ||
      failed(cast<MemRefType>(b.getType()).getStridesAndOffset(others, other)))
    return false;
  strides.append(others);
  if (ShapedType::isDynamic(offset) || ShapedType::isDynamic(other) ||
      llvm::any_of(strides, ShapedType::isDynamic))
    return false;
  int64_t step = 0;
  for (int64_t stride : strides)
    step = std::gcd(step, stride);
  return step != 0 && (offset - other) % step != 0;
}

/// Whether two parts of a buffer of bytes have none in common.
static bool areApart(memref::ViewOp a, memref::ViewOp b) {
  std::optional<int64_t> beginA = getConstantIntValue(a.getByteShift()),
                         beginB = getConstantIntValue(b.getByteShift()),
                         sizeA = countBytes(a.getType()),
                         sizeB = countBytes(b.getType());
  return a.getSource() == b.getSource() && beginA && beginB && sizeA && sizeB &&
         (*beginA + *sizeA <= *beginB || *beginB + *sizeB <= *beginA);
}

/// Whether a buffer is a constant of the module, which nothing writes.
static bool isConstant(Value buffer) {
  auto get = buffer.getDefiningOp<memref::GetGlobalOp>();
  if (!get)
    return false;
  auto global = SymbolTable::lookupNearestSymbolFrom<memref::GlobalOp>(
      get, get.getNameAttr());
  return global && global.getConstant();
}

/// Whether two accesses of one buffer have different constant indices.
static bool areIndicesDifferent(ValueRange a, ValueRange b) {
  return llvm::any_of(llvm::zip_equal(a, b), [](auto pair) {
    std::optional<int64_t> x = getConstantIntValue(std::get<0>(pair)),
                           y = getConstantIntValue(std::get<1>(pair));
    return x && y && *x != *y;
  });
}

/// Whether a buffer is an argument of a function whose callers pass no
/// overlapping ones.
static bool isCallersBuffer(Value buffer) {
  auto argument = dyn_cast<BlockArgument>(buffer);
  if (!argument)
    return false;
  auto function = dyn_cast<func::FuncOp>(argument.getOwner()->getParentOp());
  return function && function.isPublic();
}

namespace {

/// Ops that compute the same, whatever their locations.
struct SameOp : llvm::DenseMapInfo<Operation *> {
  static unsigned getHashValue(const Operation *op) {
    return OperationEquivalence::computeHash(
        const_cast<Operation *>(op), OperationEquivalence::directHashValue,
        OperationEquivalence::ignoreHashValue,
        OperationEquivalence::IgnoreLocations);
  }
  static bool isEqual(const Operation *a, const Operation *b) {
    if (a == b)
      return true;
    if (a == getTombstoneKey() || a == getEmptyKey() ||
        b == getTombstoneKey() || b == getEmptyKey())
      return false;
    return OperationEquivalence::isEquivalentTo(
        const_cast<Operation *>(a), const_cast<Operation *>(b),
        OperationEquivalence::IgnoreLocations);
  }
};

/// Emits the body of a loop for numbers that pass its tests of finiteness.
struct FiniteBody {
  FiniteBody(OpBuilder &builder) : builder(builder) {}

  void emit(Block &body, IRMapping &mapping) {
    for (Operation &op : body.without_terminator())
      emit(op, mapping);
  }

  /// Erases the ops that compute nothing, and returns the values whose being
  /// finite means that all tests have passed.
  SmallVector<Value> simplify(Block *body) {
    for (Operation &op : llvm::make_early_inc_range(llvm::reverse(*body)))
      if (isOpTriviallyDead(&op) &&
          llvm::none_of(op.getResults(),
                        [&](Value result) { return tested.contains(result); }))
        op.erase();
    llvm::SetVector<Value> last;
    for (Value value : tested)
      last.insert(findLastPropagated(value, body));
    return last.takeVector();
  }

private:
  void emit(Operation &op, IRMapping &mapping) {
    if (auto compare = dyn_cast<arith::CmpFOp>(op))
      if (std::optional<FinitenessTest> test = getFinitenessTest(compare)) {
        tested.insert(mapping.lookupOrDefault(test->value));
        mapping.map(compare.getResult(),
                    arith::ConstantIntOp::create(builder, op.getLoc(),
                                                 test->ifFinite, 1));
        return;
      }
    Operation *cloned = builder.clone(op, mapping);
    SmallVector<Value> results;
    if (!isMemoryEffectFree(cloned))
      return;
    if (failed(builder.tryFold(cloned, results)) || results.empty()) {
      auto [known, isNew] = emitted.insert(cloned);
      if (isNew)
        return;
      results.assign((*known)->result_begin(), (*known)->result_end());
    }
    mapping.map(op.getResults(), results);
    cloned->erase();
  }

  OpBuilder &builder;
  llvm::DenseSet<Operation *, SameOp> emitted;
  llvm::SetVector<Value> tested;
};

/// Buffers of a scope, for elements of a type, numbered: loops share them.
using StackBuffers = std::map<std::tuple<Block *, const void *, size_t>, Value>;

/// Versions one loop.
struct LoopVersioner {
  LoopVersioner(scf::ForOp loop, AliasAnalysis &aliases, StackBuffers &buffers)
      : loop(loop), aliases(aliases), buffers(buffers), builder(loop),
        loc(loop.getLoc()) {}

  void run() {
    if (!isEligible())
      return;
    Value lower = loop.getLowerBound(), upper = loop.getUpperBound();
    std::optional<APInt> count = loop.getStaticTripCount();
    if (count && count->sle(chunkSize)) {
      emitVersions(lower, upper);
      return;
    }
    Value size = arith::ConstantIndexOp::create(builder, loc, chunkSize);
    auto chunks = scf::ForOp::create(builder, loc, lower, upper, size);
    builder.setInsertionPointToStart(chunks.getBody());
    Value begin = chunks.getInductionVar();
    Value next = arith::AddIOp::create(builder, loc, begin, size);
    Value end = arith::MinSIOp::create(builder, loc, next, upper);
    if (!emitVersions(begin, end))
      chunks.erase();
  }

private:
  /// Whether iterations are independent, only load, compute and store, and test
  /// for finiteness, but not to guard an access or an op that may trap.
  bool isEligible() {
    std::optional<APInt> count = loop.getStaticTripCount();
    if (loop.getNumResults() != 0 || !loop->hasAttr(parallelLoopName) ||
        !matchPattern(loop.getStep(), m_One()) ||
        (count && count->slt(fewestIterations)))
      return false;
    llvm::DenseSet<Value> depending;
    for (Operation &op : loop.getBody()->without_terminator()) {
      auto dependsOnTest = [&](Value value) {
        return depending.contains(value);
      };
      if (auto load = dyn_cast<memref::LoadOp>(op)) {
        if (llvm::any_of(load.getIndices(), dependsOnTest))
          return false;
      } else if (auto store = dyn_cast<memref::StoreOp>(op)) {
        if (llvm::any_of(store.getIndices(), dependsOnTest))
          return false;
      } else if (op.getNumRegions() != 0 || !isPure(&op)) {
        return false;
      }
      auto compare = dyn_cast<arith::CmpFOp>(op);
      if ((compare && getFinitenessTest(compare)) ||
          llvm::any_of(op.getOperands(), dependsOnTest))
        depending.insert(op.result_begin(), op.result_end());
    }
    return !depending.empty() && findInPlace();
  }

  /// Finds the stores of elements that the same iteration has loaded; false
  /// where an iteration may change what another one loads, or what it loads
  /// itself later.
  bool findInPlace() {
    SmallVector<memref::StoreOp> stores;
    SmallVector<memref::LoadOp> loads;
    for (Operation &op : *loop.getBody()) {
      if (auto store = dyn_cast<memref::StoreOp>(op)) {
        stores.push_back(store);
      } else if (auto load = dyn_cast<memref::LoadOp>(op)) {
        if (llvm::any_of(stores, [&](memref::StoreOp store) {
              return !areDisjoint(load, store);
            }))
          return false;
        loads.push_back(load);
      }
    }
    for (memref::StoreOp store : stores)
      for (memref::LoadOp load : loads) {
        if (areDisjoint(load, store))
          continue;
        if (!isSame(load.getMemRef(), store.getMemRef()) ||
            load.getIndices() != store.getIndices() ||
            !llvm::is_contained(store.getIndices(), loop.getInductionVar()) ||
            !llvm::all_of(store.getIndices(), [&](Value index) {
              return index == loop.getInductionVar() ||
                     loop.isDefinedOutsideOfLoop(index);
            }))
          return false;
        inPlace.insert(store);
      }
    return true;
  }

  bool areDisjoint(memref::LoadOp load, memref::StoreOp store) {
    Value source = load.getMemRef(), target = store.getMemRef();
    if (isSame(source, target))
      return areIndicesDifferent(load.getIndices(), store.getIndices());
    Value from = getBase(source), to = getBase(target);
    if (from == to)
      return areInterleaved(source, target);
    auto fromBytes = from.getDefiningOp<memref::ViewOp>(),
         toBytes = to.getDefiningOp<memref::ViewOp>();
    return isConstant(from) || (isCallersBuffer(from) && isCallersBuffer(to)) ||
           (fromBytes && toBytes && areApart(fromBytes, toBytes)) ||
           aliases.alias(from, to).isNo();
  }

  /// Emits the loop from `begin` to `end` for finite numbers, and once more as
  /// it is for where they are not, in place of it; false, and nothing, if the
  /// first has not many fewer ops.
  bool emitVersions(Value begin, Value end) {
    auto fast = scf::ForOp::create(builder, loc, begin, end, loop.getStep());
    OpBuilder inner = OpBuilder::atBlockBegin(fast.getBody());
    FiniteBody body(inner);
    IRMapping mapping;
    mapping.map(loop.getInductionVar(), fast.getInductionVar());
    body.emit(*loop.getBody(), mapping);
    SmallVector<Value> tested = body.simplify(fast.getBody());
    size_t count =
        countOps(fast.getBody()) + tested.size() + 2 * inPlace.size();
    if (count * 100 > countOps(loop.getBody()) * mostOpsPercent ||
        !llvm::all_of(tested, hasBits)) {
      fast.erase();
      return false;
    }
    SmallVector<memref::StoreOp> kept = keepInPlace(fast, begin);
    Value fails = returnTests(fast, tested);
    auto choice = scf::IfOp::create(builder, loc, fails,
                                    /*withElseRegion=*/!kept.empty());
    builder.setInsertionPointToStart(choice.thenBlock());
    auto again = cast<scf::ForOp>(builder.clone(*loop));
    again.setLowerBound(begin);
    again.setUpperBound(end);
    if (!kept.empty()) {
      markDependent();
      builder.setInsertionPointToStart(choice.elseBlock());
      emitCopies(kept, begin, end);
    }
    loop.erase();
    return true;
  }

  /// Makes a loop store on the stack what it would store in place, lest what
  /// it has read is lost; returns the stores.
  SmallVector<memref::StoreOp> keepInPlace(scf::ForOp fast, Value begin) {
    SmallVector<memref::StoreOp> kept;
    SmallVector<memref::StoreOp> stores(
        fast.getBody()->getOps<memref::StoreOp>());
    for (auto [original, store] :
         llvm::zip_equal(loop.getBody()->getOps<memref::StoreOp>(), stores)) {
      if (!inPlace.contains(original))
        continue;
      OpBuilder inner(store);
      Value place =
          arith::SubIOp::create(inner, loc, fast.getInductionVar(), begin);
      memref::StoreOp::create(inner, loc, store.getValueToStore(),
                              getStackBuffer(kept.size(), store), place);
      store.erase();
      kept.push_back(original);
    }
    return kept;
  }

  /// Takes back that the iterations of loops around this one are independent:
  /// they use the same buffers on the stack.
  void markDependent() {
    for (auto around = loop->getParentOfType<scf::ForOp>(); around;
         around = around->getParentOfType<scf::ForOp>()) {
      auto old =
          around->getAttrOfType<LLVM::LoopAnnotationAttr>(loopAnnotationName);
      if (old && !old.getParallelAccesses().empty())
        around->setAttr(loopAnnotationName,
                        LLVM::LoopAnnotationAttr::get(
                            loop.getContext(), /*disableNonforced=*/{},
                            old.getVectorize(), {}, old.getUnroll(), {}, {}, {},
                            {}, {}, {}, {}, {}, {}, {},
                            /*parallelAccesses=*/{}));
    }
  }

  /// Stores in place what was kept.
  void emitCopies(ArrayRef<memref::StoreOp> kept, Value begin, Value end) {
    auto copies = scf::ForOp::create(builder, loc, begin, end, loop.getStep());
    copies->setAttrs(loop->getDiscardableAttrDictionary());
    builder.setInsertionPointToStart(copies.getBody());
    Value index = copies.getInductionVar();
    Value place = arith::SubIOp::create(builder, loc, index, begin);
    IRMapping mapping;
    mapping.map(loop.getInductionVar(), index);
    for (auto [number, original] : llvm::enumerate(kept)) {
      memref::StoreOp store = original;
      mapping.map(store.getValueToStore(),
                  memref::LoadOp::create(builder, loc,
                                         getStackBuffer(number, store), place)
                      .getResult());
      builder.clone(*store, mapping);
    }
  }

  /// A buffer for what a store of this type, one of several, keeps.
  Value getStackBuffer(size_t number, memref::StoreOp store) {
    Type type = store.getValueToStore().getType();
    Block *scope = findStackScope(loop);
    Value &buffer = buffers[{scope, type.getAsOpaquePointer(), number}];
    if (!buffer) {
      OpBuilder outer(scope, scope->begin());
      buffer = memref::AllocaOp::create(outer, loc,
                                        MemRefType::get({chunkSize}, type),
                                        outer.getI64IntegerAttr(alignment));
    }
    return buffer;
  }

  /// Makes a loop return whether one of these values, of its body, is not
  /// finite, and replaces it. The product of each with zero is a zero or a NaN;
  /// the or of bits, which shows any NaN, vectorizes.
  Value returnTests(scf::ForOp fast, ArrayRef<Value> tested) {
    OpBuilder inner(fast.getBody()->getTerminator());
    llvm::MapVector<Type, Value> sums;
    for (Value value : tested) {
      if (cast<FloatType>(value.getType()).getWidth() < 32)
        value = arith::ExtFOp::create(inner, loc, builder.getF32Type(), value);
      Type type = value.getType();
      Value zero = arith::ConstantOp::create(inner, loc,
                                             builder.getFloatAttr(type, 0.0));
      Value &sum = sums[type];
      sum = sum ? math::FmaOp::create(inner, loc, value, zero, sum).getResult()
                : arith::MulFOp::create(inner, loc, value, zero).getResult();
    }
    builder.setInsertionPoint(fast);
    SmallVector<Value> zeros;
    for (auto [type, sum] : sums)
      zeros.push_back(arith::ConstantOp::create(
          builder, loc, builder.getIntegerAttr(getBitsType(type), 0)));
    auto collect = [&](OpBuilder &inner, Location loc,
                       ArrayRef<BlockArgument> before) {
      SmallVector<Value> all;
      for (auto [argument, sum] : llvm::zip_equal(before, sums)) {
        Value bits = arith::BitcastOp::create(inner, loc, argument.getType(),
                                              sum.second);
        all.push_back(arith::OrIOp::create(inner, loc, argument, bits));
      }
      return all;
    };
    IRRewriter rewriter(builder);
    rewriter.setInsertionPoint(fast);
    auto returning = cast<scf::ForOp>(*fast.replaceWithAdditionalYields(
        rewriter, zeros, /*replaceInitOperandUsesInLoop=*/false, collect));
    returning->setAttrs(loop->getDiscardableAttrDictionary());
    builder.setInsertionPointAfter(returning);
    Value fails;
    for (auto [zero, bits] : llvm::zip_equal(zeros, returning.getResults())) {
      auto type = cast<IntegerType>(bits.getType());
      Value magnitude = arith::ConstantOp::create(
          builder, loc,
          builder.getIntegerAttr(type,
                                 APInt::getSignedMaxValue(type.getWidth())));
      Value withoutSign = arith::AndIOp::create(builder, loc, bits, magnitude);
      Value fail = arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::ne,
                                         withoutSign, zero);
      fails = fails
                  ? arith::OrIOp::create(builder, loc, fails, fail).getResult()
                  : fail;
    }
    return fails;
  }

  Type getBitsType(Type type) {
    return builder.getIntegerType(cast<FloatType>(type).getWidth());
  }

  static bool hasBits(Value value) {
    return cast<FloatType>(value.getType()).getWidth() <= 64;
  }

  static size_t countOps(Block *body) {
    return llvm::count_if(body->without_terminator(), [](Operation &op) {
      return !op.hasTrait<OpTrait::ConstantLike>();
    });
  }

  scf::ForOp loop;
  AliasAnalysis &aliases;
  StackBuffers &buffers;
  OpBuilder builder;
  Location loc;
  llvm::SmallPtrSet<Operation *, 4> inPlace;
};

struct VersionLoops : milcomplex::impl::MilcVersionLoopsBase<VersionLoops> {
  void runOnOperation() override {
    auto &aliases = getAnalysis<AliasAnalysis>();
    StackBuffers buffers;
    SmallVector<scf::ForOp> loops;
    getOperation().walk([&](scf::ForOp loop) { loops.push_back(loop); });
    for (scf::ForOp loop : loops)
      LoopVersioner(loop, aliases, buffers).run();
    getOperation().walk(
        [](scf::ForOp loop) { loop->removeAttr(parallelLoopName); });
  }
};

} // namespace
