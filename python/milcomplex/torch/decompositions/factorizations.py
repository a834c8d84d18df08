"""Factorizations of small matrices, batched, and the solvers based on them.

They are written out, step by step, for matrices of a static size up to LIMIT, real or complex.
Pivots and signs are those of LAPACK.
"""

from __future__ import annotations

import torch
from torch import Tensor

from milcomplex.torch.decompositions.rules import Rules, imag, is_static, real, rule

aten = torch.ops.aten
RULES: Rules = {}

# The most rows and columns: a step is some 20 ops.
LIMIT = 16
# Of a matrix whose exponential overflows after no fewer.
SQUARINGS = 11


def check_size(*matrices: Tensor) -> None:
    """Check that matrices are small.

    Raises
    ------
    NotImplementedError
        If one has more than LIMIT rows or columns, or a dynamic number of them.
    """
    for matrix in matrices:
        for n in matrix.shape[-2:]:
            if not is_static(n) or n > LIMIT:
                raise NotImplementedError(
                    f"matrices have at most {LIMIT} rows and columns, but one has {n}"
                )


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


def measure(x: Tensor) -> Tensor:
    """Return |re| + |im|, by which LAPACK chooses pivots."""
    return torch.abs(real(x)) + torch.abs(imag(x)) if x.is_complex() else torch.abs(x)


def swap(n: int, i: int, place: Tensor) -> Tensor:
    """Return the numbers from 0 to n - 1 with `i` and `place` swapped, for `place` of any shape."""
    order, number = torch.arange(n, dtype=torch.int64), torch.full((), i, dtype=torch.int64)
    other = place.unsqueeze(-1)
    swapped = torch.where(torch.eq(order, other), number, order)
    return torch.where(torch.eq(order, number), other, swapped)


def take_rows(a: Tensor, order: Tensor) -> Tensor:
    """Return the rows of matrices in an order."""
    return torch.gather(a, -2, order.unsqueeze(-1).expand(*order.shape, a.shape[-1]))


def factor(a: Tensor, pivot: bool = True) -> tuple[Tensor, Tensor, Tensor]:
    """Return L and U in one matrix, the pivots from 1, and the order of the rows."""
    check_size(a)
    m, n = a.shape[-2:]
    order = torch.arange(m, dtype=torch.int64).expand(a.shape[:-1])
    pivots = []
    for j in range(min(m, n)):
        place = torch.full(a.shape[:-2], j, dtype=torch.int64)
        if pivot:
            place = torch.argmax(measure(a[..., j:, j]), -1) + j
            step = swap(m, j, place)
            a, order = take_rows(a, step), torch.gather(order, -1, step)
        pivots.append(place + 1)
        row = a[..., j : j + 1, j:]
        corner = row[..., :1]
        # LAPACK returns zeros for a column of zeros.
        divisor = torch.where(corner == 0, torch.ones_like(corner), corner)
        column = a[..., j + 1 :, j : j + 1] / divisor
        rest = a[..., j + 1 :, j + 1 :] - column * row[..., 1:]
        below = torch.cat([a[..., j + 1 :, :j], column, rest], -1)
        a = torch.cat([a[..., : j + 1, :], below], -2)
    if not pivots:
        return a, torch.zeros((*a.shape[:-2], 0), dtype=torch.int32), order
    return a, torch.stack(pivots, -1).to(torch.int32), order


def order_rows(pivots: Tensor, m: int) -> Tensor:
    """Return the order of the rows after the swaps of pivots."""
    order = torch.arange(m, dtype=torch.int64).expand(*pivots.shape[:-1], m)
    for j in range(pivots.shape[-1]):
        place = pivots[..., j].to(torch.int64) - 1
        order = torch.gather(order, -1, swap(m, j, place))
    return order


def make_permutation(order: Tensor, a: Tensor) -> Tensor:
    """Return P of A = P L U, of the type of `a`."""
    rows = torch.arange(order.shape[-1], dtype=torch.int64).unsqueeze(-1)
    return torch.eq(rows, order.unsqueeze(-2)).to(a.dtype)


def split(lu: Tensor) -> tuple[Tensor, Tensor]:
    """Return L and U."""
    m, n = lu.shape[-2:]
    k = min(m, n)
    return torch.tril(lu[..., :k], -1) + make_eye(m, lu, k), torch.triu(lu[..., :k, :])


def substitute(a: Tensor, b: Tensor, upper: bool, unit: bool = False) -> Tensor:
    """Return the solution of a triangular system."""
    check_size(a)
    n = a.shape[-1]
    batch = torch.broadcast_shapes(a.shape[:-2], b.shape[:-2])
    a, b = a.expand(*batch, n, n), b.expand(*batch, *b.shape[-2:])
    rows: list[Tensor] = [b] * n
    for i in reversed(range(n)) if upper else range(n):
        row = b[..., i : i + 1, :]
        rows[i] = row if unit else row / a[..., i : i + 1, i : i + 1]
        b = b - a[..., :, i : i + 1] * rows[i]
    return torch.cat(rows, -2) if rows else b


