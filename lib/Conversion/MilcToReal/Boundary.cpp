//===- Boundary.cpp - Complex values in public signatures -----------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Boundary.h"

#include "FunctionAttributes.h"
#include "milcomplex/Conversion/PairPatterns.h"
#include "milcomplex/Dialect/ComplexTypes.h"
#include "milcomplex/Dialect/Milcomplex.h"
#include "mlir/IR/SymbolTable.h"
#include "llvm/Support/FormatVariadic.h"

using namespace mlir;
using namespace milcomplex;

/// The abi that the attribute of `function` asks for.
static std::optional<Abi> getOwnAbi(func::FuncOp function) {
  auto own =
      function->getAttrOfType<StringAttr>(MilcomplexDialect::getAbiAttrName());
  if (!own)
    return std::nullopt;
  return own == "interleaved" ? Abi::Interleaved : Abi::Pair;
}

Abi milcomplex::getSignatureAbi(func::FuncOp function, Abi abi) {
  if (std::optional<Abi> own = getOwnAbi(function))
    return *own;
  return function.isPublic() || function.isExternal() ? abi : Abi::Pair;
}

/// The interleaved type in place of `type` in a signature.
static Type getBoundaryType(Type type) {
  return isa<RankedTensorType>(type) && getComplexElementType(type)
             ? getInterleavedType(type)
             : type;
}

std::optional<std::string> milcomplex::whyNotBoundary(func::FuncOp function,
                                                      Abi abi) {
  std::optional<Abi> own = getOwnAbi(function);
  SmallVector<Type> types(function.getArgumentTypes());
  llvm::append_range(types, function.getResultTypes());
  for (Type type : types) {
    if (!getComplexElementType(type))
      continue;
    if (isa<UnrankedTensorType>(type) &&
        getSignatureAbi(function, abi) == Abi::Interleaved)
      return llvm::formatv("must have ranked tensors in an interleaved "
                           "signature, but found {0}",
                           type);
    auto tensor = dyn_cast<RankedTensorType>(type);
    if (tensor && isa_and_present<AffineMapAttr>(tensor.getEncoding()) &&
        getSignatureAbi(function, abi) == Abi::Interleaved)
      return llvm::formatv("must have tensors without a layout of their "
                           "dimensions in an interleaved signature, but found "
                           "{0}",
                           type);
    if (isa<BaseMemRefType>(type) && own && *own != abi)
      return llvm::formatv("must have the abi of the module, since complex "
                           "buffers are of one kind in all of it, but found "
                           "an abi of its own and {0}",
                           type);
  }
  return std::nullopt;
}

namespace {

class BoundaryInterleaver {
public:
  /// Interleaves the signature of `function`, where it has complex tensors.
  void interleave(func::FuncOp function);
  /// Adapts the calls and the uses of addresses in `root` to these functions.
  void interleaveUsers(Operation *root);

  SmallVector<func::FuncOp> takeThunks() { return std::move(thunks); }

private:
  void interleaveCall(func::CallOp call);
  /// The thunk that has the original signature of `function`, and calls it.
  func::FuncOp getThunk(func::FuncOp function);
  func::FuncOp lookup(Operation *user, SymbolRefAttr symbol);

  SymbolTableCollection symbols;
  /// The functions that were changed, and their original types.
  DenseMap<Operation *, FunctionType> originalTypes;
  DenseMap<Operation *, func::FuncOp> thunkOf;
  SmallVector<func::FuncOp> thunks;
};

} // namespace

/// Views `value`, of its type at an interleaved boundary, as `type` in the
/// body.
static Value viewAsComplex(OpBuilder &builder, Value value, Type type) {
  return value.getType() == type ? value
                                 : builder.createOrFold<ViewAsComplexOp>(
                                       value.getLoc(), type, value);
}

static SmallVector<Value> viewAsReal(OpBuilder &builder, ValueRange values) {
  return llvm::map_to_vector(values, [&](Value value) {
    return getBoundaryType(value.getType()) == value.getType()
               ? value
               : builder.createOrFold<ViewAsRealOp>(value.getLoc(), value);
  });
}

