//===- Elementwise.cpp - Formulas on every element ------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Conversion/Elementwise.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace milcomplex;

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

/// The element of a constant all of whose elements are equal, or null.
static TypedAttr getSplatElement(Value value) {
  SplatElementsAttr splat;
  if (!matchPattern(value, m_Constant(&splat)))
    return {};
  return dyn_cast<TypedAttr>(splat.getSplatValue<Attribute>());
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
  // Constants go into the body, where a formula knows them, but one for the
  // sizes.
  SmallVector<Value> inputs;
  SmallVector<TypedAttr> constants =
      llvm::map_to_vector(operands, getSplatElement);
  for (auto [operand, constant] : llvm::zip_equal(operands, constants))
    if (!constant)
      inputs.push_back(operand);
  if (inputs.empty()) {
    constants.front() = {};
    inputs.push_back(operands.front());
  }
  SmallVector<Value> inits = makeInits(builder, inputs, resultTypes);
  SmallVector<AffineMap> maps(inputs.size() + inits.size(),
                              builder.getMultiDimIdentityMap(type.getRank()));
  SmallVector<utils::IteratorType> iterators(type.getRank(),
                                             utils::IteratorType::parallel);
  auto generic = linalg::GenericOp::create(
      builder, resultTypes, inputs, inits, maps, iterators,
      [&](OpBuilder &nested, Location loc, ValueRange arguments) {
        ImplicitLocOpBuilder scalars(loc, nested);
        SmallVector<Value> elements;
        for (TypedAttr constant : constants) {
          if (constant) {
            elements.push_back(arith::ConstantOp::create(scalars, constant));
            continue;
          }
          elements.push_back(arguments.front());
          arguments = arguments.drop_front();
        }
        linalg::YieldOp::create(scalars, body(scalars, elements));
      });
  return generic.getResults();
}

FloatType milcomplex::getComputeType(Type type, ComplexRange range) {
  if (range == ComplexRange::Portable)
    return cast<FloatType>(getElementTypeOrSelf(type));
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
  if (getElementTypeOrSelf(type) == computeType)
    return emit(parts);
  Type extendedType = computeType;
  if (auto vectorType = dyn_cast<VectorType>(type))
    extendedType = vectorType.clone(computeType);
  SmallVector<Value> extended;
  for (Value part : parts)
    extended.push_back(arith::ExtFOp::create(builder, extendedType, part));
  return llvm::map_to_vector(emit(extended), [&](Value result) -> Value {
    return arith::TruncFOp::create(builder, type, result);
  });
}
