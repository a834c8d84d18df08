//===- RoutinePatterns.cpp - Factorizations as calls of routines ----------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ExpandFactorizations/FactorizationPatterns.h"
#include "ExpandFactorizations/Routines.h"
#include "milcomplex/Dialect/Milcomplex.h"
#include "milcomplex/LinearAlgebra/Algorithms.h"
#include "milcomplex/LinearAlgebra/Lapack.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace milcomplex;
using namespace milcomplex::linear_algebra;

using Arrays = ArrayRef<std::unique_ptr<Array>>;

/// "milc_lu_c64" of "lu" and the type of a tensor, with the name that LAPACK's
/// prefixes stand for: s, d, c or z.
static std::string nameRoutine(StringRef algorithm, Value tensor) {
  Type element = getElementTypeOrSelf(tensor.getType());
  bool isDouble = getElementTypeOrSelf(getPartType(element)).isF64();
  StringRef prefix = isa<ComplexType>(element) ? (isDouble ? "z" : "c")
                                               : (isDouble ? "d" : "s");
  return ("milc_" + prefix + "_" + algorithm).str();
}

/// A new tensor of a type whose leading dimensions, in their order, have the
/// sizes of `like`, and whose last ones those of `sizes`.
static Value makeEmpty(ImplicitLocOpBuilder &builder, Type type, Value like,
                       ArrayRef<OpFoldResult> sizes) {
  auto tensor = cast<RankedTensorType>(type);
  SmallVector<OpFoldResult> all =
      tensor::getMixedSizes(builder, builder.getLoc(), like);
  all.truncate(tensor.getRank() - sizes.size());
  llvm::append_range(all, sizes);
  SmallVector<Value> dynamic;
  for (auto [size, fixed] : llvm::zip_equal(all, tensor.getShape()))
    if (ShapedType::isDynamic(fixed))
      dynamic.push_back(
          getValueOrCreateConstantIndexOp(builder, builder.getLoc(), size));
  return tensor::EmptyOp::create(builder, tensor, dynamic);
}

static OpFoldResult getSmaller(ImplicitLocOpBuilder &builder, Value tensor) {
  int64_t rank = cast<RankedTensorType>(tensor.getType()).getRank();
  Value rows = tensor::DimOp::create(builder, tensor, rank - 2);
  Value columns = tensor::DimOp::create(builder, tensor, rank - 1);
  return builder.createOrFold<arith::MinSIOp>(rows, columns);
}

/// One less than the rows of a matrix, but not less than zero.
static OpFoldResult getPrevious(ImplicitLocOpBuilder &builder, Value tensor) {
  int64_t rank = cast<RankedTensorType>(tensor.getType()).getRank();
  Value rows = tensor::DimOp::create(builder, tensor, rank - 2);
  Value one = arith::ConstantIndexOp::create(builder, 1);
  Value larger = builder.createOrFold<arith::MaxSIOp>(rows, one);
  return builder.createOrFold<arith::SubIOp>(larger, one);
}

static unsigned getBatchRank(Value matrices) {
  return cast<RankedTensorType>(matrices.getType()).getRank() - 2;
}

static OpFoldResult getRows(ImplicitLocOpBuilder &builder, Value matrices) {
  return tensor::getMixedSize(builder, builder.getLoc(), matrices,
                              getBatchRank(matrices));
}

static SmallVector<Value> expand(CholeskyOp op, ImplicitLocOpBuilder &builder,
                                 Routines &routines) {
  Value a = op.getOperand();
  return routines.call(builder, nameRoutine("cholesky", a), getBatchRank(a), {},
                       a, [&](Emitter &emitter, Arrays arrays) {
                         routines.choose(factorCholesky,
                                         lapack::factorCholesky)(emitter,
                                                                 *arrays[0]);
                       });
}

static SmallVector<Value> expand(LUOp op, ImplicitLocOpBuilder &builder,
                                 Routines &routines) {
  Value a = op.getOperand();
  OpFoldResult rows = getRows(builder, a);
  Value pivots =
      makeEmpty(builder, op.getPivots().getType(), a, getSmaller(builder, a));
  Value permutation =
      makeEmpty(builder, op.getPermutation().getType(), a, rows);
  return routines.call(builder, nameRoutine("lu", a), getBatchRank(a), {},
                       {a, pivots, permutation},
                       [&](Emitter &emitter, Arrays arrays) {
                         routines.choose(factorLU, lapack::factorLU)(
                             emitter, *arrays[0], *arrays[1], *arrays[2]);
                       });
}

