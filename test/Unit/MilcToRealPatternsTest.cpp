//===- MilcToRealPatternsTest.cpp - Tests of the patterns in a driver -----===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Conversion/MilcToReal.h"
#include "milcomplex/Dialect/Milcomplex.h"
#include "mlir/Dialect/Async/IR/Async.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Pass/PassManager.h"
#include "gtest/gtest.h"

using namespace mlir;
using namespace milcomplex;

namespace {

class MilcToRealPatternsTest : public testing::Test {
protected:
  MilcToRealPatternsTest() {
    DialectRegistry registry;
    registerAllMilcToReal(registry);
    context.appendDialectRegistry(registry);
    context.loadDialect<
        MilcomplexDialect, arith::ArithDialect, cf::ControlFlowDialect,
        complex::ComplexDialect, func::FuncDialect, linalg::LinalgDialect,
        mlir::math::MathDialect, scf::SCFDialect, tensor::TensorDialect>();
  }

  std::string print(ModuleOp module) {
    std::string printed;
    llvm::raw_string_ostream(printed) << module;
    return printed;
  }

  /// Converts as an embedder does, in their own conversion.
  LogicalResult convert(ModuleOp module, const MilcToRealOptions &options) {
    PairTypeConverter converter;
    RewritePatternSet patterns(&context);
    populateMilcToRealPatterns(converter, patterns, options);
    ConversionTarget target(context);
    target.markUnknownOpDynamicallyLegal([&](Operation *op) {
      if (auto function = dyn_cast<func::FuncOp>(op))
        if (!converter.isLegal(function.getFunctionType()))
          return false;
      return converter.isLegal(op) &&
             llvm::all_of(op->getRegions(), [&](Region &region) {
               return converter.isLegal(&region);
             });
    });
    ConversionConfig config;
    config.foldingMode = DialectConversionFoldingMode::Never;
    return applyFullConversion(module, target, std::move(patterns), config);
  }

  MLIRContext context;
};

/// The conversion driver and the pass, which splits arithmetic without it,
/// return the same module, once both are tidied.
TEST_F(MilcToRealPatternsTest, DriverConvertsAsThePassDoes) {
  StringRef text = R"(
    func.func private @g(complex<f32>) -> complex<f32>
    func.func @f(%a: complex<f32>, %b: complex<f32>, %n: index,
                 %c: i1) -> (complex<f32>, f32, i1) {
      %0 = arith.constant 0 : index
      %1 = arith.constant 1 : index
      %z = complex.constant [1.0 : f32, 2.0 : f32] : complex<f32>
      %p = complex.mul %a, %z {kept} : complex<f32>
      %loop = scf.for %i = %0 to %n step %1
          iter_args(%x = %p) -> (complex<f32>) {
        %y = complex.add %x, %b fastmath<contract> : complex<f32>
        %w = complex.sub %y, %p : complex<f32>
        scf.yield %w : complex<f32>
      }
      %s = arith.select %c, %loop, %a : complex<f32>
      %t = func.call @g(%s) : (complex<f32>) -> complex<f32>
      %u = complex.conj %t : complex<f32>
      %v = complex.neg %u : complex<f32>
      %re = complex.re %v : complex<f32>
      %eq = complex.eq %v, %t : complex<f32>
      return %v, %re, %eq : complex<f32>, f32, i1
    }
    func.func @tensors(%x: tensor<?xcomplex<f64>>, %i: index)
        -> (tensor<?xcomplex<f64>>, f64) {
      %0 = milcomplex.mul %x, %x : tensor<?xcomplex<f64>>
      %1 = tensor.extract %0[%i] : tensor<?xcomplex<f64>>
      %2 = complex.im %1 : complex<f64>
      %3 = tensor.insert %1 into %x[%i] : tensor<?xcomplex<f64>>
      return %3, %2 : tensor<?xcomplex<f64>>, f64
    }
    func.func @functions(%c: i1, %f: (complex<f32>) -> (),
                         %g: (complex<f32>) -> ()) -> ((complex<f32>) -> ()) {
      %0 = arith.select %c, %f, %g : (complex<f32>) -> ()
      return %0 : (complex<f32>) -> ()
    })";
  for (ComplexRange range : {ComplexRange::Basic, ComplexRange::Improved}) {
    MilcToRealOptions options;
    options.complexRange = range;
    auto byDriver = parseSourceString<ModuleOp>(text, &context);
    auto byPass = parseSourceString<ModuleOp>(text, &context);
    ASSERT_TRUE(byDriver && byPass);
    ASSERT_TRUE(succeeded(convert(*byDriver, options)));
    PassManager manager(&context);
    manager.addPass(createMilcToReal(options));
    ASSERT_TRUE(succeeded(manager.run(*byPass)));
    PassManager tidying(&context);
    tidying.addPass(createMilcTidy());
    ASSERT_TRUE(succeeded(tidying.run(*byDriver)));
    EXPECT_EQ(print(*byDriver), print(*byPass));
  }
}

