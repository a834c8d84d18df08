//===- Survey.h - What a module has that cannot be lowered ------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_SURVEY_H
#define MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_SURVEY_H

#include "ConversionSetup.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Interfaces/FunctionInterfaces.h"

namespace milcomplex {

/// The ops in the bodies of modules, grouped into units to convert.
struct SurveyedUnits {
  /// Functions with a complex value in them; they convert in place and depend
  /// on other ops by symbol only.
  llvm::SmallVector<mlir::FunctionOpInterface> functions;
  /// Groups of other ops with complex values, each to convert on its own: an op
  /// isolated from above, or all ops of one body that are not isolated.
  llvm::SmallVector<llvm::SmallVector<mlir::Operation *>> groups;
  /// Of these, the ones that have a region of several blocks, where blocks may
  /// be unreachable.
  llvm::DenseSet<mlir::Operation *> withBranches;
  /// Of these, the ones that have an op whose patterns may decline.
  llvm::DenseSet<mlir::Operation *> mayDecline;
  /// Complex constants that are resources, in the order of the module.
  llvm::SmallVector<mlir::DenseResourceElementsAttr> resources;
  /// Ops without a complex value in them.
  llvm::DenseSet<mlir::Operation *> untouched;
};

/// Where in the pipeline a survey is made.
enum class SurveyTime {
  /// Transforms have not been expanded yet.
  BeforeExpansion,
  AfterExpansion
};

/// Reports every op and type of `module` that cannot be lowered, each once, at
/// its location, and changes nothing. An op can be lowered if `setup` has a
/// pattern for its name and no rule rejects it. Unreachable blocks are skipped:
/// they are erased before the conversion.
mlir::FailureOr<SurveyedUnits> surveyComplexOps(mlir::ModuleOp module,
                                                const ConversionSetup &setup,
                                                SurveyTime time);

/// Reports the same, before anything in `module` is expanded.
mlir::LogicalResult surveyBeforeExpansion(mlir::ModuleOp module, Abi abi);

/// Whether an op in `module` has a trait.
template <template <typename> class Trait>
bool hasOpWithTrait(mlir::ModuleOp module) {
  return module
      ->walk([](mlir::Operation *op) {
        return op->hasTrait<Trait>() ? mlir::WalkResult::interrupt()
                                     : mlir::WalkResult::advance();
      })
      .wasInterrupted();
}

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_MILCTOREAL_SURVEY_H
