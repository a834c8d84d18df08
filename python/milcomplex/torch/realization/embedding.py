"""Complex linear algebra by real ops on matrices of twice the size, which stand for complex ones.

A + i B is [[A, -B], [B, A]]. Solutions, inverses and Cholesky's factors are of this form, too.
Others, which `factorizations` has, are not: pivots are chosen by real elements, the eigenvalues of
a Hermitian matrix become pairs, whose vectors are of this form only by chance, and a determinant
becomes |det|^2.
"""

from __future__ import annotations

import torch
from torch import Tensor

from milcomplex.torch.decompositions import factorizations
from milcomplex.torch.decompositions.rules import Rules, imag, real, rule
from milcomplex.torch.decompositions.spectra import mirror
from milcomplex.torch.ops import milc
from milcomplex.torch.realization import reflections

aten = torch.ops.aten
RULES: Rules = {}


def embed(a: Tensor) -> Tensor:
    """Return the real matrices that stand for complex ones."""
    re, im = real(a), imag(a)
    return torch.cat([torch.cat([re, -im], -1), torch.cat([im, re], -1)], -2)


def join_halves(x: Tensor) -> Tensor:
    """Return complex matrices, whose parts are the halves of the rows."""
    n = x.shape[-2] // 2
    return milc.complex(x.narrow(-2, 0, n).contiguous(), x.narrow(-2, n, n).contiguous())


def solve(a: Tensor, b: Tensor) -> Tensor:
    """Return X of A X = B."""
    batch = torch.broadcast_shapes(a.shape[:-2], b.shape[:-2])
    right = torch.cat([real(b), imag(b)], -2).expand(*batch, 2 * b.shape[-2], b.shape[-1])
    matrix = embed(a)
    matrix = matrix.expand(*batch, *matrix.shape[-2:])
    return join_halves(aten._linalg_solve_ex(matrix, right)[0])


@rule(RULES, aten._linalg_solve_ex)
def solve_ex(
    a: Tensor, b: Tensor, *, left: bool = True, check_errors: bool = False
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Solve a system; the factors, where they are used, are those of the complex matrix."""
    is_vector = factorizations.holds_vectors(a, b)
    columns = b.unsqueeze(-1) if is_vector else b
    solution = solve(a, columns) if left else solve(a.mT, columns.mT).mT
    _, lu, pivots, info = factorizations.solve_ex(a, b, left=left)
    return solution.squeeze(-1) if is_vector else solution, lu, pivots, info


@rule(RULES, aten.linalg_inv_ex)
def inv(a: Tensor, *, check_errors: bool = False) -> tuple[Tensor, Tensor]:
    """Invert matrices."""
    inverse = aten.linalg_inv_ex(embed(a))[0].narrow(-1, 0, a.shape[-1])
    return join_halves(inverse), factorizations.inv(a)[1]


@rule(RULES, aten.linalg_qr)
def qr(a: Tensor, mode: str = "reduced") -> tuple[Tensor, Tensor]:
    """Return Q and R."""
    q, r = reflections.qr((real(a), imag(a)), mode)
    return a.new_zeros(0) if q is None else milc.complex(*q), milc.complex(*r)


@rule(RULES, aten.linalg_pinv.atol_rtol_tensor)
def pinv(
    a: Tensor, *, atol: Tensor | None = None, rtol: Tensor | None = None, hermitian: bool = False
) -> Tensor:
    """Return pseudoinverses; the default tolerance is that of the complex matrix."""
    if rtol is None:
        dtype = real(a).dtype
        rtol = torch.full((), torch.finfo(dtype).eps * max(a.shape[-2:]), dtype=dtype)
        rtol = rtol if atol is None else torch.where(atol > 0, torch.zeros_like(rtol), rtol)
    a = mirror(a) if hermitian else a
    inverse = aten.linalg_pinv(embed(a), atol=atol, rtol=rtol, hermitian=hermitian)
    return join_halves(inverse.narrow(-1, 0, a.shape[-2]))


@rule(RULES, aten.linalg_cholesky_ex)
def cholesky_ex(
    a: Tensor, *, upper: bool = False, check_errors: bool = False
) -> tuple[Tensor, Tensor]:
    """Factor positive definite matrices."""
    factor = cholesky(a, upper)
    return factor, factorizations.make_info(~(torch.diagonal(real(factor), 0, -2, -1) > 0))


@rule(RULES, aten.cholesky)
def cholesky(a: Tensor, upper: bool = False) -> Tensor:
    """Factor positive definite matrices.

    With both parts of an element side by side, the factor that stands for the complex one is
    triangular, too, and has a positive diagonal: it is the only real factor.
    """
    a = factorizations.take_adjoint(a) if upper else a
    # Neither the other triangle nor imaginary parts of the diagonal are read.
    re, im = real(a), torch.tril(imag(a), -1)
    n = a.shape[-1]
    rows = [torch.stack([re, -im], -1), torch.stack([im, re], -1)]
    matrix = torch.stack(rows, -3).reshape(*a.shape[:-2], 2 * n, 2 * n)
    triangle = aten.linalg_cholesky_ex(matrix)[0]
    columns = triangle[..., 0::2]
    factor = milc.complex(
        columns[..., 0::2, :].contiguous(), torch.tril(columns[..., 1::2, :], -1).contiguous()
    )
    return factorizations.take_adjoint(factor) if upper else factor
