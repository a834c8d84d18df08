//===- FactorizationOps.td - Linear algebra ----------------*- tablegen -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_DIALECT_FACTORIZATIONOPS_TD
#define MILCOMPLEX_DIALECT_FACTORIZATIONOPS_TD

include "milcomplex/Dialect/MilcomplexBase.td"
include "mlir/Interfaces/InferTypeOpInterface.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

/// Matrices, or vectors, in the last dimensions; the others are a batch.
def Milcomplex_MatrixTensor
    : RankedTensorOf<[F32, F64, Complex<F32>, Complex<F64>]>;
def Milcomplex_ComplexMatrixTensor
    : RankedTensorOf<[Complex<F32>, Complex<F64>]>;
def Milcomplex_PivotTensor : RankedTensorOf<[I32]>;

/// A factorization or what is computed by one, which milc-expand-factorizations
/// expands.
class Milcomplex_FactorizationOp<string mnemonic>
    : Milcomplex_Op<mnemonic, [Pure, IsFactorization,
        DeclareOpInterfaceMethods<InferTypeOpInterface>]>;

/// One of a single operand.
class Milcomplex_MatrixFunctionOp<string mnemonic>
    : Milcomplex_FactorizationOp<mnemonic> {
  let arguments = (ins Milcomplex_MatrixTensor:$operand);
  let assemblyFormat = "$operand attr-dict `:` type($operand)";
}

//===----------------------------------------------------------------------===//
// Triangular factors
//===----------------------------------------------------------------------===//

def Milcomplex_CholeskyOp : Milcomplex_MatrixFunctionOp<"cholesky"> {
  let summary = "the Cholesky factorization of a positive definite matrix";
  let description = [{
    L of A = L L^H, lower triangular with a positive diagonal. Only the lower
    triangle of A is read, and of its diagonal only the real part.

    Blocked, right-looking (Golub, Van Loan, "Matrix Computations", 4th edition,
    4.2.9). L L^H = A + E with |E| <= (n + 2) u |L| |L|^H (Higham, "Accuracy and
    Stability of Numerical Algorithms", 2nd edition, theorem 10.3; 4 u for a
    complex product). If A is not positive definite, the first column that has no
    positive pivot, and all that depends on it, is NaN or infinite.

    Constraints:

    - (C1) `operand` has at least two dimensions and no encoding.
    - (C2) The last two are equal where both are static.

    Example:

    ```mlir
    func.func @cholesky(%a: tensor<?x3x3xcomplex<f32>>)
        -> tensor<?x3x3xcomplex<f32>> {
      %l = milcomplex.cholesky %a : tensor<?x3x3xcomplex<f32>>
      return %l : tensor<?x3x3xcomplex<f32>>
    }
    ```
  }];
  let results = (outs Milcomplex_MatrixTensor:$factor);
}

def Milcomplex_LUOp : Milcomplex_MatrixFunctionOp<"lu"> {
  let summary = "the LU factorization with partial pivoting";
  let description = [{
    L and U of P A = L U for A of m rows and n columns, k = min(m, n): U is the
    upper triangle of `factors`, L, m by k with a unit diagonal, is below it.
    `pivots` holds for each step i the row, from 0, that was exchanged with row i;
    row i of P A is row `permutation`[i] of A. The pivot is the first element of
    its column with the largest |re| + |im|, as in LAPACK.

    Blocked, right-looking (Golub, Van Loan, 3.4.8). L U = P A + E with
    |E| <= k u |L| |U| (Higham, theorem 9.3; 4 u for a complex product). Where a
    whole column is zero, no row is exchanged and its multipliers are zero, as in
    LAPACK; U has a zero in its diagonal then. A NaN is not chosen as a pivot
    unless it is in the first place; it propagates.

    Constraints:

    - (C1) `operand` has at least two dimensions and no encoding.

    Example:

    ```mlir
    func.func @lu(%a: tensor<3x4xcomplex<f32>>)
        -> (tensor<3x4xcomplex<f32>>, tensor<3xi32>, tensor<3xi32>) {
      %lu, %pivots, %permutation = milcomplex.lu %a : tensor<3x4xcomplex<f32>>
      return %lu, %pivots, %permutation
          : tensor<3x4xcomplex<f32>>, tensor<3xi32>, tensor<3xi32>
    }
    ```
  }];
  let results = (outs Milcomplex_MatrixTensor:$factors,
                      Milcomplex_PivotTensor:$pivots,
                      Milcomplex_PivotTensor:$permutation);
}

