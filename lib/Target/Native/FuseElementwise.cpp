//===- FuseElementwise.cpp - Fusion of ops with several results -----------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FoldUnitDimensions.h"
#include "SumOfProducts.h"
#include "milcomplex/Target/Native/Passes.h"
#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/Linalg/Utils/Utils.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

namespace milcomplex {
#define GEN_PASS_DEF_MILCFUSEELEMENTWISE
#include "milcomplex/Target/Native/Passes.h.inc"
} // namespace milcomplex

using namespace mlir;
using namespace milcomplex;
using linalg::GenericOp;

/// Whether an op computes each element of its results from elements of its
/// operands, the results all at the same place.
static bool isElementwise(GenericOp op) {
  if (!op.hasPureTensorSemantics() || op.getNumResults() == 0 ||
      op.getNumParallelLoops() != op.getNumLoops())
    return false;
  AffineMap first = op.getIndexingMapsArray()[op.getNumDpsInputs()];
  return first.isPermutation() &&
         llvm::all_of(
             op.getIndexingMapsArray(),
             [&](AffineMap map) { return map.getNumSymbols() == 0; }) &&
         llvm::all_of(op.getDpsInitsMutable(), [&](OpOperand &init) {
           return op.getMatchingIndexingMap(&init) == first;
         });
}

/// Whether a body only passes on what it reads.
static bool onlyMoves(GenericOp op) {
  return llvm::hasSingleElement(*op.getBody()) &&
         llvm::all_of(op.getBody()->getTerminator()->getOperands(),
                      [&](Value value) {
                        return value.getParentBlock() != op.getBody() ||
                               isa<BlockArgument>(value);
                      });
}

/// Whether an op reads its operands in the order of its results, some perhaps
/// repeatedly.
static bool keepsOrder(GenericOp op) {
  AffineMap results = op.getIndexingMapsArray()[op.getNumDpsInputs()];
  return llvm::all_of(op.getDpsInputOperands(), [&](OpOperand *input) {
    AffineMap map = op.getMatchingIndexingMap(input);
    int64_t last = -1;
    for (AffineExpr expr : map.getResults()) {
      if (isa<AffineConstantExpr>(expr))
        continue;
      std::optional<unsigned> position = results.getResultPosition(expr);
      if (!position || static_cast<int64_t>(*position) <= last)
        return false;
      last = *position;
    }
    return true;
  });
}

/// Whether an op adds products of elements at different places, which is
/// computed by blocks if its operands are in memory.
static bool isContraction(GenericOp op) {
  SmallVector<AffineMap> maps = op.getIndexingMapsArray();
  if (op.getNumReductionLoops() == 0 || !llvm::all_of(maps, [](AffineMap map) {
        return map.isProjectedPermutation();
      }))
    return false;
  auto sums = matchSumsOfProducts(op);
  return sums && llvm::any_of(*sums, [&](ArrayRef<Product> products) {
           return llvm::any_of(products, [&](const Product &product) {
             return maps[product.left] != maps[product.right];
           });
         });
}

namespace {

/// A linalg.generic to be.
struct FusedOp {
  SmallVector<Value> inputs;
  SmallVector<AffineMap> inputMaps;
  SmallVector<Location> locations;

  /// The position of an input read through a map, which is added if it is new.
  unsigned addInput(Value value, AffineMap map) {
    for (auto [index, input] : llvm::enumerate(inputs))
      if (input == value && inputMaps[index] == map)
        return index;
    inputs.push_back(value);
    inputMaps.push_back(map);
    return inputs.size() - 1;
  }
};

/// Where a consumer reads an element of its producer: loops of the producer as
/// functions of those of the consumer.
using Place = AffineMap;

struct Fuser {
  explicit Fuser(func::FuncOp function)
      : function(function), rewriter(function.getContext()) {}

