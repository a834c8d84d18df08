"""Singular values of small matrices and eigenvalues of Hermitian ones, by Jacobi's rotations.

Every round rotates disjoint pairs of columns, so that those of a pair become orthogonal; a sweep
of rounds rotates every pair once (Brent, Luk, SIAM J. Sci. Stat. Comput. 6, 1985). One-sided, on
the columns of A, it yields the singular values (Hestenes, 1958); two-sided, on A, the eigenvalues.
"""

from __future__ import annotations

import torch
from torch import Tensor

from milcomplex.torch.decompositions.factorizations import make_eye, take_adjoint
from milcomplex.torch.decompositions.reductions import measure_square, normalize
from milcomplex.torch.decompositions.rules import Rules, imag, is_static, join, real, rule
from milcomplex.torch.ops import milc

aten = torch.ops.aten
RULES: Rules = {}

# The most columns: a round is some 60 ops, and there are SWEEPS times as many rounds as columns.
LIMIT = 8
SWEEPS = 6


def make_numbers(n: int) -> tuple[Tensor, Tensor]:
    """Return the index of the row, [n, 1], and of the column, [1, n], of entries."""
    numbers = torch.arange(n, dtype=torch.int64)
    return numbers.unsqueeze(1), numbers.unsqueeze(0)


def make_rounds(n: int) -> list[Tensor]:
    """Return, for each round, where row and column are a pair, [n, n].

    Let m be odd, n or n - 1. In round k, indices below m are paired that add up to k modulo m; the
    one that would be its own partner is paired with m, if m is an index.
    """
    m = n if n % 2 else n - 1
    row, column = make_numbers(n)
    rounds = []
    for k in range(m):
        pairs = torch.eq(torch.remainder(row + column, m), k) & torch.ne(row, column)
        if n > m:
            (alone,) = (i for i in range(m) if 2 * i % m == k)
            pairs = pairs & torch.lt(row, m) & torch.lt(column, m)
            pairs = pairs | (torch.eq(row, m) & torch.eq(column, alone))
            pairs = pairs | (torch.eq(row, alone) & torch.eq(column, m))
        rounds.append(pairs)
    return rounds


def make_rotation(w: Tensor, pairs: Tensor) -> Tensor:
    """Return the unitary matrix that makes the entries of pairs of a Hermitian matrix 0."""
    row, column = make_numbers(w.shape[-1])
    part = real(w.dtype)
    # 1 for the first of a pair, -1 for the second.
    first = torch.sum((torch.sign(column - row) * pairs.to(torch.int64)).to(part), -1)
    pairs = pairs.to(part)
    re = torch.sum(real(w) * pairs, -1)
    im = torch.sum(imag(w) * pairs, -1) if w.is_complex() else torch.zeros_like(re)
    diagonal = torch.diagonal(real(w), dim1=-2, dim2=-1)
    other = torch.sum(diagonal.unsqueeze(-2) * pairs, -1)
    size = torch.sqrt(re**2 + im**2)
    is_done = torch.eq(size, torch.zeros_like(size))
    safe = torch.where(is_done, torch.ones_like(size), size)
    tau = (other - diagonal) / (safe + safe)
    sign = torch.where(torch.eq(tau, torch.zeros_like(tau)), first, torch.sign(tau))
    t = sign / (torch.abs(tau) + torch.sqrt(tau**2 + 1))
    t = torch.where(is_done, torch.zeros_like(t), t)
    c = torch.rsqrt(t**2 + 1)
    s = t * c / safe
    rotation = torch.diag_embed(c) - pairs * (s * re).unsqueeze(-2)
    return join(rotation, pairs * (s * im).unsqueeze(-2)) if w.is_complex() else rotation


def check_size(n: int) -> None:
    """Raise NotImplementedError if matrices are not small."""
    if not is_static(n) or n > LIMIT:
        raise NotImplementedError(f"matrices have at most {LIMIT} columns, but one has {n}")


