//===- EmittedFunctionsTest.cpp - Every function, emitted -----------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Math/EmittedReal.h"
#include "milcomplex/Math/Functions.h"
#include "milcomplex/Math/RealFunctions.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/Verifier.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Transforms/Passes.h"
#include "gtest/gtest.h"

using namespace mlir;
using namespace milcomplex;
using milcomplex::formulas::EmittedReal;
using milcomplex::formulas::Function;
using milcomplex::formulas::RealFunction;

namespace {

constexpr RealFunctionScheme schemes[] = {RealFunctionScheme::Call,
                                          RealFunctionScheme::Expand};

class EmittedFunctions : public testing::Test {
protected:
  EmittedFunctions() {
    context.loadDialect<arith::ArithDialect, func::FuncDialect,
                        ::mlir::math::MathDialect>();
  }

  /// f32 and f64, and vectors of them, fixed, scalable and of rank 0.
  SmallVector<Type> getTypes() {
    Type f32 = Float32Type::get(&context), f64 = Float64Type::get(&context);
    return {f32,
            f64,
            VectorType::get({4}, f32),
            VectorType::get({2, 3}, f64),
            VectorType::get({4}, f32, /*scalableDims=*/{true}),
            VectorType::get({}, f64)};
  }

  /// A module with one function, which computes `emit` of four values of `type`
  /// with the flags `fastmath` and with real functions by `functions`.
  template <typename Emit>
  OwningOpRef<ModuleOp>
  emit(Type type, RealFunctionScheme functions, Emit emitPair,
       arith::FastMathFlags fastmath = arith::FastMathFlags::none) {
    ImplicitLocOpBuilder builder(UnknownLoc::get(&context), &context);
    OwningOpRef<ModuleOp> module = ModuleOp::create(builder.getLoc());
    builder.setInsertionPointToEnd(module->getBody());
    auto function = func::FuncOp::create(
        builder, "f",
        builder.getFunctionType({type, type, type, type}, {type, type}));
    builder.setInsertionPointToEnd(function.addEntryBlock());
    auto flags = arith::FastMathFlagsAttr::get(&context, fastmath);
    auto makeReal = [&](unsigned i) {
      return EmittedReal(builder, function.getArgument(i), flags, functions);
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

  /// The ops that are left when equal ones are merged and dead ones erased.
  static size_t countDistinctOps(ModuleOp module) {
    PassManager passes(module.getContext());
    passes.addPass(createCSEPass());
    passes.addPass(createRemoveDeadValuesPass());
    EXPECT_TRUE(succeeded(passes.run(module)));
    return countOps(module);
  }

  /// How many ops are neither arithmetic nor one of the instructions that
  /// formulas consist of.
  static int countCalls(ModuleOp module) {
    int count = 0;
    module.walk([&](Operation *op) {
      StringRef dialect = op->getName().getDialectNamespace();
      bool isInstruction = isa<::mlir::math::AbsFOp, ::mlir::math::CopySignOp,
                               ::mlir::math::FmaOp, ::mlir::math::RoundEvenOp,
                               ::mlir::math::SqrtOp>(op);
      count += dialect == "math" && !isInstruction;
    });
    return count;
  }

  static void expectValid(ModuleOp module, const char *name) {
    EXPECT_TRUE(succeeded(verify(module))) << name;
    module.walk([&](Operation *op) {
      StringRef dialect = op->getName().getDialectNamespace();
      bool isStructure = isa<ModuleOp, func::FuncOp, func::ReturnOp>(op);
      EXPECT_TRUE(isStructure || dialect == "arith" || dialect == "math")
          << name;
    });
  }

  MLIRContext context;
};

TEST_F(EmittedFunctions, AreValidAndFreeOfControlFlow) {
  ComplexRange ranges[] = {ComplexRange::Basic, ComplexRange::Improved,
                           ComplexRange::Full, ComplexRange::Portable};
  for (Function function : formulas::allFunctions) {
    for (Type type : getTypes()) {
      for (RealFunctionScheme scheme : schemes) {
        for (ComplexRange range : ranges) {
          OwningOpRef<ModuleOp> module =
              emit(type, scheme, [&](auto x, auto y) {
                return apply(function, range, x, y);
              });
          expectValid(*module, getName(function));
          if (!isa<FloatType>(type))
            continue;
          // The operations of a formula, constants apart, for
          // --gtest_output=xml.
          RecordProperty(
              std::string(getName(function)) + (type.isF32() ? "F32" : "F64") +
                  std::to_string(static_cast<int>(range)) +
                  (scheme == RealFunctionScheme::Expand ? "Expanded" : ""),
              static_cast<int>(countOps(*module)));
        }
      }
    }
  }
}

TEST_F(EmittedFunctions, OfRealNumbersAreValidAndFreeOfControlFlow) {
  for (RealFunction function : formulas::allRealFunctions) {
    for (Type type : getTypes()) {
      OwningOpRef<ModuleOp> module =
          emit(type, RealFunctionScheme::Expand, [&](auto x, auto) {
            EmittedReal value = formulas::apply(function, x.re, x.im);
            return decltype(x){value, value};
          });
      expectValid(*module, getName(function));
      EXPECT_EQ(countCalls(*module), 0) << getName(function);
    }
  }
}

TEST_F(EmittedFunctions, CallNoFunctionWhereTheyAreExpanded) {
  for (Function function : formulas::allFunctions) {
    for (ComplexRange range : {ComplexRange::Basic, ComplexRange::Full}) {
      OwningOpRef<ModuleOp> module =
          emit(Float32Type::get(&context), RealFunctionScheme::Expand,
               [&](auto x, auto y) { return apply(function, range, x, y); });
      EXPECT_EQ(countCalls(*module), 0) << getName(function);
    }
  }
}

TEST_F(EmittedFunctions, ArePortableInSixtyOps) {
  Type types[] = {Float16Type::get(&context), Float32Type::get(&context)};
  for (Function function : formulas::allFunctions) {
    for (Type type : types) {
      OwningOpRef<ModuleOp> module =
          emit(type, RealFunctionScheme::Call,
               [&](auto x, auto y) { return applyPortable(function, x, y); });
      expectValid(*module, getName(function));
      module->walk([&](Operation *op) {
        bool isPortable =
            !isa<::mlir::math::FmaOp, ::mlir::math::CopySignOp,
                 ::mlir::math::Atan2Op, ::mlir::math::PowFOp, arith::BitcastOp>(
                op) &&
            llvm::none_of(op->getResultTypes(), [](Type result) {
              return result.isInteger() && !result.isInteger(1);
            });
        EXPECT_TRUE(isPortable) << getName(function);
      });
      // Without f16's guards; no framework has an atan2 of complex numbers.
      if (type.isF32() && function != Function::Atan2)
        EXPECT_LE(countDistinctOps(*module), 60u) << getName(function);
    }
  }
}

TEST_F(EmittedFunctions, AreExpandedWithoutFlags) {
  OwningOpRef<ModuleOp> module = emit(
      Float32Type::get(&context), RealFunctionScheme::Expand,
      [](auto x, auto y) {
        return apply(Function::Exp, ComplexRange::Basic, x, y);
      },
      arith::FastMathFlags::fast);
  // exp(x) cos(y) and exp(x) sin(y), and in the two functions nothing.
  size_t numFlagged = 0, numUnflagged = 0;
  module->walk([&](arith::ArithFastMathInterface op) {
    bool hasFlags =
        op.getFastMathFlagsAttr().getValue() != arith::FastMathFlags::none;
    ++(hasFlags ? numFlagged : numUnflagged);
  });
  EXPECT_EQ(numFlagged, 2u);
  EXPECT_GT(numUnflagged, 0u);
}

TEST_F(EmittedFunctions, TakeAnIntegerExponentInTwoWords) {
  for (RealFunctionScheme scheme : schemes) {
    OwningOpRef<ModuleOp> module =
        emit(Float32Type::get(&context), scheme, [&](auto z, auto n) {
          return powiImproved(
              z, milcomplex::formulas::DoubleWord<EmittedReal>{n.re, n.im});
        });
    EXPECT_TRUE(succeeded(verify(*module)));
  }
}

} // namespace
