//===- MilcToRealInterfaceTest.cpp - A dialect's own splits ---------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Conversion/MilcToRealInterface.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Complex/IR/Complex.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/DialectImplementation.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Pass/PassManager.h"
#include "gtest/gtest.h"

using namespace mlir;
using namespace milcomplex;

namespace {

/// test.swap: re + i im -> im + i re, an op for which milcomplex has no
/// pattern.
class SwapOp : public Op<SwapOp, OpTrait::OneOperand, OpTrait::OneResult,
                         OpTrait::ZeroRegions, OpTrait::ZeroSuccessors> {
public:
  using Op::Op;
  static ArrayRef<StringRef> getAttributeNames() { return {}; }
  static StringRef getOperationName() { return "test.swap"; }
};

struct BoxStorage : TypeStorage {
  using KeyTy = Type;
  explicit BoxStorage(Type content) : content(content) {}
  bool operator==(Type other) const { return content == other; }
  static BoxStorage *construct(TypeStorageAllocator &allocator, Type content) {
    return new (allocator.allocate<BoxStorage>()) BoxStorage(content);
  }
  // No getAsKey: a walk does not see the content.
  Type content;
};

/// !test.box<T>
struct BoxType : Type::TypeBase<BoxType, Type, BoxStorage> {
  using Base::Base;
  static constexpr StringLiteral name = "test.box";
  Type getContent() const { return getImpl()->content; }
};

struct TagStorage : AttributeStorage {
  // A walk sees the first type, and a pointer for the second.
  using KeyTy = std::tuple<Type, const void *>;
  explicit TagStorage(KeyTy key) : key(key) {}
  bool operator==(const KeyTy &other) const { return key == other; }
  static TagStorage *construct(AttributeStorageAllocator &allocator,
                               const KeyTy &key) {
    return new (allocator.allocate<TagStorage>()) TagStorage(key);
  }
  KeyTy getAsKey() const { return key; }
  KeyTy key;
};

/// #test.tag<T, U>
struct TagAttr : Attribute::AttrBase<TagAttr, Attribute, TagStorage> {
  using Base::Base;
  static constexpr StringLiteral name = "test.tag";
  Type getShown() const { return std::get<0>(getImpl()->key); }
  Type getHidden() const {
    return Type::getFromOpaquePointer(std::get<1>(getImpl()->key));
  }
};

struct ConvertSwap : ConversionPattern {
  ConvertSwap(const TypeConverter &converter, MLIRContext *context)
      : ConversionPattern(converter, SwapOp::getOperationName(), /*benefit=*/1,
                          context) {}

  LogicalResult
  matchAndRewrite(Operation *op, ArrayRef<ValueRange> operands,
                  ConversionPatternRewriter &rewriter) const override {
    if (op->hasAttr("test.declines"))
      return rewriter.notifyMatchFailure(op, "it says so");
    SmallVector<Value> swapped{operands[0][1], operands[0][0]};
    if (op->hasAttr("test.one_part"))
      swapped.pop_back();
    rewriter.replaceOpWithMultiple(op, SmallVector<ValueRange>{swapped});
    return success();
  }
};

/// A second pattern for conj: it swaps, to be told from ours.
struct ConvertConj : OpConversionPattern<complex::ConjOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(complex::ConjOp op, OneToNOpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    ValueRange z = adaptor.getComplex();
    SmallVector<Value> swapped{z[1], z[0]};
    rewriter.replaceOpWithMultiple(op, SmallVector<ValueRange>{swapped});
    return success();
  }
};

std::optional<std::string> whyNotSwap(SwapOp op) {
  if (op->hasAttr("test.forbidden"))
    return "must not be forbidden";
  return std::nullopt;
}

struct TestInterface : MilcToRealInterface {
  using MilcToRealInterface::MilcToRealInterface;

  void addTypeConversions(PairTypeConverter &converter) const override {
    converter.addConversion([](BoxType box, SmallVectorImpl<Type> &parts)
                                -> std::optional<LogicalResult> {
      auto content = dyn_cast<ComplexType>(box.getContent());
      if (!content)
        return std::nullopt;
      parts.append(2, BoxType::get(box.getContext(), content.getElementType()));
      return success();
    });
  }

  void populateMilcToRealPatterns(PairPatternSet &set) const override {
    set.add<ConvertSwap>();
    set.add<ConvertConj>(/*benefit=*/2);
    set.rules.add<SwapOp>(whyNotSwap);
  }
};

