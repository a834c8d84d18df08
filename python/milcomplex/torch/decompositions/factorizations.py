"""Factorizations of matrices, real or complex, batched, and the solvers based on them.

Pivots and signs are those of LAPACK.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor

from milcomplex.torch.decompositions.rules import Rules, real, rule
from milcomplex.torch.ops import milc

aten = torch.ops.aten
RULES: Rules = {}


def check_pivoting(pivot: bool) -> None:
    """Raise NotImplementedError if rows are not exchanged."""
    if not pivot:
        raise NotImplementedError("factorizations without pivots are not computed")


def take_adjoint(a: Tensor) -> Tensor:
    """Return conjugate transposes."""
    return torch.conj_physical(a.mT) if a.is_complex() else a.mT


def make_eye(n: int, a: Tensor, columns: int | None = None) -> Tensor:
    """Return identities of the type and batch of matrices."""
    columns = n if columns is None else columns
    return torch.eye(n, columns, dtype=a.dtype).expand(*a.shape[:-2], n, columns)


def make_info(has_failed: Tensor) -> Tensor:
    """Return LAPACK's info: the first step, from 1, that has failed, or 0."""
    n = has_failed.shape[-1]
    if n == 0:
        return torch.zeros(has_failed.shape[:-1], dtype=torch.int32)
    steps = torch.arange(1, n + 1, dtype=torch.int64)
    none = torch.full((), n + 1, dtype=torch.int64)
    first = torch.amin(torch.where(has_failed, steps, none), -1)
    return torch.remainder(first, n + 1).to(torch.int32)


def find_zero_pivots(lu: Tensor) -> Tensor:
    """Return where the diagonal of U is 0."""
    return torch.diagonal(lu, dim1=-2, dim2=-1) == 0


def take_rows(a: Tensor, order: Tensor) -> Tensor:
    """Return the rows of matrices in an order."""
    return torch.gather(a, -2, order.unsqueeze(-1).expand(*order.shape, a.shape[-1]))


