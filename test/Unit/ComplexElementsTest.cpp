//===- ComplexElementsTest.cpp - Complex constants and their parts --------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Dialect/ComplexElements.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinDialect.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/DialectImplementation.h"
#include "mlir/IR/DialectResourceBlobManager.h"
#include "mlir/IR/MLIRContext.h"
#include "gtest/gtest.h"

using namespace mlir;
using namespace milcomplex;

namespace {

/// Elements of a kind that only their dialect knows: a type and no data.
class ForeignElementsAttr
    : public Attribute::AttrBase<ForeignElementsAttr, Attribute,
                                 AttributeStorage, TypedAttr::Trait,
                                 ElementsAttr::Trait> {
public:
  using Base::Base;
  static constexpr StringLiteral name = "test.foreign";

  ShapedType getType() const {
    Type number = ComplexType::get(Float32Type::get(getContext()));
    return RankedTensorType::get({2}, number);
  }
  ShapedType getShapedType() const { return getType(); }
  bool isSplat() const { return false; }
};

class TestDialect : public Dialect {
public:
  explicit TestDialect(MLIRContext *context)
      : Dialect(getDialectNamespace(), context, TypeID::get<TestDialect>()) {
    addAttributes<ForeignElementsAttr>();
  }
  static StringRef getDialectNamespace() { return "test"; }
  void printAttribute(Attribute, DialectAsmPrinter &printer) const override {
    printer << "foreign";
  }
};

class ComplexElementsTest : public testing::Test {
protected:
  RankedTensorType getType(ArrayRef<int64_t> shape, Type partType) {
    return RankedTensorType::get(shape, ComplexType::get(partType));
  }

  /// A resource with these bytes.
  DenseResourceElementsAttr getResource(ShapedType type, StringRef key,
                                        ArrayRef<uint32_t> words) {
    return DenseResourceElementsAttr::get(
        type, key,
        HeapAsmResourceBlob::allocateAndCopyInferAlign<uint32_t>(words));
  }

