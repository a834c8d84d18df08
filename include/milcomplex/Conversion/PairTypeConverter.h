//===- PairTypeConverter.h - Complex types to pairs -------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_CONVERSION_PAIRTYPECONVERTER_H
#define MILCOMPLEX_CONVERSION_PAIRTYPECONVERTER_H

#include "milcomplex/Conversion/Abi.h"
#include "mlir/Transforms/DialectConversion.h"

namespace milcomplex {

/// complex<T> -> T, T and tensor<...xcomplex<T>> -> tensor<...xT>,
/// tensor<...xT> for T one of f16, bf16, f32, f64; memrefs as `abi` says;
/// function types by their inputs and results. Types without complex types in
/// them are legal; any other type does not convert. A MilcToRealInterface adds
/// the types of its dialect.
class PairTypeConverter : public mlir::TypeConverter {
public:
  explicit PairTypeConverter(Abi abi = Abi::Pair);

  Abi getAbi() const { return abi; }

  /// Adds materializations between pairs and the complex values that a partial
  /// conversion leaves: milcomplex.complex, milcomplex.real and
  /// milcomplex.imag, for scalars and ranked tensors. Without them, a
  /// conversion that leaves some fails.
  void addPartMaterializations();

private:
  Abi abi;
};

/// The number of values that a value of `type`, which converts, becomes.
unsigned getNumParts(const mlir::TypeConverter &converter, mlir::Type type);

} // namespace milcomplex

#endif // MILCOMPLEX_CONVERSION_PAIRTYPECONVERTER_H
