//===- Emitter.cpp - Writes algorithms on matrices as ops -----------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/LinearAlgebra/Emitter.h"

#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace milcomplex::linear_algebra;

Type milcomplex::linear_algebra::getRealType(Type element) {
  auto complex = dyn_cast<ComplexType>(element);
  return complex ? complex.getElementType() : element;
}

//===----------------------------------------------------------------------===//
// Arrays
//===----------------------------------------------------------------------===//

static SmallVector<Value> getValues(ArrayRef<Scalar> scalars) {
  return llvm::map_to_vector(scalars,
                             [](Scalar scalar) { return scalar.getValue(); });
}

Array::Array(Emitter &emitter, Value tensor) : Cell(emitter, tensor) {
  ImplicitLocOpBuilder &builder = emitter.getBuilder();
  int64_t rank = cast<RankedTensorType>(tensor.getType()).getRank();
  for (int64_t i = 0; i < rank; ++i)
    sizes.push_back(
        emitter.wrap(builder.createOrFold<tensor::DimOp>(tensor, i)));
}

/// The size of a dimension in a type: a constant one that is not zero is
/// static. (Upstream rejects static slices that are empty.)
static int64_t getStaticSize(Scalar size) {
  std::optional<int64_t> constant = getConstant(size);
  return constant && *constant > 0 ? *constant : ShapedType::kDynamic;
}

/// A tensor of its own: two of tensor.empty would become one by CSE, which
/// one-shot bufferization (22.1) lets two iteration arguments write to.
static Value allocate(ImplicitLocOpBuilder &builder, Type element,
                      ArrayRef<Scalar> sizes) {
  SmallVector<int64_t> shape = llvm::map_to_vector(sizes, getStaticSize);
  SmallVector<Value> dynamic;
  for (auto [size, fixed] : llvm::zip_equal(sizes, shape))
    if (ShapedType::isDynamic(fixed))
      dynamic.push_back(size.getValue());
  return bufferization::AllocTensorOp::create(
      builder, RankedTensorType::get(shape, element), dynamic);
}

Array::Array(Emitter &emitter, Type element, ArrayRef<Scalar> sizes)
    : Cell(emitter, allocate(emitter.getBuilder(), element, sizes)),
      sizes(sizes) {
  // LLVM computes with whole vectors of an array on the stack, also where only
  // a part is asked for. What lies there may be subnormal numbers, with which
  // an operation takes 150 cycles on processors of Intel. Arrays of dynamic
  // sizes are on the heap, and it masks what is not asked for.
  auto type = cast<RankedTensorType>(value.getType());
  if (type.hasStaticShape() && !element.isInteger())
    emitter.fill(all(), 0);
}

Type Array::getElementType() const {
  return cast<RankedTensorType>(value.getType()).getElementType();
}

View Array::all() {
  SmallVector<Indices, 2> indices;
  for (Scalar size : sizes)
    indices.push_back(range(emitter.index(0), size));
  return {this, indices};
}

Element::operator Scalar() const {
  ImplicitLocOpBuilder &builder = array.emitter.getBuilder();
  return array.emitter.wrap(
      tensor::ExtractOp::create(builder, array.value, ::getValues(indices)));
}

void Element::operator=(Scalar value) {
  ImplicitLocOpBuilder &builder = array.emitter.getBuilder();
  array.value = tensor::InsertOp::create(builder, value.getValue(), array.value,
                                         ::getValues(indices));
}

void milcomplex::linear_algebra::exchange(Element x, Element y) {
  Scalar old = x;
  x = static_cast<Scalar>(y);
  y = old;
}

//===----------------------------------------------------------------------===//
// Control flow
//===----------------------------------------------------------------------===//

Scalar Emitter::index(int64_t number) const {
  return wrap(arith::ConstantIndexOp::create(builder, number));
}

SmallVector<Value> Emitter::getValues() const {
  return llvm::map_to_vector(cells, [](Cell *cell) { return cell->value; });
}

void Emitter::setValues(ValueRange values) {
  for (auto [cell, value] : llvm::zip_equal(cells, values))
    cell->value = value;
}

