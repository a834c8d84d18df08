//===- Routines.h - Functions of one matrix, called for many ----*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_EXPANDFACTORIZATIONS_ROUTINES_H
#define MILCOMPLEX_LIB_CONVERSION_EXPANDFACTORIZATIONS_ROUTINES_H

#include "milcomplex/LinearAlgebra/Emitter.h"
#include "milcomplex/LinearAlgebra/FactorizationScheme.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "llvm/ADT/StringMap.h"

namespace milcomplex {

/// Emits the body of a routine on arrays, of which the last ones are results.
using RoutineBody = llvm::function_ref<void(
    linear_algebra::Emitter &,
    llvm::ArrayRef<std::unique_ptr<linear_algebra::Array>>)>;

/// The private functions of factorizations, one for each algorithm and element
/// type in a symbol table, of matrices of any size, and one for each small
/// size.
class Routines {
public:
  explicit Routines(FactorizationScheme scheme) : scheme(scheme) {}

  /// What a routine is emitted by.
  template <typename Function>
  Function choose(Function expanded, Function calling) const {
    return scheme == FactorizationScheme::Call ? calling : expanded;
  }

  /// Calls the routine of `name` for each matrix of a batch, whose dimensions
  /// are the first `batchRank` of all operands. `sources` are read, and stay as
  /// they are, whatever the routine does to its arrays; the results are
  /// `targets` as the routine leaves them. Emits the routine where it is the
  /// first call.
  llvm::SmallVector<mlir::Value> call(mlir::ImplicitLocOpBuilder &builder,
                                      llvm::StringRef name, unsigned batchRank,
                                      mlir::ValueRange sources,
                                      mlir::ValueRange targets,
                                      RoutineBody body);

private:
  mlir::func::FuncOp getFunction(mlir::ImplicitLocOpBuilder &builder,
                                 llvm::StringRef name, mlir::TypeRange types,
                                 unsigned sourceCount, RoutineBody body);

  FactorizationScheme scheme;
  llvm::DenseMap<mlir::Operation *, llvm::StringMap<mlir::func::FuncOp>>
      functions;
};

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_EXPANDFACTORIZATIONS_ROUTINES_H
