//===- FunctionAttributes.h - Attributes of arguments -----------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_FUNCTIONATTRIBUTES_H
#define MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_FUNCTIONATTRIBUTES_H

#include "AttributeRules.h"
#include "milcomplex/Conversion/Abi.h"
#include "mlir/Interfaces/FunctionInterfaces.h"
#include "mlir/Transforms/DialectConversion.h"

#include <optional>
#include <string>

namespace milcomplex {

/// How attributes of the arguments and results of a function or call become
/// those of their parts, by the rules for their names.
class AttributeSplitter {
public:
  /// The kind of the values that have the attributes: how messages name them,
  /// and whether they are allocated for the function, so that an alignment is a
  /// request and not a promise.
  enum class Kind { Argument, Result, Allocation };

  /// `tensorAbi` says what tensors in the signature become, `converter` what
  /// other values become. Attributes may be null: then there are none.
  AttributeSplitter(const mlir::TypeConverter &converter, Abi tensorAbi,
                    mlir::ArrayAttr argAttributes, mlir::TypeRange argTypes,
                    mlir::ArrayAttr resultAttributes,
                    mlir::TypeRange resultTypes);
  /// For the buffers that a function declares.
  AttributeSplitter(const mlir::TypeConverter &converter,
                    mlir::ArrayAttr attributes, mlir::TypeRange types);

  /// Why they cannot be split; nullopt where they can.
  std::optional<std::string> whyNot() const;

  /// Those of each part; null where there are none.
  mlir::ArrayAttr splitArguments() const { return split(arguments); }
  mlir::ArrayAttr splitResults() const { return split(results); }

private:
  /// What becomes of a value in the signature.
  enum class Form { Same, Scalar, Pair, Interleaved, Restructured };
  struct Values {
    Kind kind;
    mlir::ArrayAttr attributes;
    llvm::SmallVector<mlir::Type> types;
    llvm::SmallVector<Form> forms;
  };
  /// A value that has an attribute.
  struct Place {
    const Values &values;
    unsigned index;
    mlir::NamedAttribute attribute;
  };
  /// A descriptor set and a binding in it.
  using Binding = std::pair<uint32_t, uint32_t>;

  static AttributeRule getRule(Place place);
  static bool isSplit(Form form);

  Values makeValues(Kind kind, mlir::ArrayAttr attributes,
                    mlir::TypeRange types, const mlir::TypeConverter &converter,
                    Abi tensorAbi);
  void chooseBindings();
  mlir::ArrayAttr split(const Values &values) const;
  mlir::NamedAttribute map(Place place, unsigned part) const;
  std::optional<std::string> whyNot(const Values &values) const;
  std::optional<std::string> whyNot(Place place) const;
  std::optional<std::string> whyNotRenumbered(Place place,
                                              const Values &targets) const;
  std::optional<std::string> whyNotBound(Place place) const;

  Values arguments, results;
  /// The bindings of the imaginary parts, by those of the values that split;
  /// may be above the largest binding that there is.
  llvm::DenseMap<Binding, uint64_t> imaginaryBindings;
};

/// `attributes` of arguments or results of types `types`, whose complex tensors
/// become interleaved; null where `attributes` is.
mlir::ArrayAttr interleaveAttributes(mlir::ArrayAttr attributes,
                                     mlir::TypeRange types);

/// Sets the signature of `function` to the types of the parts of its arguments
/// and results, with their attributes. The body stays as it is.
void setSplitSignature(const mlir::TypeConverter &converter,
                       mlir::FunctionOpInterface function,
                       mlir::TypeRange inputs, mlir::TypeRange results);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_FUNCTIONATTRIBUTES_H