static SmallVector<Value> expand(TriangularSolveOp op,
                                 ImplicitLocOpBuilder &builder,
                                 Routines &routines) {
  Value a = op.getMatrix();
  bool isComplex = isa<ComplexType>(getElementTypeOrSelf(a.getType()));
  TriangularForm form{op.getRight(), op.getLower(), op.getTranspose(),
                      isComplex && op.getConjugate(), op.getUnitDiagonal()};
  std::string name = "triangular_solve";
  name += form.isRight ? "_right" : "_left";
  name += form.isLower ? "_lower" : "_upper";
  name += form.isTransposed ? "_transposed" : "";
  name += form.isConjugated ? "_conjugated" : "";
  name += form.hasUnitDiagonal ? "_unit" : "";
  return routines.call(builder, nameRoutine(name, a), getBatchRank(a), a,
                       op.getOperand(), [&](Emitter &emitter, Arrays arrays) {
                         routines.choose(solveTriangular,
                                         lapack::solveTriangular)(
                             emitter, form, *arrays[0], *arrays[1]);
                       });
}

static SmallVector<Value>
expand(HouseholderQROp op, ImplicitLocOpBuilder &builder, Routines &routines) {
  Value a = op.getOperand();
  Value taus =
      makeEmpty(builder, op.getTau().getType(), a, getSmaller(builder, a));
  if (op.getPivoted()) {
    OpFoldResult columns =
        tensor::getMixedSize(builder, op.getLoc(), a, getBatchRank(a) + 1);
    Value first = op.getFirst();
    Value permutation =
        first ? first
              : makeEmpty(builder, op.getPermutation().getType(), a, columns);
    std::string name = "householder_qr_pivoted";
    name += first ? "_first" : "";
    return routines.call(
        builder, nameRoutine(name, a), getBatchRank(a), {},
        {a, taus, permutation}, [&](Emitter &emitter, Arrays arrays) {
          routines.choose(factorPivotedQR, lapack::factorPivotedQR)(
              emitter, *arrays[0], *arrays[1], *arrays[2], first != nullptr);
        });
  }
  return routines.call(builder, nameRoutine("householder_qr", a),
                       getBatchRank(a), {}, {a, taus},
                       [&](Emitter &emitter, Arrays arrays) {
                         routines.choose(factorQR, lapack::factorQR)(
                             emitter, *arrays[0], *arrays[1]);
                       });
}

static SmallVector<Value> expand(HouseholderProductOp op,
                                 ImplicitLocOpBuilder &builder,
                                 Routines &routines) {
  Value packed = op.getPacked();
  Value product =
      makeEmpty(builder, op.getType(), packed,
                ArrayRef(tensor::getMixedSizes(builder, op.getLoc(), packed))
                    .take_back(2));
  return routines.call(
      builder, nameRoutine("householder_product", packed), getBatchRank(packed),
      {packed, op.getTau()}, product, [&](Emitter &emitter, Arrays arrays) {
        routines.choose(multiplyReflectors, lapack::multiplyReflectors)(
            emitter, *arrays[0], *arrays[1], *arrays[2]);
      });
}

static SmallVector<Value> expand(EighOp op, ImplicitLocOpBuilder &builder,
                                 Routines &routines) {
  Value a = op.getOperand();
  unsigned batch = getBatchRank(a);
  OpFoldResult size = getRows(builder, a);
  Value values = makeEmpty(builder, op.getValues().getType(), a, size);
  if (op.getVectors().use_empty()) {
    SmallVector<Value> results =
        routines.call(builder, nameRoutine("eigh_values", a), batch, {},
                      {a, values}, [&](Emitter &emitter, Arrays arrays) {
                        routines.choose(findHermitianEigenvalues,
                                        lapack::findHermitianEigenvalues)(
                            emitter, *arrays[0], *arrays[1], nullptr);
                      });
    return {results[1], a};
  }
  Value vectors =
      makeEmpty(builder, op.getVectors().getType(), a, {size, size});
  SmallVector<Value> results =
      routines.call(builder, nameRoutine("eigh", a), batch, {},
                    {a, values, vectors}, [&](Emitter &emitter, Arrays arrays) {
                      routines.choose(findHermitianEigenvalues,
                                      lapack::findHermitianEigenvalues)(
                          emitter, *arrays[0], *arrays[1], arrays[2].get());
                    });
  return {results[1], results[2]};
}