/// A conversion may leave complex values where the converter has
/// materializations for them.
TEST_F(MilcToRealPatternsTest, PartsMeetWhatIsLeft) {
  auto module = parseSourceString<ModuleOp>(R"(
    func.func @f(%a: complex<f32>) -> complex<f32> {
      %0 = complex.neg %a : complex<f32>
      return %0 : complex<f32>
    })",
                                            &context);
  PairTypeConverter converter;
  converter.addPartMaterializations();
  RewritePatternSet patterns(&context);
  populateMilcToRealPatterns(converter, patterns);
  ConversionTarget target(context);
  target.markUnknownOpDynamicallyLegal([](Operation *) { return true; });
  target.addIllegalOp<complex::NegOp>();
  target.addLegalOp<RealOp, ImagOp, ComplexOp>();
  ConversionConfig config;
  config.foldingMode = DialectConversionFoldingMode::Never;
  ASSERT_TRUE(succeeded(
      applyPartialConversion(*module, target, std::move(patterns), config)));
  auto function = *module->getOps<func::FuncOp>().begin();
  SmallVector<StringRef> names;
  for (Operation &op : function.getOps())
    names.push_back(op.getName().getStringRef());
  EXPECT_EQ(llvm::join(names, " "),
            "milcomplex.real milcomplex.imag arith.negf arith.negf "
            "milcomplex.complex func.return");
}

TEST_F(MilcToRealPatternsTest, TypesOfLoadedDialectsConvert) {
  Builder builder(&context);
  Type f32 = builder.getF32Type(), c64 = ComplexType::get(f32);
  auto convertFuture = [&] {
    PairTypeConverter converter;
    RewritePatternSet patterns(&context);
    populateMilcToRealPatterns(converter, patterns);
    SmallVector<Type> parts;
    (void)converter.convertType(async::ValueType::get(c64), parts);
    return parts;
  };
  context.loadDialect<async::AsyncDialect>();
  EXPECT_EQ(convertFuture(), SmallVector<Type>(2, async::ValueType::get(f32)));
}

TEST_F(MilcToRealPatternsTest, RulesSayWhyNot) {
  PairTypeConverter converter;
  RewritePatternSet patterns(&context);
  SupportRules rules;
  populateMilcToRealPatterns(converter, patterns, {}, &rules);
  auto module = parseSourceString<ModuleOp>(R"(
    func.func @f() -> tensor<2xcomplex<f32>> {
      %0 = arith.constant dense_resource<absent> : tensor<2xcomplex<f32>>
      return %0 : tensor<2xcomplex<f32>>
    })",
                                            &context);
  SmallVector<std::string> reasons;
  module->walk([&](Operation *op) {
    if (std::optional<std::string> reason = rules.whyNot(op))
      reasons.push_back(*reason);
  });
  ASSERT_EQ(reasons.size(), 1u);
  EXPECT_NE(reasons[0].find("resource 'absent' has none"), std::string::npos);
}

} // namespace