def Milcomplex_TriangularSolveOp
    : Milcomplex_FactorizationOp<"triangular_solve"> {
  let summary = "the solution of a triangular system";
  let description = [{
    X of op(A) X = B, or of X op(A) = B if `right`. A is upper triangular, or
    lower if `lower`: the other triangle is not read, nor is the diagonal if
    `unit_diagonal`, which is ones then. op(A) is A, transposed if `transpose` and
    conjugated if `conjugate`.

    Blocked substitution (Golub, Van Loan, 3.1.4). Each column x of X solves
    (A + E) x = b with |E| <= n u |A| (Higham, theorem 8.5; 4 u for a complex
    product). A zero in the diagonal yields infinities and NaNs.

    Constraints:

    - (C1) `matrix` and `operand` have at least two dimensions and no encoding.
    - (C2) The last two of `matrix` are equal where both are static, and equal to
      the rows of `operand`, or if `right` to its columns.
    - (C3) The other dimensions and the element types of both are the same.

    Example:

    ```mlir
    func.func @triangular_solve(%a: tensor<3x3xf32>, %b: tensor<3x2xf32>)
        -> tensor<3x2xf32> {
      %x = milcomplex.triangular_solve lower unit_diagonal %a, %b
          : tensor<3x3xf32>, tensor<3x2xf32>
      return %x : tensor<3x2xf32>
    }
    ```
  }];
  let arguments = (ins Milcomplex_MatrixTensor:$matrix,
                       Milcomplex_MatrixTensor:$operand, UnitAttr:$right,
                       UnitAttr:$lower, UnitAttr:$transpose,
                       UnitAttr:$conjugate, UnitAttr:$unit_diagonal);
  let results = (outs Milcomplex_MatrixTensor:$solution);
  let assemblyFormat = [{
    (`right` $right^)? (`lower` $lower^)? (`transpose` $transpose^)?
    (`conjugate` $conjugate^)? (`unit_diagonal` $unit_diagonal^)?
    $matrix `,` $operand attr-dict `:` type($matrix) `,` type($operand)
  }];
}

//===----------------------------------------------------------------------===//
// By the LU factorization
//===----------------------------------------------------------------------===//

def Milcomplex_SolveOp : Milcomplex_FactorizationOp<"solve"> {
  let summary = "the solution of a linear system";
  let description = [{
    X of A X = B, by `lu` and two of `triangular_solve`: (A + E) x = b with
    |E| <= 3 n u |L| |U| for each column (Higham, theorem 9.4). A singular A
    yields infinities and NaNs.

    Constraints:

    - (C1) `matrix` and `operand` have at least two dimensions and no encoding.
    - (C2) The last two of `matrix` are equal where both are static, and equal to
      the rows of `operand`.
    - (C3) The other dimensions and the element types of both are the same.

    Example:

    ```mlir
    func.func @solve(%a: tensor<3x3xcomplex<f64>>, %b: tensor<3x2xcomplex<f64>>)
        -> tensor<3x2xcomplex<f64>> {
      %x = milcomplex.solve %a, %b
          : tensor<3x3xcomplex<f64>>, tensor<3x2xcomplex<f64>>
      return %x : tensor<3x2xcomplex<f64>>
    }
    ```
  }];
  let arguments = (ins Milcomplex_MatrixTensor:$matrix,
                       Milcomplex_MatrixTensor:$operand);
  let results = (outs Milcomplex_MatrixTensor:$solution);
  let assemblyFormat = [{
    $matrix `,` $operand attr-dict `:` type($matrix) `,` type($operand)
  }];
}