def orthogonalize(a: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Return B = A V with orthogonal columns, their norms, and the unitary V."""
    n = a.shape[-1]
    check_size(n)
    v = make_eye(n, a)
    for pairs in make_rounds(n) * SWEEPS:
        rotation = make_rotation(torch.matmul(take_adjoint(a), a), pairs)
        a, v = torch.matmul(a, rotation), torch.matmul(v, rotation)
    return a, torch.sqrt(torch.sum(measure_square(a), -2)), v


def find_ranks(x: Tensor) -> Tensor:
    """Return the rank of each element in ascending order; equal ones keep their order."""
    here, there = x.unsqueeze(-1), x.unsqueeze(-2)
    row, column = make_numbers(x.shape[-1])
    precedes = torch.lt(there, here) | (torch.eq(there, here) & torch.lt(column, row))
    return torch.sum(precedes.to(torch.int64), -1)


def arrange(x: Tensor, ranks: Tensor) -> Tensor:
    """Return columns, [..., m, n], in the order of their ranks."""
    places = torch.arange(ranks.shape[-1], dtype=torch.int64)
    chosen = torch.eq(ranks.unsqueeze(-1), places).to(x.dtype)
    return torch.matmul(x, chosen)


@rule(RULES, aten._linalg_svd)
def svd(
    a: Tensor, full_matrices: bool = False, compute_uv: bool = True, *, driver: str | None = None
) -> tuple[Tensor, Tensor, Tensor]:
    """Return singular values, the largest first, between placeholders for vectors.

    PyTorch computes vectors where it needs only the values.
    """
    m, n = a.shape[-2:]
    rank = min(m, n)
    left = milc.singular_vectors(a, m, m if full_matrices else rank)
    right = milc.singular_vectors(a, n if full_matrices else rank, n)
    if 0 in a.shape:
        return left, torch.zeros(*a.shape[:-2], rank, dtype=real(a.dtype)), right
    a, scale = normalize(a, [-2, -1])
    _, values, _ = orthogonalize(a if m >= n else take_adjoint(a))
    values = values * scale.squeeze(-1)
    ordered = arrange(values.unsqueeze(-2), find_ranks(-values)).squeeze(-2)
    return left, ordered, right


def mirror(a: Tensor, triangle: str) -> Tensor:
    """Return the Hermitian matrices of lower, `L`, or upper triangles, `U`."""
    half = torch.tril(a, -1) if triangle == "L" else torch.triu(a, 1)
    diagonal = torch.diag_embed(torch.diagonal(real(a), dim1=-2, dim2=-1)).to(a.dtype)
    return half + take_adjoint(half) + diagonal


@rule(RULES, aten._linalg_eigh)
def eigh(a: Tensor, UPLO: str = "L", compute_v: bool = True) -> tuple[Tensor, Tensor]:  # noqa: N803
    """Return eigenvalues, the smallest first, and eigenvectors of Hermitian matrices."""
    n = a.shape[-1]
    check_size(n)
    if 0 in a.shape:
        return torch.zeros(a.shape[:-1], dtype=real(a.dtype)), a.clone()
    a, scale = normalize(mirror(a, UPLO), [-2, -1])
    v = make_eye(n, a)
    for pairs in make_rounds(n) * SWEEPS:
        rotation = make_rotation(a, pairs)
        a = torch.matmul(take_adjoint(rotation), torch.matmul(a, rotation))
        v = torch.matmul(v, rotation)
    values = torch.diagonal(real(a), dim1=-2, dim2=-1) * scale.squeeze(-1)
    ranks = find_ranks(values)
    return arrange(values.unsqueeze(-2), ranks).squeeze(-2), arrange(v, ranks)


@rule(RULES, aten.linalg_pinv.atol_rtol_tensor)
def pinv(
    a: Tensor, *, atol: Tensor | None = None, rtol: Tensor | None = None, hermitian: bool = False
) -> Tensor:
    """Return pseudoinverses, which treat singular values within a tolerance as 0."""
    if 0 in a.shape:
        return take_adjoint(a)
    a, size = normalize(mirror(a, "L") if hermitian else a, [-2, -1])
    is_wide = a.shape[-2] < a.shape[-1]
    b, values, v = orthogonalize(take_adjoint(a) if is_wide else a)
    epsilon = torch.finfo(real(a.dtype)).eps * max(a.shape[-2:])
    default = torch.zeros(()) if atol is not None else torch.full((), epsilon)
    relative = (rtol if rtol is not None else default).unsqueeze(-1)
    limit = relative * torch.amax(values, -1, keepdim=True)
    if atol is not None:
        limit = torch.maximum(limit, atol.unsqueeze(-1) / size.squeeze(-1))
    is_kept = torch.gt(values, limit)
    safe = torch.where(is_kept, values, torch.ones_like(values))
    scale = torch.where(is_kept, 1 / safe**2, torch.zeros_like(values))
    inverse = torch.matmul(v * scale.unsqueeze(-2), take_adjoint(b))
    return (take_adjoint(inverse) if is_wide else inverse) / size
