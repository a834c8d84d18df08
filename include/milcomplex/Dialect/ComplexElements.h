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

/// Splits complex constants for which whyNotSplit has nothing to say, bit for
/// bit. Each part is of the kind of the whole: a splat gives two splats, a
/// sparse constant two sparse ones. A resource named `key` gives two new ones,
/// `key_real` and `key_imag`, which the context owns; a resource that several
/// constants use is split once. May be used from several threads.
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

/// The parts of what a complex op folded to, a number or dense or sparse
/// elements; null where it is anything else. A resource is left alone: its
/// parts would be new resources.
std::pair<mlir::Attribute, mlir::Attribute>
getConstantParts(mlir::Attribute value);

/// Why interleaveElements cannot take `elements`; nothing where it can. Also
/// where they would be too many: what the module holds once, as a splat or as
/// the zeros of a sparse constant, is written out.
std::optional<std::string> whyNotInterleaved(mlir::ElementsAttr elements);

/// The elements of `elements`, for which whyNotInterleaved has nothing to say,
/// as one constant of type getInterleavedType, bit for bit. A resource stays
/// the one that it is; any other kind becomes dense.
mlir::ElementsAttr interleaveElements(mlir::ElementsAttr elements);

/// The constant whose parts are `real` and `imag`, bit for bit; null where one
/// of them is no dense constant. Both are of one type, with float elements.
mlir::ElementsAttr joinComplexElements(mlir::Attribute real,
                                       mlir::Attribute imag);

} // namespace milcomplex

#endif // MILCOMPLEX_DIALECT_COMPLEXELEMENTS_H
