//===- AddCInterface.cpp - Functions of pointers and sizes ----------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "EntryPoint.h"
#include "milcomplex/Target/Native/Passes.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/BuiltinOps.h"

namespace milcomplex {
#define GEN_PASS_DEF_MILCADDCINTERFACE
#include "milcomplex/Target/Native/Passes.h.inc"
} // namespace milcomplex

using namespace mlir;
using namespace milcomplex;

/// The type of a number at the interface of C, where i1 is a byte, a format
/// that C lacks an integer with its bits.
static Type getCType(Type number) {
  Builder builder(number.getContext());
  if (number.isIndex())
    return builder.getI64Type();
  unsigned width = number.getIntOrFloatBitWidth();
  if (number.isF32() || number.isF64())
    return number;
  return builder.getIntegerType(std::max(8u, width));
}

namespace {

/// Builds the function of the C interface around an entry point.
struct InterfaceBuilder {
  InterfaceBuilder(LLVM::LLVMFuncOp function, EntryPoint entry)
      : entry(std::move(entry)), function(function), builder(function),
        loc(function.getLoc()) {}

  void build(SymbolTable &symbols) {
    StringAttr name = function.getSymNameAttr();
    (void)symbols.renameToUnique(function, {});
    function.setLinkage(LLVM::Linkage::Internal);
    interface = LLVM::LLVMFuncOp::create(
        builder, loc, name,
        LLVM::LLVMFunctionType::get(builder.getI32Type(), getParameterTypes()));
    symbols.insert(interface);
    entry.attach(interface);
    builder.setInsertionPointToStart(interface.addEntryBlock(builder));
    for (Type type : entry.arguments)
      passArgument(type);
    for (auto [index, buffer] : llvm::enumerate(entry.results))
      if (isPassed(index))
        passBuffer(buffer);
    auto call = LLVM::CallOp::create(builder, loc, function, operands);
    for (unsigned index = 0; index < entry.results.size(); ++index)
      if (!isPassed(index))
        storeResult(index, call);
    LLVM::ReturnOp::create(builder, loc, constant(builder.getI32Type(), 0));
  }

private:
  Type getPointer() { return LLVM::LLVMPointerType::get(builder.getContext()); }

  Value constant(Type type, int64_t value) {
    return LLVM::ConstantOp::create(builder, loc, type,
                                    builder.getIntegerAttr(type, value));
  }

  bool isPassed(unsigned result) {
    return entry.results[result].hasStaticShape();
  }

  SmallVector<Type> getParameterTypes() {
    SmallVector<Type> types;
    for (Type type : entry.arguments) {
      auto buffer = dyn_cast<MemRefType>(type);
      types.push_back(buffer ? getPointer() : getCType(type));
      if (buffer)
        types.append(buffer.getNumDynamicDims(), builder.getI64Type());
    }
    for (MemRefType buffer : entry.results)
      types.append(buffer.hasStaticShape() ? 1 : 2, getPointer());
    return types;
  }

  Value nextParameter() { return interface.getArgument(parameter++); }

  void passArgument(Type type) {
    if (auto buffer = dyn_cast<MemRefType>(type))
      return passBuffer(buffer);
    Value value = nextParameter();
    Type wanted = function.getArgument(operands.size()).getType();
    if (value.getType() != wanted)
      value = isa<IntegerType>(wanted)
                  ? LLVM::TruncOp::create(builder, loc, wanted, value)
                  : Value(LLVM::BitcastOp::create(builder, loc, wanted, value));
    operands.push_back(value);
  }

  /// Passes the fields of the descriptor of a contiguous buffer.
  void passBuffer(MemRefType buffer) {
    Type word = builder.getI64Type();
    Value pointer = nextParameter();
    operands.append({pointer, pointer, constant(word, 0)});
    SmallVector<Value> sizes, strides(buffer.getRank());
    for (int64_t size : buffer.getShape())
      sizes.push_back(ShapedType::isDynamic(size) ? nextParameter()
                                                  : constant(word, size));
    Value stride = constant(word, 1);
    for (int64_t dimension = buffer.getRank(); dimension-- > 0;) {
      strides[dimension] = stride;
      stride = LLVM::MulOp::create(builder, loc, stride, sizes[dimension]);
    }
    llvm::append_range(operands, sizes);
    llvm::append_range(operands, strides);
  }

  /// Stores the pointer and the sizes of a returned buffer.
  void storeResult(unsigned index, LLVM::CallOp call) {
    Value descriptor = call.getResult();
    unsigned returned = llvm::count_if(
        entry.results, [](MemRefType type) { return !type.hasStaticShape(); });
    if (returned > 1)
      descriptor =
          LLVM::ExtractValueOp::create(builder, loc, descriptor, returnedIndex);
    ++returnedIndex;
    Value pointer = interface.getArgument(parameter++);
    Value sizes = interface.getArgument(parameter++);
    LLVM::StoreOp::create(
        builder, loc,
        LLVM::ExtractValueOp::create(builder, loc, descriptor, 1), pointer);
    for (int64_t dimension = 0; dimension < entry.results[index].getRank();
         ++dimension) {
      Value size = LLVM::ExtractValueOp::create(
          builder, loc, descriptor, ArrayRef<int64_t>{3, dimension});
      Value place = LLVM::GEPOp::create(
          builder, loc, getPointer(), builder.getI64Type(), sizes,
          ArrayRef<LLVM::GEPArg>{static_cast<int32_t>(dimension)});
      LLVM::StoreOp::create(builder, loc, size, place);
    }
  }

  EntryPoint entry;
  LLVM::LLVMFuncOp function, interface;
  OpBuilder builder;
  Location loc;
  SmallVector<Value> operands;
  unsigned parameter = 0;
  int64_t returnedIndex = 0;
};

struct AddCInterface
    : milcomplex::impl::MilcAddCInterfaceBase<AddCInterface> {
  void runOnOperation() override {
    SymbolTable symbols(getOperation());
    for (auto function :
         llvm::to_vector(getOperation().getOps<LLVM::LLVMFuncOp>()))
      if (std::optional<EntryPoint> entry = EntryPoint::find(function))
        InterfaceBuilder(function, *entry).build(symbols);
  }
};

} // namespace