class TestDialect : public Dialect {
public:
  explicit TestDialect(MLIRContext *context)
      : Dialect(getDialectNamespace(), context, TypeID::get<TestDialect>()) {
    addOperations<SwapOp>();
    addTypes<BoxType>();
    addAttributes<TagAttr>();
    addInterfaces<TestInterface>();
  }
  Type parseType(DialectAsmParser &parser) const override {
    Type content;
    if (parser.parseKeyword("box") || parser.parseLess() ||
        parser.parseType(content) || parser.parseGreater())
      return {};
    return BoxType::get(getContext(), content);
  }
  void printType(Type type, DialectAsmPrinter &printer) const override {
    printer << "box<" << cast<BoxType>(type).getContent() << ">";
  }
  Attribute parseAttribute(DialectAsmParser &parser, Type) const override {
    Type shown, hidden;
    if (parser.parseKeyword("tag") || parser.parseLess() ||
        parser.parseType(shown) || parser.parseComma() ||
        parser.parseType(hidden) || parser.parseGreater())
      return {};
    return TagAttr::get(getContext(), shown, hidden.getAsOpaquePointer());
  }
  void printAttribute(Attribute attribute,
                      DialectAsmPrinter &printer) const override {
    auto tag = cast<TagAttr>(attribute);
    printer << "tag<" << tag.getShown() << ", " << tag.getHidden() << ">";
  }
  static StringRef getDialectNamespace() { return "test"; }
};

class MilcToRealInterfaceTest : public testing::Test {
protected:
  MilcToRealInterfaceTest() {
    context.loadDialect<TestDialect, arith::ArithDialect,
                        complex::ComplexDialect, func::FuncDialect>();
  }

  /// Runs milc-to-real on the module in `text`; returns the printed result, and
  /// sets `errors` to errors and their notes, `locations` to their locations.
  std::string lower(StringRef text, bool &succeeded,
                    const MilcToRealOptions &options = {}) {
    ScopedDiagnosticHandler handler(&context, [&](Diagnostic &diagnostic) {
      errors += diagnostic.str() + "\n";
      llvm::raw_string_ostream(locations) << diagnostic.getLocation() << "\n";
      for (Diagnostic &note : diagnostic.getNotes())
        errors += "note: " + note.str() + "\n";
      return success();
    });
    OwningOpRef<ModuleOp> module = parseSourceString<ModuleOp>(text, &context);
    PassManager manager(&context);
    manager.addPass(createMilcToReal(options));
    succeeded = mlir::succeeded(manager.run(*module));
    std::string printed;
    llvm::raw_string_ostream(printed) << *module;
    return printed;
  }

  std::string print(StringRef text) {
    std::string printed;
    llvm::raw_string_ostream(printed)
        << *parseSourceString<ModuleOp>(text, &context);
    return printed;
  }

  MLIRContext context;
  std::string errors, locations;
};

TEST_F(MilcToRealInterfaceTest, PatternSplitsOpOfTheDialect) {
  bool succeeded = false;
  std::string lowered = lower(R"(
    func.func @f(%z: complex<f32>) -> complex<f32> {
      %0 = "test.swap"(%z) : (complex<f32>) -> complex<f32>
      return %0 : complex<f32>
    })",
                              succeeded);
  EXPECT_TRUE(succeeded);
  EXPECT_EQ(lowered, print(R"(
    func.func @f(%re: f32, %im: f32) -> (f32, f32) {
      return %im, %re : f32, f32
    })"));
}

TEST_F(MilcToRealInterfaceTest, PatternOfMoreBenefitReplacesOurs) {
  bool succeeded = false;
  std::string lowered = lower(R"(
    func.func @f(%z: complex<f32>) -> complex<f32> {
      %0 = complex.conj %z : complex<f32>
      return %0 : complex<f32>
    })",
                              succeeded);
  EXPECT_TRUE(succeeded);
  EXPECT_EQ(lowered, print(R"(
    func.func @f(%re: f32, %im: f32) -> (f32, f32) {
      return %im, %re : f32, f32
    })"));
}

TEST_F(MilcToRealInterfaceTest, TypeThatHidesItsContentConverts) {
  bool succeeded = false;
  std::string lowered = lower(R"(
    func.func @f(%b: !test.box<complex<f32>>) -> !test.box<complex<f32>> {
      return %b : !test.box<complex<f32>>
    })",
                              succeeded);
  EXPECT_TRUE(succeeded);
  EXPECT_EQ(lowered, print(R"(
    func.func @f(%re: !test.box<f32>, %im: !test.box<f32>) -> (!test.box<f32>, !test.box<f32>) {
      return %re, %im : !test.box<f32>, !test.box<f32>
    })"));
}

TEST_F(MilcToRealInterfaceTest, TypeThatHidesItsContentAndDoesNotConvert) {
  bool succeeded = true;
  lower("func.func private @f(!test.box<tensor<2xcomplex<f32>>>)", succeeded);
  EXPECT_FALSE(succeeded);
  EXPECT_EQ(errors,
            "'func.func' op with complex values must have types that show what "
            "they hold, but found '!test.box<tensor<2xcomplex<f32>>>', whose "
            "text names a complex type; add a conversion with a "
            "MilcToRealInterface of its dialect\n");
}

