"""Singular values, eigenvalues, and pseudoinverses."""

from __future__ import annotations

import torch
from torch import Tensor

from milcomplex.torch.decompositions.factorizations import take_adjoint
from milcomplex.torch.decompositions.rules import Rules, real, rule, to_complex
from milcomplex.torch.ops import milc

aten = torch.ops.aten
RULES: Rules = {}


@rule(RULES, aten._linalg_svd)
def svd(
    a: Tensor, full_matrices: bool = False, compute_uv: bool = True, *, driver: str | None = None
) -> tuple[Tensor, Tensor, Tensor]:
    """Return singular values, the largest first, between the vectors.

    Vectors without a use are not computed.
    """
    u, values, vh = milc.svd(a, full_matrices)
    return u, values, vh


def mirror(a: Tensor) -> Tensor:
    """Return the Hermitian matrices of lower triangles."""
    half = torch.tril(a, -1)
    diagonal = torch.diag_embed(torch.diagonal(real(a), dim1=-2, dim2=-1)).to(a.dtype)
    return half + take_adjoint(half) + diagonal


@rule(RULES, aten._linalg_eigh)
def eigh(a: Tensor, UPLO: str = "L", compute_v: bool = True) -> tuple[Tensor, Tensor]:  # noqa: N803
    """Return eigenvalues, the smallest first, and eigenvectors of Hermitian matrices."""
    values, vectors = milc.eigh(a if UPLO == "L" else take_adjoint(a))
    return values, vectors


@rule(RULES, aten.linalg_eig)
def eig(a: Tensor) -> tuple[Tensor, Tensor]:
    """Return the eigenvalues, in no order, and the eigenvectors of any matrices."""
    values, vectors = milc.eig(to_complex(a, a.dtype.to_complex()))
    return values, vectors


@rule(RULES, aten._linalg_eigvals)
def eigvals(a: Tensor) -> Tensor:
    """Return the eigenvalues, in no order, of any matrices."""
    values: Tensor = eig(a)[0]
    return values


@rule(RULES, aten.linalg_pinv.atol_rtol_tensor)
def pinv(
    a: Tensor, *, atol: Tensor | None = None, rtol: Tensor | None = None, hermitian: bool = False
) -> Tensor:
    """Return pseudoinverses, which treat singular values within a tolerance as 0."""
    if 0 in a.shape:
        return take_adjoint(a)
    u, values, vh = milc.svd(mirror(a) if hermitian else a, False)
    epsilon = torch.finfo(values.dtype).eps * max(a.shape[-2:])
    default = torch.zeros(()) if atol is not None else torch.full((), epsilon)
    relative = (rtol if rtol is not None else default).unsqueeze(-1)
    limit = relative * torch.amax(values, -1, keepdim=True)
    if atol is not None:
        limit = torch.maximum(limit, atol.unsqueeze(-1))
    is_kept = torch.gt(values, limit)
    safe = torch.where(is_kept, values, torch.ones_like(values))
    inverses = torch.where(is_kept, 1 / safe, torch.zeros_like(values))
    return torch.matmul(take_adjoint(vh) * inverses.unsqueeze(-2), take_adjoint(u))
