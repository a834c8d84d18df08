//===- MilcomplexOpsTest.cpp - Ops as C++ builds them ---------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Dialect/Milcomplex.h"
#include "mlir/IR/Verifier.h"
#include "gtest/gtest.h"

using namespace mlir;
using namespace milcomplex;

namespace {

class MilcomplexOpsTest : public testing::Test {
protected:
  MilcomplexOpsTest() {
    context.loadDialect<MilcomplexDialect, complex::ComplexDialect>();
    builder.setInsertionPointToEnd(&block);
  }

  MLIRContext context;
  Location loc = UnknownLoc::get(&context);
  Block block;
  OpBuilder builder{&context};
};

/// #complex.number loses NaN and infinity as text, so that the op stores [re,
/// im].
TEST_F(MilcomplexOpsTest, ConstStoresNumberAsArray) {
  Type f32 = builder.getF32Type();
  auto number = complex::NumberAttr::get(
      ComplexType::get(f32), std::numeric_limits<double>::infinity(), -0.0);
  auto constant = ConstOp::create(builder, loc, number);
  EXPECT_TRUE(succeeded(verify(constant)));
  EXPECT_EQ(constant.getType(), ComplexType::get(f32));
  EXPECT_EQ(constant.getValue(),
            builder.getArrayAttr(
                {FloatAttr::get(f32, std::numeric_limits<double>::infinity()),
                 FloatAttr::get(f32, -0.0)}));
}

TEST_F(MilcomplexOpsTest, TypesAreInferred) {
  Type f64 = builder.getF64Type();
  auto type =
      RankedTensorType::get({ShapedType::kDynamic, 3}, ComplexType::get(f64));
  Value z = block.addArgument(type, loc);
  Value re = RealOp::create(builder, loc, z);
  Value im = ImagOp::create(builder, loc, z);
  EXPECT_EQ(re.getType(), type.clone(f64));
  EXPECT_EQ(ComplexOp::create(builder, loc, re, im).getType(), type);
  EXPECT_EQ(MulOp::create(builder, loc, z, z).getType(), type);
  EXPECT_EQ(EqOp::create(builder, loc, z, z).getType(),
            type.clone(builder.getI1Type()));
}

TEST_F(MilcomplexOpsTest, OnlyConstantsAreMaterialized) {
  auto *dialect = context.getLoadedDialect<MilcomplexDialect>();
  Type type = ComplexType::get(builder.getF32Type());
  EXPECT_EQ(
      dialect->materializeConstant(builder, builder.getUnitAttr(), type, loc),
      nullptr);
  Attribute parts = builder.getF32ArrayAttr({1, 2});
  EXPECT_TRUE(isa_and_nonnull<ConstOp>(
      dialect->materializeConstant(builder, parts, type, loc)));
}

} // namespace