TEST_F(MilcToRealInterfaceTest, AttributeThatShowsSomeOfItsContent) {
  bool succeeded = true;
  lower("func.func private @f(tensor<4xf32, #test.tag<i32, complex<f32>>>)",
        succeeded);
  EXPECT_FALSE(succeeded);
  EXPECT_EQ(errors,
            "'func.func' op with complex values must have types that show what "
            "they hold, but found 'tensor<4xf32, #test.tag<i32, "
            "complex<f32>>>', whose text names a complex type; add a "
            "conversion with a MilcToRealInterface of its dialect\n");
}

TEST_F(MilcToRealInterfaceTest, RuleRefusesOp) {
  bool succeeded = true;
  lower(R"(
    func.func @f(%z: complex<f32>) {
      %0 = "test.swap"(%z) {test.forbidden} : (complex<f32>) -> complex<f32>
      return
    })",
        succeeded);
  EXPECT_FALSE(succeeded);
  EXPECT_EQ(errors, "'test.swap' op must not be forbidden\n");
}

/// A pattern that declines an op that its rules accept leaves everything as it
/// was, functions that were converted before included.
TEST_F(MilcToRealInterfaceTest, ModuleIsIntactWhereAPatternDeclines) {
  StringRef text = R"(
    func.func @before(%z: complex<f32>) -> complex<f32> {
      %0 = complex.add %z, %z : complex<f32>
      return %0 : complex<f32>
    }
    func.func @declines(%z: complex<f32>) -> complex<f32> {
      %0 = "test.swap"(%z) {test.declines} : (complex<f32>) -> complex<f32>
      return %0 : complex<f32>
    })";
  bool succeeded = true;
  std::string left = lower(text, succeeded);
  EXPECT_FALSE(succeeded);
  EXPECT_EQ(left, print(text));
  EXPECT_EQ(errors, "'test.swap' op that the survey accepts must be split, but "
                    "its patterns declined; give it a support rule\n");
}

/// Ops that would become calls are left too.
TEST_F(MilcToRealInterfaceTest, NothingIsCalledWhereAPatternDeclines) {
  std::string calling = R"(
    func.func @calls(%z: complex<f32>) -> complex<f32> {
      %0 = complex.tan %z : complex<f32>
      %1 = complex.tan %0 : complex<f32>
      return %1 : complex<f32>
    })";
  std::string declining = R"(
    func.func @declines(%z: complex<f32>) -> complex<f32> {
      %0 = "test.swap"(%z) {test.declines} : (complex<f32>) -> complex<f32>
      return %0 : complex<f32>
    })";
  MilcToRealOptions options;
  options.inlineLimit = 0;
  bool succeeded = false;
  std::string lowered = lower(calling, succeeded, options);
  EXPECT_TRUE(succeeded);
  EXPECT_NE(lowered.find("call @milc_tan_f32"), std::string::npos);
  EXPECT_EQ(lower(calling + declining, succeeded, options),
            print(calling + declining));
  EXPECT_FALSE(succeeded);
}

/// Each function on its own, in their order, whatever the threads do.
TEST_F(MilcToRealInterfaceTest, EveryPatternThatDeclinesIsNamed) {
  std::string text, expected;
  for (unsigned i = 0; i != 16; ++i) {
    std::string number = std::to_string(i);
    text += "func.func @f" + number + R"((%z: complex<f32>) {
      %0 = "test.swap"(%z) {test.declines} : (complex<f32>) -> complex<f32> loc("at)" +
            number + R"(")
      return
    }
)";
    expected += "loc(\"at" + number + "\")\n";
  }
  bool succeeded = true;
  std::string left = lower(text, succeeded);
  EXPECT_FALSE(succeeded);
  EXPECT_EQ(left, print(text));
  EXPECT_EQ(locations, expected);
}

/// Ops of a module's body, which are converted together.
TEST_F(MilcToRealInterfaceTest, ModuleIsIntactWhereAPatternOfItsBodyDeclines) {
  StringRef text = R"(
    %0 = complex.constant [1.0 : f32, 2.0 : f32] : complex<f32>
    %1 = "test.swap"(%0) : (complex<f32>) -> complex<f32>
    %2 = "test.swap"(%1) {test.declines} : (complex<f32>) -> complex<f32>)";
  bool succeeded = true;
  std::string left = lower(text, succeeded);
  EXPECT_FALSE(succeeded);
  EXPECT_EQ(left, print(text));
}

TEST_F(MilcToRealInterfaceTest, WrongPartsAreNamedAsSuch) {
  StringRef text = R"(
    func.func @f(%z: complex<f32>) -> complex<f32> {
      %0 = "test.swap"(%z) {test.one_part} : (complex<f32>) -> complex<f32>
      %1 = complex.add %0, %z : complex<f32>
      return %1 : complex<f32>
    })";
  bool succeeded = true;
  std::string left = lower(text, succeeded);
  EXPECT_FALSE(succeeded);
  EXPECT_EQ(left, print(text));
  EXPECT_EQ(StringRef(errors).split('\n').first,
            "a pattern must replace a complex value with its two parts, "
            "('f32', 'f32'), but found ('f32') in place of an operand");
}

} // namespace
