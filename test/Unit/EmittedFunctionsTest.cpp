//===- EmittedFunctionsTest.cpp - Every function, emitted -----------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Math/EmittedReal.h"
#include "milcomplex/Math/Functions.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/Verifier.h"
#include "gtest/gtest.h"

using namespace mlir;
using namespace milcomplex;
using milcomplex::formulas::EmittedReal;
using milcomplex::formulas::Function;

namespace {

class EmittedFunctions : public testing::Test {
protected:
  EmittedFunctions() {
    context.loadDialect<arith::ArithDialect, func::FuncDialect,
                        ::mlir::math::MathDialect>();
  }

  /// A module with one function, which computes `emit` of four floats.
  template <typename Emit>
  OwningOpRef<ModuleOp> emit(Type type, Emit emitPair) {
    ImplicitLocOpBuilder builder(UnknownLoc::get(&context), &context);
    OwningOpRef<ModuleOp> module = ModuleOp::create(builder.getLoc());
    builder.setInsertionPointToEnd(module->getBody());
    auto function = func::FuncOp::create(
        builder, "f",
        builder.getFunctionType({type, type, type, type}, {type, type}));
    builder.setInsertionPointToEnd(function.addEntryBlock());
    auto none =
        arith::FastMathFlagsAttr::get(&context, arith::FastMathFlags::none);
    auto makeReal = [&](unsigned i) {
      return EmittedReal(builder, function.getArgument(i), none);
    };
    using Pair = milcomplex::formulas::Pair<EmittedReal>;
    Pair result = emitPair(Pair{makeReal(0), makeReal(1)},
                           Pair{makeReal(2), makeReal(3)});
    func::ReturnOp::create(
        builder, ValueRange{result.re.getValue(), result.im.getValue()});
    return module;
  }

  static size_t countOps(ModuleOp module) {
    size_t count = 0;
    module.walk([&](Operation *op) {
      if (!isa<ModuleOp, func::FuncOp, func::ReturnOp, arith::ConstantOp>(op))
        ++count;
    });
    return count;
  }

  MLIRContext context;
};

TEST_F(EmittedFunctions, AreValidAndFreeOfControlFlow) {
  Type types[] = {Float32Type::get(&context), Float64Type::get(&context)};
  ComplexRange ranges[] = {ComplexRange::Basic, ComplexRange::Improved,
                           ComplexRange::Full};
  for (Function function : formulas::allFunctions) {
    for (Type type : types) {
      for (ComplexRange range : ranges) {
        OwningOpRef<ModuleOp> module = emit(
            type, [&](auto x, auto y) { return apply(function, range, x, y); });
        EXPECT_TRUE(succeeded(verify(*module))) << getName(function);
        module->walk([&](Operation *op) {
          StringRef dialect = op->getName().getDialectNamespace();
          bool isStructure = isa<ModuleOp, func::FuncOp, func::ReturnOp>(op);
          EXPECT_TRUE(isStructure || dialect == "arith" || dialect == "math")
              << getName(function);
        });
        // The operations of a formula, constants apart, for --gtest_output=xml.
        RecordProperty(std::string(getName(function)) +
                           (type.isF32() ? "F32" : "F64") +
                           std::to_string(static_cast<int>(range)),
                       static_cast<int>(countOps(*module)));
      }
    }
  }
}

TEST_F(EmittedFunctions, TakeAnIntegerExponentInTwoWords) {
  OwningOpRef<ModuleOp> module =
      emit(Float32Type::get(&context), [&](auto z, auto n) {
        return powiImproved(
            z, milcomplex::formulas::DoubleWord<EmittedReal>{n.re, n.im});
      });
  EXPECT_TRUE(succeeded(verify(*module)));
}

} // namespace
