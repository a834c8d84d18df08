//===- SplitResources.h - Resources and their two parts ---------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_DIALECT_SPLITRESOURCES_H
#define MILCOMPLEX_DIALECT_SPLITRESOURCES_H

#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/DialectResourceBlobManager.h"

namespace milcomplex {

/// The real and the imaginary part of a resource.
struct ResourceParts {
  mlir::DenseResourceElementsHandle real, imag;
};

/// The blob of a dense_resource, with its name.
using ResourceEntry = mlir::DialectResourceBlobManager::BlobEntry;

/// The parts of the resources that were split, by the entry of the whole and
/// the width of a part in bytes.
using SplitResources =
    llvm::DenseMap<std::pair<ResourceEntry *, size_t>, ResourceParts>;

} // namespace milcomplex

#endif // MILCOMPLEX_DIALECT_SPLITRESOURCES_H
