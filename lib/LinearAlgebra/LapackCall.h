//===- LapackCall.h - One call of LAPACK ------------------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_LINEARALGEBRA_LAPACKCALL_H
#define MILCOMPLEX_LIB_LINEARALGEBRA_LAPACKCALL_H

#include "milcomplex/LinearAlgebra/Emitter.h"

namespace milcomplex::lapack {

using linear_algebra::Array;
using linear_algebra::Emitter;
using linear_algebra::Scalar;

/// Memory of a function of Fortran: numbers one after another, of which complex
/// ones are two; a matrix is column after column.
class Storage {
public:
  /// Allocates memory for `rows` times `columns` numbers, or one.
  Storage(Emitter &emitter, mlir::Type element, Scalar rows, Scalar columns);
  /// Of a vector.
  Storage(Emitter &emitter, mlir::Type element, Scalar size)
      : Storage(emitter, element, size, emitter.index(1)) {}
  /// Of an array.
  Storage(Emitter &emitter, Array &array);

  /// Copies the elements of an array; `take` maps each, from its indices.
  void read(
      Array &array, llvm::function_ref<Scalar(Scalar, Scalar, Scalar)> take =
                        [](Scalar, Scalar, Scalar x) { return x; });
  /// Overwrites the elements of an array.
  void write(
      Array &array, llvm::function_ref<Scalar(Scalar, Scalar, Scalar)> take =
                        [](Scalar, Scalar, Scalar x) { return x; });

  Scalar load(Scalar place);
  void store(Scalar place, Scalar x);

  /// The distance of columns, at least 1.
  Scalar getLeadingDimension() const { return leading; }
  /// The address, as an index.
  mlir::Value getAddress() const;

private:
  Emitter &emitter;
  mlir::Type element;
  Scalar rows, leading;
  mlir::Value memory;
};

/// A call that is built argument by argument.
class Call {
public:
  /// `element` is that of the matrices, which chooses the prefix of the name.
  Call(Emitter &emitter, mlir::Type element)
      : emitter(emitter), element(element) {}

  Call &add(Storage &storage);
  /// A matrix and its leading dimension.
  Call &addMatrix(Storage &storage) {
    return add(storage).addInteger(storage.getLeadingDimension());
  }
  Call &addInteger(Scalar number);
  Call &addNumber(Scalar number);
  Call &addCharacter(char character) {
    return addCharacter(character, character, std::nullopt);
  }
  /// One of two characters.
  Call &addCharacter(char yes, char no, std::optional<Scalar> condition);
  /// An address that is not used.
  Call &addNull();
  /// Memory for intermediate results and its size, which the function is asked
  /// for first.
  Call &addWorkspace(mlir::Type type);

  /// Emits the call of a function that reports no failure.
  void emit(llvm::StringRef name);
  /// Adds LAPACK's info and emits the call. Returns whether it is not 0.
  Scalar emitAndTest(llvm::StringRef name);

private:
  struct Workspace {
    unsigned place;
    mlir::Type type;
  };

  void emitOnce(llvm::StringRef name, mlir::ValueRange arguments);

  Emitter &emitter;
  mlir::Type element;
  llvm::SmallVector<mlir::Value> arguments;
  llvm::SmallVector<Workspace> workspaces;
  unsigned characters = 0;
};

} // namespace milcomplex::lapack

#endif // MILCOMPLEX_LIB_LINEARALGEBRA_LAPACKCALL_H
