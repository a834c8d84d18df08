//===- Routines.cpp - Functions of one matrix, called for many ------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ExpandFactorizations/Routines.h"

#include "milcomplex/LinearAlgebra/Algorithms.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/IR/TypeUtilities.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace milcomplex;
using linear_algebra::Array;
using linear_algebra::Emitter;

/// A routine of matrices of static sizes up to this, one block, is one of its
/// own, on contiguous copies of them: its buffers are on the stack, and LLVM
/// knows how often its loops run.
static constexpr int64_t mostStaticSize = linear_algebra::blockSize;

/// The type of one matrix of a batch of `type`.
static RankedTensorType getMatrixType(Type type, unsigned batchRank) {
  auto tensor = cast<RankedTensorType>(type);
  return tensor.clone(tensor.getShape().drop_front(batchRank));
}

static bool isSmall(RankedTensorType matrix) {
  return llvm::all_of(matrix.getShape(), [](int64_t size) {
    return !ShapedType::isDynamic(size) && size > 0 && size <= mostStaticSize;
  });
}

/// `type` with dynamic sizes but for the last ones, from `first` on.
static RankedTensorType makeDynamic(Type type, unsigned first) {
  auto tensor = cast<RankedTensorType>(type);
  SmallVector<int64_t> shape(tensor.getShape());
  llvm::fill(MutableArrayRef(shape).take_front(first), ShapedType::kDynamic);
  return tensor.clone(shape);
}

/// The sizes of matrices as the end of a name.
static std::string nameSizes(ArrayRef<Type> matrices) {
  std::string name;
  for (Type type : matrices) {
    name += "_";
    llvm::raw_string_ostream stream(name);
    llvm::interleave(cast<RankedTensorType>(type).getShape(), stream, "x");
  }
  return name;
}

namespace {

/// Arrays that are destroyed from the last to the first.
struct ArrayStack : SmallVector<std::unique_ptr<Array>> {
  ~ArrayStack() {
    while (!empty())
      pop_back();
  }
};

} // namespace

/// Emits the body of a routine on copies of its arrays. `isGiven` tells which
/// targets, the last ones, have a value before.
static void emitOnCopies(Emitter &emitter,
                         ArrayRef<std::unique_ptr<Array>> arrays,
                         ArrayRef<bool> isGiven, RoutineBody body) {
  ArrayStack copies;
  for (auto &array : arrays) {
    SmallVector<linear_algebra::Scalar> sizes;
    for (unsigned i = 0; i < array->getRank(); ++i)
      sizes.push_back(array->size(i));
    copies.push_back(
        std::make_unique<Array>(emitter, array->getElementType(), sizes));
  }
  unsigned sourceCount = arrays.size() - isGiven.size();
  for (auto [i, array] : llvm::enumerate(arrays))
    if (i < sourceCount || isGiven[i - sourceCount])
      emitter.copy(copies[i]->all(), array->all());
  body(emitter, copies);
  for (unsigned i = sourceCount; i < arrays.size(); ++i)
    emitter.copy(arrays[i]->all(), copies[i]->all());
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
  ArrayStack arrays;
  for (Value argument : block->getArguments())
    arrays.push_back(std::make_unique<Array>(emitter, argument));
  body(emitter, arrays);
  SmallVector<Value> results;
  for (auto &array :
       ArrayRef<std::unique_ptr<Array>>(arrays).drop_front(sourceCount))
    results.push_back(array->getValue());
  func::ReturnOp::create(builder, results);
  return function;
}

SmallVector<Value> Routines::call(ImplicitLocOpBuilder &builder, StringRef name,
                                  unsigned batchRank, ValueRange sources,
                                  ValueRange targets, RoutineBody body) {
  bool isStatic = scheme == FactorizationScheme::Expand;
  for (ValueRange values : {sources, targets})
    for (Type type : values.getTypes())
      isStatic &= isSmall(getMatrixType(type, batchRank));
  // New tensors for results have no uses yet, operands have.
  SmallVector<bool> isGiven = llvm::map_to_vector(
      targets, [](Value target) { return !target.use_empty(); });
  // Slices of tensors of static sizes may be empty, which upstream rejects.
  auto toDynamic = [&](Value value) -> Value {
    auto from = cast<RankedTensorType>(value.getType());
    Type type = makeDynamic(from, isStatic ? batchRank : from.getRank());
    return from == type
               ? value
               : tensor::CastOp::create(builder, type, value).getResult();
  };
  SmallVector<Value> operands = llvm::map_to_vector(sources, toDynamic);
  SmallVector<Value> inits = llvm::map_to_vector(targets, toDynamic);
  SmallVector<Type> types;
  for (Value value : llvm::concat<Value>(operands, inits))
    types.push_back(getMatrixType(value.getType(), batchRank));
  auto emitStatic = [&](Emitter &emitter,
                        ArrayRef<std::unique_ptr<Array>> arrays) {
    emitOnCopies(emitter, arrays, isGiven, body);
  };
  func::FuncOp function =
      isStatic ? getFunction(builder, name.str() + nameSizes(types), types,
                             operands.size(), emitStatic)
               : getFunction(builder, name, types, operands.size(), body);

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
        slice.sizes.push_back(tensor::getMixedSize(b, loc, value, i));
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
      arguments.push_back(
          batchRank == 0
              ? value
              : tensor::ExtractSliceOp::create(
                    b, getMatrixType(value.getType(), batchRank), value,
                    slice.offsets, slice.sizes, slice.strides));
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
