//===- Emitter.h - Writes algorithms on matrices as ops ---------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LINEARALGEBRA_EMITTER_H
#define MILCOMPLEX_LINEARALGEBRA_EMITTER_H

// Algorithms of linear algebra, each written once for real and for complex
// elements. They read as programs with variables and loops:
//
//   Array a(emitter, matrix);
//   emitter.loop(0, a.size(0), [&](Scalar i) { a(i, i) = a(i, i) + one; });
//
// and build scf loops that carry tensors. Every read is of the latest value of
// an array, so that one-shot bufferization copies none. The operands of one
// `update` are in different arrays, since it cannot tell that slices of one are
// disjoint.

#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"

#include <optional>

namespace milcomplex::linear_algebra {

class Array;
class Cell;

/// T for T and for complex<T>.
mlir::Type getRealType(mlir::Type element);

/// A value of index, integer, float or complex type. Ops between complex
/// numbers may be contracted: products are textbook.
class Scalar {
public:
  Scalar(mlir::ImplicitLocOpBuilder &builder, mlir::Value value)
      : builder(&builder), value(value) {}
  mlir::Value getValue() const { return value; }
  mlir::Type getType() const { return value.getType(); }
  mlir::ImplicitLocOpBuilder &getBuilder() const { return *builder; }
  bool isComplex() const;

  /// A constant of the same type.
  Scalar literal(double number) const;

private:
  mlir::ImplicitLocOpBuilder *builder;
  mlir::Value value;
};

/// The value of an index or integer that is a constant.
std::optional<int64_t> getConstant(Scalar x);

// Of two values of one type; i1 has &, | and !.
Scalar operator+(Scalar x, Scalar y);
Scalar operator-(Scalar x, Scalar y);
Scalar operator*(Scalar x, Scalar y);
Scalar operator-(Scalar x);
Scalar operator/(Scalar x, Scalar y); // real
Scalar operator<(Scalar x, Scalar y);
Scalar operator<=(Scalar x, Scalar y);
Scalar operator>(Scalar x, Scalar y);
Scalar operator>=(Scalar x, Scalar y);
Scalar operator==(Scalar x, Scalar y);
Scalar operator!=(Scalar x, Scalar y);
Scalar operator&(Scalar x, Scalar y);
Scalar operator|(Scalar x, Scalar y);
Scalar operator!(Scalar x);

// A number is a constant of the type of the other operand.
inline Scalar operator+(Scalar x, double y) { return x + x.literal(y); }
inline Scalar operator-(Scalar x, double y) { return x - x.literal(y); }
inline Scalar operator*(Scalar x, double y) { return x * x.literal(y); }
inline Scalar operator/(double x, Scalar y) { return y.literal(x) / y; }
inline Scalar operator<(Scalar x, double y) { return x < x.literal(y); }
inline Scalar operator>(Scalar x, double y) { return x > x.literal(y); }
inline Scalar operator==(Scalar x, double y) { return x == x.literal(y); }
inline Scalar operator!=(Scalar x, double y) { return x != x.literal(y); }

/// An i32 as an index, and an index as an i32.
Scalar toIndex(Scalar x);
Scalar toInteger(Scalar x);

Scalar select(Scalar condition, Scalar yes, Scalar no);
/// The smaller and the larger of two indices, or of two floats, a NaN where one
/// is.
Scalar min(Scalar x, Scalar y);
Scalar max(Scalar x, Scalar y);

// Of a real or complex number; a real one is its own real part and conjugate.
Scalar re(Scalar x);
Scalar im(Scalar x);
Scalar conj(Scalar x);
/// re^2 + im^2.
Scalar square(Scalar x);
/// |re| + |im|.
Scalar measure(Scalar x);
/// y - xz, of complex numbers by four operations that may be fused.
Scalar subtractProduct(Scalar y, Scalar x, Scalar z);
/// A number of the type of `like`; `im` is dropped where that is real.
Scalar makeNumber(Scalar like, Scalar re, Scalar im);
/// A real number as one of the type of `like`.
Scalar toTypeOf(Scalar like, Scalar x);
/// A number times a real one.
Scalar scale(Scalar x, Scalar factor);

// Of a real number.
/// The unit roundoff of its format.
double getUnit(Scalar x);
Scalar abs(Scalar x);
Scalar sqrt(Scalar x);
Scalar log(Scalar x);
Scalar copysign(Scalar magnitude, Scalar sign);
/// sqrt(x^2 + y^2) without spurious overflow or underflow.
Scalar hypot(Scalar x, Scalar y);

/// 2^-e for x from 2^e on and less than 2^(e + 1), within the range of normal
/// numbers.
Scalar invertExponent(Scalar x);

/// A divisor, for many quotients. A quotient of real numbers is rounded once; a
/// complex one is x s conj(p s) / |p s|^2 with s a power of two, so that
/// neither |p|^2 nor 1/p overflows or underflows.
class Divisor {
public:
  explicit Divisor(Scalar divisor);
  Scalar divide(Scalar x) const;

private:
  Scalar factor, scale, magnitude;
};

/// Some indices of one dimension: one, which drops the dimension, or a range.
struct Indices {
  Indices(Scalar index) : offset(index) {}
  Indices(Scalar offset, Scalar size) : offset(offset), size(size) {}

