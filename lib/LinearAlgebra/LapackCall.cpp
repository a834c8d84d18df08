//===- LapackCall.cpp - One call of LAPACK --------------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LapackCall.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Complex/IR/Complex.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/IR/SymbolTable.h"

using namespace mlir;
using namespace milcomplex::lapack;
using namespace milcomplex::linear_algebra;

//===----------------------------------------------------------------------===//
// Memory
//===----------------------------------------------------------------------===//

Storage::Storage(Emitter &emitter, Type element, Scalar rows, Scalar columns)
    : emitter(emitter), element(element), rows(rows),
      leading(max(rows, emitter.index(1))) {
  ImplicitLocOpBuilder &builder = emitter.getBuilder();
  Scalar count = leading * max(columns, emitter.index(1));
  if (isa<ComplexType>(element))
    count = count * emitter.index(2);
  auto type = MemRefType::get(ShapedType::kDynamic, getRealType(element));
  memory = memref::AllocOp::create(builder, type, count.getValue());
}

Storage::Storage(Emitter &emitter, Array &array)
    : Storage(emitter, array.getElementType(), array.size(0),
              array.getRank() == 1 ? emitter.index(1) : array.size(1)) {}

Scalar Storage::load(Scalar place) {
  ImplicitLocOpBuilder &builder = emitter.getBuilder();
  auto loadPart = [&](Scalar at) {
    return emitter.wrap(memref::LoadOp::create(builder, memory, at.getValue()));
  };
  if (!isa<ComplexType>(element))
    return loadPart(place);
  Scalar first = place * emitter.index(2);
  Scalar real = loadPart(first);
  Scalar imaginary = loadPart(first + emitter.index(1));
  return emitter.wrap(complex::CreateOp::create(
      builder, element, real.getValue(), imaginary.getValue()));
}

void Storage::store(Scalar place, Scalar x) {
  ImplicitLocOpBuilder &builder = emitter.getBuilder();
  auto storePart = [&](Scalar at, Scalar part) {
    memref::StoreOp::create(builder, part.getValue(), memory, at.getValue());
  };
  if (!isa<ComplexType>(element))
    return storePart(place, x);
  Scalar first = place * emitter.index(2);
  storePart(first, re(x));
  storePart(first + emitter.index(1), im(x));
}

void Storage::read(Array &array,
                   function_ref<Scalar(Scalar, Scalar, Scalar)> take) {
  Scalar zero = emitter.index(0);
  if (array.getRank() == 1)
    return emitter.loop(0, array.size(0),
                        [&](Scalar i) { store(i, take(i, zero, array(i))); });
  emitter.loop(0, array.size(1), [&](Scalar j) {
    emitter.loop(0, array.size(0), [&](Scalar i) {
      store(j * leading + i, take(i, j, array(i, j)));
    });
  });
}

void Storage::write(Array &array,
                    function_ref<Scalar(Scalar, Scalar, Scalar)> take) {
  Scalar zero = emitter.index(0);
  if (array.getRank() == 1)
    return emitter.loop(0, array.size(0),
                        [&](Scalar i) { array(i) = take(i, zero, load(i)); });
  emitter.loop(0, array.size(1), [&](Scalar j) {
    emitter.loop(0, array.size(0), [&](Scalar i) {
      array(i, j) = take(i, j, load(j * leading + i));
    });
  });
}

Value Storage::getAddress() const {
  return memref::ExtractAlignedPointerAsIndexOp::create(emitter.getBuilder(),
                                                        memory);
}

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

Call &Call::add(Storage &storage) {
  arguments.push_back(storage.getAddress());
  return *this;
}

Call &Call::addNumber(Scalar number) {
  Storage storage(emitter, number.getType(), emitter.index(1));
  storage.store(emitter.index(0), number);
  return add(storage);
}

Call &Call::addInteger(Scalar number) { return addNumber(toInteger(number)); }

Call &Call::addCharacter(char yes, char no, std::optional<Scalar> condition) {
  ImplicitLocOpBuilder &builder = emitter.getBuilder();
  auto make = [&](char character) {
    return emitter.wrap(arith::ConstantOp::create(
        builder, builder.getI8IntegerAttr(character)));
  };
  ++characters;
  return addNumber(condition ? select(*condition, make(yes), make(no))
                             : make(yes));
}

Call &Call::addNull() {
  arguments.push_back(emitter.index(0).getValue());
  return *this;
}

Call &Call::addWorkspace(Type type) {
  workspaces.push_back({static_cast<unsigned>(arguments.size()), type});
  return addNull().addNull();
}

/// LAPACK's prefix: s, d, c or z.
static StringRef getPrefix(Type element) {
  bool isDouble = getRealType(element).isF64();
  if (isa<ComplexType>(element))
    return isDouble ? "z" : "c";
  return isDouble ? "d" : "s";
}

void Call::emitOnce(StringRef name, ValueRange arguments) {
  ImplicitLocOpBuilder &builder = emitter.getBuilder();
  std::string symbol = (getPrefix(element) + name + "_").str();
  Operation *table =
      SymbolTable::getNearestSymbolTable(builder.getBlock()->getParentOp());
  // The lengths of strings follow all arguments, as of gfortran and flang.
  SmallVector<Value> all(arguments);
  all.append(characters, emitter.index(1).getValue());
  auto type = builder.getFunctionType(
      SmallVector<Type>(all.size(), builder.getIndexType()), {});
  func::CallOp::create(builder, symbol, TypeRange(), all);
  if (SymbolTable::lookupSymbolIn(table, symbol))
    return;
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToEnd(&table->getRegion(0).front());
  func::FuncOp::create(builder, symbol, type).setPrivate();
}

/// What a function has stored as the size of a workspace.
static Scalar toSize(Emitter &emitter, Scalar stored) {
  ImplicitLocOpBuilder &builder = emitter.getBuilder();
  Value integer = stored.getValue();
  if (isa<FloatType>(stored.getType()))
    integer = arith::FPToSIOp::create(builder, builder.getI64Type(), integer);
  Value size =
      arith::IndexCastOp::create(builder, builder.getIndexType(), integer);
  return max(emitter.wrap(size), emitter.index(1));
}

void Call::emit(StringRef name) {
  if (!workspaces.empty()) {
    Call query = *this;
    SmallVector<Storage> sizes;
    for (Workspace workspace : workspaces) {
      sizes.emplace_back(emitter, workspace.type, emitter.index(1));
      query.arguments[workspace.place] = sizes.back().getAddress();
      Call minusOne(emitter, element);
      minusOne.addInteger(emitter.index(-1));
      query.arguments[workspace.place + 1] = minusOne.arguments.front();
    }
    emitOnce(name, query.arguments);
    for (auto [workspace, size] : llvm::zip_equal(workspaces, sizes)) {
      Scalar count = toSize(emitter, re(size.load(emitter.index(0))));
      Storage memory(emitter, workspace.type, count);
      arguments[workspace.place] = memory.getAddress();
      Call known(emitter, element);
      known.addInteger(count);
      arguments[workspace.place + 1] = known.arguments.front();
    }
  }
  emitOnce(name, arguments);
}

Scalar Call::emitAndTest(StringRef name) {
  ImplicitLocOpBuilder &builder = emitter.getBuilder();
  Storage info(emitter, builder.getI32Type(), emitter.index(1));
  add(info);
  emit(name);
  Scalar found = info.load(emitter.index(0));
  return found != found.literal(0);
}
