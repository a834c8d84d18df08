//===- PairPatterns.cpp - Ways in which an op splits ----------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Conversion/PairPatterns.h"

#include "milcomplex/Dialect/ComplexTypes.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

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

//===----------------------------------------------------------------------===//
// By formula
//===----------------------------------------------------------------------===//

void milcomplex::keepAttributes(Operation *op, ValueRange results,
                                ArrayRef<ValueRange> operands) {
  DictionaryAttr attributes = op->getDiscardableAttrDictionary();
  if (attributes.empty())
    return;
  for (Value result : results)
    if (llvm::none_of(operands, [&](ValueRange parts) {
          return llvm::is_contained(parts, result);
        }))
      result.getDefiningOp()->setDiscardableAttrs(attributes);
}

/// The inits of the results: for each an operand of its type that no other
/// result has, so that bufferization can compute in place, or else an empty
/// tensor. Their elements are not read. In a loop, values from outside of it
/// cannot be overwritten, so that other operands are preferred.
static SmallVector<Value> makeInits(ImplicitLocOpBuilder &builder,
                                    ValueRange operands, TypeRange types) {
  Region *region = builder.getInsertionBlock()->getParent();
  auto isInner = [&](Value operand) {
    return operand.getParentRegion() == region;
  };
  SmallVector<Value> candidates, inits;
  llvm::append_range(candidates, llvm::make_filter_range(operands, isInner));
  llvm::append_range(candidates,
                     llvm::make_filter_range(operands, std::not_fn(isInner)));
  for (Type type : types) {
    auto found = llvm::find_if(
        candidates, [&](Value operand) { return operand.getType() == type; });
    if (found != candidates.end()) {
      inits.push_back(*found);
      candidates.erase(found);
      continue;
    }
    SmallVector<OpFoldResult> sizes =
        tensor::getMixedSizes(builder, builder.getLoc(), operands.front());
    auto tensorType = cast<RankedTensorType>(type);
    inits.push_back(tensor::EmptyOp::create(
        builder, sizes, tensorType.getElementType(), tensorType.getEncoding()));
  }
  return inits;
}

SmallVector<Value> milcomplex::emitElementwise(
    ImplicitLocOpBuilder &builder, ValueRange operands,
    TypeRange resultElementTypes,
    function_ref<SmallVector<Value>(ImplicitLocOpBuilder &, ValueRange)> body) {
  auto type = dyn_cast<RankedTensorType>(operands.front().getType());
  if (!type)
    return body(builder, operands);

  SmallVector<Type> resultTypes =
      llvm::map_to_vector(resultElementTypes, [&](Type elementType) -> Type {
        return type.clone(elementType);
      });
  SmallVector<Value> inits = makeInits(builder, operands, resultTypes);
  SmallVector<AffineMap> maps(operands.size() + inits.size(),
                              builder.getMultiDimIdentityMap(type.getRank()));
  SmallVector<utils::IteratorType> iterators(type.getRank(),
                                             utils::IteratorType::parallel);
  auto generic = linalg::GenericOp::create(
      builder, resultTypes, operands, inits, maps, iterators,
      [&](OpBuilder &nested, Location loc, ValueRange arguments) {
        ImplicitLocOpBuilder scalars(loc, nested);
        linalg::YieldOp::create(
            scalars, body(scalars, arguments.take_front(operands.size())));
      });
  return generic.getResults();
}

FloatType milcomplex::getComputeType(Type type, ComplexRange range) {
  MLIRContext *context = type.getContext();
  if (type.isF64() || (type.isF32() && range == ComplexRange::Promoted))
    return Float64Type::get(context);
  return Float32Type::get(context);
}

SmallVector<Value>
milcomplex::emitInType(ImplicitLocOpBuilder &builder, ValueRange parts,
                       FloatType computeType,
                       function_ref<SmallVector<Value>(ValueRange)> emit) {
  Type type = parts[0].getType();
  if (type == computeType)
    return emit(parts);
  SmallVector<Value> extended;
  for (Value part : parts)
    extended.push_back(arith::ExtFOp::create(builder, computeType, part));
  return llvm::map_to_vector(emit(extended), [&](Value result) -> Value {
    return arith::TruncFOp::create(builder, type, result);
  });
}
