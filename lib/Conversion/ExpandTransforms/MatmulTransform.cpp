//===- MatmulTransform.cpp - Transforms as products -----------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "MatmulTransform.h"

#include "ElementwiseProducts.h"
#include "MatrixProducts.h"
#include "milcomplex/FFT/RootsOfUnity.h"

using namespace mlir;
using namespace milcomplex;
using namespace milcomplex::fft;

using Pair = formulas::Pair<formulas::EmittedReal>;

namespace {

/// The cosines and sines of 2 pi k / length, scaled.
class ScaledRoots {
public:
  ScaledRoots(int64_t length, const Scale &scale) {
    for (int64_t k = 0; k != length; ++k)
      roots.push_back(scaleBy(getRootOfUnity(k, length), scale));
  }

  Word getCosine(int64_t k) const { return get(k).re; }
  Word getNegatedSine(int64_t k) const { return get(k).im; }
  Word getSine(int64_t k) const { return formulas::negate(get(k).im); }

private:
  const Root &get(int64_t k) const { return roots[k % roots.size()]; }

  std::vector<Root> roots;
};

} // namespace

//===----------------------------------------------------------------------===//
// Complex stages
//===----------------------------------------------------------------------===//

TensorPair MatmulTransform::applyStage(const Stage &stage, TensorPair x,
                                       const Scale &scale) {
  int64_t radix = stage.radix, rest = stage.rest;
  OpFoldResult stride =
      multiplySizes(builder, {builder.getIndexAttr(stage.stride), shape.width});
  StageLoops loops(shape.batch);
  StageLoops::Names p = loops.addUnlessOne(builder.getIndexAttr(rest));
  StageLoops::Names k = loops.add(builder.getIndexAttr(radix));
  StageLoops::Names q = loops.addUnlessOne(stride);
  StageLoops::Names j = MatrixProducts::getColumn(loops);

  x = expandLast(
      builder, x,
      getExpandedSizes(builder, radix, {builder.getIndexAttr(rest), stride}));
  ScaledRoots roots(radix, scale);
  auto cosine = [&](int64_t row, int64_t column) {
    return roots.getCosine(row * column);
  };
  auto sine = [&](int64_t row, int64_t column) {
    return roots.getSine(row * column);
  };
  auto negatedSine = [&](int64_t row, int64_t column) {
    return roots.getNegatedSine(row * column);
  };
  MatrixProducts products(builder, shape.type, loops, k,
                          loops.withBatch({j, p, q}));
  TensorPair y = {products.multiply({radix, radix, cosine}, x.re),
                  products.multiply({radix, radix, cosine}, x.im)};
  // The sines of half a turn are zero.
  if (radix > 2) {
    y.re = products.multiply({radix, radix, sine}, x.im, y.re);
    y.im = products.multiply({radix, radix, negatedSine}, x.re, y.im);
  }
  if (rest != 1)
    y = multiplyByTwiddles(loops, y, rest, radix, stage.getLength());
  return collapseLast(builder, y, loops.getTail().size());
}

/// Each element times w^(pk), where p and k are its first two indices after the
/// batch, less than `rest` and `columns`, and w is a root of unity of order
/// `length`.
TensorPair MatmulTransform::multiplyByTwiddles(const StageLoops &loops,
                                               TensorPair x, int64_t rest,
                                               int64_t columns,
                                               int64_t length) {
  unsigned p = shape.batch.size();
  StageLoops::Names all =
      llvm::to_vector(llvm::seq<unsigned>(0, loops.getSizes().size()));
  SmallVector<IndexedTensor> operands = {{x.re, all}, {x.im, all}};
  addTwiddles(builder, shape.type, rest, columns, length, {p, p + 1}, operands);
  auto body = [&](ImplicitLocOpBuilder &scalars, ValueRange values) {
    StageArguments arguments(scalars, values);
    Pair element = arguments.takePair();
    return getValues(formulas::mulBasic(element, arguments.takePair()));
  };
  return getTensorPair(makeParallelGeneric(builder, loops.getSizes(), operands,
                                           {shape.type, shape.type}, body));
}

//===----------------------------------------------------------------------===//
// Real elements to half spectra
//===----------------------------------------------------------------------===//

TensorPair MatmulTransform::transformReal(int64_t length, Value x,
                                          const Scale &scale) {
  RealPlan plan = planner.planReal(length);
  if (plan.scheme == RealPlan::Scheme::Matrix)
    return transformByMatrix(length, x, scale);
  if (plan.scheme == RealPlan::Scheme::Folded)
    return transformFolded(plan, x, scale);
  return real.transform(plan, x, [&](TensorPair y, int64_t columns) {
    return apply(plan.complex, y, columns, scale);
  });
}

TensorPair MatmulTransform::transformByMatrix(int64_t length, Value x,
                                              const Scale &scale) {
  TensorPair y = transformColumns(length, 1, x, scale);
  return {y.re, real.clearOwnMirrors(length, y.im)};
}

TensorPair MatmulTransform::transformFolded(const RealPlan &plan, Value x,
                                            const Scale &scale) {
  int64_t radix = plan.radix, columns = radix / 2 + 1;
  TensorPair y = transformColumns(radix, plan.complex.length, x, scale);
  return real.unfoldSpectrum(plan, apply(plan.complex, y, columns, Scale()));
}

