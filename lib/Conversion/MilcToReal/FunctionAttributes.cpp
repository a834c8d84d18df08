//===- FunctionAttributes.cpp - Attributes of arguments and results -------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FunctionAttributes.h"

#include "ComplexFinder.h"
#include "milcomplex/Dialect/ComplexTypes.h"
#include "mlir/Dialect/SPIRV/IR/SPIRVAttributes.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/Support/FormatVariadic.h"

using namespace mlir;
using namespace milcomplex;

/// The integer that `attribute` holds, if it holds one of 64 bits.
static std::optional<int64_t> getInteger(NamedAttribute attribute) {
  auto number = dyn_cast<IntegerAttr>(attribute.getValue());
  return number ? number.getValue().trySExtValue() : std::nullopt;
}

/// `attribute` with its integer replaced by `value`.
static NamedAttribute withInteger(NamedAttribute attribute, int64_t value) {
  Type type = cast<IntegerAttr>(attribute.getValue()).getType();
  return NamedAttribute(attribute.getName(), IntegerAttr::get(type, value));
}

/// The layout of the interleaved buffer of a tensor of complex type `type` that
/// has `layout`; null where `layout` does not fit the type or has no strides.
static Attribute getInterleavedLayout(Attribute layout, Type type) {
  auto tensor = dyn_cast<ShapedType>(type);
  auto elementLayout = dyn_cast<MemRefLayoutAttrInterface>(layout);
  if (!tensor || !tensor.hasRank() || !elementLayout ||
      elementLayout.getAffineMap().getNumDims() != tensor.getRank())
    return nullptr;
  auto buffer = cast_or_null<MemRefType>(getInterleavedType(MemRefType::get(
      tensor.getShape(), tensor.getElementType(), elementLayout)));
  if (!buffer)
    return nullptr;
  if (isa<AffineMapAttr>(layout))
    return AffineMapAttr::get(buffer.getLayout().getAffineMap());
  return buffer.getLayout();
}

/// Whether an attribute of MHLO refers to individual dimensions of its value.
static bool refersToDimensions(NamedAttribute attribute) {
  if (auto entries = dyn_cast<DictionaryAttr>(attribute.getValue()))
    return entries.contains("xla.sdy.sharding");
  auto text = dyn_cast<StringAttr>(attribute.getValue());
  if (!text)
    return true;
  static constexpr StringLiteral wholes[] = {"default", "auto", "{replicated}",
                                             "{manual}", "{unknown}"};
  return !llvm::is_contained(wholes, text.getValue()) &&
         !text.getValue().starts_with("{maximal device=");
}

/// `attribute` on a value of complex type `type` that becomes interleaved.
static NamedAttribute interleaveAttribute(NamedAttribute attribute, Type type) {
  if (getAttributeRules(attribute.getName()).interleaved !=
      AttributeRule::AddDimension)
    return attribute;
  return NamedAttribute(attribute.getName(),
                        getInterleavedLayout(attribute.getValue(), type));
}

AttributeSplitter::AttributeSplitter(const TypeConverter &converter,
                                     Abi tensorAbi, ArrayAttr argAttributes,
                                     TypeRange argTypes,
                                     ArrayAttr resultAttributes,
                                     TypeRange resultTypes)
    : arguments(makeValues(Kind::Argument, argAttributes, argTypes, converter,
                           tensorAbi)),
      results(makeValues(Kind::Result, resultAttributes, resultTypes, converter,
                         tensorAbi)) {
  chooseBindings();
}

AttributeSplitter::AttributeSplitter(const TypeConverter &converter,
                                     ArrayAttr attributes, TypeRange types)
    : arguments(makeValues(Kind::Allocation, attributes, types, converter,
                           Abi::Pair)),
      results{Kind::Result, {}, {}, {}} {}

AttributeSplitter::Values
AttributeSplitter::makeValues(Kind kind, ArrayAttr attributes, TypeRange types,
                              const TypeConverter &converter, Abi tensorAbi) {
  auto getForm = [&](Type type) {
    if (isa<RankedTensorType>(type) && getComplexElementType(type) &&
        tensorAbi == Abi::Interleaved)
      return Form::Interleaved;
    SmallVector<Type> parts;
    // The survey has seen that it converts.
    (void)converter.convertType(type, parts);
    if (parts.size() == 2)
      return isa<ComplexType>(type) ? Form::Scalar : Form::Pair;
    if (parts == SmallVector<Type>{type})
      return Form::Same;
    return getComplexElementType(type) ? Form::Interleaved : Form::Restructured;
  };
  return {kind, attributes, llvm::to_vector(types),
          llvm::map_to_vector(types, getForm)};
}

bool AttributeSplitter::isSplit(Form form) {
  return form == Form::Scalar || form == Form::Pair;
}

