//===- ExpandMathTest.cpp - Every op of the math dialect ------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Conversion/Passes.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/Verifier.h"
#include "mlir/Pass/PassManager.h"
#include "llvm/ADT/StringSet.h"
#include "gtest/gtest.h"

using namespace mlir;

namespace {

/// The ops of floats that a processor has instructions for: what
/// test/Integration/expand-math-symbols.mlir compiles.
const llvm::StringSet<> instructions = {
    "math.absf",  "math.ceil",     "math.clampf",   "math.copysign",
    "math.floor", "math.fma",      "math.isfinite", "math.isinf",
    "math.isnan", "math.isnormal", "math.round",    "math.roundeven",
    "math.rsqrt", "math.sqrt",     "math.trunc"};

class ExpandMath : public testing::Test {
protected:
  ExpandMath() {
    context.loadDialect<arith::ArithDialect, func::FuncDialect,
                        ::mlir::math::MathDialect>();
  }

  /// A module with one function that applies `name` to operands and results of
  /// these types; null where the op has others.
  OwningOpRef<ModuleOp> apply(OperationName name, TypeRange operands,
                              TypeRange results) {
    OpBuilder builder(&context);
    Location loc = builder.getUnknownLoc();
    OwningOpRef<ModuleOp> module = ModuleOp::create(loc);
    builder.setInsertionPointToEnd(module->getBody());
    auto function = func::FuncOp::create(
        builder, loc, "f", builder.getFunctionType(operands, results));
    builder.setInsertionPointToEnd(function.addEntryBlock());
    OperationState state(loc, name, function.getArguments(), results, {});
    Operation *op = builder.create(state);
    func::ReturnOp::create(builder, loc, op->getResults());
    ScopedDiagnosticHandler quiet(&context, [](Diagnostic &) {});
    if (failed(verify(*module)))
      return nullptr;
    return module;
  }

  /// The same, whatever the numbers of operands and results that `name` has, of
  /// type `type`; an exponent is an i32, a class an i1.
  OwningOpRef<ModuleOp> applyToAny(OperationName name, Type type) {
    Type i1 = IntegerType::get(&context, 1),
         i32 = IntegerType::get(&context, 32);
    const SmallVector<Type> operands[] = {
        {type}, {type, type}, {type, type, type}, {type, i32}};
    const SmallVector<Type> results[] = {{type}, {type, type}, {i1}};
    for (const SmallVector<Type> &in : operands)
      for (const SmallVector<Type> &out : results)
        if (OwningOpRef<ModuleOp> module = apply(name, in, out))
          return module;
    return nullptr;
  }

  MLIRContext context;
};

TEST_F(ExpandMath, LeavesInstructionsAlone) {
  unsigned expanded = 0;
  // A copy: the pass registers the ops of other dialects.
  SmallVector<RegisteredOperationName> names(context.getRegisteredOperations());
  for (RegisteredOperationName name : names) {
    StringRef op = name.getStringRef();
    if (!op.starts_with("math."))
      continue;
    // Those of integers are not functions of real numbers.
    if (applyToAny(name, IntegerType::get(&context, 32)))
      continue;
    for (Type type :
         {Type(Float32Type::get(&context)), Type(Float64Type::get(&context))}) {
      OwningOpRef<ModuleOp> module = applyToAny(name, type);
      ASSERT_TRUE(module) << op.str() << " has other operands and results";
      PassManager passes(&context);
      passes.addPass(milcomplex::createMilcExpandMath());
      ASSERT_TRUE(succeeded(passes.run(*module)));
      bool isLeft = false;
      module->walk([&](Operation *inner) {
        StringRef left = inner->getName().getStringRef();
        isLeft |= left == op;
        if (left.starts_with("math."))
          EXPECT_TRUE(instructions.contains(left))
              << left.str() << " of " << op.str();
      });
      EXPECT_EQ(isLeft, instructions.contains(op)) << op.str();
      expanded += !isLeft;
    }
  }
  EXPECT_GT(expanded, 50U);
}

} // namespace
