//===- MergeProducts.cpp - Products of complex matrices as one op ---------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SumOfProducts.h"
#include "milcomplex/Target/Native/Passes.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/IRMapping.h"

namespace milcomplex {
#define GEN_PASS_DEF_MILCMERGEPRODUCTS
#include "milcomplex/Target/Native/Passes.h.inc"
} // namespace milcomplex

using namespace mlir;
using namespace milcomplex;
using linalg::GenericOp;

/// The inputs of a complex product: more are not merged.
static constexpr size_t mostInputs = 4;

/// What an op returns the negative of, if it is a negation of a tensor.
static Value findNegated(Value value) {
  auto op = value.getDefiningOp<GenericOp>();
  if (!op || op.getNumDpsInputs() != 1 || op.getNumResults() != 1 ||
      !llvm::all_of(op.getIndexingMapsArray(),
                    [](AffineMap map) { return map.isIdentity(); }))
    return {};
  auto negation = op.getBody()
                      ->getTerminator()
                      ->getOperand(0)
                      .getDefiningOp<arith::NegFOp>();
  return negation && negation.getOperand() == op.getBody()->getArgument(0)
             ? op.getInputs().front()
             : Value();
}

namespace {

/// The inputs of an op to be, each read through a map.
struct Inputs {
  SmallVector<Value> values;
  SmallVector<AffineMap> maps;

  explicit Inputs(GenericOp op) { add(op); }

  void add(GenericOp op) {
    for (OpOperand *input : op.getDpsInputOperands()) {
      Value negated = findNegated(input->get());
      Value value = negated ? negated : input->get();
      AffineMap map = op.getMatchingIndexingMap(input);
      if (find(value, map) == values.size()) {
        values.push_back(value);
        maps.push_back(map);
      }
    }
  }

  size_t find(Value value, AffineMap map) const {
    size_t place = 0;
    while (place < values.size() &&
           (values[place] != value || maps[place] != map))
      ++place;
    return place;
  }

  /// Whether both have the same, in any order.
  bool operator==(const Inputs &other) const {
    return values.size() == other.values.size() &&
           llvm::all_of(llvm::zip_equal(values, maps), [&](auto input) {
             auto [value, map] = input;
             return other.find(value, map) != other.values.size();
           });
  }
};

/// Merges the products of a function.
struct Merger {
  void run(func::FuncOp function) {
    for (GenericOp op : collect(function))
      if (GenericOp addend = findAddend(op))
        mergeAddend(addend, op);
    for (GenericOp op : collect(function))
      if (GenericOp twin = products.contains(op) ? findTwin(op) : GenericOp())
        mergeTwin(twin, op);
  }

private:
  /// Finds all products.
  SmallVector<GenericOp> collect(func::FuncOp function) {
    SmallVector<GenericOp> ops;
    function.walk([&](GenericOp op) {
      if (isProduct(op))
        ops.push_back(op);
    });
    products.clear();
    products.insert_range(ops);
    return ops;
  }

  static bool isProduct(GenericOp op) {
    if (!op.hasPureTensorSemantics() || op.getNumReductionLoops() == 0 ||
        !matchSumsOfProducts(op))
      return false;
    SmallVector<AffineMap> maps = op.getIndexingMapsArray();
    return llvm::all_of(
               maps,
               [](AffineMap map) { return map.isProjectedPermutation(); }) &&
           llvm::all_equal(ArrayRef(maps).drop_front(op.getNumDpsInputs()));
  }

  /// Whether each step of the loops of one is one of the other, provided that
  /// the results have equal sizes.
  static bool haveEqualLoops(GenericOp lhs, GenericOp rhs) {
    SmallVector<int64_t> left =
        cast<linalg::LinalgOp>(*lhs).getStaticLoopRanges();
    SmallVector<int64_t> right =
        cast<linalg::LinalgOp>(*rhs).getStaticLoopRanges();
    return lhs->getBlock() == rhs->getBlock() && left == right &&
           lhs.getIteratorTypesArray() == rhs.getIteratorTypesArray() &&
           lhs.getIndexingMapsArray().back() ==
               rhs.getIndexingMapsArray().back();
  }

  /// The op whose results, used nowhere else, another adds its products to.
  GenericOp findAddend(GenericOp op) const {
    auto addend = op.getOutputs().front().getDefiningOp<GenericOp>();
    if (!addend || !products.contains(addend) ||
        addend.getNumResults() != op.getNumResults() ||
        !haveEqualLoops(addend, op))
      return {};
    for (auto [result, init] :
         llvm::zip_equal(addend.getResults(), op.getOutputs()))
      if (result != init || !result.hasOneUse())
        return {};
    for (auto [size, type] :
         llvm::zip_equal(cast<linalg::LinalgOp>(*op).getStaticLoopRanges(),
                         op.getIteratorTypesArray()))
      if (ShapedType::isDynamic(size) && type == utils::IteratorType::reduction)
        return {};
    Inputs inputs(addend);
    inputs.add(op);
    return inputs.values.size() <= mostInputs ? addend : GenericOp();
  }