AttributeRule AttributeSplitter::getRule(Place place) {
  const AttributeRules &rules = getAttributeRules(place.attribute.getName());
  AttributeRule rule = rules.pair;
  switch (place.values.forms[place.index]) {
  case Form::Scalar:
    rule = rules.scalar;
    break;
  case Form::Pair:
    break;
  case Form::Interleaved:
    rule = rules.interleaved;
    break;
  case Form::Same:
    // The value that it names may be renumbered nevertheless.
    return rule == AttributeRule::RenumberResult ||
                   rule == AttributeRule::RenumberArgument
               ? rule
               : AttributeRule::Copy;
  case Form::Restructured:
    return rule == AttributeRule::RenumberResult ||
                   rule == AttributeRule::RenumberArgument ||
                   (rule == AttributeRule::Copy &&
                    rules.interleaved == AttributeRule::Copy)
               ? rule
               : AttributeRule::RefuseOnChange;
  }
  if (rule == AttributeRule::HalveAlignment &&
      place.values.kind == Kind::Allocation)
    return AttributeRule::Copy;
  return rule;
}

static spirv::InterfaceVarABIAttr getBinding(Attribute attribute) {
  return dyn_cast_if_present<spirv::InterfaceVarABIAttr>(attribute);
}

/// The attributes of value `index` of those that have `attributes`, which may
/// be null.
static DictionaryAttr getAttributesOf(ArrayAttr attributes, unsigned index) {
  return attributes && index < attributes.size()
             ? dyn_cast<DictionaryAttr>(attributes[index])
             : DictionaryAttr();
}

void AttributeSplitter::chooseBindings() {
  // Above all bindings of their set, so that existing bindings stay.
  DenseMap<uint32_t, uint64_t> numBindings;
  SmallVector<Binding> split;
  for (auto [index, form] : llvm::enumerate(arguments.forms)) {
    DictionaryAttr attributes = getAttributesOf(arguments.attributes, index);
    if (!attributes)
      continue;
    spirv::InterfaceVarABIAttr binding =
        getBinding(attributes.get(spirv::InterfaceVarABIAttr::name));
    if (!binding)
      continue;
    uint64_t &count = numBindings[binding.getDescriptorSet()];
    count = std::max<uint64_t>(count, uint64_t(binding.getBinding()) + 1);
    if (isSplit(form))
      split.push_back({binding.getDescriptorSet(), binding.getBinding()});
  }
  for (Binding binding : split)
    if (imaginaryBindings.try_emplace(binding, numBindings[binding.first])
            .second)
      ++numBindings[binding.first];
}

/// The index of the first part of value `index` after the split.
static unsigned getSplitIndex(ArrayRef<bool> isSplit, unsigned index) {
  return index + llvm::count(isSplit.take_front(index), true);
}

NamedAttribute AttributeSplitter::map(Place place, unsigned part) const {
  NamedAttribute attribute = place.attribute;
  std::optional<int64_t> number = getInteger(attribute);
  auto renumber = [&](const Values &targets) {
    return number ? withInteger(attribute,
                                getSplitIndex(
                                    llvm::map_to_vector(targets.forms, isSplit),
                                    *number) +
                                    part)
                  : attribute;
  };
  switch (getRule(place)) {
  case AttributeRule::HalveAlignment:
    return number ? withInteger(attribute, std::max<int64_t>(*number / 2, 1))
                  : attribute;
  case AttributeRule::HalveBytes:
    return number ? withInteger(attribute, *number / 2) : attribute;
  case AttributeRule::RenumberResult:
    return renumber(results);
  case AttributeRule::RenumberArgument:
    return renumber(arguments);
  case AttributeRule::Bind: {
    spirv::InterfaceVarABIAttr binding = getBinding(attribute.getValue());
    if (part == 0)
      return attribute;
    uint64_t imaginary = imaginaryBindings.lookup(
        {binding.getDescriptorSet(), binding.getBinding()});
    return NamedAttribute(attribute.getName(),
                          spirv::InterfaceVarABIAttr::get(
                              binding.getDescriptorSet(), imaginary,
                              binding.getStorageClass(), binding.getContext()));
  }
  case AttributeRule::AddDimension:
    return interleaveAttribute(attribute, place.values.types[place.index]);
  case AttributeRule::Copy:
  case AttributeRule::CopyUnlessDimensions:
  case AttributeRule::RefuseOnScalar:
  case AttributeRule::RefuseOnSplit:
  case AttributeRule::RefuseOnChange:
    return attribute;
  }
  llvm_unreachable("unknown rule");
}

