//===- Func.cpp - func ops to pairs ---------------------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Splitting.h"
#include "milcomplex/Dialect/ComplexTypes.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "llvm/Support/FormatVariadic.h"

using namespace mlir;
using namespace milcomplex;

//===----------------------------------------------------------------------===//
// Attributes of arguments and results
//===----------------------------------------------------------------------===//

/// Argument attributes that hold the index of a result.
static bool holdsResultIndex(NamedAttribute attribute) {
  return attribute.getName() == "tf.aliasing_output" ||
         attribute.getName() == "iree.abi.output";
}

/// Attributes that hold the size in bytes of the value.
static bool holdsByteCount(NamedAttribute attribute) {
  return attribute.getName() == "llvm.dereferenceable" ||
         attribute.getName() == "llvm.dereferenceable_or_null";
}

static bool isComplex(Type type) { return bool(getComplexElementType(type)); }

/// The index of the first part of result `index` after the split.
static unsigned getSplitIndex(TypeRange types, unsigned index) {
  return index + llvm::count_if(types.take_front(index), isComplex);
}

/// The attributes of part `part` of an argument or result of type `type` of a
/// function with results `resultTypes`.
static DictionaryAttr getPartAttributes(DictionaryAttr attributes, Type type,
                                        unsigned part, TypeRange resultTypes) {
  auto map = [&](NamedAttribute attribute) {
    auto number = dyn_cast<IntegerAttr>(attribute.getValue());
    if (!number)
      return attribute;
    int64_t value = number.getInt();
    if (holdsResultIndex(attribute))
      value = getSplitIndex(resultTypes, value) + part;
    else if (holdsByteCount(attribute) && isComplex(type))
      value /= 2;
    return NamedAttribute(attribute.getName(),
                          IntegerAttr::get(number.getType(), value));
  };
  return DictionaryAttr::get(attributes.getContext(),
                             llvm::map_to_vector(attributes.getValue(), map));
}

/// The attributes of all parts, from those of all arguments or results, which
/// `attributes` may lack.
static SmallVector<DictionaryAttr>
splitAttributes(ArrayAttr attributes, TypeRange types, TypeRange resultTypes) {
  SmallVector<DictionaryAttr> split;
  if (!attributes)
    return split;
  for (auto [dictionary, type] :
       llvm::zip_equal(attributes.getAsRange<DictionaryAttr>(), types))
    for (unsigned part = 0, e = isComplex(type) ? 2 : 1; part != e; ++part)
      split.push_back(getPartAttributes(dictionary, type, part, resultTypes));
  return split;
}

/// Why the attributes of an argument of type `type` cannot be split.
static std::optional<std::string> whyNotSplit(DictionaryAttr attributes,
                                              unsigned index, Type type,
                                              TypeRange resultTypes) {
  for (NamedAttribute attribute : attributes) {
    auto number = dyn_cast<IntegerAttr>(attribute.getValue());
    if (!number)
      continue;
    int64_t value = number.getInt();
    if (holdsByteCount(attribute) && isComplex(type) && value % 2 != 0)
      return llvm::formatv("'{0}' of complex argument {1} must be even, but "
                           "found {2}",
                           attribute.getName().getValue(), index, value);
    if (!holdsResultIndex(attribute))
      continue;
    if (value < 0 || value >= static_cast<int64_t>(resultTypes.size()))
      return llvm::formatv("'{0}' of argument {1} must be the index of a "
                           "result, but found {2} where there are {3} results",
                           attribute.getName().getValue(), index, value,
                           resultTypes.size());
    if (isComplex(type) != isComplex(resultTypes[value]))
      return llvm::formatv(
          "'{0}' of argument {1} must name a result that splits as the "
          "argument of type {2} does, but found result {3} of type {4}",
          attribute.getName().getValue(), index, type, value,
          resultTypes[value]);
  }
  return std::nullopt;
}

static std::optional<std::string> whyNotFunction(func::FuncOp function) {
  for (unsigned i = 0, e = function.getNumArguments(); i != e; ++i)
    if (DictionaryAttr attributes = function.getArgAttrDict(i))
      if (std::optional<std::string> reason =
              whyNotSplit(attributes, i, function.getArgumentTypes()[i],
                          function.getResultTypes()))
        return reason;
  return std::nullopt;
}

//===----------------------------------------------------------------------===//
// Patterns
//===----------------------------------------------------------------------===//

namespace {

struct ConvertFunction : OpConversionPattern<func::FuncOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(func::FuncOp op, OneToNOpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    FunctionType type = op.getFunctionType();
    TypeConverter::SignatureConversion signature(type.getNumInputs());
    SmallVector<Type> resultTypes;
    if (failed(
            typeConverter->convertSignatureArgs(type.getInputs(), signature)) ||
        failed(typeConverter->convertTypes(type.getResults(), resultTypes)) ||
        failed(rewriter.convertRegionTypes(&op.getBody(), *typeConverter,
                                           &signature)))
      return rewriter.notifyMatchFailure(op, "a type does not convert");

    SmallVector<DictionaryAttr> argAttributes = splitAttributes(
        op.getArgAttrsAttr(), type.getInputs(), type.getResults());
    SmallVector<DictionaryAttr> resultAttributes = splitAttributes(
        op.getResAttrsAttr(), type.getResults(), type.getResults());
    rewriter.modifyOpInPlace(op, [&] {
      op.removeArgAttrsAttr();
      op.removeResAttrsAttr();
      op.setType(
          rewriter.getFunctionType(signature.getConvertedTypes(), resultTypes));
      if (!argAttributes.empty())
        op.setAllArgAttrs(argAttributes);
      if (!resultAttributes.empty())
        op.setAllResultAttrs(resultAttributes);
    });
    return success();
  }
};

/// func.call and func.call_indirect.
template <typename OpTy> struct ConvertCall : OpConversionPattern<OpTy> {
  using OpConversionPattern<OpTy>::OpConversionPattern;
  using Adaptor = typename OpConversionPattern<OpTy>::OneToNOpAdaptor;

  LogicalResult
  matchAndRewrite(OpTy op, Adaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    auto call = cast_or_null<OpTy>(
        createFlattened(op, llvm::to_vector(adaptor.getOperands()),
                        *this->typeConverter, rewriter));
    if (!call)
      return rewriter.notifyMatchFailure(op, "a type does not convert");
    auto arguments = cast<CallOpInterface>(op.getOperation()).getArgOperands();
    auto split = [&](ArrayAttr attributes, TypeRange types) -> ArrayAttr {
      SmallVector<DictionaryAttr> parts =
          splitAttributes(attributes, types, op.getResultTypes());
      return parts.empty() ? ArrayAttr()
                           : rewriter.getArrayAttr(SmallVector<Attribute>(
                                 parts.begin(), parts.end()));
    };
    call.setArgAttrsAttr(split(op.getArgAttrsAttr(), arguments.getTypes()));
    call.setResAttrsAttr(split(op.getResAttrsAttr(), op.getResultTypes()));
    rewriter.replaceOpWithMultiple(op, groupResults(op, call->getResults()));
    return success();
  }
};

} // namespace

void milcomplex::populateFuncPatterns(PatternContext &context) {
  context.add<ConvertCall<func::CallIndirectOp>, ConvertCall<func::CallOp>,
              ConvertFlattened<func::ConstantOp>,
              ConvertFlattened<func::ReturnOp>, ConvertFunction>();
  context.rules.add<func::FuncOp>(whyNotFunction);
}
