//===- FactorizationOps.cpp - Linear algebra ------------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Dialect/Milcomplex.h"

using namespace mlir;
using namespace milcomplex;

/// The smaller of two sizes; dynamic where that is not known.
static int64_t getSmaller(int64_t x, int64_t y) {
  if (x == 0 || y == 0)
    return 0;
  return ShapedType::isDynamic(x) || ShapedType::isDynamic(y)
             ? ShapedType::kDynamic
             : std::min(x, y);
}

/// Whether two sizes may be equal.
static bool mayEqual(int64_t x, int64_t y) {
  return ShapedType::isDynamic(x) || ShapedType::isDynamic(y) || x == y;
}

/// Whether all of two lists of sizes may be equal.
static bool mayEqual(ArrayRef<int64_t> x, ArrayRef<int64_t> y) {
  return x.size() == y.size() &&
         llvm::all_of(llvm::zip_equal(x, y), [](auto sizes) {
           return mayEqual(std::get<0>(sizes), std::get<1>(sizes));
         });
}

namespace {

/// Checks the constraints that the ops have in common and reports errors of
/// the op.
template <typename Op> struct MatrixChecker {
  template <typename... Parts> LogicalResult emitError(Parts &&...parts) const {
    return emitOptionalError(location, "'", Op::getOperationName(), "' op ",
                             std::forward<Parts>(parts)...);
  }

  /// (C1).
  LogicalResult checkMatrix(StringRef name, Value value,
                            int64_t leastRank = 2) const {
    auto type = dyn_cast<RankedTensorType>(value.getType());
    if (type && !type.getEncoding() && type.getRank() >= leastRank)
      return success();
    return emitError("(C1): ", name,
                     " must have no encoding and a rank of at least ",
                     leastRank, ", but found ", value.getType());
  }

  /// (C2) of one matrix.
  LogicalResult checkSquare(StringRef name, Value value) const {
    auto type = cast<RankedTensorType>(value.getType());
    ArrayRef<int64_t> sizes = type.getShape().take_back(2);
    if (mayEqual(sizes[0], sizes[1]))
      return success();
    return emitError("(C2): ", name,
                     " must have as many rows as columns, but found ", type);
  }

  /// (C3).
  LogicalResult checkSame(Value left, unsigned leftDims, Value right,
                          unsigned rightDims) const {
    auto x = cast<RankedTensorType>(left.getType());
    auto y = cast<RankedTensorType>(right.getType());
    if (x.getElementType() == y.getElementType() &&
        mayEqual(x.getShape().drop_back(leftDims),
                 y.getShape().drop_back(rightDims)))
      return success();
    return emitError(
        "(C3): both must have one batch and element type, but found ", x,
        " and ", y);
  }

  /// (C1) to (C3) of a system; `right` if the matrix is on the right.
  LogicalResult checkSystem(Value matrix, Value operand, bool right) const {
    if (failed(checkMatrix("matrix", matrix)) ||
        failed(checkMatrix("operand", operand)) ||
        failed(checkSquare("matrix", matrix)))
      return failure();
    auto a = cast<RankedTensorType>(matrix.getType());
    auto b = cast<RankedTensorType>(operand.getType());
    int64_t size = b.getShape().take_back(right ? 1 : 2).front();
    if (!mayEqual(a.getShape().back(), size))
      return emitError("(C2): operand must have as many ",
                       right ? "columns" : "rows", " as the matrix, but found ",
                       b, " for ", a);
    return checkSame(matrix, 2, operand, 2);
  }

  std::optional<Location> location;
};

} // namespace

/// `type` with other last dimensions, of which it has two.
static RankedTensorType withMatrix(RankedTensorType type,
                                   ArrayRef<int64_t> sizes) {
  SmallVector<int64_t> shape(type.getShape().drop_back(2));
  llvm::append_range(shape, sizes);
  return RankedTensorType::get(shape, type.getElementType());
}

/// That of `size` numbers of rows or columns for each matrix of `type`.
static RankedTensorType getPermutationType(RankedTensorType type,
                                           int64_t size) {
  return withMatrix(type, size).clone(IntegerType::get(type.getContext(), 32));
}

#define INFER(OP)                                                              \
  LogicalResult OP::inferReturnTypes(                                          \
      MLIRContext *, std::optional<Location> location, ValueRange operands,    \
      DictionaryAttr attributes, OpaqueProperties properties,                  \
      RegionRange regions, SmallVectorImpl<Type> &types) {                     \
    Adaptor adaptor(operands, attributes, properties, regions);                \
    return inferTypes(MatrixChecker<OP>{location}, adaptor, types);            \
  }

template <typename Op>
static LogicalResult inferOfSquare(const MatrixChecker<Op> &checker,
                                   typename Op::Adaptor adaptor,
                                   SmallVectorImpl<Type> &types) {
  Value operand = adaptor.getOperand();
  if (failed(checker.checkMatrix("operand", operand)) ||
      failed(checker.checkSquare("operand", operand)))
    return failure();
  types.push_back(operand.getType());
  return success();
}