void BoundaryInterleaver::interleave(func::FuncOp function) {
  FunctionType type = function.getFunctionType();
  auto boundaryType = FunctionType::get(
      function.getContext(),
      llvm::map_to_vector(type.getInputs(), getBoundaryType),
      llvm::map_to_vector(type.getResults(), getBoundaryType));
  if (boundaryType == type)
    return;
  originalTypes[function] = type;
  function.setFunctionType(boundaryType);
  if (ArrayAttr attributes = function.getArgAttrsAttr())
    function.setArgAttrsAttr(
        interleaveAttributes(attributes, type.getInputs()));
  if (ArrayAttr attributes = function.getResAttrsAttr())
    function.setResAttrsAttr(
        interleaveAttributes(attributes, type.getResults()));
  if (function.isExternal())
    return;
  Block &entry = function.getBody().front();
  auto builder = OpBuilder::atBlockBegin(&entry);
  for (BlockArgument argument : entry.getArguments()) {
    Type complexType = argument.getType();
    Type partsType = getBoundaryType(complexType);
    if (partsType == complexType)
      continue;
    argument.setType(partsType);
    auto view = ViewAsComplexOp::create(builder, argument.getLoc(), complexType,
                                        argument);
    argument.replaceAllUsesExcept(view, view);
  }
  for (Block &block : function.getBody())
    if (auto end = dyn_cast<func::ReturnOp>(block.getTerminator())) {
      builder.setInsertionPoint(end);
      end->setOperands(viewAsReal(builder, end.getOperands()));
    }
}

func::FuncOp BoundaryInterleaver::lookup(Operation *user,
                                         SymbolRefAttr symbol) {
  auto function = symbols.lookupNearestSymbolFrom<func::FuncOp>(user, symbol);
  return function && originalTypes.contains(function) ? function
                                                      : func::FuncOp();
}

func::FuncOp BoundaryInterleaver::getThunk(func::FuncOp function) {
  func::FuncOp &thunk = thunkOf[function];
  if (thunk)
    return thunk;
  Location loc = function.getLoc();
  FunctionType type = originalTypes[function];
  OpBuilder builder(function);
  builder.setInsertionPointAfter(function);
  thunk = func::FuncOp::create(builder, loc,
                               (function.getName() + ".pair").str(), type);
  thunk.setPrivate();
  builder.setInsertionPointToStart(thunk.addEntryBlock());
  auto call = func::CallOp::create(builder, loc, function.getName(),
                                   type.getResults(), thunk.getArguments());
  func::ReturnOp::create(builder, loc, call.getResults());
  Operation *table = function->getParentOp();
  Operation *position = thunk;
  symbols.getSymbolTable(table).insert(thunk, Block::iterator(position));
  thunks.push_back(thunk);
  return thunk;
}

void BoundaryInterleaver::interleaveCall(func::CallOp call) {
  OpBuilder builder(call);
  auto interleaved = cast<func::CallOp>(
      createLike(builder, call,
                 llvm::map_to_vector(call.getResultTypes(), getBoundaryType),
                 viewAsReal(builder, call.getOperands())));
  if (ArrayAttr attributes = call.getArgAttrsAttr())
    interleaved.setArgAttrsAttr(
        interleaveAttributes(attributes, call.getOperandTypes()));
  if (ArrayAttr attributes = call.getResAttrsAttr())
    interleaved.setResAttrsAttr(
        interleaveAttributes(attributes, call.getResultTypes()));
  SmallVector<Value> results;
  for (auto [result, type] :
       llvm::zip_equal(interleaved->getResults(), call.getResultTypes()))
    results.push_back(viewAsComplex(builder, result, type));
  call->replaceAllUsesWith(results);
  call->erase();
}

void BoundaryInterleaver::interleaveUsers(Operation *root) {
  if (originalTypes.empty())
    return;
  SmallVector<func::CallOp> calls;
  root->walk([&](Operation *op) {
    if (auto call = dyn_cast<func::CallOp>(op)) {
      if (lookup(call, call.getCalleeAttr()))
        calls.push_back(call);
    } else if (auto address = dyn_cast<func::ConstantOp>(op)) {
      if (func::FuncOp function = lookup(address, address.getValueAttr()))
        address.setValueAttr(FlatSymbolRefAttr::get(getThunk(function)));
    }
  });
  for (func::FuncOp thunk : thunks)
    llvm::append_range(calls, thunk.getOps<func::CallOp>());
  for (func::CallOp call : calls)
    interleaveCall(call);
}

SmallVector<func::FuncOp> milcomplex::interleaveBoundary(ModuleOp module,
                                                         Abi abi) {
  BoundaryInterleaver interleaver;
  module->walk([&](func::FuncOp function) {
    Abi signatureAbi = getSignatureAbi(function, abi);
    function->removeAttr(MilcomplexDialect::getAbiAttrName());
    if (signatureAbi == Abi::Interleaved)
      interleaver.interleave(function);
  });
  interleaver.interleaveUsers(module);
  return interleaver.takeThunks();
}
