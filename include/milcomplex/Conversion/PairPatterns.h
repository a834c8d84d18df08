//===- PairPatterns.h - Ways in which an op splits --------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_CONVERSION_PAIRPATTERNS_H
#define MILCOMPLEX_CONVERSION_PAIRPATTERNS_H

#include "milcomplex/Conversion/Elementwise.h"
#include "milcomplex/Conversion/PairTypeConverter.h"
#include "milcomplex/Conversion/Passes.h"
#include "milcomplex/Conversion/SupportRules.h"
#include "milcomplex/Dialect/ComplexElements.h"
#include "milcomplex/Dialect/ComplexTypes.h"
#include "milcomplex/Math/Arithmetic.h"
#include "milcomplex/Math/EmittedReal.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"
#include "mlir/IR/TypeUtilities.h"

namespace milcomplex {

//===----------------------------------------------------------------------===//
// Patterns that need no conversion driver
//===----------------------------------------------------------------------===//

/// The conversion of an op without regions and successors whose results follow
/// from its operands alone: arithmetic, constants, data movement. It may have
/// side effects, whose order is kept: those of the ops for the real part come
/// first. It does not need the conversion driver, so that milc-to-real applies
/// it in a walk, at a fraction of the cost.
class PairPattern : public mlir::ConversionPattern {
public:
  /// Returns the parts of the results of `op`, in order. `operands` are the
  /// parts of its operands; `builder` inserts before it.
  virtual llvm::SmallVector<mlir::Value>
  emitParts(mlir::Operation *op, llvm::ArrayRef<mlir::ValueRange> operands,
            mlir::OpBuilder &builder) const = 0;

  mlir::LogicalResult
  matchAndRewrite(mlir::Operation *op,
                  llvm::ArrayRef<mlir::ValueRange> operands,
                  mlir::ConversionPatternRewriter &rewriter) const final;

protected:
  using ConversionPattern::ConversionPattern;
};

/// A PairPattern for ops of type OpTy.
template <typename OpTy> class OpPairPattern : public PairPattern {
public:
  OpPairPattern(const mlir::TypeConverter &converter,
                mlir::MLIRContext *context, mlir::PatternBenefit benefit = 1)
      : PairPattern(converter, OpTy::getOperationName(), benefit, context) {}

  virtual llvm::SmallVector<mlir::Value>
  emit(OpTy op, llvm::ArrayRef<mlir::ValueRange> operands,
       mlir::OpBuilder &builder) const = 0;

  llvm::SmallVector<mlir::Value>
  emitParts(mlir::Operation *op, llvm::ArrayRef<mlir::ValueRange> operands,
            mlir::OpBuilder &builder) const final {
    return emit(mlir::cast<OpTy>(op), operands, builder);
  }
};

/// PairPatterns by the ops that they convert.
using PairPatternTable =
    llvm::DenseMap<mlir::OperationName, const PairPattern *>;

//===----------------------------------------------------------------------===//
// The set that a conversion applies
//===----------------------------------------------------------------------===//

/// The patterns of a conversion and everything that they are made with, to
/// which a MilcToRealInterface adds.
struct PairPatternSet {
  const PairTypeConverter &converter;
  mlir::RewritePatternSet &patterns;
  /// What the patterns require of ops and types.
  SupportRules &rules;
  /// The options of milc-to-real, complex-range among them.
  const MilcToRealOptions &options;
  /// Splits constants, each resource once.
  std::shared_ptr<ElementsSplitter> splitter;
  /// The PairPatterns among `patterns`.
  PairPatternTable pairPatterns = PairPatternTable();