def factor(a: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Return L and U in one matrix, the pivots from 1, and the order of the rows."""
    lu, pivots, order = milc.lu(a)
    return lu, pivots + 1, order.to(torch.int64)


def order_rows(pivots: Tensor, m: int) -> Tensor:
    """Return the order of the rows after the swaps of pivots, from 1."""
    *batch, steps = pivots.shape
    flat = (pivots - 1).reshape(math.prod(batch), steps)
    return milc.order_rows(flat, m).reshape(*batch, m).to(torch.int64)


def make_permutation(order: Tensor, a: Tensor) -> Tensor:
    """Return P of A = P L U, of the type of `a`."""
    rows = torch.arange(order.shape[-1], dtype=torch.int64).unsqueeze(-1)
    return torch.eq(rows, order.unsqueeze(-2)).to(a.dtype)


def split(lu: Tensor) -> tuple[Tensor, Tensor]:
    """Return L and U."""
    m, n = lu.shape[-2:]
    k = min(m, n)
    return torch.tril(lu[..., :k], -1) + make_eye(m, lu, k), torch.triu(lu[..., :k, :])


def substitute(
    a: Tensor,
    b: Tensor,
    *,
    upper: bool,
    left: bool = True,
    transpose: bool = False,
    conjugate: bool = False,
    unit: bool = False,
) -> Tensor:
    """Return the solution of a triangular system."""
    n = a.shape[-1]
    batch = torch.broadcast_shapes(a.shape[:-2], b.shape[:-2])
    a, b = a.expand(*batch, n, n), b.expand(*batch, *b.shape[-2:])
    return milc.triangular_solve(a, b, not left, not upper, transpose, conjugate, unit)


def solve_factored(lu: Tensor, order: Tensor, b: Tensor, adjoint_: bool = False) -> Tensor:
    """Return the solution of a system whose matrix is factored."""
    batch = torch.broadcast_shapes(lu.shape[:-2], b.shape[:-2])
    b = b.expand(*batch, *b.shape[-2:])
    order = order.expand(*batch, order.shape[-1])
    if not adjoint_:
        half = substitute(lu, take_rows(b, order), upper=False, unit=True)
        return substitute(lu, half, upper=True)
    half = substitute(lu, b, upper=True, transpose=True, conjugate=True)
    solution = substitute(lu, half, upper=False, transpose=True, conjugate=True, unit=True)
    return torch.matmul(make_permutation(order, solution), solution)


@rule(RULES, aten.linalg_lu_factor_ex)
def lu_factor(
    a: Tensor, *, pivot: bool = True, check_errors: bool = False
) -> tuple[Tensor, Tensor, Tensor]:
    """Factor matrices."""
    check_pivoting(pivot)
    lu, pivots, _ = factor(a)
    return lu, pivots, make_info(find_zero_pivots(lu))


@rule(RULES, aten.linalg_lu)
def lu(a: Tensor, *, pivot: bool = True) -> tuple[Tensor, Tensor, Tensor]:
    """Return P, L and U."""
    check_pivoting(pivot)
    factored, _, order = factor(a)
    return make_permutation(order, a), *split(factored)


@rule(RULES, aten.lu_unpack)
def lu_unpack(
    data: Tensor, pivots: Tensor, unpack_data: bool = True, unpack_pivots: bool = True
) -> tuple[Tensor, Tensor, Tensor]:
    """Return P, L and U of a factored matrix."""
    empty = data.new_zeros(0)
    lower, upper = split(data) if unpack_data else (empty, empty)
    if not unpack_pivots:
        return empty, lower, upper
    return make_permutation(order_rows(pivots, data.shape[-2]), data), lower, upper


@rule(RULES, aten.linalg_lu_solve)
def lu_solve(
    data: Tensor, pivots: Tensor, b: Tensor, *, left: bool = True, adjoint: bool = False
) -> Tensor:
    """Solve a system whose matrix is factored."""
    order = order_rows(pivots, data.shape[-2])
    if left:
        return solve_factored(data, order, b, adjoint)
    return take_adjoint(solve_factored(data, order, take_adjoint(b), not adjoint))


def holds_vectors(a: Tensor, b: Tensor) -> bool:
    """Whether the right side of a system holds vectors: has one axis more than the batch of `a`."""
    return b.dim() == 1 or (a.dim() - 1 == b.dim() and tuple(b.shape) == tuple(a.shape[:-1]))


@rule(RULES, aten._linalg_solve_ex)
def solve_ex(
    a: Tensor, b: Tensor, *, left: bool = True, check_errors: bool = False
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Solve a system."""
    is_vector = holds_vectors(a, b)
    columns = b.unsqueeze(-1) if is_vector else b
    lu, pivots, order = factor(a)
    if left:
        solution = solve_factored(lu, order, columns)
    else:
        solution = take_adjoint(solve_factored(lu, order, take_adjoint(columns), True))
    return (
        solution.squeeze(-1) if is_vector else solution,
        lu,
        pivots,
        make_info(find_zero_pivots(lu)),
    )


@rule(RULES, aten.linalg_inv_ex)
def inv(a: Tensor, *, check_errors: bool = False) -> tuple[Tensor, Tensor]:
    """Invert matrices."""
    lu, _, order = factor(a)
    inverse = solve_factored(lu, order, make_eye(a.shape[-1], a))
    return inverse, make_info(find_zero_pivots(lu))


def find_parity(pivots: Tensor, a: Tensor) -> Tensor:
    """Return the sign of the permutation of pivots."""
    places = torch.arange(1, pivots.shape[-1] + 1, dtype=torch.int32)
    swaps = torch.sum(torch.ne(pivots, places).to(torch.int64), -1)
    return (1 - 2 * (swaps % 2)).to(real(a.dtype))


@rule(RULES, aten._linalg_det)
def det(a: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Return determinants."""
    lu, pivots, _ = factor(a)
    product = torch.prod(torch.diagonal(lu, dim1=-2, dim2=-1), -1)
    return product * find_parity(pivots, a), lu, pivots


@rule(RULES, aten._linalg_slogdet)
def slogdet(a: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Return the directions and the logarithms of the absolute values of determinants."""
    lu, pivots, _ = factor(a)
    diagonal = torch.diagonal(lu, dim1=-2, dim2=-1)
    sign = torch.prod(torch.sgn(diagonal), -1) * find_parity(pivots, a)
    return sign, torch.sum(torch.log(torch.abs(diagonal)), -1), lu, pivots


@rule(RULES, aten._linalg_check_errors)
def check_errors(info: Tensor, name: str, *, is_matrix: bool) -> None:
    """Check nothing: a singular matrix yields infinities or NaNs."""


@rule(RULES, aten.linalg_cholesky_ex)
def cholesky_ex(
    a: Tensor, *, upper: bool = False, check_errors: bool = False
) -> tuple[Tensor, Tensor]:
    """Factor positive definite matrices."""
    triangle = cholesky(a, upper)
    diagonal = torch.diagonal(real(triangle), dim1=-2, dim2=-1)
    return triangle, make_info(~(diagonal > 0))


@rule(RULES, aten.cholesky)
def cholesky(a: Tensor, upper: bool = False) -> Tensor:
    """Factor positive definite matrices."""
    return take_adjoint(milc.cholesky(take_adjoint(a))) if upper else milc.cholesky(a)


@rule(RULES, aten.cholesky_solve)
def cholesky_solve(b: Tensor, triangle: Tensor, upper: bool = False) -> Tensor:
    """Solve a system whose matrix is factored as positive definite."""
    # Of U^H U x = b, or of L L^H x = b.
    first = substitute(triangle, b, upper=upper, transpose=upper, conjugate=upper)
    return substitute(triangle, first, upper=upper, transpose=not upper, conjugate=not upper)


@rule(RULES, aten.cholesky_inverse)
def cholesky_inverse(triangle: Tensor, upper: bool = False) -> Tensor:
    """Invert a matrix that is factored as positive definite."""
    return cholesky_solve(make_eye(triangle.shape[-1], triangle), triangle, upper)


@rule(RULES, aten.linalg_solve_triangular)
def solve_triangular(
    a: Tensor, b: Tensor, *, upper: bool, left: bool = True, unitriangular: bool = False
) -> Tensor:
    """Solve a triangular system."""
    return substitute(a, b, upper=upper, left=left, unit=unitriangular)


@rule(RULES, aten.triangular_solve)
def triangular_solve(
    b: Tensor,
    a: Tensor,
    upper: bool = True,
    transpose: bool = False,
    unitriangular: bool = False,
) -> tuple[Tensor, Tensor]:
    """Solve a triangular system."""
    solution = substitute(a, b, upper=upper, transpose=transpose, unit=unitriangular)
    return solution, a.clone()


@rule(RULES, aten.geqrf)
def geqrf(a: Tensor) -> tuple[Tensor, Tensor]:
    """Return R with the reflections below it, and their factors."""
    packed, tau = milc.householder_qr(a)
    return packed, tau


@rule(RULES, aten.linalg_householder_product)
def householder_product(a: Tensor, tau: Tensor) -> Tensor:
    """Return the first columns of Q of reflections."""
    return milc.householder_product(a, tau)


def pad_columns(a: Tensor, n: int) -> Tensor:
    """Return matrices with n columns, the first of which are theirs."""
    return torch.nn.functional.pad(a, (0, n - a.shape[-1]))


@rule(RULES, aten.ormqr)
def ormqr(a: Tensor, tau: Tensor, x: Tensor, left: bool = True, transpose: bool = False) -> Tensor:
    """Multiply by Q of reflections, or by Q^H."""
    q = milc.householder_product(pad_columns(a, a.shape[-2]), tau)
    q = take_adjoint(q) if transpose else q
    return torch.matmul(q, x) if left else torch.matmul(x, q)


@rule(RULES, aten.linalg_qr)
def qr(a: Tensor, mode: str = "reduced") -> tuple[Tensor, Tensor]:
    """Return Q and R."""
    m, n = a.shape[-2:]
    packed, tau = milc.householder_qr(a)
    rows = m if mode == "complete" else min(m, n)
    upper = torch.triu(packed[..., :rows, :])
    if mode == "r":
        return a.new_zeros(0), upper
    reflections = pad_columns(packed, rows) if rows > n else packed[..., :rows]
    return milc.householder_product(reflections, tau), upper


@rule(RULES, aten.linalg_matrix_exp)
def matrix_exp(a: Tensor) -> Tensor:
    """Return exponentials of matrices."""
    return milc.expm(a)