void Emitter::loop(Scalar first, Scalar end, function_ref<void(Scalar)> body,
                   int64_t step) {
  std::optional<int64_t> start = getConstant(first);
  std::optional<int64_t> stop = getConstant(end);
  if (start && stop && *start + step >= *stop) {
    if (*start < *stop)
      body(first);
    return;
  }
  SmallVector<Value> before = getValues();
  Value stepValue = index(step).getValue();
  // A loop that carries all cells, to find out which the body assigns to.
  auto trial = scf::ForOp::create(builder, first.getValue(), end.getValue(),
                                  stepValue, before);
  Block *block = trial.getBody();
  {
    OpBuilder::InsertionGuard guard(builder);
    if (before.empty())
      block->getTerminator()->erase();
    builder.setInsertionPointToStart(block);
    setValues(trial.getRegionIterArgs());
    body(wrap(trial.getInductionVar()));
    scf::YieldOp::create(builder, getValues());
  }
  auto yield = cast<scf::YieldOp>(block->getTerminator());
  SmallVector<unsigned> changed;
  SmallVector<Value> inits;
  for (auto [i, value] : llvm::enumerate(yield.getOperands()))
    if (value != trial.getRegionIterArg(i)) {
      changed.push_back(i);
      inits.push_back(before[i]);
    }
  auto loop = scf::ForOp::create(builder, first.getValue(), end.getValue(),
                                 stepValue, inits);
  if (inits.empty())
    loop.getBody()->getTerminator()->erase();
  trial.getInductionVar().replaceAllUsesWith(loop.getInductionVar());
  for (auto [i, value] : llvm::enumerate(before)) {
    auto *place = llvm::find(changed, i);
    trial.getRegionIterArg(i).replaceAllUsesWith(
        place == changed.end()
            ? value
            : loop.getRegionIterArg(place - changed.begin()));
  }
  SmallVector<Value> yielded = llvm::map_to_vector(
      changed, [&](unsigned i) { return yield.getOperand(i); });
  yield->setOperands(yielded);
  loop.getBody()->getOperations().splice(loop.getBody()->end(),
                                         block->getOperations());
  trial.erase();
  SmallVector<Value> after = before;
  for (auto [i, result] : llvm::zip_equal(changed, loop.getResults()))
    after[i] = result;
  setValues(after);
}

void Emitter::loopWhile(function_ref<Scalar()> condition,
                        function_ref<void()> body) {
  SmallVector<Value> before = getValues();
  auto loop = scf::WhileOp::create(
      builder, ValueRange(before).getTypes(), before,
      [&](OpBuilder &, Location, ValueRange arguments) {
        // The builders of the callbacks are this one at another place.
        setValues(arguments);
      },
      [&](OpBuilder &, Location, ValueRange) {});
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToStart(loop.getBeforeBody());
  setValues(loop.getBeforeArguments());
  Scalar goesOn = condition();
  scf::ConditionOp::create(builder, goesOn.getValue(), getValues());
  builder.setInsertionPointToStart(loop.getAfterBody());
  setValues(loop.getAfterArguments());
  body();
  scf::YieldOp::create(builder, getValues());
  setValues(loop.getResults());
}

void Emitter::ifThen(Scalar condition, function_ref<void()> body,
                     function_ref<void()> otherwise) {
  if (std::optional<int64_t> known = getConstant(condition))
    return *known ? body() : otherwise();
  SmallVector<Value> before = getValues();
  auto trial = scf::IfOp::create(builder, TypeRange(), condition.getValue(),
                                 /*withElseRegion=*/true);
  auto emit = [&](Block *block, function_ref<void()> branch) {
    OpBuilder::InsertionGuard guard(builder);
    builder.setInsertionPoint(block->getTerminator());
    setValues(before);
    branch();
    return getValues();
  };
  SmallVector<Value> yes = emit(trial.thenBlock(), body);
  SmallVector<Value> no = emit(trial.elseBlock(), otherwise);
  SmallVector<unsigned> changed;
  for (unsigned i = 0; i < before.size(); ++i)
    if (yes[i] != no[i])
      changed.push_back(i);
  SmallVector<Type> types = llvm::map_to_vector(
      changed, [&](unsigned i) { return before[i].getType(); });
  auto branches = scf::IfOp::create(builder, types, condition.getValue(),
                                    /*addThenBlock=*/true,
                                    /*addElseBlock=*/true);
  auto move = [&](Block *from, Block *to, ArrayRef<Value> values) {
    from->getTerminator()->erase();
    if (!to->empty())
      to->getTerminator()->erase();
    to->getOperations().splice(to->end(), from->getOperations());
    OpBuilder::InsertionGuard guard(builder);
    builder.setInsertionPointToEnd(to);
    scf::YieldOp::create(builder, llvm::map_to_vector(changed, [&](unsigned i) {
                           return values[i];
                         }));
  };
  move(trial.thenBlock(), branches.thenBlock(), yes);
  move(trial.elseBlock(), branches.elseBlock(), no);
  trial.erase();
  SmallVector<Value> after = before;
  for (auto [i, result] : llvm::zip_equal(changed, branches.getResults()))
    after[i] = result;
  setValues(after);
}

//===----------------------------------------------------------------------===//
// Operations on all elements
//===----------------------------------------------------------------------===//

namespace {

/// The arguments of extract_slice and insert_slice for a view.
struct Slice {
  explicit Slice(View view, OpBuilder &builder) {
    OpFoldResult one = builder.getIndexAttr(1);
    for (Indices &indices : view.indices) {
      offsets.push_back(indices.offset.getValue());
      strides.push_back(one);
      if (!indices.size) {
        sizes.push_back(one);
        continue;
      }
      int64_t size = getStaticSize(*indices.size);
      shape.push_back(size);
      sizes.push_back(ShapedType::isDynamic(size)
                          ? OpFoldResult(indices.size->getValue())
                          : builder.getIndexAttr(size));
    }
  }

  SmallVector<OpFoldResult> offsets, sizes, strides;
  SmallVector<int64_t> shape;
};

} // namespace

