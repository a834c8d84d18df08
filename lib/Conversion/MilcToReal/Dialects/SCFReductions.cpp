//===- SCFReductions.cpp - scf.parallel and scf.reduce to pairs -----------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SCFReductions.h"

#include "Interleave.h"
#include "milcomplex/Dialect/ComplexTypes.h"
#include "milcomplex/Dialect/Milcomplex.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Complex/IR/Complex.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace milcomplex;

namespace {

/// The parts of the arguments of a reduction region that a value depends on:
/// bit 0 for real ones, bit 1 for imaginary ones. The two are the same for a
/// real value.
struct PartDependence {
  unsigned re = 0, im = 0;

  unsigned either() const { return re | im; }
};

/// Finds the dependence of values in a reduction region, op by op.
class DependenceFinder {
public:
  explicit DependenceFinder(Block &body) {
    for (BlockArgument argument : body.getArguments())
      known[argument] = {1, 2};
    for (Operation &op : body.without_terminator())
      visit(op);
  }

  PartDependence lookup(Value value) const { return known.lookup(value); }

private:
  void visit(Operation &op);

  DenseMap<Value, PartDependence> known;
};

} // namespace

void DependenceFinder::visit(Operation &op) {
  PartDependence all;
  op.walk([&](Operation *nested) {
    for (Value operand : nested->getOperands()) {
      PartDependence one = lookup(operand);
      all = {all.re | one.re, all.im | one.im};
    }
  });
  PartDependence result{all.either(), all.either()};
  if (isa<AddOp, SubOp, NegOp, ConjOp, complex::AddOp, complex::SubOp,
          complex::NegOp, complex::ConjOp>(op) &&
      op.getNumRegions() == 0) {
    result = all;
  } else if (auto select = dyn_cast<arith::SelectOp>(op)) {
    unsigned condition = lookup(select.getCondition()).either();
    result = {all.re | condition, all.im | condition};
  } else if (isa<RealOp, complex::ReOp>(op)) {
    result = {all.re, all.re};
  } else if (isa<ImagOp, complex::ImOp>(op)) {
    result = {all.im, all.im};
  } else if (isa<ComplexOp, complex::CreateOp>(op)) {
    result = {lookup(op.getOperand(0)).either(),
              lookup(op.getOperand(1)).either()};
  }
  for (Value value : op.getResults())
    known[value] = result;
}

/// Whether reduction `index` of `reduce` is of complex values, and a part of
/// its result depends on the other parts of the arguments.
static bool isInseparable(scf::ReduceOp reduce, unsigned index) {
  if (!getComplexElementType(reduce.getOperands()[index].getType()))
    return false;
  Block &body = reduce.getReductions()[index].front();
  PartDependence result =
      DependenceFinder(body).lookup(body.getTerminator()->getOperand(0));
  return (result.re & 2) || (result.im & 1);
}

/// One value that holds both parts: a vector<2xT> for scalars, and for tensors
/// one with a last dimension of 2.
static Value pack(ImplicitLocOpBuilder &builder, ValueRange parts) {
  Type type = parts[0].getType();
  if (isa<RankedTensorType>(type))
    return interleave(builder, parts[0], parts[1]);
  return vector::FromElementsOp::create(builder, VectorType::get(2, type),
                                        parts);
}

static SmallVector<Value> unpack(ImplicitLocOpBuilder &builder, Value packed) {
  if (isa<RankedTensorType>(packed.getType()))
    return deinterleave(builder, packed);
  return {vector::ExtractOp::create(builder, packed, 0),
          vector::ExtractOp::create(builder, packed, 1)};
}

namespace {

/// A separable reduction becomes two, any other is carried as one value.
struct ConvertParallel : OpConversionPattern<scf::ParallelOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(scf::ParallelOp op, OneToNOpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    auto reduce = cast<scf::ReduceOp>(op.getBody()->getTerminator());
    ImplicitLocOpBuilder builder(op.getLoc(), rewriter);
    SmallVector<Value> inits;
    for (auto [index, parts] : llvm::enumerate(adaptor.getInitVals())) {
      if (isInseparable(reduce, index))
        inits.push_back(pack(builder, parts));
      else
        llvm::append_range(inits, parts);
    }
    auto parallel = scf::ParallelOp::create(
        builder, op.getLowerBound(), op.getUpperBound(), op.getStep(), inits);
    parallel->setDiscardableAttrs(op->getDiscardableAttrDictionary());
    Region &body = parallel.getRegion();
    rewriter.eraseBlock(&body.front());
    rewriter.inlineRegionBefore(op.getRegion(), body, body.end());

    builder.setInsertionPointAfter(parallel);
    SmallVector<SmallVector<Value>> results;
    ValueRange rest = parallel.getResults();
    for (auto [index, type] : llvm::enumerate(op.getResultTypes())) {
      size_t size =
          isInseparable(reduce, index) ? 1 : getNumParts(*typeConverter, type);
      ValueRange values = rest.take_front(size);
      results.push_back(isInseparable(reduce, index)
                            ? unpack(builder, values.front())
                            : llvm::to_vector(values));
      rest = rest.drop_front(size);
    }
    rewriter.replaceOpWithMultiple(op, std::move(results));
    return success();
  }
};

