//===- ComplexElements.h - Complex constants and their parts ----*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_DIALECT_COMPLEXELEMENTS_H
#define MILCOMPLEX_DIALECT_COMPLEXELEMENTS_H

#include "milcomplex/Dialect/SplitResources.h"

#include <mutex>
#include <optional>
#include <string>

namespace milcomplex {

/// The real and the imaginary part of a complex constant.
struct ElementsParts {
  mlir::ElementsAttr real, imag;
};

/// Why `elements`, whose element type is complex, cannot be split: its kind is
/// unknown, or it is a resource that is missing or that does not hold as many
/// bytes as its type says. nullopt where it can.
std::optional<std::string> whyNotSplit(mlir::ElementsAttr elements);

/// Splits complex constants for which whyNotSplit returns nullopt, bit for bit.
/// Each part is of the kind of the whole: the parts of a splat are splats,
/// those of a sparse constant are sparse. The parts of a resource named `key`
/// are new resources, `key_real` and `key_imag`, which the context owns; a
/// resource that several constants use is split once. Thread-safe.
class ElementsSplitter {
public:
  ElementsParts split(mlir::ElementsAttr elements);

  bool hasSplitResources() const { return !resources.empty(); }

  /// Frees the data of the resources that were split, `used` ones apart. A
  /// constant of one of them still splits, into the parts that there are, where
  /// the milcomplex dialect is loaded; else it is left without data.
  void releaseResources(const llvm::DenseSet<const ResourceEntry *> &used);

private:
  ElementsParts splitResource(mlir::DenseResourceElementsAttr elements);

  SplitResources resources;
  std::mutex mutex;
};

/// The parts of the constant that a complex op folded to, a scalar or dense or
/// sparse elements; null for any other, resources included, since their parts
/// would be new resources.
std::pair<mlir::Attribute, mlir::Attribute>
getConstantParts(mlir::Attribute value);

/// Why interleaveElements does not accept `elements`; nullopt where it does. A
/// splat and the zeros of a sparse constant are stored element by element
/// afterwards, and may be too many for that.
std::optional<std::string> whyNotInterleaved(mlir::ElementsAttr elements);

/// `elements`, for which whyNotInterleaved returns nullopt, as one constant of
/// type getInterleavedType, bit for bit. A resource stays the same resource;
/// any other kind becomes dense.
mlir::ElementsAttr interleaveElements(mlir::ElementsAttr elements);

/// The constant whose parts are `real` and `imag`, bit for bit; null where one
/// of them is no dense constant. Both are of one type, with float elements.
mlir::ElementsAttr joinComplexElements(mlir::Attribute real,
                                       mlir::Attribute imag);

} // namespace milcomplex

#endif // MILCOMPLEX_DIALECT_COMPLEXELEMENTS_H