/// Whether a range of a view is known to be empty.
static bool isEmpty(const View &view) {
  return llvm::any_of(view.indices, [](const Indices &indices) {
    return indices.size && getConstant(*indices.size) == 0;
  });
}

static Value extract(ImplicitLocOpBuilder &builder, View view) {
  Slice slice(view, builder);
  auto type = RankedTensorType::get(slice.shape, view.array->getElementType());
  return tensor::ExtractSliceOp::create(builder, type, view.array->getValue(),
                                        slice.offsets, slice.sizes,
                                        slice.strides);
}

void Emitter::update(StringRef spec, View target, ArrayRef<View> sources,
                     function_ref<Scalar(ArrayRef<Scalar>, Scalar)> body) {
  if (isEmpty(target) || llvm::any_of(sources, isEmpty))
    return;
  auto [inputs, output] = spec.split("->");
  SmallVector<StringRef> groups;
  if (!sources.empty())
    inputs.split(groups, ',');
  groups.push_back(output);
  std::string letters;
  SmallVector<SmallVector<unsigned>> places;
  for (StringRef group : groups) {
    places.emplace_back();
    for (char name : group) {
      size_t place = letters.find(name);
      if (place == std::string::npos) {
        place = letters.size();
        letters.push_back(name);
      }
      places.back().push_back(place);
    }
  }
  MLIRContext *context = builder.getContext();
  SmallVector<AffineMap> maps;
  for (ArrayRef<unsigned> group : places) {
    SmallVector<AffineExpr> exprs = llvm::map_to_vector(
        group, [&](unsigned i) { return getAffineDimExpr(i, context); });
    maps.push_back(AffineMap::get(letters.size(), 0, exprs, context));
  }
  SmallVector<utils::IteratorType> iterators;
  for (char name : letters)
    iterators.push_back(output.contains(name) ? utils::IteratorType::parallel
                                              : utils::IteratorType::reduction);
  SmallVector<Value> operands;
  for (const View &source : sources) {
    assert(source.array != target.array && "may overlap");
    operands.push_back(extract(builder, source));
  }
  Value before = extract(builder, target);
  auto generic = linalg::GenericOp::create(
      builder, before.getType(), operands, before, maps, iterators,
      [&](OpBuilder &, Location, ValueRange) {});
  {
    OpBuilder::InsertionGuard guard(builder);
    builder.setInsertionPointToStart(generic.getBody());
    SmallVector<Scalar> elements;
    for (Value argument : generic.getBody()->getArguments().drop_back())
      elements.push_back(wrap(argument));
    Scalar result =
        body(elements, wrap(generic.getBody()->getArguments().back()));
    linalg::YieldOp::create(builder, result.getValue());
  }
  Slice slice(target, builder);
  target.array->value = tensor::InsertSliceOp::create(
      builder, generic.getResult(0), target.array->value, slice.offsets,
      slice.sizes, slice.strides);
}

Scalar Emitter::letter(unsigned number) const {
  return wrap(linalg::IndexOp::create(builder, number));
}

/// The letters of the ranges of a view.
static std::string getLetters(View view) {
  size_t count = llvm::count_if(
      view.indices, [](Indices &indices) { return indices.size.has_value(); });
  return StringRef("ij").take_front(count).str();
}

void Emitter::copy(View target, View source) {
  std::string letters = getLetters(source);
  update(letters + "->" + letters, target, source,
         [](ArrayRef<Scalar> elements, Scalar) { return elements[0]; });
}

void Emitter::copyTransposed(View target, View source) {
  update("ij->ji", target, source,
         [](ArrayRef<Scalar> elements, Scalar) { return elements[0]; });
}

Scalar Emitter::findLargest(Array &matrix) {
  Array scratch(*this, getRealType(matrix.getElementType()), index(1));
  return findLargest(matrix.all(), scratch);
}

Scalar Emitter::findLargest(View part, Array &scratch) {
  Scalar zero = index(0);
  scratch(zero) = Scalar(scratch(zero)).literal(0);
  update(getLetters(part) + "->", scratch.view(Indices(zero)), part,
         [](ArrayRef<Scalar> x, Scalar most) {
           return max(most, max(abs(re(x[0])), abs(im(x[0]))));
         });
  return scratch(zero);
}

/// The element at `place` along the only range of a view.
static Element getElement(View view, Scalar place) {
  SmallVector<Scalar, 2> indices;
  for (Indices &own : view.indices)
    indices.push_back(own.size ? own.offset + place : own.offset);
  return {*view.array, indices};
}

void Emitter::copyApart(View target, View source) {
  for (Indices &own : source.indices)
    if (own.size)
      return loop(0, *own.size, [&](Scalar i) {
        getElement(target, i) = getElement(source, i);
      });
  llvm_unreachable("a view of one dimension has a range");
}

void Emitter::fill(View target, double number) {
  update(
      "->" + getLetters(target), target, {},
      [&](ArrayRef<Scalar>, Scalar before) { return before.literal(number); });
}

void Emitter::fillIdentity(Array &target) {
  update("->ij", target.all(), {}, [&](ArrayRef<Scalar>, Scalar before) {
    return select(letter(0) == letter(1), before.literal(1), before.literal(0));
  });
}