static SmallVector<Value>
expand(TridiagonalOp op, ImplicitLocOpBuilder &builder, Routines &routines) {
  Value a = op.getOperand();
  unsigned batch = getBatchRank(a);
  OpFoldResult size = getRows(builder, a);
  OpFoldResult rest = getPrevious(builder, a);
  Value diagonal = makeEmpty(builder, op.getDiagonal().getType(), a, size);
  Value beside = makeEmpty(builder, op.getSubdiagonal().getType(), a, rest);
  Value taus = makeEmpty(builder, op.getTau().getType(), a, rest);
  return routines.call(
      builder, nameRoutine("tridiagonal", a), batch, {},
      {a, diagonal, beside, taus}, [&](Emitter &emitter, Arrays arrays) {
        routines.choose(reduceHermitian, lapack::reduceHermitian)(
            emitter, *arrays[0], *arrays[1], *arrays[2], *arrays[3]);
      });
}

static SmallVector<Value> expand(HessenbergOp op, ImplicitLocOpBuilder &builder,
                                 Routines &routines) {
  Value a = op.getOperand();
  Value taus =
      makeEmpty(builder, op.getTau().getType(), a, getPrevious(builder, a));
  return routines.call(builder, nameRoutine("hessenberg", a), getBatchRank(a),
                       {}, {a, taus}, [&](Emitter &emitter, Arrays arrays) {
                         routines.choose(reduceHessenberg,
                                         lapack::reduceHessenberg)(
                             emitter, *arrays[0], *arrays[1]);
                       });
}

static SmallVector<Value> expand(SchurOp op, ImplicitLocOpBuilder &builder,
                                 Routines &routines) {
  Value a = op.getOperand();
  unsigned batch = getBatchRank(a);
  OpFoldResult size = getRows(builder, a);
  Value vectors =
      makeEmpty(builder, op.getVectors().getType(), a, {size, size});
  return routines.call(builder, nameRoutine("schur", a), batch, {},
                       {a, vectors}, [&](Emitter &emitter, Arrays arrays) {
                         routines.choose(findSchur, lapack::findSchur)(
                             emitter, *arrays[0], *arrays[1]);
                       });
}

static SmallVector<Value> expand(EigOp op, ImplicitLocOpBuilder &builder,
                                 Routines &routines) {
  Value a = op.getOperand();
  unsigned batch = getBatchRank(a);
  OpFoldResult size = getRows(builder, a);
  bool hasLeft = !op.getLeft().use_empty();
  bool hasRight = !op.getRight().use_empty();
  SmallVector<Value> targets{
      a, makeEmpty(builder, op.getValues().getType(), a, size)};
  std::string name = "eig";
  name += hasLeft ? "_left" : "";
  name += hasRight ? "_right" : "";
  for (bool has : {hasLeft, hasRight})
    if (has)
      targets.push_back(makeEmpty(builder, a.getType(), a, {size, size}));
  SmallVector<Value> results =
      routines.call(builder, nameRoutine(name, a), batch, {}, targets,
                    [&](Emitter &emitter, Arrays arrays) {
                      routines.choose(findEigenvalues, lapack::findEigenvalues)(
                          emitter, *arrays[0], *arrays[1],
                          hasLeft ? arrays[2].get() : nullptr,
                          hasRight ? arrays.back().get() : nullptr);
                    });
  return {results[1], hasLeft ? results[2] : a, hasRight ? results.back() : a};
}