  /// Fuses until nothing changes; producers first, so that a chain grows at
  /// its end.
  void run() {
    bool changes = true;
    while (changes) {
      changes = false;
      SmallVector<GenericOp> consumers;
      function.walk([&](GenericOp op) { consumers.push_back(op); });
      llvm::DenseSet<Operation *> gone;
      for (GenericOp consumer : consumers) {
        if (gone.contains(consumer))
          continue;
        while (GenericOp producer = findProducer(consumer)) {
          consumer = fuse(producer, consumer);
          changes = true;
          if (producer->use_empty()) {
            gone.insert(producer);
            rewriter.eraseOp(producer);
          }
        }
      }
    }
  }

private:
  static Place getPlace(GenericOp producer, GenericOp consumer,
                        OpOperand &operand) {
    AffineMap results =
        producer.getIndexingMapsArray()[producer.getNumDpsInputs()];
    return inversePermutation(results).compose(
        consumer.getMatchingIndexingMap(&operand));
  }

  GenericOp findProducer(GenericOp consumer) {
    if (!consumer.hasPureTensorSemantics())
      return {};
    for (OpOperand *input : consumer.getDpsInputOperands()) {
      auto producer = input->get().getDefiningOp<GenericOp>();
      if (producer && canFuse(producer, consumer))
        return producer;
    }
    return {};
  }

  bool canFuse(GenericOp producer, GenericOp consumer) {
    if (!isElementwise(producer) ||
        producer->getBlock() != consumer->getBlock())
      return false;
    bool isCheap = onlyMoves(producer) && keepsOrder(producer);
    if (isContraction(consumer))
      return false;
    SmallVector<Place> places;
    for (OpOperand &use : producer->getUses()) {
      if (use.getOwner() != consumer) {
        if (!isCheap)
          return false;
        continue;
      }
      if (consumer.isDpsInit(&use))
        return false;
      Place place = getPlace(producer, consumer, use);
      if (!llvm::is_contained(places, place))
        places.push_back(place);
    }
    if (!isCheap) {
      // Each element is computed once.
      if (places.size() != 1 || !computesOnce(consumer, places.front()))
        return false;
    }
    return keepsRanges(producer, consumer);
  }

  /// Whether a consumer reads every place at most once.
  static bool computesOnce(GenericOp consumer, Place place) {
    llvm::SmallBitVector missing(place.getNumDims(), true);
    for (AffineExpr expr : place.getResults())
      if (auto loop = dyn_cast<AffineDimExpr>(expr))
        missing.reset(loop.getPosition());
    SmallVector<int64_t> sizes =
        cast<linalg::LinalgOp>(*consumer).getStaticLoopRanges();
    return llvm::all_of(missing.set_bits(),
                        [&](unsigned loop) { return sizes[loop] == 1; });
  }

  /// Whether the operands of the fused op determine how often each loop runs.
  bool keepsRanges(GenericOp producer, GenericOp consumer) {
    SmallVector<AffineMap> maps;
    for (OpOperand &operand : consumer->getOpOperands()) {
      if (operand.get().getDefiningOp() != producer) {
        maps.push_back(consumer.getMatchingIndexingMap(&operand));
        continue;
      }
      Place place = getPlace(producer, consumer, operand);
      for (OpOperand *input : producer.getDpsInputOperands())
        maps.push_back(producer.getMatchingIndexingMap(input).compose(place));
    }
    return static_cast<bool>(
        inversePermutation(concatAffineMaps(maps, consumer.getContext())));
  }

  /// Clones the body of an op for operands in a block of another; `place` is
  /// that of its loops. Returns what it yields.
  SmallVector<Value> cloneBody(GenericOp op, AffineMap place,
                               ArrayRef<Value> arguments) {
    IRMapping mapping;
    for (auto [argument, value] :
         llvm::zip_equal(op.getBody()->getArguments(), arguments))
      if (value)
        mapping.map(argument, value);
    for (Operation &inner : op.getBody()->without_terminator()) {
      auto index = dyn_cast<linalg::IndexOp>(inner);
      if (!index || place.isIdentity()) {
        Operation *cloned = rewriter.clone(inner, mapping);
        if (!place.isIdentity())
          cloned->walk([&](linalg::IndexOp nested) {
            OpBuilder::InsertionGuard guard(rewriter);
            rewriter.setInsertionPoint(nested);
            rewriter.replaceOp(nested, emitIndex(nested, place));
          });
        continue;
      }
      mapping.map(index.getResult(), emitIndex(index, place));
    }
    SmallVector<Value> yielded;
    for (Value value : op.getBody()->getTerminator()->getOperands())
      yielded.push_back(mapping.lookupOrDefault(value));
    return yielded;
  }