static LogicalResult inferTypes(const MatrixChecker<CholeskyOp> &checker,
                                CholeskyOp::Adaptor adaptor,
                                SmallVectorImpl<Type> &types) {
  return inferOfSquare(checker, adaptor, types);
}

static LogicalResult inferTypes(const MatrixChecker<InverseOp> &checker,
                                InverseOp::Adaptor adaptor,
                                SmallVectorImpl<Type> &types) {
  return inferOfSquare(checker, adaptor, types);
}

static LogicalResult inferTypes(const MatrixChecker<ExpmOp> &checker,
                                ExpmOp::Adaptor adaptor,
                                SmallVectorImpl<Type> &types) {
  return inferOfSquare(checker, adaptor, types);
}

static LogicalResult inferTypes(const MatrixChecker<DeterminantOp> &checker,
                                DeterminantOp::Adaptor adaptor,
                                SmallVectorImpl<Type> &types) {
  if (failed(inferOfSquare(checker, adaptor, types)))
    return failure();
  types.back() = withMatrix(cast<RankedTensorType>(types.back()), {});
  return success();
}

static LogicalResult inferTypes(const MatrixChecker<SlogdetOp> &checker,
                                SlogdetOp::Adaptor adaptor,
                                SmallVectorImpl<Type> &types) {
  if (failed(inferOfSquare(checker, adaptor, types)))
    return failure();
  types.back() = withMatrix(cast<RankedTensorType>(types.back()), {});
  types.push_back(getPartType(types.back()));
  return success();
}

static LogicalResult inferTypes(const MatrixChecker<LUOp> &checker,
                                LUOp::Adaptor adaptor,
                                SmallVectorImpl<Type> &types) {
  if (failed(checker.checkMatrix("operand", adaptor.getOperand())))
    return failure();
  auto type = cast<RankedTensorType>(adaptor.getOperand().getType());
  ArrayRef<int64_t> sizes = type.getShape().take_back(2);
  types.push_back(type);
  types.push_back(getPermutationType(type, getSmaller(sizes[0], sizes[1])));
  types.push_back(getPermutationType(type, sizes[0]));
  return success();
}

static LogicalResult inferTypes(const MatrixChecker<TriangularSolveOp> &checker,
                                TriangularSolveOp::Adaptor adaptor,
                                SmallVectorImpl<Type> &types) {
  types.push_back(adaptor.getOperand().getType());
  return checker.checkSystem(adaptor.getMatrix(), adaptor.getOperand(),
                             adaptor.getRight());
}

static LogicalResult inferTypes(const MatrixChecker<SolveOp> &checker,
                                SolveOp::Adaptor adaptor,
                                SmallVectorImpl<Type> &types) {
  types.push_back(adaptor.getOperand().getType());
  return checker.checkSystem(adaptor.getMatrix(), adaptor.getOperand(), false);
}

static LogicalResult inferTypes(const MatrixChecker<HouseholderQROp> &checker,
                                HouseholderQROp::Adaptor adaptor,
                                SmallVectorImpl<Type> &types) {
  if (failed(checker.checkMatrix("operand", adaptor.getOperand())))
    return failure();
  auto type = cast<RankedTensorType>(adaptor.getOperand().getType());
  ArrayRef<int64_t> sizes = type.getShape().take_back(2);
  types.push_back(type);
  types.push_back(withMatrix(type, getSmaller(sizes[0], sizes[1])));
  if (Value first = adaptor.getFirst()) {
    auto firstType = cast<RankedTensorType>(first.getType());
    auto expected = getPermutationType(type, sizes[1]);
    if (!adaptor.getPivoted())
      return checker.emitError(
          "(C2): first must be an operand of a pivoted factorization");
    if (firstType.getEncoding() ||
        !mayEqual(firstType.getShape(), expected.getShape()))
      return checker.emitError("(C2): first must be of type ", expected,
                               ", but found ", firstType);
  }
  if (adaptor.getPivoted())
    types.push_back(getPermutationType(type, sizes[1]));
  return success();
}

static LogicalResult
inferTypes(const MatrixChecker<HouseholderProductOp> &checker,
           HouseholderProductOp::Adaptor adaptor,
           SmallVectorImpl<Type> &types) {
  if (failed(checker.checkMatrix("packed", adaptor.getPacked())) ||
      failed(checker.checkMatrix("tau", adaptor.getTau(), 1)))
    return failure();
  auto packed = cast<RankedTensorType>(adaptor.getPacked().getType());
  auto tau = cast<RankedTensorType>(adaptor.getTau().getType());
  int64_t rows = packed.getShape().take_back(2)[0];
  int64_t columns = packed.getShape().back(), count = tau.getShape().back();
  auto exceeds = [](int64_t x, int64_t y) {
    return !ShapedType::isDynamic(x) && !ShapedType::isDynamic(y) && x > y;
  };
  if (exceeds(columns, rows) || exceeds(count, columns))
    return checker.emitError("(C2): tau must have at most as many elements as "
                             "packed has columns, and these at most as many as "
                             "it has rows, but found ",
                             packed, " and ", tau);
  types.push_back(packed);
  return checker.checkSame(adaptor.getPacked(), 2, adaptor.getTau(), 1);
}

