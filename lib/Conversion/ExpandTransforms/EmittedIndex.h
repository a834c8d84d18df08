//===- EmittedIndex.h - Indices that build ops ------------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_EMITTEDINDEX_H
#define MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_EMITTEDINDEX_H

#include "milcomplex/Math/EmittedReal.h"

namespace milcomplex {

/// A non-negative index, computed by emitted arith ops.
class EmittedIndex {
public:
  EmittedIndex(mlir::ImplicitLocOpBuilder &builder, mlir::Value value)
      : builder(&builder), value(value) {}
  mlir::Value getValue() const { return value; }

  friend EmittedIndex operator+(EmittedIndex x, EmittedIndex y) {
    return x.compute<mlir::arith::AddIOp>(x.value, y.value);
  }
  friend EmittedIndex operator+(EmittedIndex x, int64_t y) {
    return x.compute<mlir::arith::AddIOp>(x.value, x.literal(y));
  }
  friend EmittedIndex operator*(EmittedIndex x, int64_t y) {
    return x.compute<mlir::arith::MulIOp>(x.value, x.literal(y));
  }
  friend EmittedIndex operator-(int64_t x, EmittedIndex y) {
    return y.compute<mlir::arith::SubIOp>(y.literal(x), y.value);
  }
  friend EmittedIndex operator/(EmittedIndex x, int64_t y) {
    return x.compute<mlir::arith::DivUIOp>(x.value, x.literal(y));
  }
  friend EmittedIndex operator%(EmittedIndex x, int64_t y) {
    return x.compute<mlir::arith::RemUIOp>(x.value, x.literal(y));
  }
  friend EmittedIndex min(EmittedIndex x, int64_t y) {
    return x.compute<mlir::arith::MinUIOp>(x.value, x.literal(y));
  }
  friend formulas::EmittedBool operator==(EmittedIndex x, int64_t y) {
    return x.compare(mlir::arith::CmpIPredicate::eq, y);
  }
  friend formulas::EmittedBool operator<(EmittedIndex x, int64_t y) {
    return x.compare(mlir::arith::CmpIPredicate::ult, y);
  }
  friend EmittedIndex select(formulas::EmittedBool condition, EmittedIndex yes,
                             EmittedIndex no) {
    return {*no.builder,
            mlir::arith::SelectOp::create(*no.builder, condition.getValue(),
                                          yes.value, no.value)};
  }
  friend EmittedIndex select(formulas::EmittedBool condition, int64_t yes,
                             EmittedIndex no) {
    return select(condition, {*no.builder, no.literal(yes)}, no);
  }

private:
  template <typename Op>
  EmittedIndex compute(mlir::Value left, mlir::Value right) const {
    return {*builder, builder->createOrFold<Op>(left, right)};
  }
  mlir::Value literal(int64_t number) const {
    return mlir::arith::ConstantIndexOp::create(*builder, number);
  }
  formulas::EmittedBool compare(mlir::arith::CmpIPredicate predicate,
                                int64_t number) const {
    return {*builder, mlir::arith::CmpIOp::create(*builder, predicate, value,
                                                  literal(number))};
  }

  mlir::ImplicitLocOpBuilder *builder;
  mlir::Value value;
};

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_EMITTEDINDEX_H
