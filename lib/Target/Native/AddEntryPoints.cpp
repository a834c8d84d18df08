//===- AddEntryPoints.cpp - Buffers of the caller for tensors -------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "EntryPoint.h"
#include "milcomplex/Target/Native/Passes.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/IR/BuiltinOps.h"

namespace milcomplex {
#define GEN_PASS_DEF_MILCADDENTRYPOINTS
#include "milcomplex/Target/Native/Passes.h.inc"
} // namespace milcomplex

using namespace mlir;
using namespace milcomplex;

static bool isNumber(Type type) { return type.isIntOrIndexOrFloat(); }

/// The type that a caller passes for a value of `type`, or null.
static Type getBoundaryType(Type type) {
  if (isNumber(type))
    return type;
  if (auto tensor = dyn_cast<RankedTensorType>(type))
    return isNumber(tensor.getElementType()) && !tensor.getEncoding()
               ? MemRefType::get(tensor.getShape(), tensor.getElementType())
               : MemRefType();
  auto memref = dyn_cast<MemRefType>(type);
  return memref && isNumber(memref.getElementType()) &&
                 memref.getLayout().isIdentity() && !memref.getMemorySpace()
             ? memref
             : MemRefType();
}

static FailureOr<EntryPoint> describe(func::FuncOp function) {
  EntryPoint entry;
  for (auto [kind, types] : {std::pair("accepts", function.getArgumentTypes()),
                             std::pair("returns", function.getResultTypes())}) {
    for (Type type : types) {
      Type boundary = getBoundaryType(type);
      if (!boundary)
        return function.emitOpError()
               << "that C calls must accept and return numbers, ranked tensors "
                  "and contiguous buffers, but it "
               << kind << ' ' << type;
      if (kind == StringRef("accepts"))
        entry.arguments.push_back(boundary);
      else if (auto memref = dyn_cast<MemRefType>(boundary))
        entry.results.push_back(
            {memref, !isa<MemRefType>(type) && memref.hasStaticShape()});
      else
        entry.results.push_back({MemRefType::get({}, boundary), true});
    }
  }
  return entry;
}

/// Adds a function named as `function`, which becomes private, was.
static void addEntryPoint(func::FuncOp function, const EntryPoint &entry,
                          SymbolTable &symbols) {
  StringAttr name = function.getSymNameAttr();
  (void)symbols.renameToUnique(function, {});
  function.setPrivate();
  SmallVector<Type> inputs = entry.arguments, outputs;
  for (const EntryPoint::Result &result : entry.results)
    (result.isPassed ? inputs : outputs).push_back(result.buffer);

  OpBuilder builder(function);
  Location loc = function.getLoc();
  auto added = func::FuncOp::create(builder, loc, name,
                                    builder.getFunctionType(inputs, outputs));
  entry.attach(added);
  symbols.insert(added);
  Block *block = added.addEntryBlock();
  builder.setInsertionPointToStart(block);
  SmallVector<Value> arguments, returned;
  for (auto [type, argument] :
       llvm::zip(function.getArgumentTypes(), block->getArguments()))
    arguments.push_back(isa<TensorType>(type)
                            ? bufferization::ToTensorOp::create(
                                  builder, loc, type, argument,
                                  /*restrict=*/true, /*writable=*/false)
                            : Value(argument));
  auto call = func::CallOp::create(builder, loc, function, arguments);
  unsigned passed = entry.arguments.size();
  for (auto [result, wanted] :
       llvm::zip_equal(call.getResults(), entry.results)) {
    if (isa<MemRefType>(result.getType()))
      returned.push_back(result);
    else if (!wanted.isPassed)
      returned.push_back(bufferization::ToBufferOp::create(
          builder, loc, wanted.buffer, result));
    else if (isNumber(result.getType()))
      memref::StoreOp::create(builder, loc, result,
                              block->getArgument(passed++));
    else
      bufferization::MaterializeInDestinationOp::create(
          builder, loc, Type(), result, block->getArgument(passed++),
          /*restrict=*/true, /*writable=*/true);
  }
  func::ReturnOp::create(builder, loc, returned);
}

namespace {

struct AddEntryPoints
    : milcomplex::impl::MilcAddEntryPointsBase<AddEntryPoints> {
  void runOnOperation() override {
    SmallVector<std::pair<func::FuncOp, EntryPoint>> entries;
    bool failed = false;
    for (auto function : getOperation().getOps<func::FuncOp>()) {
      if (!function.isPublic() || function.isExternal())
        continue;
      FailureOr<EntryPoint> entry = describe(function);
      if (succeeded(entry))
        entries.emplace_back(function, *entry);
      else
        failed = true;
    }
    if (failed)
      return signalPassFailure();
    SymbolTable symbols(getOperation());
    for (auto &[function, entry] : entries)
      addEntryPoint(function, entry, symbols);
  }
};

} // namespace