static LogicalResult inferTypes(const MatrixChecker<QROp> &checker,
                                QROp::Adaptor adaptor,
                                SmallVectorImpl<Type> &types) {
  if (failed(checker.checkMatrix("operand", adaptor.getOperand())))
    return failure();
  auto type = cast<RankedTensorType>(adaptor.getOperand().getType());
  ArrayRef<int64_t> sizes = type.getShape().take_back(2);
  int64_t rank = adaptor.getFull() ? sizes[0] : getSmaller(sizes[0], sizes[1]);
  types.push_back(withMatrix(type, {sizes[0], rank}));
  types.push_back(withMatrix(type, {rank, sizes[1]}));
  if (adaptor.getPivoted())
    types.push_back(getPermutationType(type, sizes[1]));
  return success();
}

static LogicalResult inferTypes(const MatrixChecker<EighOp> &checker,
                                EighOp::Adaptor adaptor,
                                SmallVectorImpl<Type> &types) {
  if (failed(inferOfSquare(checker, adaptor, types)))
    return failure();
  auto type = cast<RankedTensorType>(types.back());
  types.insert(types.begin(),
               getPartType(withMatrix(type, type.getShape().back())));
  return success();
}

/// One less than a size, but not less than zero.
static int64_t getPrevious(int64_t size) {
  return ShapedType::isDynamic(size) ? size : std::max<int64_t>(size - 1, 0);
}

static LogicalResult inferTypes(const MatrixChecker<TridiagonalOp> &checker,
                                TridiagonalOp::Adaptor adaptor,
                                SmallVectorImpl<Type> &types) {
  if (failed(inferOfSquare(checker, adaptor, types)))
    return failure();
  auto type = cast<RankedTensorType>(types.back());
  int64_t size = type.getShape().back();
  types.push_back(getPartType(withMatrix(type, size)));
  types.push_back(getPartType(withMatrix(type, getPrevious(size))));
  types.push_back(withMatrix(type, getPrevious(size)));
  return success();
}

static LogicalResult inferTypes(const MatrixChecker<HessenbergOp> &checker,
                                HessenbergOp::Adaptor adaptor,
                                SmallVectorImpl<Type> &types) {
  if (failed(inferOfSquare(checker, adaptor, types)))
    return failure();
  auto type = cast<RankedTensorType>(types.back());
  types.push_back(withMatrix(type, getPrevious(type.getShape().back())));
  return success();
}

static LogicalResult inferTypes(const MatrixChecker<SchurOp> &checker,
                                SchurOp::Adaptor adaptor,
                                SmallVectorImpl<Type> &types) {
  if (failed(inferOfSquare(checker, adaptor, types)))
    return failure();
  types.push_back(types.back());
  return success();
}

static LogicalResult inferTypes(const MatrixChecker<EigOp> &checker,
                                EigOp::Adaptor adaptor,
                                SmallVectorImpl<Type> &types) {
  if (failed(inferOfSquare(checker, adaptor, types)))
    return failure();
  auto type = cast<RankedTensorType>(types.back());
  types.assign({withMatrix(type, type.getShape().back()), type, type});
  return success();
}

static LogicalResult inferTypes(const MatrixChecker<SVDOp> &checker,
                                SVDOp::Adaptor adaptor,
                                SmallVectorImpl<Type> &types) {
  if (failed(checker.checkMatrix("operand", adaptor.getOperand())))
    return failure();
  auto type = cast<RankedTensorType>(adaptor.getOperand().getType());
  ArrayRef<int64_t> sizes = type.getShape().take_back(2);
  int64_t rank = getSmaller(sizes[0], sizes[1]);
  bool isFull = adaptor.getFull();
  types.push_back(withMatrix(type, {sizes[0], isFull ? sizes[0] : rank}));
  types.push_back(getPartType(withMatrix(type, rank)));
  types.push_back(withMatrix(type, {isFull ? sizes[1] : rank, sizes[1]}));
  return success();
}

INFER(CholeskyOp)
INFER(LUOp)
INFER(TriangularSolveOp)
INFER(SolveOp)
INFER(InverseOp)
INFER(DeterminantOp)
INFER(SlogdetOp)
INFER(HouseholderQROp)
INFER(HouseholderProductOp)
INFER(QROp)
INFER(TridiagonalOp)
INFER(HessenbergOp)
INFER(SchurOp)
INFER(EigOp)
INFER(EighOp)
INFER(ExpmOp)
INFER(SVDOp)