  Scalar offset;
  std::optional<Scalar> size;
};

/// `size` indices from `offset` on.
inline Indices range(Scalar offset, Scalar size) { return {offset, size}; }

/// A part of an array.
struct View {
  Array *array;
  llvm::SmallVector<Indices, 2> indices;
};

/// Builds ops; knows all cells, which its loops carry.
class Emitter {
public:
  explicit Emitter(mlir::ImplicitLocOpBuilder &builder) : builder(builder) {}
  mlir::ImplicitLocOpBuilder &getBuilder() const { return builder; }

  Scalar index(int64_t number) const;
  Scalar wrap(mlir::Value value) const { return {builder, value}; }

  /// For i from `first`, in steps of `step`, while i < `end`.
  void loop(Scalar first, Scalar end, llvm::function_ref<void(Scalar)> body,
            int64_t step = 1);
  void loop(int64_t first, Scalar end, llvm::function_ref<void(Scalar)> body,
            int64_t step = 1) {
    loop(index(first), end, body, step);
  }
  void loopWhile(llvm::function_ref<Scalar()> condition,
                 llvm::function_ref<void()> body);
  void ifThen(
      Scalar condition, llvm::function_ref<void()> body,
      llvm::function_ref<void()> otherwise = [] {});

  /// For all values of the letters of `spec`, as of Einstein's summation
  /// ("ik,kj->ij"), in any order: replaces the element of `target`, whose
  /// letters follow the arrow, by what `body` returns, from those of `sources`
  /// and the one there. Letters that the target lacks are summed over. No
  /// source is a part of the array of the target.
  void update(llvm::StringRef spec, View target, llvm::ArrayRef<View> sources,
              llvm::function_ref<Scalar(llvm::ArrayRef<Scalar>, Scalar)> body);
  /// The value of a letter of `spec`, by its first occurrence, in a body.
  Scalar letter(unsigned number) const;

  /// target = source.
  void copy(View target, View source);
  /// target = the transpose of source, both of two dimensions.
  void copyTransposed(View target, View source);
  /// target = source, of one dimension, element by element: unlike of `copy`,
  /// no pass (22.1) reads the source where the target is read later, which
  /// bufferization would have to copy first if it was written to meanwhile.
  void copyApart(View target, View source);
  /// The largest absolute value of a part of an element of a matrix, NaN where
  /// one is.
  Scalar findLargest(Array &matrix);
  /// The same of a part; `scratch` has one element, real.
  Scalar findLargest(View part, Array &scratch);
  /// Makes a square array the identity matrix.
  void fillIdentity(Array &target);
  /// Sets all elements.
  void fill(View target, double number);

private:
  friend class Cell;

  llvm::SmallVector<mlir::Value> getValues() const;
  void setValues(mlir::ValueRange values);

  mlir::ImplicitLocOpBuilder &builder;
  llvm::SmallVector<Cell *> cells;
};

/// What an algorithm assigns to.
class Cell {
public:
  Cell(Emitter &emitter, mlir::Value value) : emitter(emitter), value(value) {
    emitter.cells.push_back(this);
  }
  ~Cell() {
    assert(emitter.cells.back() == this);
    emitter.cells.pop_back();
  }
  Cell(const Cell &) = delete;
  Cell &operator=(const Cell &) = delete;
  mlir::Value getValue() const { return value; }

protected:
  friend class Emitter;

  Emitter &emitter;
  mlir::Value value;
};

/// A scalar that is assigned to.
class Variable : public Cell {
public:
  Variable(Emitter &emitter, Scalar value) : Cell(emitter, value.getValue()) {}
  operator Scalar() const { return emitter.wrap(value); }
  Variable &operator=(Scalar other) {
    value = other.getValue();
    return *this;
  }
  Variable &operator=(const Variable &other) {
    return *this = static_cast<Scalar>(other);
  }
};

/// An element of an array, which is read where it is used as a scalar.
class Element {
public:
  Element(Array &array, llvm::ArrayRef<Scalar> indices)
      : array(array), indices(indices) {}
  operator Scalar() const;
  void operator=(Scalar value);
  void operator=(const Element &other) { *this = static_cast<Scalar>(other); }

private:
  Array &array;
  llvm::SmallVector<Scalar, 2> indices;
};

/// Exchanges two elements.
void exchange(Element x, Element y);

/// A tensor of one or two dimensions that is assigned to.
class Array : public Cell {
public:
  Array(Emitter &emitter, mlir::Value tensor);
  /// A new one, whose elements are undefined.
  Array(Emitter &emitter, mlir::Type element, llvm::ArrayRef<Scalar> sizes);

  unsigned getRank() const { return sizes.size(); }
  Scalar size(unsigned dimension) const { return sizes[dimension]; }
  mlir::Type getElementType() const;

  Element operator()(Scalar i) { return {*this, {i}}; }
  Element operator()(Scalar i, Scalar j) { return {*this, {i, j}}; }
  /// A part, of a dimension for each of `indices` that is a range.
  View view(llvm::ArrayRef<Indices> indices) {
    return {this, llvm::SmallVector<Indices, 2>(indices)};
  }
  /// All of it.
  View all();

private:
  friend class Element;
  friend class Emitter;

  llvm::SmallVector<Scalar, 2> sizes;
};

} // namespace milcomplex::linear_algebra

#endif // MILCOMPLEX_LINEARALGEBRA_EMITTER_H
