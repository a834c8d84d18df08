//===- Trial.h - Trial conversion of copies ---------------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_TRIAL_H
#define MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_TRIAL_H

#include "Survey.h"

namespace milcomplex {

/// Converts copies of those of `units` whose ops have patterns that may
/// decline, then erases the copies. Fails if one declines, with the errors of
/// the conversion driver.
mlir::LogicalResult tryConversion(const SurveyedUnits &units,
                                  const ConversionSetup &setup);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_TRIAL_H