def solve_factored(lu: Tensor, order: Tensor, b: Tensor, adjoint_: bool = False) -> Tensor:
    """Return the solution of a system whose matrix is factored."""
    batch = torch.broadcast_shapes(lu.shape[:-2], b.shape[:-2])
    b = b.expand(*batch, *b.shape[-2:])
    order = order.expand(*batch, order.shape[-1])
    if not adjoint_:
        return substitute(lu, substitute(lu, take_rows(b, order), False, True), True)
    conjugated = take_adjoint(lu)
    solution = substitute(conjugated, substitute(conjugated, b, False), True, True)
    return torch.matmul(make_permutation(order, solution), solution)


@rule(RULES, aten.linalg_lu_factor_ex)
def lu_factor(
    a: Tensor, *, pivot: bool = True, check_errors: bool = False
) -> tuple[Tensor, Tensor, Tensor]:
    """Factor matrices."""
    lu, pivots, _ = factor(a, pivot)
    return lu, pivots, make_info(find_zero_pivots(lu))


@rule(RULES, aten.linalg_lu)
def lu(a: Tensor, *, pivot: bool = True) -> tuple[Tensor, Tensor, Tensor]:
    """Return P, L and U."""
    factored, _, order = factor(a, pivot)
    permutation = make_permutation(order, a) if pivot else a.new_zeros(0)
    return permutation, *split(factored)


@rule(RULES, aten.lu_unpack)
def lu_unpack(
    data: Tensor, pivots: Tensor, unpack_data: bool = True, unpack_pivots: bool = True
) -> tuple[Tensor, Tensor, Tensor]:
    """Return P, L and U of a factored matrix."""
    check_size(data)
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
    check_size(data)
    order = order_rows(pivots, data.shape[-2])
    if left:
        return solve_factored(data, order, b, adjoint)
    return take_adjoint(solve_factored(data, order, take_adjoint(b), not adjoint))


@rule(RULES, aten._linalg_solve_ex)
def solve_ex(
    a: Tensor, b: Tensor, *, left: bool = True, check_errors: bool = False
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Solve a system; `b` holds vectors if it has one axis more than the batch of `a`."""
    is_vector = b.dim() == 1 or (a.dim() - 1 == b.dim() and tuple(b.shape) == tuple(a.shape[:-1]))
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


def factor_positive(a: Tensor) -> Tensor:
    """Return L of A = L L^H; only the lower triangle of A is read."""
    check_size(a)
    n = a.shape[-1]
    columns = []
    for j in range(n):
        corner = torch.sqrt(real(a[..., :1, :1]))
        below = a[..., 1:, :1] / corner
        column = torch.cat([corner.to(a.dtype), below], -2)
        columns.append(torch.nn.functional.pad(column, (0, 0, j, 0)))
        a = a[..., 1:, 1:] - torch.matmul(below, take_adjoint(below)) if j < n - 1 else a
    return torch.cat(columns, -1) if columns else a


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
    return take_adjoint(factor_positive(take_adjoint(a))) if upper else factor_positive(a)


@rule(RULES, aten.cholesky_solve)
def cholesky_solve(b: Tensor, triangle: Tensor, upper: bool = False) -> Tensor:
    """Solve a system whose matrix is factored as positive definite."""
    lower = take_adjoint(triangle) if upper else triangle
    return substitute(take_adjoint(lower), substitute(lower, b, False), True)


@rule(RULES, aten.cholesky_inverse)
def cholesky_inverse(triangle: Tensor, upper: bool = False) -> Tensor:
    """Invert a matrix that is factored as positive definite."""
    return cholesky_solve(make_eye(triangle.shape[-1], triangle), triangle, upper)


@rule(RULES, aten.linalg_solve_triangular)
def solve_triangular(
    a: Tensor, b: Tensor, *, upper: bool, left: bool = True, unitriangular: bool = False
) -> Tensor:
    """Solve a triangular system."""
    if left:
        return substitute(a, b, upper, unitriangular)
    return substitute(a.mT, b.mT, not upper, unitriangular).mT


@rule(RULES, aten.triangular_solve)
def triangular_solve(
    b: Tensor,
    a: Tensor,
    upper: bool = True,
    transpose: bool = False,
    unitriangular: bool = False,
) -> tuple[Tensor, Tensor]:
    """Solve a triangular system."""
    if transpose:
        return substitute(a.mT, b, not upper, unitriangular), a.clone()
    return substitute(a, b, upper, unitriangular), a.clone()


@rule(RULES, aten.linalg_matrix_exp)
def matrix_exp(a: Tensor) -> Tensor:
    """Return exponentials of matrices: a Taylor polynomial of a / 2^s, squared s times."""
    size = torch.amax(torch.sum(torch.abs(a), -2), -1)
    squarings = torch.clamp(torch.ceil(torch.log2(size)), 0, SQUARINGS).reshape(*a.shape[:-2], 1, 1)
    scaled = a * torch.exp2(-squarings)
    degree = 18 if real(a.dtype) == torch.float64 else 12
    eye = make_eye(a.shape[-1], a)
    result = eye
    # Horner's rule.
    for k in range(degree, 0, -1):
        result = eye + torch.matmul(scaled, result) / k
    for step in range(SQUARINGS):
        squared = torch.matmul(result, result)
        result = torch.where(squarings > step, squared, result)
    return result
