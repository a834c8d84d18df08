//===- PairPatterns.cpp - Ways in which an op splits ----------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Conversion/PairPatterns.h"

#include "milcomplex/Dialect/ComplexTypes.h"

using namespace mlir;
using namespace milcomplex;

LogicalResult
PairPattern::matchAndRewrite(Operation *op, ArrayRef<ValueRange> operands,
                             ConversionPatternRewriter &rewriter) const {
  SmallVector<Value> parts = emitParts(op, operands, rewriter);
  rewriter.replaceOpWithMultiple(op, groupResults(op, parts, *typeConverter));
  return success();
}

SmallVector<Value> milcomplex::flatten(ArrayRef<ValueRange> operands) {
  SmallVector<Value> flat;
  for (ValueRange parts : operands)
    llvm::append_range(flat, parts);
  return flat;
}

SmallVector<Value> milcomplex::selectPart(ArrayRef<ValueRange> operands,
                                          unsigned index) {
  return llvm::map_to_vector(operands, [&](ValueRange parts) {
    assert((parts.size() == 1 || parts.size() == 2) &&
           "a real value or a pair");
    return parts.size() == 2 ? parts[index] : parts.front();
  });
}

SmallVector<SmallVector<Value>>
milcomplex::groupResults(Operation *op, ValueRange results,
                         const TypeConverter &converter) {
  SmallVector<SmallVector<Value>> groups;
  for (Type type : op->getResultTypes()) {
    size_t size = getNumParts(converter, type);
    groups.emplace_back(results.take_front(size));
    results = results.drop_front(size);
  }
  return groups;
}

Operation *milcomplex::createLike(OpBuilder &builder, Operation *op,
                                  TypeRange resultTypes, ValueRange operands) {
  return builder.insert(Operation::create(
      op->getLoc(), op->getName(), resultTypes, operands,
      op->getDiscardableAttrDictionary(), op->getPropertiesStorage(),
      op->getSuccessors(), op->getNumRegions()));
}

/// Updates operandSegmentSizes of `op` to count flattened operands.
static void updateSegmentSizes(Operation *op, ArrayRef<ValueRange> operands) {
  static constexpr StringLiteral name = "operandSegmentSizes";
  auto sizes = dyn_cast_if_present<DenseI32ArrayAttr>(
      op->getInherentAttr(name).value_or(Attribute()));
  if (!sizes)
    return;
  SmallVector<int32_t> flatSizes;
  for (int32_t size : sizes.asArrayRef()) {
    size_t flatSize = 0;
    for (ValueRange parts : operands.take_front(size))
      flatSize += parts.size();
    flatSizes.push_back(flatSize);
    operands = operands.drop_front(size);
  }
  op->setInherentAttr(StringAttr::get(op->getContext(), name),
                      DenseI32ArrayAttr::get(op->getContext(), flatSizes));
}

Operation *milcomplex::createFlattened(Operation *op,
                                       ArrayRef<ValueRange> operands,
                                       const TypeConverter &converter,
                                       ConversionPatternRewriter &rewriter) {
  SmallVector<Type> resultTypes;
  if (failed(converter.convertTypes(op->getResultTypes(), resultTypes)))
    return nullptr;
  // Block arguments first: a body is moved, never cloned.
  for (Region &region : op->getRegions())
    if (failed(rewriter.convertRegionTypes(&region, converter)))
      return nullptr;
  Operation *flat = createLike(rewriter, op, resultTypes, flatten(operands));
  updateSegmentSizes(flat, operands);
  for (auto [from, to] : llvm::zip_equal(op->getRegions(), flat->getRegions()))
    rewriter.inlineRegionBefore(from, to, to.end());
  return flat;
}

SmallVector<Value> milcomplex::splitByPart(Operation *op,
                                           ArrayRef<ValueRange> operands,
                                           const TypeConverter &converter,
                                           OpBuilder &builder) {
  // Functions, and interleaved buffers, convert to one value.
  bool isSplit =
      llvm::any_of(operands,
                   [](ValueRange parts) { return parts.size() != 1; }) ||
      llvm::any_of(op->getResultTypes(), [&](Type type) {
        return getNumParts(converter, type) != 1;
      });
  if (!isSplit) {
    SmallVector<Type> resultTypes;
    [[maybe_unused]] LogicalResult convert =
        converter.convertTypes(op->getResultTypes(), resultTypes);
    assert(succeeded(convert) && "the survey has seen that they convert");
    return createLike(builder, op, resultTypes, flatten(operands))
        ->getResults();
  }
  SmallVector<Type> resultTypes =
      llvm::map_to_vector(op->getResultTypes(), getPartType);
  Operation *real =
      createLike(builder, op, resultTypes, selectPart(operands, 0));
  Operation *imag =
      createLike(builder, op, resultTypes, selectPart(operands, 1));
  SmallVector<Value> parts;
  for (auto [re, im] : llvm::zip_equal(real->getResults(), imag->getResults()))
    parts.append({re, im});
  return parts;
}

LogicalResult milcomplex::flattenOp(Operation *op,
                                    ArrayRef<ValueRange> operands,
                                    const TypeConverter &converter,
                                    ConversionPatternRewriter &rewriter) {
  if (op->getNumResults() == 0 && op->getNumRegions() == 0) {
    rewriter.modifyOpInPlace(op, [&] {
      op->setOperands(flatten(operands));
      updateSegmentSizes(op, operands);
    });
    return success();
  }
  Operation *flat = createFlattened(op, operands, converter, rewriter);
  if (!flat)
    return rewriter.notifyMatchFailure(op, "a type does not convert");
  rewriter.replaceOpWithMultiple(
      op, groupResults(op, flat->getResults(), converter));
  return success();
}
