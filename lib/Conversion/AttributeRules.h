//===- AttributeRules.h - How attributes of values split --------*- C++ -*-===//
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

/// What happens to an attribute of an argument or result that splits or gets a
/// dimension.
enum class AttributeRule {
  /// It holds for each part unchanged.
  Copy,
  /// It is the alignment of an element, which is halved for a part.
  HalveAlignment,
  /// It is a number of bytes, which is halved for a part.
  HalveBytes,
  /// It is the index of a result, which is renumbered.
  RenumberResult,
  /// It is the index of an argument, which is renumbered.
  RenumberArgument,
  /// It is a binding: the imaginary part gets a free one.
  Bind,
  /// It is a layout, which gets a last dimension of 2.
  AddDimension,
  /// It is copied where it does not refer to dimensions, and rejected where it
  /// does.
  CopyUnlessDimensions,
  /// Rejected: no scalar can have it.
  RefuseOnScalar,
  /// Rejected: it marks one value, and this one splits.
  RefuseOnSplit,
  /// Rejected: it describes the type, which changes.
  RefuseOnChange,
};

/// What happens to the attributes of one name.
struct AttributeRules {
  /// With a dot at the end, the prefix of all names that are not listed.
  llvm::StringLiteral name;
  /// On a scalar, which becomes two.
  AttributeRule scalar;
  /// On a tensor or buffer that becomes two.
  AttributeRule pair;
  /// On a tensor or buffer that becomes an interleaved one.
  AttributeRule interleaved;
  /// Whether it holds a type that must not be complex, on any value.
  bool holdsType = false;
};

/// The rules for attributes of this name; attributes of unknown names are
/// copied.
const AttributeRules &getAttributeRules(llvm::StringRef name);

/// Whether the inherent attribute of this name holds attributes of arguments,
/// results or buffers, which belong to the user.
bool holdsValueAttributes(llvm::StringRef name);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_ATTRIBUTERULES_H