  /// Adds patterns, each made with the type converter, the context and `args`.
  template <typename... PatternTs, typename... Args> void add(Args &&...args) {
    (addOne<PatternTs>(args...), ...);
  }

private:
  template <typename PatternT, typename... Args> void addOne(Args &...args) {
    auto pattern = mlir::RewritePattern::create<PatternT>(
        converter, patterns.getContext(), args...);
    if constexpr (std::is_base_of_v<PairPattern, PatternT>)
      pairPatterns.insert({*pattern->getRootKind(), pattern.get()});
    patterns.add(std::move(pattern));
  }
};

//===----------------------------------------------------------------------===//
// Parts
//===----------------------------------------------------------------------===//

/// The converted operands in order: re and im for each complex one.
llvm::SmallVector<mlir::Value>
flatten(llvm::ArrayRef<mlir::ValueRange> operands);

/// The operands of part `index` (0: re, 1: im) of an op: that part of a complex
/// operand, a real operand as it is.
llvm::SmallVector<mlir::Value>
selectPart(llvm::ArrayRef<mlir::ValueRange> operands, unsigned index);

/// `results` of the flattened op that replaces `op`, grouped as replacements
/// for the results of `op`.
llvm::SmallVector<llvm::SmallVector<mlir::Value>>
groupResults(mlir::Operation *op, mlir::ValueRange results,
             const mlir::TypeConverter &converter);

/// Creates an op with the name, location, properties, discardable attributes
/// and successors of `op`, and with as many regions, which are empty.
mlir::Operation *createLike(mlir::OpBuilder &builder, mlir::Operation *op,
                            mlir::TypeRange resultTypes,
                            mlir::ValueRange operands);

/// Creates `op` again with `operands` flattened, every result split, and its
/// regions, block arguments split, moved over. Keeps properties, discardable
/// attributes and location; operandSegmentSizes follows the operands. Null
/// where a type does not convert.
mlir::Operation *createFlattened(mlir::Operation *op,
                                 llvm::ArrayRef<mlir::ValueRange> operands,
                                 const mlir::TypeConverter &converter,
                                 mlir::ConversionPatternRewriter &rewriter);

//===----------------------------------------------------------------------===//
// By part
//===----------------------------------------------------------------------===//

/// The body of ConvertByPart.
llvm::SmallVector<mlir::Value>
splitByPart(mlir::Operation *op, llvm::ArrayRef<mlir::ValueRange> operands,
            const mlir::TypeConverter &converter, mlir::OpBuilder &builder);

/// Creates `op`, which has no regions, once for each part, on that part of
/// `operands` and with results of part types. `adjust(created, index)` adapts
/// what else depends on the part (0: re, 1: im). Returns the results, those of
/// re first.
template <typename OpTy, typename Adjust>
llvm::SmallVector<mlir::Value>
createParts(OpTy op, llvm::ArrayRef<mlir::ValueRange> operands,
            mlir::OpBuilder &builder, Adjust &&adjust) {
  llvm::SmallVector<mlir::Value> results;
  for (unsigned index : {0, 1}) {
    llvm::SmallVector<mlir::Type> types =
        llvm::map_to_vector(op->getResultTypes(), getPartType);
    auto created = mlir::cast<OpTy>(
        createLike(builder, op, types, selectPart(operands, index)));
    adjust(created, index);
    llvm::append_range(results, created->getResults());
  }
  return results;
}

/// An op without regions that does the same to the real and to the imaginary
/// part becomes two, each with the attributes of the original. On values that
/// convert to one value, such as functions with complex arguments, it stays one
/// op.
template <typename OpTy> struct ConvertByPart : OpPairPattern<OpTy> {
  using OpPairPattern<OpTy>::OpPairPattern;

  llvm::SmallVector<mlir::Value> emit(OpTy op,
                                      llvm::ArrayRef<mlir::ValueRange> operands,
                                      mlir::OpBuilder &builder) const override {
    return splitByPart(op, operands, *this->typeConverter, builder);
  }
};

//===----------------------------------------------------------------------===//
// Flattened
//===----------------------------------------------------------------------===//

/// The body of ConvertFlattened.
mlir::LogicalResult flattenOp(mlir::Operation *op,
                              llvm::ArrayRef<mlir::ValueRange> operands,
                              const mlir::TypeConverter &converter,
                              mlir::ConversionPatternRewriter &rewriter);

/// An op that passes values on (a loop, a terminator) stays one op, with two
/// operands, results and block arguments for each complex one.
template <typename OpTy>
struct ConvertFlattened : mlir::OpConversionPattern<OpTy> {
  using mlir::OpConversionPattern<OpTy>::OpConversionPattern;
  using Adaptor = typename mlir::OpConversionPattern<OpTy>::OneToNOpAdaptor;

