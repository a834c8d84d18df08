//===- ReleasedResources.h - What became of freed resources -----*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_DIALECT_RELEASEDRESOURCES_H
#define MILCOMPLEX_LIB_DIALECT_RELEASEDRESOURCES_H

#include "milcomplex/Dialect/Milcomplex.h"
#include "milcomplex/Dialect/SplitResources.h"
#include "mlir/IR/DialectInterface.h"

#include <mutex>
#include <optional>

namespace milcomplex {

/// The parts of those resources of a context that were split and whose data was
/// freed: another module of the context may still have a constant of one.
class ReleasedResources
    : public mlir::DialectInterface::Base<ReleasedResources> {
public:
  ReleasedResources(mlir::Dialect *dialect) : Base(dialect) {}

  /// Those of `context`; null where the milcomplex dialect is not loaded.
  static ReleasedResources *get(mlir::MLIRContext *context) {
    auto *dialect = context->getLoadedDialect<MilcomplexDialect>();
    return dialect ? dialect->getRegisteredInterface<ReleasedResources>()
                   : nullptr;
  }

  void add(const SplitResources &resources) {
    std::lock_guard<std::mutex> lock(mutex);
    for (const auto &entry : resources)
      released.insert(entry);
  }

  /// The parts of `elements`, of `partBytes` bytes each; nullopt where the data
  /// was not freed.
  std::optional<ResourceParts> lookup(mlir::DenseResourceElementsHandle whole,
                                      size_t partBytes) {
    if (whole.getBlob() && !whole.getBlob()->getData().empty())
      return std::nullopt;
    std::lock_guard<std::mutex> lock(mutex);
    auto found = released.find({whole.getResource(), partBytes});
    if (found == released.end())
      return std::nullopt;
    return found->second;
  }

private:
  SplitResources released;
  std::mutex mutex;
};

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_DIALECT_RELEASEDRESOURCES_H