static SmallVector<Value> expand(SolveOp op, ImplicitLocOpBuilder &builder,
                                 Routines &routines) {
  Value a = op.getMatrix();
  // The factors are written over what the routine has of the matrix.
  return routines.call(builder, nameRoutine("solve", a), getBatchRank(a), a,
                       op.getOperand(), [&](Emitter &emitter, Arrays arrays) {
                         routines.choose(solveByLU, lapack::solveByLU)(
                             emitter, *arrays[0], *arrays[1]);
                       });
}

static SmallVector<Value> expand(InverseOp op, ImplicitLocOpBuilder &builder,
                                 Routines &routines) {
  Value a = op.getOperand();
  OpFoldResult size = getRows(builder, a);
  Value inverse = makeEmpty(builder, op.getType(), a, {size, size});
  return routines.call(builder, nameRoutine("inverse", a), getBatchRank(a), a,
                       inverse, [&](Emitter &emitter, Arrays arrays) {
                         emitter.fillIdentity(*arrays[1]);
                         routines.choose(solveByLU, lapack::solveByLU)(
                             emitter, *arrays[0], *arrays[1]);
                       });
}

static SmallVector<Value> expand(ExpmOp op, ImplicitLocOpBuilder &builder,
                                 Routines &routines) {
  Value a = op.getOperand();
  return routines.call(builder, nameRoutine("expm", a), getBatchRank(a), {}, a,
                       [&](Emitter &emitter, Arrays arrays) {
                         findExponential(emitter, *arrays[0]);
                       });
}

static SmallVector<Value> expand(SVDOp op, ImplicitLocOpBuilder &builder,
                                 Routines &routines) {
  Value a = op.getOperand();
  unsigned batch = getBatchRank(a);
  OpFoldResult rank = getSmaller(builder, a);
  OpFoldResult rows = getRows(builder, a);
  OpFoldResult columns =
      tensor::getMixedSize(builder, op.getLoc(), a, batch + 1);
  Value values = makeEmpty(builder, op.getValues().getType(), a, rank);
  Value u = makeEmpty(builder, op.getU().getType(), a,
                      {rows, op.getFull() ? rows : rank});
  Value vh = makeEmpty(builder, op.getVh().getType(), a,
                       {op.getFull() ? columns : rank, columns});
  if (op.getU().use_empty() && op.getVh().use_empty()) {
    SmallVector<Value> results = routines.call(
        builder, nameRoutine("singular_values", a), batch, a, values,
        [&](Emitter &emitter, Arrays arrays) {
          routines.choose(findSingularValues, lapack::findSingularValues)(
              emitter, *arrays[0], *arrays[1], nullptr, nullptr);
        });
    return {u, results[0], vh};
  }
  return routines.call(
      builder, nameRoutine("svd", a), batch, a, {u, values, vh},
      [&](Emitter &emitter, Arrays arrays) {
        routines.choose(findSingularValues, lapack::findSingularValues)(
            emitter, *arrays[0], *arrays[2], arrays[1].get(), arrays[3].get());
      });
}

namespace {

/// Expands an op by a call; `Op` has an overload of `expand`.
template <typename Op> struct ExpandRoutine : OpRewritePattern<Op> {
  ExpandRoutine(MLIRContext *context, Routines &routines)
      : OpRewritePattern<Op>(context), routines(routines) {}

  LogicalResult matchAndRewrite(Op op,
                                PatternRewriter &rewriter) const override {
    ImplicitLocOpBuilder builder(op.getLoc(), rewriter);
    rewriter.replaceOp(op, expand(op, builder, routines));
    return success();
  }

  Routines &routines;
};

} // namespace

void milcomplex::populateRoutinePatterns(RewritePatternSet &patterns,
                                         Routines &routines) {
  patterns.add<ExpandRoutine<CholeskyOp>, ExpandRoutine<LUOp>,
               ExpandRoutine<TriangularSolveOp>, ExpandRoutine<HouseholderQROp>,
               ExpandRoutine<HouseholderProductOp>, ExpandRoutine<EighOp>,
               ExpandRoutine<TridiagonalOp>, ExpandRoutine<HessenbergOp>,
               ExpandRoutine<SchurOp>, ExpandRoutine<EigOp>,
               ExpandRoutine<SVDOp>, ExpandRoutine<SolveOp>,
               ExpandRoutine<InverseOp>, ExpandRoutine<ExpmOp>>(
      patterns.getContext(), routines);
}