  mlir::LogicalResult
  matchAndRewrite(OpTy op, Adaptor adaptor,
                  mlir::ConversionPatternRewriter &rewriter) const override {
    return flattenOp(op, llvm::to_vector(adaptor.getOperands()),
                     *this->typeConverter, rewriter);
  }
};

/// An op that queries the shape of a complex operand queries that of its real
/// part.
template <typename OpTy>
struct ConvertShapeQuery : mlir::OpConversionPattern<OpTy> {
  using mlir::OpConversionPattern<OpTy>::OpConversionPattern;
  using Adaptor = typename mlir::OpConversionPattern<OpTy>::OneToNOpAdaptor;

  mlir::LogicalResult
  matchAndRewrite(OpTy op, Adaptor adaptor,
                  mlir::ConversionPatternRewriter &rewriter) const override {
    rewriter.modifyOpInPlace(op, [&] {
      op->setOperands(selectPart(llvm::to_vector(adaptor.getOperands()), 0));
    });
    return mlir::success();
  }
};

//===----------------------------------------------------------------------===//
// By formula
//===----------------------------------------------------------------------===//

/// A complex element whose parts are SSA values: the formulas of
/// milcomplex/Math compute with it.
using EmittedPair = formulas::Pair<formulas::EmittedReal>;

/// The pair of a converted complex operand, to compute with `fastmath` and, in
/// a formula that has them, with real functions by `functions`.
inline EmittedPair
getPair(mlir::ImplicitLocOpBuilder &builder, mlir::ValueRange parts,
        mlir::arith::FastMathFlagsAttr fastmath,
        RealFunctionScheme functions = RealFunctionScheme::Call) {
  return {formulas::EmittedReal(builder, parts[0], fastmath, functions),
          formulas::EmittedReal(builder, parts[1], fastmath, functions)};
}

inline llvm::SmallVector<mlir::Value> getValues(EmittedPair pair) {
  return {pair.re.getValue(), pair.im.getValue()};
}

/// An elementwise op on complex operands of one type, with one result of that
/// type, computes its parts by a formula.
template <typename OpTy> class FormulaPattern : public OpPairPattern<OpTy> {
public:
  /// Made with the options that the pattern set has.
  FormulaPattern(const mlir::TypeConverter &converter,
                 mlir::MLIRContext *context,
                 const MilcToRealOptions &options = {})
      : OpPairPattern<OpTy>(converter, context), range(options.complexRange),
        functions(options.realFunctions) {}

  /// Returns the result for one element; `operands` are of one float type, f32
  /// or f64.
  virtual EmittedPair compute(OpTy op,
                              llvm::ArrayRef<EmittedPair> operands) const = 0;

  llvm::SmallVector<mlir::Value> emit(OpTy op,
                                      llvm::ArrayRef<mlir::ValueRange> operands,
                                      mlir::OpBuilder &builder) const final {
    assert(llvm::all_of(
               operands,
               [](mlir::ValueRange parts) { return parts.size() == 2; }) &&
           "every operand is complex");
    mlir::ImplicitLocOpBuilder outer(op->getLoc(), builder);
    mlir::Type type = mlir::getElementTypeOrSelf(operands[0][0].getType());
    auto computeElement = [&](mlir::ImplicitLocOpBuilder &scalars,
                              mlir::ValueRange parts) {
      auto computePair = [&](mlir::ValueRange computed) {
        auto none = mlir::arith::FastMathFlagsAttr::get(
            scalars.getContext(), mlir::arith::FastMathFlags::none);
        llvm::SmallVector<EmittedPair> pairs;
        for (; !computed.empty(); computed = computed.drop_front(2))
          pairs.push_back(
              getPair(scalars, computed.take_front(2), none, functions));
        return getValues(compute(op, pairs));
      };
      return emitInType(scalars, parts, getComputeType(type, range),
                        computePair);
    };
    llvm::SmallVector<mlir::Value> results =
        emitElementwise(outer, flatten(operands), {type, type}, computeElement);
    keepAttributes(op, results, operands);
    return results;
  }

protected:
  ComplexRange range;
  RealFunctionScheme functions;
};

} // namespace milcomplex

#endif // MILCOMPLEX_CONVERSION_PAIRPATTERNS_H