  /// Whether the inputs alone say how often each loop runs.
  static bool haveAllSizes(GenericOp op, const Inputs &inputs) {
    SmallVector<int64_t> sizes =
        cast<linalg::LinalgOp>(*op).getStaticLoopRanges();
    return llvm::all_of(llvm::enumerate(sizes), [&](auto loop) {
      return !ShapedType::isDynamic(loop.value()) ||
             llvm::any_of(inputs.maps, [&](AffineMap map) {
               return map.isFunctionOfDim(loop.index());
             });
    });
  }

  /// An earlier op of the same inputs and loops whose result is used only after
  /// `op`; both have one result.
  GenericOp findTwin(GenericOp op) const {
    Inputs inputs(op);
    if (op.getNumResults() != 1 || inputs.values.size() > mostInputs ||
        !haveAllSizes(op, inputs))
      return {};
    for (Operation *user : inputs.values.front().getUsers()) {
      auto twin = dyn_cast<GenericOp>(user);
      if (twin && twin != op && products.contains(twin) &&
          twin.getNumResults() == 1 && haveEqualLoops(twin, op) &&
          twin->isBeforeInBlock(op) && Inputs(twin) == inputs &&
          llvm::all_of(twin->getUsers(), [&](Operation *other) {
            Operation *top = op->getBlock()->findAncestorOpInBlock(*other);
            return top && op->isBeforeInBlock(top);
          }))
        return twin;
    }
    return {};
  }

  /// Clones a body for the arguments of `inputs` and what is added to; returns
  /// what it yields.
  static SmallVector<Value> cloneBody(OpBuilder &builder, GenericOp op,
                                      const Inputs &inputs,
                                      ValueRange arguments, ValueRange sums) {
    IRMapping mapping;
    for (OpOperand *input : op.getDpsInputOperands()) {
      Value negated = findNegated(input->get());
      Value argument = arguments[inputs.find(negated ? negated : input->get(),
                                             op.getMatchingIndexingMap(input))];
      if (negated)
        argument = arith::NegFOp::create(builder, op.getLoc(), argument);
      mapping.map(op.getMatchingBlockArgument(input), argument);
    }
    mapping.map(op.getBody()->getArguments().take_back(sums.size()), sums);
    for (Operation &inner : op.getBody()->without_terminator())
      builder.clone(inner, mapping);
    return llvm::map_to_vector(
        op.getBody()->getTerminator()->getOperands(),
        [&](Value value) { return mapping.lookupOrDefault(value); });
  }

  void mergeAddend(GenericOp addend, GenericOp op) {
    Inputs inputs(addend);
    inputs.add(op);
    return merge(
        addend, op, inputs, addend.getOutputs(),
        [&](OpBuilder &builder, ValueRange arguments, ValueRange sums) {
          return cloneBody(builder, op, inputs, arguments,
                           cloneBody(builder, addend, inputs, arguments, sums));
        });
  }

  void mergeTwin(GenericOp twin, GenericOp op) {
    Inputs inputs(op);
    SmallVector<Value> outputs = {twin.getOutputs().front(),
                                  op.getOutputs().front()};
    return merge(
        twin, op, inputs, outputs,
        [&](OpBuilder &builder, ValueRange arguments, ValueRange sums) {
          SmallVector<Value> yielded =
              cloneBody(builder, twin, inputs, arguments, sums.take_front());
          llvm::append_range(yielded, cloneBody(builder, op, inputs, arguments,
                                                sums.take_back()));
          return yielded;
        });
  }

  /// Replaces two ops by one that adds to `outputs`; where those are of both,
  /// so are the results.
  void merge(GenericOp first, GenericOp second, const Inputs &inputs,
             ValueRange outputs,
             llvm::function_ref<SmallVector<Value>(OpBuilder &, ValueRange,
                                                   ValueRange)>
                 emitBody) {
    OpBuilder builder(second);
    SmallVector<AffineMap> maps = inputs.maps;
    maps.append(outputs.size(), second.getIndexingMapsArray().back());
    auto merged = GenericOp::create(
        builder, builder.getFusedLoc({first.getLoc(), second.getLoc()}),
        TypeRange(outputs), inputs.values, outputs, maps,
        second.getIteratorTypesArray(),
        [&](OpBuilder &inner, Location loc, ValueRange arguments) {
          size_t count = inputs.values.size();
          linalg::YieldOp::create(inner, loc,
                                  emitBody(inner, arguments.take_front(count),
                                           arguments.drop_front(count)));
        });
    second->replaceAllUsesWith(
        merged.getResults().take_back(second.getNumResults()));
    if (outputs.size() > second.getNumResults())
      first->replaceAllUsesWith(
          merged.getResults().take_front(first.getNumResults()));
    products.erase(first);
    products.erase(second);
    products.insert(merged);
    second.erase();
    first.erase();
  }

  llvm::DenseSet<Operation *> products;
};

struct MergeProducts : milcomplex::impl::MilcMergeProductsBase<MergeProducts> {
  void runOnOperation() override { Merger().run(getOperation()); }
};

} // namespace