ArrayAttr AttributeSplitter::split(const Values &values) const {
  if (!values.attributes)
    return nullptr;
  MLIRContext *context = values.attributes.getContext();
  SmallVector<Attribute> parts;
  for (unsigned index = 0, e = values.types.size(); index != e; ++index) {
    DictionaryAttr attributes = getAttributesOf(values.attributes, index);
    unsigned numParts = isSplit(values.forms[index]) ? 2 : 1;
    for (unsigned part = 0; part != numParts; ++part) {
      auto mapped = llvm::map_to_vector(
          attributes.getValue(), [&](NamedAttribute attribute) {
            return map({values, index, attribute}, part);
          });
      parts.push_back(DictionaryAttr::get(context, mapped));
    }
  }
  return ArrayAttr::get(context, parts);
}

//===----------------------------------------------------------------------===//
// Why not
//===----------------------------------------------------------------------===//

static StringRef getNoun(AttributeSplitter::Kind kind) {
  switch (kind) {
  case AttributeSplitter::Kind::Argument:
    return "argument";
  case AttributeSplitter::Kind::Result:
    return "result";
  case AttributeSplitter::Kind::Allocation:
    return "attribution";
  }
  llvm_unreachable("unknown kind");
}

std::optional<std::string>
AttributeSplitter::whyNotRenumbered(Place place, const Values &targets) const {
  std::optional<int64_t> number = getInteger(place.attribute);
  if (!number)
    return std::nullopt;
  StringRef name = place.attribute.getName();
  StringRef kind = getNoun(place.values.kind);
  StringRef targetKind = getNoun(targets.kind);
  if (*number < 0 || *number >= static_cast<int64_t>(targets.types.size()))
    return llvm::formatv("'{0}' of {1} {2} must be the index of one of {3} "
                         "{4}s, but found {5}",
                         name, kind, place.index, targets.types.size(),
                         targetKind, *number);
  Form form = place.values.forms[place.index];
  Form targetForm = targets.forms[*number];
  Type type = place.values.types[place.index];
  if (isSplit(form) == isSplit(targetForm) &&
      (isSplit(form) || form == targetForm) &&
      (form != Form::Restructured || type == targets.types[*number]))
    return std::nullopt;
  return llvm::formatv("'{0}' of {1} {2} must name a {3} that splits as the "
                       "{1} of type {4} does, but found {3} {5} of type {6}",
                       name, kind, place.index, targetKind, type, *number,
                       targets.types[*number]);
}

std::optional<std::string> AttributeSplitter::whyNotBound(Place place) const {
  StringRef kind = getNoun(place.values.kind);
  spirv::InterfaceVarABIAttr binding = getBinding(place.attribute.getValue());
  if (!binding || place.values.kind != Kind::Argument)
    return llvm::formatv("'{0}' of complex {1} {2} must be an "
                         "#spirv.interface_var_abi of an argument, but found "
                         "{3}",
                         place.attribute.getName().getValue(), kind,
                         place.index, place.attribute.getValue());
  Binding key = {binding.getDescriptorSet(), binding.getBinding()};
  if (imaginaryBindings.lookup(key) > std::numeric_limits<uint32_t>::max())
    return llvm::formatv("'{0}' must leave a binding above its own to the "
                         "imaginary part, but found {1} on complex {2} {3}",
                         place.attribute.getName().getValue(),
                         place.attribute.getValue(), kind, place.index);
  for (auto [index, form] : llvm::enumerate(arguments.forms)) {
    DictionaryAttr attributes = getAttributesOf(arguments.attributes, index);
    auto other =
        attributes
            ? getBinding(attributes.get(spirv::InterfaceVarABIAttr::name))
            : spirv::InterfaceVarABIAttr();
    if (other && !isSplit(form) &&
        Binding(other.getDescriptorSet(), other.getBinding()) == key)
      return llvm::formatv(
          "'{0}' of complex {1} {2}, which becomes two, must not be that of "
          "an {1} that stays one, but found it on {1} {3} of type {4} too",
          place.attribute.getName().getValue(), kind, place.index, index,
          arguments.types[index]);
  }
  return std::nullopt;
}

