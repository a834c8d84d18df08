//===- FunctionAttributes.cpp - Attributes of arguments and results -------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FunctionAttributes.h"

#include "Splitting.h"
#include "llvm/Support/FormatVariadic.h"

using namespace mlir;
using namespace milcomplex;

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

/// The integer that `attribute` holds, if it holds one of 64 bits.
static std::optional<int64_t> getInteger(NamedAttribute attribute) {
  auto number = dyn_cast<IntegerAttr>(attribute.getValue());
  return number ? number.getValue().trySExtValue() : std::nullopt;
}

static bool isSplit(const TypeConverter &converter, Type type) {
  return getNumParts(converter, type) == 2;
}

/// The index of the first part of result `index` after the split.
static unsigned getSplitIndex(const TypeConverter &converter, TypeRange types,
                              unsigned index) {
  for (Type type : types.take_front(index))
    index += isSplit(converter, type);
  return index;
}

/// The attributes of part `part` of an argument or result of type `type` of a
/// function with results `resultTypes`.
static DictionaryAttr getPartAttributes(const TypeConverter &converter,
                                        DictionaryAttr attributes, Type type,
                                        unsigned part, TypeRange resultTypes) {
  auto map = [&](NamedAttribute attribute) {
    std::optional<int64_t> number = getInteger(attribute);
    if (!number)
      return attribute;
    int64_t value = *number;
    if (holdsResultIndex(attribute))
      value = getSplitIndex(converter, resultTypes, value) + part;
    else if (holdsByteCount(attribute) && isSplit(converter, type))
      value /= 2;
    else
      return attribute;
    return NamedAttribute(
        attribute.getName(),
        IntegerAttr::get(cast<IntegerAttr>(attribute.getValue()).getType(),
                         value));
  };
  return DictionaryAttr::get(attributes.getContext(),
                             llvm::map_to_vector(attributes.getValue(), map));
}

SmallVector<DictionaryAttr>
milcomplex::splitAttributes(const TypeConverter &converter,
                            ArrayAttr attributes, TypeRange types,
                            TypeRange resultTypes) {
  SmallVector<DictionaryAttr> split;
  if (!attributes)
    return split;
  for (auto [dictionary, type] :
       llvm::zip_equal(attributes.getAsRange<DictionaryAttr>(), types))
    for (unsigned part = 0, e = isSplit(converter, type) ? 2 : 1; part != e;
         ++part)
      split.push_back(
          getPartAttributes(converter, dictionary, type, part, resultTypes));
  return split;
}

/// Why `attribute` of argument or result `index`, of complex type `type`,
/// cannot go to its parts.
static std::optional<std::string> whyNotCopied(NamedAttribute attribute,
                                               StringRef kind, unsigned index,
                                               Type type) {
  StringRef name = attribute.getName();
  std::optional<int64_t> number = getInteger(attribute);
  if (holdsByteCount(attribute) && number && *number % 2 != 0)
    return llvm::formatv("'{0}' of complex {1} {2} must be even, but found {3}",
                         name, kind, index, *number);
  if (name == "llvm.returned")
    return llvm::formatv("'{0}' must be on a real {1}, but found it on {1} {2} "
                         "of type {3}, which becomes two",
                         name, kind, index, type);
  // What LLVM's verifier takes on a float.
  bool isForFloats = name == "llvm.noundef" || name == "llvm.inreg";
  if (isa<ComplexType>(type) && name.starts_with("llvm.") && !isForFloats)
    return llvm::formatv("'{0}' must be on a pointer, but found it on {1} {2} "
                         "of type {3}",
                         name, kind, index, type);
  return std::nullopt;
}

/// Why the result index that `attribute` of an argument or result holds, if it
/// holds one, cannot be renumbered.
static std::optional<std::string>
whyNotRenumbered(const TypeConverter &converter, NamedAttribute attribute,
                 StringRef kind, unsigned index, Type type,
                 TypeRange resultTypes) {
  std::optional<int64_t> number = getInteger(attribute);
  if (!number || !holdsResultIndex(attribute))
    return std::nullopt;
  StringRef name = attribute.getName();
  int64_t result = *number;
  if (result < 0 || result >= static_cast<int64_t>(resultTypes.size()))
    return llvm::formatv("'{0}' of {1} {2} must be the index of one of {3} "
                         "results, but found {4}",
                         name, kind, index, resultTypes.size(), result);
  if (isSplit(converter, type) != isSplit(converter, resultTypes[result]))
    return llvm::formatv("'{0}' of {1} {2} must name a result that splits "
                         "as the {1} of type {3} does, but found result "
                         "{4} of type {5}",
                         name, kind, index, type, result, resultTypes[result]);
  return std::nullopt;
}

std::optional<std::string> milcomplex::whyNotSplitAttributes(
    const TypeConverter &converter, ArrayAttr argAttributes, TypeRange argTypes,
    ArrayAttr resultAttributes, TypeRange resultTypes) {
  auto check = [&](ArrayAttr attributes, StringRef kind,
                   TypeRange types) -> std::optional<std::string> {
    if (!attributes)
      return std::nullopt;
    // No verifier looks at those of a call.
    if (attributes.size() != types.size())
      return llvm::formatv("must have as many {0} attributes as it has {0}s, "
                           "{1}, but found {2}",
                           kind, types.size(), attributes.size());
    for (auto [index, type] : llvm::enumerate(types))
      for (NamedAttribute attribute :
           cast<DictionaryAttr>(attributes[index]).getValue()) {
        if (isSplit(converter, type))
          if (auto reason = whyNotCopied(attribute, kind, index, type))
            return reason;
        if (auto reason = whyNotRenumbered(converter, attribute, kind, index,
                                           type, resultTypes))
          return reason;
      }
    return std::nullopt;
  };
  if (auto reason = check(argAttributes, "argument", argTypes))
    return reason;
  return check(resultAttributes, "result", resultTypes);
}

void milcomplex::setSplitSignature(const TypeConverter &converter,
                                   FunctionOpInterface function,
                                   TypeRange inputs, TypeRange results) {
  SmallVector<DictionaryAttr> argAttributes =
      splitAttributes(converter, function.getArgAttrsAttr(),
                      function.getArgumentTypes(), function.getResultTypes());
  SmallVector<DictionaryAttr> resultAttributes =
      splitAttributes(converter, function.getResAttrsAttr(),
                      function.getResultTypes(), function.getResultTypes());
  function.removeArgAttrsAttr();
  function.removeResAttrsAttr();
  function.setType(function.cloneTypeWith(inputs, results));
  if (!argAttributes.empty())
    function.setAllArgAttrs(argAttributes);
  if (!resultAttributes.empty())
    function.setAllResultAttrs(resultAttributes);
}
