//===- PairTypeConverterTest.cpp - Complex types to pairs -----------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Conversion/PairTypeConverter.h"
#include "mlir/IR/Builders.h"
#include "gtest/gtest.h"

using namespace mlir;
using namespace milcomplex;

namespace {

class PairTypeConverterTest : public testing::Test {
protected:
  /// The types that `type` converts to; none where it does not.
  std::vector<Type> convert(Type type) {
    SmallVector<Type> parts;
    if (failed(converter.convertType(type, parts)))
      return {};
    return {parts.begin(), parts.end()};
  }

  MLIRContext context;
  Builder builder{&context};
  Type f32 = builder.getF32Type();
  Type c64 = ComplexType::get(f32);
  PairTypeConverter converter;
};

TEST_F(PairTypeConverterTest, ComplexBecomesPair) {
  EXPECT_EQ(convert(c64), (std::vector<Type>{f32, f32}));
  auto part = RankedTensorType::get({ShapedType::kDynamic, 3}, f32);
  EXPECT_EQ(convert(part.clone(c64)), (std::vector<Type>{part, part}));
  Type unranked = UnrankedTensorType::get(f32);
  EXPECT_EQ(convert(UnrankedTensorType::get(c64)),
            (std::vector<Type>{unranked, unranked}));
}

TEST_F(PairTypeConverterTest, BufferBecomesTwoOfItsLayout) {
  auto layout = StridedLayoutAttr::get(&context, 3, {ShapedType::kDynamic, 2});
  auto part = MemRefType::get({4, ShapedType::kDynamic}, f32, layout,
                              builder.getI64IntegerAttr(1));
  EXPECT_EQ(convert(part.clone(c64)), (std::vector<Type>{part, part}));
  Type unranked = UnrankedMemRefType::get(f32, builder.getI64IntegerAttr(1));
  EXPECT_EQ(convert(UnrankedMemRefType::get(c64, builder.getI64IntegerAttr(1))),
            (std::vector<Type>{unranked, unranked}));
}

TEST_F(PairTypeConverterTest, TupleStaysOne) {
  Type inner = TupleType::get(&context, {c64});
  Type converted = TupleType::get(&context, {f32, f32});
  EXPECT_EQ(
      convert(TupleType::get(&context, {c64, inner, f32})),
      std::vector<Type>{TupleType::get(&context, {f32, f32, converted, f32})});
}

TEST_F(PairTypeConverterTest, FunctionTypeFollowsItsParts) {
  Type inner = builder.getFunctionType({c64}, {});
  EXPECT_EQ(convert(builder.getFunctionType({inner, f32}, {c64})),
            std::vector<Type>{builder.getFunctionType(
                {builder.getFunctionType({f32, f32}, {}), f32}, {f32, f32})});
}

TEST_F(PairTypeConverterTest, RealTypeIsLegal) {
  EXPECT_TRUE(converter.isLegal(f32));
  EXPECT_TRUE(converter.isLegal(TupleType::get(&context, {f32})));
  EXPECT_TRUE(converter.isLegal(MemRefType::get({2}, f32)));
}

TEST_F(PairTypeConverterTest, OtherComplexTypesDoNotConvert) {
  for (Type type :
       {Type(ComplexType::get(builder.getI32Type())),
        Type(ComplexType::get(Float128Type::get(&context))),
        Type(MemRefType::get({2}, ComplexType::get(builder.getI8Type())))})
    EXPECT_TRUE(convert(type).empty());
}

} // namespace