def Milcomplex_InverseOp : Milcomplex_MatrixFunctionOp<"inverse"> {
  let summary = "the inverse of a matrix";
  let description = [{
    The `solve` of A X = I. A singular A yields infinities and NaNs.

    Constraints:

    - (C1) `operand` has at least two dimensions and no encoding.
    - (C2) The last two are equal where both are static.

    Example:

    ```mlir
    func.func @inverse(%a: tensor<3x3xcomplex<f32>>)
        -> tensor<3x3xcomplex<f32>> {
      %x = milcomplex.inverse %a : tensor<3x3xcomplex<f32>>
      return %x : tensor<3x3xcomplex<f32>>
    }
    ```
  }];
  let results = (outs Milcomplex_MatrixTensor:$result);
}

def Milcomplex_DeterminantOp : Milcomplex_MatrixFunctionOp<"determinant"> {
  let summary = "the determinant of a matrix";
  let description = [{
    The product of the diagonal of U of `lu`, negated for an odd permutation; 1
    for a matrix without elements. It overflows and underflows as the product
    does.

    Constraints:

    - (C1) `operand` has at least two dimensions and no encoding.
    - (C2) The last two are equal where both are static.

    Example:

    ```mlir
    func.func @determinant(%a: tensor<4x3x3xf64>) -> tensor<4xf64> {
      %x = milcomplex.determinant %a : tensor<4x3x3xf64>
      return %x : tensor<4xf64>
    }
    ```
  }];
  let results = (outs Milcomplex_MatrixTensor:$result);
}

def Milcomplex_SlogdetOp : Milcomplex_MatrixFunctionOp<"slogdet"> {
  let summary = "the direction and the logarithm of a determinant";
  let description = [{
    The `determinant` as `sign` e^`logarithm`: a number of magnitude 1 and, real,
    the logarithm of the magnitude; 0 and -infinity for a singular matrix.

    Constraints:

    - (C1) `operand` has at least two dimensions and no encoding.
    - (C2) The last two are equal where both are static.

    Example:

    ```mlir
    func.func @slogdet(%a: tensor<3x3xcomplex<f32>>)
        -> (tensor<complex<f32>>, tensor<f32>) {
      %sign, %logarithm = milcomplex.slogdet %a : tensor<3x3xcomplex<f32>>
      return %sign, %logarithm : tensor<complex<f32>>, tensor<f32>
    }
    ```
  }];
  let results = (outs Milcomplex_MatrixTensor:$sign,
                      Milcomplex_MatrixTensor:$logarithm);
}

//===----------------------------------------------------------------------===//
// By reflections
//===----------------------------------------------------------------------===//

