//===- ReleaseResourcesTest.cpp - Tests of the release of resources -------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Conversion/Passes.h"
#include "milcomplex/Dialect/ComplexElements.h"
#include "milcomplex/Dialect/Milcomplex.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinDialect.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/DialectResourceBlobManager.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Pass/PassManager.h"
#include "gtest/gtest.h"

using namespace mlir;
using namespace milcomplex;

namespace {

class ReleaseResourcesTest : public testing::Test {
protected:
  ReleaseResourcesTest() {
    context.loadDialect<MilcomplexDialect, arith::ArithDialect,
                        func::FuncDialect>();
  }

  /// A module in which the resource `whole`, 1+2i and 3+4i, occurs where
  /// `attributes` and the body of @f have it.
  OwningOpRef<ModuleOp> parse(StringRef attributes = "") {
    std::string text = R"(
      func.func @f() -> tensor<2xcomplex<f32>> {
        %0 = arith.constant dense_resource<whole> : tensor<2xcomplex<f32>>
        return %0 : tensor<2xcomplex<f32>>
      }
      func.func private @g() attributes {)" +
                       attributes.str() + "}";
    OwningOpRef<ModuleOp> module = parseSourceString<ModuleOp>(text, &context);
    entry = DenseResourceElementsHandle::getManagerInterface(&context)
                .getBlobManager()
                .lookup("whole");
    return module;
  }

  /// Sets the data of `whole`.
  void setData() {
    auto deleter = [this](float *, size_t, size_t) { ++numFreed; };
    entry->setBlob(AsmResourceBlob(ArrayRef<float>(data), deleter,
                                   /*dataIsMutable=*/false));
  }

  LogicalResult lower(ModuleOp module, bool release = true) {
    ScopedDiagnosticHandler handler(&context,
                                    [](Diagnostic &) { return success(); });
    PassManager manager(&context);
    MilcToRealOptions options;
    options.releaseResources = release;
    manager.addPass(createMilcToReal(options));
    return manager.run(module);
  }

  /// The values of the resource of this name.
  std::vector<float> getValues(StringRef key) {
    const ResourceEntry *part =
        DenseResourceElementsHandle::getManagerInterface(&context)
            .getBlobManager()
            .lookup(key);
    return part ? part->getBlob()->getDataAs<float>().vec()
                : std::vector<float>();
  }

  std::vector<float> data{1, 2, 3, 4};
  int numFreed = 0;
  MLIRContext context;
  ResourceEntry *entry = nullptr;
};

TEST_F(ReleaseResourcesTest, DataIsFreedOnceItIsSplit) {
  OwningOpRef<ModuleOp> module = parse();
  setData();
  ASSERT_TRUE(succeeded(lower(*module)));
  EXPECT_EQ(numFreed, 1);
  EXPECT_EQ(getValues("whole_real"), (std::vector<float>{1, 3}));
  EXPECT_EQ(getValues("whole_imag"), (std::vector<float>{2, 4}));
}

TEST_F(ReleaseResourcesTest, DataStaysWhereItIsAskedFor) {
  OwningOpRef<ModuleOp> module = parse();
  setData();
  ASSERT_TRUE(succeeded(lower(*module, /*release=*/false)));
  EXPECT_EQ(numFreed, 0);
  EXPECT_EQ(getValues("whole"), data);
}

TEST_F(ReleaseResourcesTest, DataStaysWhereSomethingElseUsesIt) {
  OwningOpRef<ModuleOp> module =
      parse("kept = [dense_resource<whole> : tensor<4xf32>]");
  setData();
  ASSERT_TRUE(succeeded(lower(*module)));
  EXPECT_EQ(numFreed, 0);
  EXPECT_EQ(getValues("whole"), data);
}

TEST_F(ReleaseResourcesTest, DataStaysWhereALocationHoldsIt) {
  OwningOpRef<ModuleOp> module = parse();
  setData();
  auto attribute = cast<Attribute>(DenseResourceElementsAttr::get(
      RankedTensorType::get({4}, Float32Type::get(&context)),
      DenseResourceElementsHandle(entry,
                                  context.getLoadedDialect<BuiltinDialect>())));
  SymbolTable::lookupSymbolIn(*module, "g")
      ->setLoc(FusedLoc::get(&context, {module->getLoc()}, attribute));
  ASSERT_TRUE(succeeded(lower(*module)));
  EXPECT_EQ(numFreed, 0);
}

/// The outer module may hold the resource too, and be in use by others.
TEST_F(ReleaseResourcesTest, DataOfANestedModuleStays) {
  OwningOpRef<ModuleOp> module = parse();
  setData();
  OwningOpRef<ModuleOp> outer = ModuleOp::create(module->getLoc());
  ModuleOp inner = module.release();
  outer->push_back(inner);
  PassManager manager(&context);
  manager.nest<ModuleOp>().addPass(createMilcToReal());
  ASSERT_TRUE(succeeded(manager.run(*outer)));
  EXPECT_EQ(numFreed, 0);
}

/// A clone made before, for example for another target, still lowers.
TEST_F(ReleaseResourcesTest, CloneStillSplits) {
  OwningOpRef<ModuleOp> module = parse();
  setData();
  OwningOpRef<ModuleOp> clone = module->clone();
  ASSERT_TRUE(succeeded(lower(*module)));
  ASSERT_EQ(numFreed, 1);
  ASSERT_TRUE(succeeded(lower(*clone)));
  EXPECT_EQ(numFreed, 1);
  std::string first, second;
  llvm::raw_string_ostream(first) << *module;
  llvm::raw_string_ostream(second) << *clone;
  EXPECT_EQ(first, second);
}

/// New data under the same key is not the data that was freed.
TEST_F(ReleaseResourcesTest, NewDataSplitsAnew) {
  OwningOpRef<ModuleOp> module = parse();
  setData();
  OwningOpRef<ModuleOp> clone = module->clone();
  ASSERT_TRUE(succeeded(lower(*module)));
  data = {5, 6, 7, 8};
  setData();
  ASSERT_TRUE(succeeded(lower(*clone)));
  EXPECT_EQ(numFreed, 2);
  EXPECT_EQ(getValues("whole_real_1"), (std::vector<float>{5, 7}));
  EXPECT_EQ(getValues("whole_imag_1"), (std::vector<float>{6, 8}));
}

/// A rejected module keeps its data.
TEST_F(ReleaseResourcesTest, RefusedModuleKeepsItsData) {
  OwningOpRef<ModuleOp> module = parse();
  setData();
  module->push_back(func::FuncOp::create(
      module->getLoc(), "unsupported",
      FunctionType::get(&context,
                        {ComplexType::get(Float128Type::get(&context))}, {})));
  EXPECT_TRUE(failed(lower(*module)));
  EXPECT_EQ(numFreed, 0);
  EXPECT_EQ(getValues("whole"), data);
}

} // namespace
