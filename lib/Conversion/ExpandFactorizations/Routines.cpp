//===- Routines.cpp - Functions of one matrix, called for many ------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ExpandFactorizations/Routines.h"

#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/SymbolTable.h"

using namespace mlir;
using namespace milcomplex;
using linear_algebra::Array;
using linear_algebra::Emitter;

/// `type` with dynamic sizes, without its first `count` dimensions.
static RankedTensorType makeDynamic(Type type, unsigned count = 0) {
  auto tensor = cast<RankedTensorType>(type);
  SmallVector<int64_t> shape(tensor.getRank() - count, ShapedType::kDynamic);
  return RankedTensorType::get(shape, tensor.getElementType());
}

func::FuncOp Routines::getFunction(ImplicitLocOpBuilder &builder,
                                   StringRef name, TypeRange types,
                                   unsigned sourceCount, RoutineBody body) {
  Operation *table =
      SymbolTable::getNearestSymbolTable(builder.getBlock()->getParentOp());
  func::FuncOp &function = functions[table][name];
  if (function)
    return function;
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToEnd(&table->getRegion(0).front());
  auto type = builder.getFunctionType(types, types.drop_front(sourceCount));
  function = func::FuncOp::create(builder, name, type);
  function.setPrivate();
  // Gives it another name where there is one of this.
  SymbolTable(table).insert(function);
  Block *block = function.addEntryBlock();
  builder.setInsertionPointToStart(block);
  Emitter emitter(builder);
  SmallVector<std::unique_ptr<Array>> arrays;
  for (Value argument : block->getArguments())
    arrays.push_back(std::make_unique<Array>(emitter, argument));
  body(emitter, arrays);
  SmallVector<Value> results;
  for (auto &array : ArrayRef(arrays).drop_front(sourceCount))
    results.push_back(array->getValue());
  func::ReturnOp::create(builder, results);
  while (!arrays.empty())
    arrays.pop_back();
  return function;
}

SmallVector<Value> Routines::call(ImplicitLocOpBuilder &builder, StringRef name,
                                  unsigned batchRank, ValueRange sources,
                                  ValueRange targets, RoutineBody body) {
  // Slices of tensors of static sizes may be empty, which upstream rejects.
  auto toDynamic = [&](Value value) -> Value {
    Type type = makeDynamic(value.getType());
    return value.getType() == type
               ? value
               : tensor::CastOp::create(builder, type, value).getResult();
  };
  SmallVector<Value> operands = llvm::map_to_vector(sources, toDynamic);
  SmallVector<Value> inits = llvm::map_to_vector(targets, toDynamic);
  SmallVector<Type> types;
  for (Value value : llvm::concat<Value>(operands, inits))
    types.push_back(makeDynamic(value.getType(), batchRank));
  func::FuncOp function =
      getFunction(builder, name, types, operands.size(), body);

  Value zero = arith::ConstantIndexOp::create(builder, 0);
  Value one = arith::ConstantIndexOp::create(builder, 1);
  SmallVector<Value> firsts(batchRank, zero), steps(batchRank, one), ends;
  for (unsigned i = 0; i < batchRank; ++i)
    ends.push_back(builder.createOrFold<tensor::DimOp>(inits.front(), i));
  auto emit = [&](OpBuilder &inner, Location loc, ValueRange indices,
                  ValueRange carried) -> SmallVector<Value> {
    ImplicitLocOpBuilder b(loc, inner);
    struct Slice {
      SmallVector<OpFoldResult> offsets, sizes, strides;
    };
    auto makeSlice = [&](Value value) {
      Slice slice;
      slice.offsets = getAsOpFoldResult(indices);
      slice.sizes.assign(batchRank, b.getIndexAttr(1));
      int64_t rank = cast<RankedTensorType>(value.getType()).getRank();
      for (int64_t i = batchRank; i < rank; ++i) {
        slice.offsets.push_back(b.getIndexAttr(0));
        slice.sizes.push_back(b.createOrFold<tensor::DimOp>(value, i));
      }
      slice.strides.assign(rank, b.getIndexAttr(1));
      return slice;
    };
    SmallVector<Value> arguments;
    SmallVector<Slice> slices;
    for (Value value :
         llvm::concat<Value>(operands, SmallVector<Value>(carried))) {
      slices.push_back(makeSlice(value));
      Slice &slice = slices.back();
      arguments.push_back(batchRank == 0
                              ? value
                              : tensor::ExtractSliceOp::create(
                                    b, makeDynamic(value.getType(), batchRank),
                                    value, slice.offsets, slice.sizes,
                                    slice.strides));
    }
    auto call = func::CallOp::create(b, function, arguments);
    if (batchRank == 0)
      return SmallVector<Value>(call.getResults());
    SmallVector<Value> results;
    for (auto [slice, result, target] :
         llvm::zip_equal(ArrayRef(slices).drop_front(operands.size()),
                         call.getResults(), carried))
      results.push_back(tensor::InsertSliceOp::create(
          b, result, target, slice.offsets, slice.sizes, slice.strides));
    return results;
  };
  SmallVector<Value> results =
      batchRank == 0
          ? emit(builder, builder.getLoc(), {}, inits)
          : llvm::to_vector(scf::buildLoopNest(builder, builder.getLoc(),
                                               firsts, ends, steps, inits, emit)
                                .results);
  for (auto [result, target] : llvm::zip_equal(results, targets))
    if (result.getType() != target.getType())
      result = tensor::CastOp::create(builder, target.getType(), result);
  return results;
}
