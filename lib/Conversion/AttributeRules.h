//===- AttributeRules.h - What attributes say of values ---------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_ATTRIBUTERULES_H
#define MILCOMPLEX_LIB_CONVERSION_ATTRIBUTERULES_H

#include "mlir/Support/LLVM.h"
#include "llvm/ADT/StringRef.h"

namespace milcomplex {

/// What becomes of an attribute of an argument or result when that splits or
/// gets a dimension.
enum class AttributeRule {
  /// It holds as it stands, of each part.
  Copy,
  /// It is the alignment of an element, which is half of it in a part.
  HalveAlignment,
  /// It is a number of bytes, of which a part has half.
  HalveBytes,
  /// It is the index of a result, which is renumbered.
  RenumberResult,
  /// It is the index of an argument, which is renumbered.
  RenumberArgument,
  /// It is a binding, of which the imaginary part takes a free one.
  Bind,
  /// It is a layout, which gets a last dimension of 2.
  AddDimension,
  /// It is copied where it does not refer to dimensions, and refused where it
  /// does.
  CopyUnlessDimensions,
  /// Refused: no scalar can have it.
  RefuseOnScalar,
  /// Refused: it names the one value that it is on, which splits.
  RefuseOnSplit,
  /// Refused: it describes the type, which is another one.
  RefuseOnChange,
};

/// What becomes of the attributes of one name.
struct AttributeRules {
  /// One that ends with a dot is the prefix of all names that are not listed.
  llvm::StringLiteral name;
  /// Of a scalar, which becomes two.
  AttributeRule scalar;
  /// Of a tensor or buffer that becomes two.
  AttributeRule pair;
  /// Of a tensor or buffer that becomes an interleaved one.
  AttributeRule interleaved;
  /// Whether it holds a type that must not be complex, on any value.
  bool holdsType = false;
};

/// The rules for attributes of this name; those of names that are not known
/// say to copy them.
const AttributeRules &getAttributeRules(llvm::StringRef name);

/// Whether the inherent attribute of this name holds the attributes of values,
/// which are the user's.
bool holdsValueAttributes(llvm::StringRef name);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_ATTRIBUTERULES_H