/// The half spectra of `radix` real elements that are `rest` apart, for each of
/// which there is a column, times the twiddles of radix * rest elements.
TensorPair MatmulTransform::transformColumns(int64_t radix, int64_t rest,
                                             Value x, const Scale &scale) {
  int64_t bins = radix / 2 + 1;
  StageLoops loops(shape.batch);
  StageLoops::Names p = loops.addUnlessOne(builder.getIndexAttr(rest));
  StageLoops::Names k = loops.add(builder.getIndexAttr(bins));
  StageLoops::Names q = loops.addUnlessOne(shape.width);
  StageLoops::Names j = MatrixProducts::getColumn(loops);
  x = expandLast(builder, x,
                 getExpandedSizes(builder, radix,
                                  {builder.getIndexAttr(rest), shape.width}));
  ScaledRoots roots(radix, scale);
  auto cosine = [&](int64_t row, int64_t column) {
    return roots.getCosine(row * column);
  };
  auto negatedSine = [&](int64_t row, int64_t column) {
    return roots.getNegatedSine(row * column);
  };
  MatrixProducts products(builder, shape.type, loops, k,
                          loops.withBatch({j, p, q}));
  TensorPair y = {products.multiply({bins, radix, cosine}, x),
                  products.multiply({bins, radix, negatedSine}, x)};
  if (rest != 1)
    y = multiplyByTwiddles(loops, y, rest, bins, radix * rest);
  return collapseLast(builder, y, loops.getTail().size());
}

//===----------------------------------------------------------------------===//
// Half spectra to real elements
//===----------------------------------------------------------------------===//

Value MatmulTransform::invertToReal(int64_t length, TensorPair x,
                                    const Scale &scale) {
  RealPlan plan = planner.planReal(length);
  if (plan.scheme == RealPlan::Scheme::Matrix)
    return invertByMatrix(length, x, scale);
  if (plan.scheme == RealPlan::Scheme::Folded)
    return invertFolded(plan, x, scale);
  return real.invert(plan, x, [&](TensorPair y, int64_t columns) {
    return apply(plan.complex, y.swapped(), columns, scale).swapped();
  });
}

/// Twice the root: that of an element of half a spectrum and of its mirror; or
/// once, where it is its own mirror.
static Word countMirror(Word root, int64_t k, int64_t length) {
  bool isOwnMirror = k == 0 || 2 * k == length;
  return isOwnMirror ? root : formulas::addWords(root, root);
}

Value MatmulTransform::invertByMatrix(int64_t length, TensorPair x,
                                      const Scale &scale) {
  x.im = real.clearOwnMirrors(length, x.im);
  x = expandLast(builder, x,
                 getExpandedSizes(builder, length / 2 + 1, {shape.width}));
  return invertColumns(length, 1, x, scale);
}

Value MatmulTransform::invertFolded(const RealPlan &plan, TensorPair x,
                                    const Scale &scale) {
  int64_t radix = plan.radix, rest = plan.complex.length;
  int64_t columns = radix / 2 + 1;
  x = real.gatherSpectrum(plan.length, radix, columns, x);
  x = apply(plan.complex, x.swapped(), columns, Scale()).swapped();
  // Times w^(-pk): the swapped parts are those of the conjugate, times i.
  StageLoops spectrum(shape.batch);
  spectrum.add(builder.getIndexAttr(rest));
  spectrum.add(builder.getIndexAttr(columns));
  spectrum.addUnlessOne(shape.width);
  x = expandLast(builder, x, spectrum.getTail());
  x = multiplyByTwiddles(spectrum, x.swapped(), rest, columns, plan.length)
          .swapped();
  return invertColumns(radix, rest, x, scale);
}

/// The inverse of transformColumns, but for the twiddles; `x` has the `rest`
/// columns, the elements of half spectra and the width as its last dimensions.
Value MatmulTransform::invertColumns(int64_t radix, int64_t rest, TensorPair x,
                                     const Scale &scale) {
  int64_t bins = radix / 2 + 1;
  StageLoops loops(shape.batch);
  StageLoops::Names j = loops.add(builder.getIndexAttr(radix));
  StageLoops::Names p = loops.addUnlessOne(builder.getIndexAttr(rest));
  StageLoops::Names q = loops.addUnlessOne(shape.width);
  StageLoops::Names k = MatrixProducts::getColumn(loops);
  MatrixProducts products(builder, shape.type, loops, j,
                          loops.withBatch({p, k, q}));
  ScaledRoots roots(radix, scale);
  auto cosine = [&](int64_t row, int64_t column) {
    return countMirror(roots.getCosine(row * column), column, radix);
  };
  auto negatedSine = [&](int64_t row, int64_t column) {
    return countMirror(roots.getNegatedSine(row * column), column, radix);
  };
  Value y = products.multiply({radix, bins, cosine}, x.re);
  y = products.multiply({radix, bins, negatedSine}, x.im, y);
  return collapseLast(builder, y, loops.getTail().size());
}