  MLIRContext context;
  Builder builder{&context};
  ElementsSplitter splitter;
};

/// Every bit pattern passes, signaling NaNs included.
TEST_F(ComplexElementsTest, DenseSplitsBitForBit) {
  const uint32_t words[] = {0x7F800001, 0x80000000, 0x00000001, 0xFFC12345};
  auto bytes = ArrayRef(reinterpret_cast<const char *>(words), sizeof(words));
  auto whole = DenseElementsAttr::getFromRawBuffer(
      getType({2}, builder.getF32Type()), bytes);
  ElementsParts parts = splitter.split(whole);
  auto getWords = [](ElementsAttr part) {
    ArrayRef<char> raw = cast<DenseElementsAttr>(part).getRawData();
    return std::vector<uint32_t>(
        reinterpret_cast<const uint32_t *>(raw.data()),
        reinterpret_cast<const uint32_t *>(raw.data() + raw.size()));
  };
  EXPECT_EQ(getWords(parts.real),
            (std::vector<uint32_t>{0x7F800001, 0x00000001}));
  EXPECT_EQ(getWords(parts.imag),
            (std::vector<uint32_t>{0x80000000, 0xFFC12345}));
  EXPECT_EQ(joinComplexElements(parts.real, parts.imag), whole);
}

TEST_F(ComplexElementsTest, SplatSplitsIntoSplats) {
  for (Type partType :
       {Type(builder.getF16Type()), Type(builder.getBF16Type()),
        Type(builder.getF32Type()), Type(builder.getF64Type())}) {
    unsigned width = partType.getIntOrFloatBitWidth();
    SmallVector<char> element(width / 4, 1);
    element.back() = 2;
    auto whole =
        DenseElementsAttr::getFromRawBuffer(getType({1000}, partType), element);
    ASSERT_TRUE(whole.isSplat());
    ElementsParts parts = splitter.split(whole);
    EXPECT_TRUE(cast<DenseElementsAttr>(parts.real).isSplat());
    EXPECT_TRUE(cast<DenseElementsAttr>(parts.imag).isSplat());
    EXPECT_NE(parts.real, parts.imag);
    EXPECT_EQ(joinComplexElements(parts.real, parts.imag), whole);
  }
}

TEST_F(ComplexElementsTest, SplatJoinsWithOther) {
  auto type = RankedTensorType::get({2}, builder.getF32Type());
  auto splat = DenseElementsAttr::get(type, 1.0f);
  auto other = DenseElementsAttr::get(type, ArrayRef<float>{2.0f, 3.0f});
  ElementsParts parts = splitter.split(joinComplexElements(splat, other));
  EXPECT_EQ(parts.real, splat);
  EXPECT_EQ(parts.imag, other);
}

TEST_F(ComplexElementsTest, EmptyAndRankZeroSplit) {
  auto empty = DenseElementsAttr::getFromRawBuffer(
      getType({0, 3}, builder.getF64Type()), {});
  EXPECT_EQ(splitter.split(empty).real.getNumElements(), 0);
  SmallVector<char> element(8, 3);
  auto number = DenseElementsAttr::getFromRawBuffer(
      getType({}, builder.getF32Type()), element);
  EXPECT_EQ(splitter.split(number).imag.getNumElements(), 1);
}

TEST_F(ComplexElementsTest, SharedResourceSplitsOnce) {
  auto first =
      getResource(getType({2}, builder.getF32Type()), "shared", {1, 2, 3, 4});
  auto second = DenseResourceElementsAttr::get(
      getType({2, 1}, builder.getF32Type()), first.getRawHandle());
  auto getHandle = [](ElementsAttr part) {
    return cast<DenseResourceElementsAttr>(part).getRawHandle();
  };
  ElementsParts parts = splitter.split(first);
  EXPECT_EQ(getHandle(parts.real).getKey(), "shared_real");
  EXPECT_EQ(getHandle(parts.imag).getKey(), "shared_imag");
  EXPECT_EQ(getHandle(parts.real), getHandle(splitter.split(second).real));
  ArrayRef<char> imag = getHandle(parts.imag).getBlob()->getData();
  EXPECT_EQ(imag.size(), 8u);
  EXPECT_EQ(imag[0], 2);
  EXPECT_EQ(imag[4], 4);
}

/// One blob of 32 bytes: four complex elements of f32 or two of f64.
TEST_F(ComplexElementsTest, SharedResourceSplitsByWidth) {
  auto narrow = getResource(getType({4}, builder.getF32Type()), "both",
                            {1, 2, 3, 4, 5, 6, 7, 8});
  auto wide = DenseResourceElementsAttr::get(getType({2}, builder.getF64Type()),
                                             narrow.getRawHandle());
  auto getBytes = [](ElementsAttr part) {
    return cast<DenseResourceElementsAttr>(part)
        .getRawHandle()
        .getBlob()
        ->getData();
  };
  EXPECT_EQ(getBytes(splitter.split(narrow).real)[4], 3);
  EXPECT_EQ(getBytes(splitter.split(wide).real)[4], 2);
}

TEST_F(ComplexElementsTest, ShortResourceIsNotSplit) {
  auto elements =
      getResource(getType({2}, builder.getF32Type()), "short", {1, 2, 3});
  EXPECT_EQ(whyNotSplit(elements),
            "complex constant of type tensor<2xcomplex<f32>> must have 16 "
            "bytes of data, but resource 'short' holds 12");
}

TEST_F(ComplexElementsTest, ForeignElementsAreNotSplit) {
  context.loadDialect<TestDialect>();
  auto elements =
      cast<ElementsAttr>(Attribute(ForeignElementsAttr::get(&context)));
  EXPECT_EQ(whyNotSplit(elements),
            "complex constant must be dense, sparse or a dense resource, but "
            "found #test.foreign : tensor<2xcomplex<f32>>");
}

} // namespace