  Value emitIndex(linalg::IndexOp index, AffineMap place) {
    Location loc = index.getLoc();
    SmallVector<OpFoldResult> loops;
    for (unsigned loop = 0; loop < place.getNumDims(); ++loop)
      loops.push_back(linalg::IndexOp::create(rewriter, loc, loop).getResult());
    return getValueOrCreateConstantIndexOp(
        rewriter, loc,
        affine::makeComposedFoldedAffineApply(
            rewriter, loc,
            place.getSubMap({static_cast<unsigned>(index.getDim())}), loops));
  }

  GenericOp fuse(GenericOp producer, GenericOp consumer) {
    FusedOp fused;
    // Of each operand of the consumer that the producer computes: its place,
    // and the inputs at that place.
    struct Read {
      Place place;
      SmallVector<int64_t> inputs;
    };
    SmallVector<Read> reads;
    SmallVector<int64_t> kept;
    SmallVector<std::pair<unsigned, unsigned>> computed;
    for (OpOperand *operand : consumer.getDpsInputOperands()) {
      AffineMap map = consumer.getMatchingIndexingMap(operand);
      if (operand->get().getDefiningOp() != producer) {
        kept.push_back(fused.addInput(operand->get(), map));
        computed.emplace_back();
        continue;
      }
      kept.push_back(-1);
      Place place = getPlace(producer, consumer, *operand);
      unsigned number = 0;
      while (number < reads.size() && reads[number].place != place)
        ++number;
      if (number == reads.size()) {
        Read read{place, {}};
        for (OpOperand &input : producer->getOpOperands()) {
          bool isUsed = !producer.getMatchingBlockArgument(&input).use_empty();
          read.inputs.push_back(
              isUsed
                  ? int64_t(fused.addInput(
                        input.get(),
                        producer.getMatchingIndexingMap(&input).compose(place)))
                  : -1);
        }
        reads.push_back(read);
      }
      computed.emplace_back(number,
                            cast<OpResult>(operand->get()).getResultNumber());
    }
    SmallVector<AffineMap> maps = fused.inputMaps;
    for (OpOperand &init : consumer.getDpsInitsMutable())
      maps.push_back(consumer.getMatchingIndexingMap(&init));
    rewriter.setInsertionPoint(consumer);
    auto op = GenericOp::create(
        rewriter, rewriter.getFusedLoc({producer.getLoc(), consumer.getLoc()}),
        consumer.getResultTypes(), fused.inputs, consumer.getOutputs(), maps,
        consumer.getIteratorTypesArray(),
        [&](OpBuilder &, Location loc, ValueRange arguments) {
          OpBuilder::InsertionGuard guard(rewriter);
          rewriter.setInsertionPointToStart(arguments.front().getParentBlock());
          SmallVector<SmallVector<Value>> results;
          for (Read &read : reads) {
            SmallVector<Value> values;
            for (int64_t input : read.inputs)
              values.push_back(input < 0 ? Value() : arguments[input]);
            results.push_back(cloneBody(producer, read.place, values));
          }
          SmallVector<Value> values;
          for (auto [input, result] : llvm::zip_equal(kept, computed))
            values.push_back(input < 0 ? results[result.first][result.second]
                                       : arguments[input]);
          llvm::append_range(values,
                             arguments.take_back(consumer.getNumDpsInits()));
          unsigned loops = consumer.getNumLoops();
          SmallVector<Value> yielded = cloneBody(
              consumer, rewriter.getMultiDimIdentityMap(loops), values);
          linalg::YieldOp::create(rewriter, loc, yielded);
        });
    rewriter.replaceOp(consumer, op.getResults());
    return op;
  }

  func::FuncOp function;
  IRRewriter rewriter;
};

struct FuseElementwise
    : milcomplex::impl::MilcFuseElementwiseBase<FuseElementwise> {
  void runOnOperation() override {
    RewritePatternSet patterns(&getContext());
    populateFoldUnitDimensions(patterns);
    linalg::populateInlineConstantOperandsPatterns(patterns);
    linalg::populateEraseUnusedOperandsAndResultsPatterns(patterns);
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns))))
      return signalPassFailure();
    Fuser(getOperation()).run();
  }
};

} // namespace
