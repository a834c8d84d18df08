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
#include "llvm/Support/JSON.h"

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

/// The element type and the shape of a value as JSON, null for dynamic sizes; a
/// number has no shape.
static llvm::json::Value describe(Type type) {
  std::string element;
  llvm::raw_string_ostream(element) << getElementTypeOrSelf(type);
  llvm::json::Object description{{"element", element}};
  if (auto buffer = dyn_cast<MemRefType>(type)) {
    llvm::json::Array shape;
    for (int64_t size : buffer.getShape())
      shape.push_back(ShapedType::isDynamic(size) ? llvm::json::Value(nullptr)
                                                  : llvm::json::Value(size));
    description["shape"] = std::move(shape);
  }
  return description;
}

/// What a function accepts and returns as JSON, with a zero at the end.
static std::string describe(const EntryPoint &entry) {
  llvm::json::Array arguments, results, messages;
  for (Type type : entry.arguments)
    arguments.push_back(describe(type));
  for (const EntryPoint::Result &result : entry.results) {
    llvm::json::Value described = describe(result.buffer);
    (*described.getAsObject())["passed"] = result.isPassed;
    results.push_back(std::move(described));
  }
  for (StringRef message : entry.messages.getAsValueRange<StringAttr>())
    messages.push_back(llvm::json::fixUTF8(message));
  llvm::json::Object description{{"arguments", std::move(arguments)},
                                 {"results", std::move(results)},
                                 {"messages", std::move(messages)}};
  std::string text;
  llvm::raw_string_ostream(text) << llvm::json::Value(std::move(description));
  text.push_back('\0');
  return text;
}

namespace {

/// Builds the function of the C interface around an entry point.
struct InterfaceBuilder {
  InterfaceBuilder(LLVM::LLVMFuncOp function, EntryPoint entry)
      : entry(std::move(entry)), function(function), builder(function),
        loc(function.getLoc()) {}

  /// Fails if another function has one of the names.
  LogicalResult build(SymbolTable &symbols, StringRef prefix) {
    StringAttr name = builder.getStringAttr(prefix + function.getSymName());
    (void)symbols.renameToUnique(function, {});
    function.setLinkage(LLVM::Linkage::Internal);
    interface = LLVM::LLVMFuncOp::create(
        builder, loc, name,
        LLVM::LLVMFunctionType::get(builder.getI32Type(), getParameterTypes()));
    if (failed(insert(symbols, interface)))
      return failure();
    entry.attach(interface);
    std::string description = describe(entry);
    if (failed(insert(symbols, LLVM::GlobalOp::create(
                                   builder, loc,
                                   LLVM::LLVMArrayType::get(builder.getI8Type(),
                                                            description.size()),
                                   /*isConstant=*/true, LLVM::Linkage::External,
                                   (name.getValue() + "_description").str(),
                                   builder.getStringAttr(description)))))
      return failure();
    builder.setInsertionPointToStart(interface.addEntryBlock(builder));
    for (Type type : entry.arguments)
      passArgument(type);
    SmallVector<ReturnedBuffer> returned;
    for (const EntryPoint::Result &result : entry.results) {
      if (result.isPassed) {
        passBuffer(result.buffer);
      } else {
        Value pointer = nextParameter();
        returned.push_back({result.buffer.getRank(), pointer, nextParameter()});
      }
    }
    Value status = constant(builder.getI32Type(), 0);
    auto call = LLVM::CallOp::create(builder, loc, function, operands);
    SmallVector<Value> results = unpack(call);
    if (entry.returnsStatus) {
      returnFailure(results.front(), status);
      results.erase(results.begin());
    }
    for (auto [buffer, descriptor] : llvm::zip_equal(returned, results))
      storeBuffer(buffer, descriptor);
    LLVM::ReturnOp::create(builder, loc, status);
    return addPacked(symbols);
  }

private:
  LogicalResult insert(SymbolTable &symbols, Operation *symbol) {
    StringAttr name = SymbolTable::getSymbolName(symbol);
    if (symbols.insert(symbol) == name)
      return success();
    return emitError(loc) << "its C interface has the name " << name
                          << ", which another function has, too";
  }