std::optional<std::string> AttributeSplitter::whyNot(Place place) const {
  NamedAttribute attribute = place.attribute;
  StringRef name = attribute.getName();
  StringRef kind = getNoun(place.values.kind);
  Type type = place.values.types[place.index];
  Form form = place.values.forms[place.index];
  // What the value becomes.
  StringRef change = isSplit(form)               ? "becomes two"
                     : form == Form::Interleaved ? "gets a last dimension of 2"
                                                 : "gets more elements";
  switch (getRule(place)) {
  case AttributeRule::HalveBytes:
    if (std::optional<int64_t> number = getInteger(attribute))
      if (*number % 2 != 0)
        return llvm::formatv(
            "'{0}' of complex {1} {2} must be even, but found {3}", name, kind,
            place.index, *number);
    break;
  case AttributeRule::RenumberResult:
    if (auto reason = whyNotRenumbered(place, results))
      return reason;
    break;
  case AttributeRule::RenumberArgument:
    if (auto reason = whyNotRenumbered(place, arguments))
      return reason;
    break;
  case AttributeRule::Bind:
    if (auto reason = whyNotBound(place))
      return reason;
    break;
  case AttributeRule::AddDimension:
    if (!getInterleavedLayout(attribute.getValue(), type))
      return llvm::formatv(
          "'{0}' of {1} {2} of type {3}, which {4}, must have its rank and "
          "strides, each and the offset below 2^62, but found {5}",
          name, kind, place.index, type, change, attribute.getValue());
    break;
  case AttributeRule::CopyUnlessDimensions:
    if (refersToDimensions(attribute))
      return llvm::formatv("'{0}' of {1} {2} of type {3}, which {4}, must not "
                           "refer to dimensions, but found {5}; use abi=pair",
                           name, kind, place.index, type, change,
                           attribute.getValue());
    break;
  case AttributeRule::RefuseOnScalar:
    return llvm::formatv("'{0}' must be on a pointer, but found it on {1} {2} "
                         "of type {3}",
                         name, kind, place.index, type);
  case AttributeRule::RefuseOnSplit:
    return llvm::formatv("'{0}' must be on a real {1}, but found it on {1} {2} "
                         "of type {3}, which becomes two",
                         name, kind, place.index, type);
  case AttributeRule::RefuseOnChange:
    return llvm::formatv("'{0}' must be on a value that keeps its type, but "
                         "found it on {1} {2} of type {3}, which {4}",
                         name, kind, place.index, type, change);
  case AttributeRule::Copy:
  case AttributeRule::HalveAlignment:
    break;
  }
  if (getAttributeRules(name).holdsType &&
      ComplexFinder().contains(attribute.getValue()))
    return llvm::formatv("'{0}' of {1} {2} must hold a type without complex "
                         "numbers, but found {3}; write the type of its parts",
                         name, kind, place.index, attribute.getValue());
  return std::nullopt;
}

std::optional<std::string>
AttributeSplitter::whyNot(const Values &values) const {
  if (!values.attributes)
    return std::nullopt;
  // No verifier looks at those of a call.
  if (values.attributes.size() != values.types.size())
    return llvm::formatv("must have as many {0} attributes as it has {0}s, "
                         "{1}, but found {2}",
                         getNoun(values.kind), values.types.size(),
                         values.attributes.size());
  for (unsigned index = 0, e = values.types.size(); index != e; ++index)
    for (NamedAttribute attribute :
         getAttributesOf(values.attributes, index).getValue())
      if (auto reason = whyNot(Place{values, index, attribute}))
        return reason;
  return std::nullopt;
}

std::optional<std::string> AttributeSplitter::whyNot() const {
  if (auto reason = whyNot(arguments))
    return reason;
  return whyNot(results);
}

//===----------------------------------------------------------------------===//
// Signatures
//===----------------------------------------------------------------------===//

ArrayAttr milcomplex::interleaveAttributes(ArrayAttr attributes,
                                           TypeRange types) {
  if (!attributes)
    return nullptr;
  SmallVector<Attribute> interleaved;
  for (auto [dictionary, type] :
       llvm::zip_equal(attributes.getAsRange<DictionaryAttr>(), types)) {
    bool isInterleaved =
        isa<RankedTensorType>(type) && getComplexElementType(type);
    interleaved.push_back(
        isInterleaved
            ? DictionaryAttr::get(
                  attributes.getContext(),
                  llvm::map_to_vector(dictionary.getValue(),
                                      [type = type](NamedAttribute attribute) {
                                        return interleaveAttribute(attribute,
                                                                   type);
                                      }))
            : dictionary);
  }
  return ArrayAttr::get(attributes.getContext(), interleaved);
}

void milcomplex::setSplitSignature(const TypeConverter &converter,
                                   FunctionOpInterface function,
                                   TypeRange inputs, TypeRange results) {
  // Tensors that are to be interleaved have been.
  AttributeSplitter splitter(converter, Abi::Pair, function.getArgAttrsAttr(),
                             function.getArgumentTypes(),
                             function.getResAttrsAttr(),
                             function.getResultTypes());
  ArrayAttr argAttributes = splitter.splitArguments();
  ArrayAttr resultAttributes = splitter.splitResults();
  function.removeArgAttrsAttr();
  function.removeResAttrsAttr();
  function.setType(function.cloneTypeWith(inputs, results));
  if (argAttributes)
    function.setAllArgAttrs(argAttributes.getValue());
  if (resultAttributes)
    function.setAllResultAttrs(resultAttributes.getValue());
}
