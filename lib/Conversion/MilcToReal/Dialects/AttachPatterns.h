//===- AttachPatterns.h - Interfaces for upstream dialects ------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_DIALECTS_ATTACHPATTERNS_H
#define MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_DIALECTS_ATTACHPATTERNS_H

#include "milcomplex/Conversion/MilcToReal.h"
#include "milcomplex/Conversion/MilcToRealInterface.h"

namespace milcomplex {

/// An interface that adds patterns by a function, `populate`.
template <void (*populate)(PairPatternSet &)>
struct PopulatedMilcToReal : MilcToRealInterface {
  using MilcToRealInterface::MilcToRealInterface;

  void populateMilcToRealPatterns(PairPatternSet &set) const override {
    populate(set);
  }
  bool convertsAllThatRulesAccept() const override { return true; }
};

/// Attaches InterfaceT to DialectT, once that is loaded.
template <typename DialectT, typename InterfaceT>
void attachInterface(mlir::DialectRegistry &registry) {
  registry.addExtension(+[](mlir::MLIRContext *, DialectT *dialect) {
    dialect->template addInterfaces<InterfaceT>();
  });
}

template <typename DialectT, void (*populate)(PairPatternSet &)>
void attachPatterns(mlir::DialectRegistry &registry) {
  attachInterface<DialectT, PopulatedMilcToReal<populate>>(registry);
}

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_DIALECTS_ATTACHPATTERNS_H