def Milcomplex_HouseholderQROp
    : Milcomplex_FactorizationOp<"householder_qr"> {
  let summary = "the QR factorization as Householder's reflections";
  let description = [{
    R and Q of A = Q R for A of m rows and n columns, k = min(m, n): R is the
    upper triangle of `packed`; Q = H_0 ... H_(k-1), H_i = I - tau_i v v^H, where v
    is zero before row i, one in it, and below it column i of `packed`. The
    diagonal of R is real, with the sign opposite to that of the real part of what
    it replaces. This is the form of LAPACK's geqrf. If `pivoted`, A P = Q R, where
    column j of A P is column `permutation`[j] of A: at each step the first of the
    columns whose rest is longest, so that |R_jj| does not increase but for
    rounding; geqp3. Columns that are not zero in `first`, an optional operand,
    come before all others, in their order.

    Blocked, by the compact WY representation (Schreiber, Van Loan, "A
    storage-efficient WY representation for products of Householder
    transformations", SIAM J. Sci. Stat. Comput. 10, 1989); column by column if
    `pivoted`, with norms that are updated and, where they cancel, computed again
    (Drmac, Bujanovic, ACM Trans. Math. Softw. 35, 2008). The columns of Q R - A
    are at most c m k u times those of A, in norm, with a small c (Higham, theorem
    19.4). A column that is zero has the reflection I, and tau 0. NaNs and
    infinities propagate.

    Constraints:

    - (C1) `operand` has at least two dimensions and no encoding.
    - (C2) `first` is only there if `pivoted`, has no encoding, the batch of
      `operand`, and an element for each column.

    Example:

    ```mlir
    func.func @householder_qr(%a: tensor<4x3xcomplex<f32>>)
        -> (tensor<4x3xcomplex<f32>>, tensor<3xcomplex<f32>>) {
      %packed, %tau = milcomplex.householder_qr %a : tensor<4x3xcomplex<f32>>
      return %packed, %tau : tensor<4x3xcomplex<f32>>, tensor<3xcomplex<f32>>
    }
    ```
  }];
  let arguments = (ins Milcomplex_MatrixTensor:$operand,
                       Optional<Milcomplex_PivotTensor>:$first,
                       UnitAttr:$pivoted);
  let results = (outs Milcomplex_MatrixTensor:$packed,
                      Milcomplex_MatrixTensor:$tau,
                      Optional<Milcomplex_PivotTensor>:$permutation);
  let assemblyFormat = [{
    (`pivoted` $pivoted^)? $operand (`first` $first^)? attr-dict
    `:` type($operand) (`,` type($first)^)?
  }];
}

def Milcomplex_HouseholderProductOp
    : Milcomplex_FactorizationOp<"householder_product"> {
  let summary = "the product of Householder's reflections";
  let description = [{
    The first n columns of Q = H_0 ... H_(k-1), of which `packed`, m by n, and `tau`,
    of k elements, have the form that `householder_qr` returns; LAPACK's orgqr and
    ungqr.

    Constraints:

    - (C1) `packed` has at least two dimensions, `tau` has one less; neither has an
      encoding.
    - (C2) k <= n <= m where they are static.
    - (C3) The other dimensions and the element types of both are the same.

    Example:

    ```mlir
    func.func @householder_product(%packed: tensor<4x3xcomplex<f32>>,
                                   %tau: tensor<3xcomplex<f32>>)
        -> tensor<4x3xcomplex<f32>> {
      %q = milcomplex.householder_product %packed, %tau
          : tensor<4x3xcomplex<f32>>, tensor<3xcomplex<f32>>
      return %q : tensor<4x3xcomplex<f32>>
    }
    ```
  }];
  let arguments = (ins Milcomplex_MatrixTensor:$packed,
                       Milcomplex_MatrixTensor:$tau);
  let results = (outs Milcomplex_MatrixTensor:$product);
  let assemblyFormat = [{
    $packed `,` $tau attr-dict `:` type($packed) `,` type($tau)
  }];
}

def Milcomplex_QROp : Milcomplex_FactorizationOp<"qr"> {
  let summary = "the QR factorization";
  let description = [{
    Q, with orthonormal columns, and R, upper triangular, of A = Q R, by
    `householder_qr` and `householder_product`. For A of m rows and n columns, Q
    is m by k and R is k by n, with k = min(m, n), or k = m if `full`. If `pivoted`,
    A P = Q R, with the `permutation` that `householder_qr` returns.

    Constraints:

    - (C1) `operand` has at least two dimensions and no encoding.

    Example:

    ```mlir
    func.func @qr(%a: tensor<4x3xcomplex<f32>>)
        -> (tensor<4x4xcomplex<f32>>, tensor<4x3xcomplex<f32>>) {
      %q, %r = milcomplex.qr full %a : tensor<4x3xcomplex<f32>>
      return %q, %r : tensor<4x4xcomplex<f32>>, tensor<4x3xcomplex<f32>>
    }
    ```
  }];
  let arguments = (ins Milcomplex_MatrixTensor:$operand, UnitAttr:$full,
                       UnitAttr:$pivoted);
  let results = (outs Milcomplex_MatrixTensor:$q, Milcomplex_MatrixTensor:$r,
                      Optional<Milcomplex_PivotTensor>:$permutation);
  let assemblyFormat = [{
    (`full` $full^)? (`pivoted` $pivoted^)? $operand attr-dict `:`
    type($operand)
  }];
}

//===----------------------------------------------------------------------===//
// Spectra
//===----------------------------------------------------------------------===//

def Milcomplex_EighOp : Milcomplex_MatrixFunctionOp<"eigh"> {
  let summary = "the eigenvalues and eigenvectors of a Hermitian matrix";
  let description = [{
    Real `values`, in ascending order, and unitary `vectors` of A V = V diag(w).
    Only the lower triangle of A is read, and of its diagonal only the real part.
    An eigenvector is unique up to a factor of magnitude 1, one of a multiple
    eigenvalue not even that. Where the vectors have no use, they are not
    computed.

    Householder's reduction to a real tridiagonal matrix, then the implicit QL
    algorithm with Wilkinson's shift (Golub, Van Loan, 8.3). A + E has the
    computed eigenvalues, and V^H V = I + F, with |E| and |F| at most a modest
    multiple of n u times the norm of A, and of I. A matrix with a NaN or an
    infinity has only NaNs.

    Constraints:

    - (C1) `operand` has at least two dimensions and no encoding.
    - (C2) The last two are equal where both are static.

    Example:

    ```mlir
    func.func @eigh(%a: tensor<3x3xcomplex<f32>>)
        -> (tensor<3xf32>, tensor<3x3xcomplex<f32>>) {
      %values, %vectors = milcomplex.eigh %a : tensor<3x3xcomplex<f32>>
      return %values, %vectors : tensor<3xf32>, tensor<3x3xcomplex<f32>>
    }
    ```
  }];
  let results = (outs Milcomplex_MatrixTensor:$values,
                      Milcomplex_MatrixTensor:$vectors);
}

def Milcomplex_TridiagonalOp : Milcomplex_MatrixFunctionOp<"tridiagonal"> {
  let summary = "the tridiagonal form of a Hermitian matrix";
  let description = [{
    T and Q of A = Q T Q^H for A of n rows: T is real and symmetric, with `diagonal`
    and, of n - 1 elements, `subdiagonal`. Q = H_0 ... H_(n-2), H_i = I - tau_i v v^H,
    where v is zero before row i + 1, one in it, and below it column i of `packed`,
    whose diagonal and subdiagonal are those of T, with zeros above. Only the lower
    triangle of A is read, and of its diagonal only the real part. This is the form
    of LAPACK's hetrd.

    Householder's reflections (Golub, Van Loan, 8.3.1). Q T Q^H = A + E with |E| at
    most a modest multiple of n u times the norm of A. NaNs and infinities
    propagate.

    Constraints:

    - (C1) `operand` has at least two dimensions and no encoding.
    - (C2) The last two are equal where both are static.

    Example:

    ```mlir
    func.func @tridiagonal(%a: tensor<4x4xcomplex<f32>>)
        -> (tensor<4xf32>, tensor<3xf32>) {
      %packed, %diagonal, %subdiagonal, %tau = milcomplex.tridiagonal %a
          : tensor<4x4xcomplex<f32>>
      return %diagonal, %subdiagonal : tensor<4xf32>, tensor<3xf32>
    }
    ```
  }];
  let results = (outs Milcomplex_MatrixTensor:$packed,
                      Milcomplex_MatrixTensor:$diagonal,
                      Milcomplex_MatrixTensor:$subdiagonal,
                      Milcomplex_MatrixTensor:$tau);
}

def Milcomplex_HessenbergOp : Milcomplex_MatrixFunctionOp<"hessenberg"> {
  let summary = "Hessenberg's form of a matrix";
  let description = [{
    H and Q of A = Q H Q^H for A of n rows: H is zero below its subdiagonal, and the
    rest of it is that of `packed`. Q = H_0 ... H_(n-2), H_i = I - tau_i v v^H, where
    v is zero before row i + 1, one in it, and below it column i of `packed`. This is
    the form of LAPACK's gehrd.

    Householder's reflections (Golub, Van Loan, 7.4.3). Q H Q^H = A + E with |E| at
    most a modest multiple of n u times the norm of A. NaNs and infinities
    propagate.

    Constraints:

    - (C1) `operand` has at least two dimensions and no encoding.
    - (C2) The last two are equal where both are static.

    Example:

    ```mlir
    func.func @hessenberg(%a: tensor<4x4xcomplex<f32>>)
        -> (tensor<4x4xcomplex<f32>>, tensor<3xcomplex<f32>>) {
      %packed, %tau = milcomplex.hessenberg %a : tensor<4x4xcomplex<f32>>
      return %packed, %tau : tensor<4x4xcomplex<f32>>, tensor<3xcomplex<f32>>
    }
    ```
  }];
  let results = (outs Milcomplex_MatrixTensor:$packed,
                      Milcomplex_MatrixTensor:$tau);
}

def Milcomplex_SchurOp : Milcomplex_MatrixFunctionOp<"schur"> {
  let summary = "Schur's form of a matrix";
  let description = [{
    T and Z, unitary, of A = Z T Z^H: `triangle` and `vectors`. If A is complex, T
    is upper triangular with the eigenvalues of A in its diagonal, in no order. If A is
    real, Z and T are real, and T is upper triangular but for blocks of two rows in its
    diagonal, one for each pair of eigenvalues x + i y and x - i y: both elements of
    the diagonal are x, and the product of the other two is -y^2 (LAPACK's lanv2).

    `hessenberg` and the QR algorithm, with Wilkinson's shift or, of a real matrix,
    Francis' two shifts (Golub, Van Loan, 7.5). Z T Z^H = A + E and Z^H Z = I + F
    with |E| and |F| at most a modest multiple of n u times the norm of A, and of I.
    A matrix with a NaN or an infinity, and one that 90 sweeps do not bring nearer to
    the triangle, has only NaNs.

    Constraints:

    - (C1) `operand` has at least two dimensions and no encoding.
    - (C2) The last two are equal where both are static.

    Example:

    ```mlir
    func.func @schur(%a: tensor<3x3xcomplex<f32>>)
        -> (tensor<3x3xcomplex<f32>>, tensor<3x3xcomplex<f32>>) {
      %t, %z = milcomplex.schur %a : tensor<3x3xcomplex<f32>>
      return %t, %z : tensor<3x3xcomplex<f32>>, tensor<3x3xcomplex<f32>>
    }
    ```
  }];
  let results = (outs Milcomplex_MatrixTensor:$triangle,
                      Milcomplex_MatrixTensor:$vectors);
}

def Milcomplex_EigOp : Milcomplex_FactorizationOp<"eig"> {
  let summary = "the eigenvalues and eigenvectors of a complex matrix";
  let description = [{
    `values`, in no order, and the vectors of A V = V diag(w), the columns of `right`,
    and of U^H A = diag(w) U^H, those of `left`. Each has the norm 1, and its largest
    element is real, as in LAPACK. Vectors that have no use are not computed.

    `schur`, and substitution in its triangle (Golub, Van Loan, 7.6.4). The values
    are those of A + E, and A V - V diag(w) is F, with |E| and |F| at most a modest
    multiple of n u times the norm of A. Vectors of close values are as
    ill-conditioned as those are close; those of a defective matrix coincide nearly.
    A matrix with a NaN or an infinity has only NaNs.

    Constraints:

    - (C1) `operand` has at least two dimensions and no encoding.
    - (C2) The last two are equal where both are static.

    Example:

    ```mlir
    func.func @eig(%a: tensor<3x3xcomplex<f32>>)
        -> (tensor<3xcomplex<f32>>, tensor<3x3xcomplex<f32>>) {
      %values, %left, %right = milcomplex.eig %a : tensor<3x3xcomplex<f32>>
      return %values, %right : tensor<3xcomplex<f32>>, tensor<3x3xcomplex<f32>>
    }
    ```
  }];
  let arguments = (ins Milcomplex_ComplexMatrixTensor:$operand);
  let results = (outs Milcomplex_ComplexMatrixTensor:$values,
                      Milcomplex_ComplexMatrixTensor:$left,
                      Milcomplex_ComplexMatrixTensor:$right);
  let assemblyFormat = "$operand attr-dict `:` type($operand)";
}

def Milcomplex_SVDOp : Milcomplex_FactorizationOp<"svd"> {
  let summary = "the singular value decomposition";
  let description = [{
    U, S and V^H of A = U diag(s) V^H: `values`, real and not negative, in
    descending order, and matrices with orthonormal columns, U, and rows, V^H. For A
    of m rows and n columns and k = min(m, n), U is m by k and V^H is k by n; if
    `full`, U is m by m and V^H is n by n. Vectors are unique up to factors of
    magnitude 1. Where neither U nor V^H has a use, they are not computed.

    Householder's reduction to a real bidiagonal matrix and the implicit QR algorithm on
    that (Golub, Van Loan, 8.6). A + E has the computed values, U^H U = I + F and
    V^H V = I + G, with |E|, |F| and |G| at most a modest multiple of n u times
    the norm of A, and of I: values much smaller than the largest have fewer correct
    digits. A matrix with a NaN or an infinity, and one of which 60 sweeps do not find
    the next value, has only NaNs.

    Constraints:

    - (C1) `operand` has at least two dimensions and no encoding.

    Example:

    ```mlir
    func.func @svd(%a: tensor<4x3xcomplex<f32>>)
        -> (tensor<4x3xcomplex<f32>>, tensor<3xf32>, tensor<3x3xcomplex<f32>>) {
      %u, %s, %vh = milcomplex.svd %a : tensor<4x3xcomplex<f32>>
      return %u, %s, %vh
          : tensor<4x3xcomplex<f32>>, tensor<3xf32>, tensor<3x3xcomplex<f32>>
    }
    ```
  }];
  let arguments = (ins Milcomplex_MatrixTensor:$operand, UnitAttr:$full);
  let results = (outs Milcomplex_MatrixTensor:$u,
                      Milcomplex_MatrixTensor:$values,
                      Milcomplex_MatrixTensor:$vh);
  let assemblyFormat = "(`full` $full^)? $operand attr-dict `:` type($operand)";
}

//===----------------------------------------------------------------------===//
// Functions
//===----------------------------------------------------------------------===//

def Milcomplex_ExpmOp : Milcomplex_MatrixFunctionOp<"expm"> {
  let summary = "the exponential of a matrix";
  let description = [{
    I + A + A^2 / 2! + A^3 / 3! + ...

    The Pade approximant of degree 13, 7 for f32, of A / 2^s, squared s times
    (Higham, SIAM J. Matrix Anal. Appl. 26, 2005), where s depends on norms of
    powers of A, so that a matrix that is not normal is not divided too often
    (Al-Mohy, Higham, SIAM J. Matrix Anal. Appl. 31, 2009). But for rounding the
    result is the exponential of A + E with |E| at most u times the norm of A; each
    squaring rounds, with an error of n u times the square of the norm. A result
    that overflows is infinities and NaNs. A matrix whose 1-norm is not finite has
    only NaNs.

    Constraints:

    - (C1) `operand` has at least two dimensions and no encoding.
    - (C2) The last two are equal where both are static.

    Example:

    ```mlir
    func.func @expm(%a: tensor<?x3x3xcomplex<f32>>)
        -> tensor<?x3x3xcomplex<f32>> {
      %x = milcomplex.expm %a : tensor<?x3x3xcomplex<f32>>
      return %x : tensor<?x3x3xcomplex<f32>>
    }
    ```
  }];
  let results = (outs Milcomplex_MatrixTensor:$result);
}

#endif // MILCOMPLEX_DIALECT_FACTORIZATIONOPS_TD