struct ConvertReduce : OpConversionPattern<scf::ReduceOp> {
  using OpConversionPattern::OpConversionPattern;

  /// The copies of a region are converted immediately.
  void initialize() { setHasBoundedRewriteRecursion(); }

  LogicalResult
  matchAndRewrite(scf::ReduceOp op, OneToNOpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    ImplicitLocOpBuilder builder(op.getLoc(), rewriter);
    SmallVector<Value> operands;
    for (auto [index, parts] : llvm::enumerate(adaptor.getOperands())) {
      if (isInseparable(op, index))
        operands.push_back(pack(builder, parts));
      else
        llvm::append_range(operands, parts);
    }
    OperationState state(op.getLoc(), op->getName(), operands,
                         /*types=*/TypeRange(),
                         llvm::to_vector(op->getDiscardableAttrs()));
    for (size_t i = 0; i != operands.size(); ++i)
      state.addRegion();
    auto reduce = cast<scf::ReduceOp>(rewriter.create(state));

    auto regions = reduce.getReductions().begin();
    for (auto [index, parts] : llvm::enumerate(adaptor.getOperands())) {
      Region &region = op.getReductions()[index];
      if (parts.size() == 1)
        rewriter.inlineRegionBefore(region, *regions, regions->end());
      else if (isInseparable(op, index))
        convertPacked(region, *regions,
                      operands[regions->getRegionNumber()].getType(), rewriter);
      else {
        convertPart<RealOp>(region, *regions, rewriter);
        ++regions;
        convertPart<ImagOp>(region, *regions, rewriter);
      }
      ++regions;
    }
    rewriter.eraseOp(op);
    return success();
  }

private:
  using ToComplex = function_ref<Value(ImplicitLocOpBuilder &, Value, Type)>;
  using FromComplex = function_ref<Value(ImplicitLocOpBuilder &, Value)>;

  /// Makes `to` a copy of `from` on values of type `type`.
  static void convertRegion(Region &from, Region &to, Type type,
                            ToComplex toComplex, FromComplex fromComplex,
                            ConversionPatternRewriter &rewriter) {
    OpBuilder::InsertionGuard guard(rewriter);
    Location loc = from.getLoc();
    Type complexType = from.front().getArgument(0).getType();
    Block *body = rewriter.createBlock(&to, to.end(), {type, type}, {loc, loc});
    ImplicitLocOpBuilder builder(loc, rewriter);
    SmallVector<Value> arguments;
    for (BlockArgument argument : body->getArguments())
      arguments.push_back(toComplex(builder, argument, complexType));
    rewriter.cloneRegionBefore(from, to, to.end());
    Block *copy = &to.back();
    Operation *end = copy->getTerminator();
    rewriter.mergeBlocks(copy, body, arguments);
    builder.setInsertionPoint(end);
    Value result = fromComplex(builder, end->getOperand(0));
    rewriter.modifyOpInPlace(end, [&] { end->setOperands(result); });
  }

  static void convertPacked(Region &from, Region &to, Type type,
                            ConversionPatternRewriter &rewriter) {
    convertRegion(
        from, to, type,
        [](ImplicitLocOpBuilder &builder, Value packed,
           Type complexType) -> Value {
          SmallVector<Value> parts = unpack(builder, packed);
          return ComplexOp::create(builder, complexType, parts[0], parts[1]);
        },
        [](ImplicitLocOpBuilder &builder, Value value) {
          return pack(builder, {RealOp::create(builder, value),
                                ImagOp::create(builder, value)});
        },
        rewriter);
  }

  /// The other part is not used, so that any value serves.
  template <typename PartOp>
  static void convertPart(Region &from, Region &to,
                          ConversionPatternRewriter &rewriter) {
    convertRegion(
        from, to, getPartType(from.front().getArgument(0).getType()),
        [](ImplicitLocOpBuilder &builder, Value part,
           Type complexType) -> Value {
          return ComplexOp::create(builder, complexType, part, part);
        },
        [](ImplicitLocOpBuilder &builder, Value value) -> Value {
          return PartOp::create(builder, value);
        },
        rewriter);
  }
};

} // namespace

void milcomplex::addSCFReductions(PairPatternSet &set) {
  set.add<ConvertParallel, ConvertReduce>();
  set.rules.addConvertedWithParent<scf::ReduceReturnOp>();
}
