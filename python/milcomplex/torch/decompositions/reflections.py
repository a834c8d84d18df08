"""QR factorizations by reflections of Householder, as LAPACK's."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from milcomplex.torch.decompositions.factorizations import check_size, make_eye, take_adjoint
from milcomplex.torch.decompositions.reductions import measure_square, normalize
from milcomplex.torch.decompositions.rules import Rules, real, rule

aten = torch.ops.aten
RULES: Rules = {}


def reflect(column: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Return v, tau and beta of the reflection of a column [..., m, 1] onto its first element."""
    if column.shape[-2] == 1 and not column.is_complex():
        return torch.ones_like(column), torch.zeros_like(column), column
    column, scale = normalize(column, [-2])
    first, below = column[..., :1, :], column[..., 1:, :]
    one = torch.ones_like(first)
    size = torch.sqrt(torch.sum(measure_square(column), -2, keepdim=True))
    beta = torch.where(real(first) >= 0, -size, size)
    # Nothing is reflected if all but the first are 0, and the first is real.
    is_done = torch.abs(real(first)) == size
    safe = torch.where(is_done, torch.ones_like(size), beta)
    tau = torch.where(is_done, torch.zeros_like(first), (safe - first) / safe)
    v = torch.cat([one, below / torch.where(is_done, one, first - safe)], -2)
    return v, tau, torch.where(is_done, real(first), beta) * scale


@rule(RULES, aten.geqrf)
def geqrf(a: Tensor) -> tuple[Tensor, Tensor]:
    """Return R with the reflections below it, and their factors."""
    check_size(a)
    m, n = a.shape[-2:]
    taus = []
    for j in range(min(m, n)):
        v, tau, beta = reflect(a[..., j:, j : j + 1])
        rest = a[..., j:, j + 1 :]
        rest = rest - conjugate(tau) * v * torch.matmul(take_adjoint(v), rest)
        column = torch.cat([beta.to(a.dtype), v[..., 1:, :]], -2)
        below = torch.cat([a[..., j:, :j], column, rest], -1)
        a = torch.cat([a[..., :j, :], below], -2)
        taus.append(tau.squeeze(-1))
    return a, torch.cat(taus, -1) if taus else a.new_zeros((*a.shape[:-2], 0))


def conjugate(x: Tensor) -> Tensor:
    """Return conjugates; real tensors as they are."""
    return torch.conj_physical(x) if x.is_complex() else x


def get_reflection(a: Tensor, tau: Tensor, j: int) -> tuple[Tensor, Tensor]:
    """Return v, with zeros above, and tau of a reflection that `geqrf` returns."""
    below = a[..., j + 1 :, j : j + 1]
    v = torch.cat([torch.ones_like(a[..., :1, :1]), below], -2)
    padded = torch.nn.functional.pad(v, (0, 0, j, 0))
    return padded, tau[..., j : j + 1].unsqueeze(-1)


def apply_reflections(a: Tensor, tau: Tensor, x: Tensor, adjoint_: bool = False) -> Tensor:
    """Return Q x, or Q^H x, of reflections that `geqrf` returns."""
    check_size(a)
    places: Sequence[int] = range(tau.shape[-1])
    for j in places if adjoint_ else reversed(places):
        v, factor_ = get_reflection(a, tau, j)
        factor_ = conjugate(factor_) if adjoint_ else factor_
        x = x - factor_ * v * torch.matmul(take_adjoint(v), x)
    return x


@rule(RULES, aten.linalg_householder_product)
def householder_product(a: Tensor, tau: Tensor) -> Tensor:
    """Return the first columns of Q of reflections."""
    return apply_reflections(a, tau, make_eye(a.shape[-2], a, a.shape[-1]))


@rule(RULES, aten.ormqr)
def ormqr(a: Tensor, tau: Tensor, x: Tensor, left: bool = True, transpose: bool = False) -> Tensor:
    """Multiply by Q of reflections, or by Q^H."""
    if left:
        return apply_reflections(a, tau, x, transpose)
    return take_adjoint(apply_reflections(a, tau, take_adjoint(x), not transpose))


@rule(RULES, aten.linalg_qr)
def qr(a: Tensor, mode: str = "reduced") -> tuple[Tensor, Tensor]:
    """Return Q and R."""
    m, n = a.shape[-2:]
    reflections, tau = geqrf(a)
    rows = m if mode == "complete" else min(m, n)
    upper = torch.triu(reflections[..., :rows, :])
    if mode == "r":
        return a.new_zeros(0), upper
    return apply_reflections(reflections, tau, make_eye(m, a, rows)), upper