  /// Adds a function that loads the parameters from an array of words of 8
  /// bytes, for callers whose number of arguments is not known before.
  LogicalResult addPacked(SymbolTable &symbols) {
    builder.setInsertionPointAfter(interface);
    auto packed = LLVM::LLVMFuncOp::create(
        builder, loc, (interface.getSymName() + "_packed").str(),
        LLVM::LLVMFunctionType::get(builder.getI32Type(), getPointer()));
    if (failed(insert(symbols, packed)))
      return failure();
    builder.setInsertionPointToStart(packed.addEntryBlock(builder));
    SmallVector<Value> words;
    for (auto [index, type] :
         llvm::enumerate(interface.getFunctionType().getParams())) {
      Value place = LLVM::GEPOp::create(
          builder, loc, getPointer(), builder.getI64Type(),
          packed.getArgument(0),
          ArrayRef<LLVM::GEPArg>{static_cast<int32_t>(index)});
      words.push_back(LLVM::LoadOp::create(builder, loc, type, place));
    }
    auto call = LLVM::CallOp::create(builder, loc, interface, words);
    LLVM::ReturnOp::create(builder, loc, call.getResult());
    return success();
  }

  /// Where a caller wants the pointer and the sizes of a buffer.
  struct ReturnedBuffer {
    int64_t rank;
    Value pointer, sizes;
  };

  Type getPointer() { return LLVM::LLVMPointerType::get(builder.getContext()); }

  Value constant(Type type, int64_t value) {
    return LLVM::ConstantOp::create(builder, loc, type,
                                    builder.getIntegerAttr(type, value));
  }

  SmallVector<Type> getParameterTypes() {
    SmallVector<Type> types;
    for (Type type : entry.arguments) {
      auto buffer = dyn_cast<MemRefType>(type);
      types.push_back(buffer ? getPointer() : getCType(type));
      if (buffer)
        types.append(buffer.getNumDynamicDims(), builder.getI64Type());
    }
    for (const EntryPoint::Result &result : entry.results)
      types.append(result.isPassed ? 1 : 2, getPointer());
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
    // No two buffers overlap, if one is written.
    auto noAlias = LLVM::LLVMDialect::getNoAliasAttrName();
    interface.setArgAttr(parameter, noAlias, builder.getUnitAttr());
    function.setArgAttr(operands.size() + 1, noAlias, builder.getUnitAttr());
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

  /// The results of a call, which LLVM returns as one.
  SmallVector<Value> unpack(LLVM::CallOp call) {
    if (call->getNumResults() == 0)
      return {};
    unsigned count = entry.returnsStatus;
    for (const EntryPoint::Result &result : entry.results)
      count += !result.isPassed;
    if (count == 1)
      return {call.getResult()};
    SmallVector<Value> values;
    for (unsigned index = 0; index < count; ++index)
      values.push_back(
          LLVM::ExtractValueOp::create(builder, loc, call.getResult(), index));
    return values;
  }

  /// Returns a status that is not 0 at once: there are no results.
  void returnFailure(Value status, Value zero) {
    Block *block = builder.getInsertionBlock();
    Block *failure = builder.createBlock(&interface.getBody());
    LLVM::ReturnOp::create(builder, loc, status);
    Block *next = builder.createBlock(&interface.getBody());
    builder.setInsertionPointToEnd(block);
    auto fails = LLVM::ICmpOp::create(builder, loc, LLVM::ICmpPredicate::ne,
                                      status, zero);
    LLVM::CondBrOp::create(builder, loc, fails, failure, next);
    builder.setInsertionPointToStart(next);
  }

  /// Stores the pointer and the sizes of a buffer with a descriptor.
  void storeBuffer(const ReturnedBuffer &buffer, Value descriptor) {
    LLVM::StoreOp::create(
        builder, loc, LLVM::ExtractValueOp::create(builder, loc, descriptor, 1),
        buffer.pointer);
    for (int64_t dimension = 0; dimension < buffer.rank; ++dimension) {
      Value size = LLVM::ExtractValueOp::create(
          builder, loc, descriptor, ArrayRef<int64_t>{3, dimension});
      Value place = LLVM::GEPOp::create(
          builder, loc, getPointer(), builder.getI64Type(), buffer.sizes,
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
};

struct AddCInterface : milcomplex::impl::MilcAddCInterfaceBase<AddCInterface> {
  using MilcAddCInterfaceBase::MilcAddCInterfaceBase;

  void runOnOperation() override {
    SymbolTable symbols(getOperation());
    bool isBuilt = true;
    for (auto function :
         llvm::to_vector(getOperation().getOps<LLVM::LLVMFuncOp>()))
      if (std::optional<EntryPoint> entry = EntryPoint::find(function))
        isBuilt &= succeeded(
            InterfaceBuilder(function, *entry).build(symbols, prefix));
      else if (!function.isExternal())
        // Another library in the process may have a function of this name.
        function.setLinkage(LLVM::Linkage::Internal);
    if (!isBuilt)
      signalPassFailure();
  }
};

} // namespace
