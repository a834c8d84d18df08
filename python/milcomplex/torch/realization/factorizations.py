"""Factorizations of complex matrices in ops of real tensors, by the names of the library's ops.

The parts of a complex operand or result are a pair. `eigvalsh` and `svdvals` are not of the
library: they stand for `eigh` and `svd` where vectors have no use.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

from milcomplex.torch.realization import elimination, reflections
from milcomplex.torch.realization.blocks import (
    Pair,
    interleave,
    join_rows,
    measure,
    mirror,
    split_rows,
    transpose,
)

aten = torch.ops.aten


def order_rows(pivots: Tensor, rows: int) -> Tensor:
    """Return the order of rows after swaps of pivots from 0, of shape [batch, steps]."""
    batch, steps = pivots.shape
    empty = torch.zeros((batch, rows, steps))
    permutation = torch.lu_unpack(empty, pivots + 1, unpack_data=False)[0]
    # Positions this small are exact in any type.
    places = torch.arange(rows, dtype=torch.float32)
    return torch.matmul(places, permutation).to(torch.int32)


def divide_rows(z: Pair, divisors: Pair) -> Pair:
    """Return the rows of matrices divided by the elements of vectors."""
    columns = divisors[0].unsqueeze(-1), divisors[1].unsqueeze(-1)
    # Neither |d|^2 nor 1/d overflows.
    size = measure(columns)
    (re, im), (c, d) = (z[0] / size, z[1] / size), (columns[0] / size, columns[1] / size)
    square = c * c + d * d
    c, d = c / square, d / square
    return re * c + im * d, im * c - re * d


def triangular_solve(
    a: Pair,
    b: Pair,
    right: bool,
    lower: bool,
    is_transposed: bool,
    is_conjugate: bool,
    is_unit: bool,
) -> Pair:
    """Solve a system whose matrix is triangular, transposed and conjugated as told.

    With 1 in its diagonal, so that blocks there are triangular, too, the matrix that stands for it
    is triangular.
    """
    re, im = a[0], -a[1] if is_conjugate else a[1]
    if is_transposed != right:
        re, im, lower = transpose(re), transpose(im), not lower
    b = (transpose(b[0]), transpose(b[1])) if right else b
    n, columns = b[0].shape[-2:]
    if not is_unit:
        diagonal = torch.diagonal(re, 0, -2, -1), torch.diagonal(im, 0, -2, -1)
        whole = torch.cat([re, b[0]], -1), torch.cat([im, b[1]], -1)
        whole = divide_rows(whole, diagonal)
        (re, b_re), (im, b_im) = (part.split([n, columns], -1) for part in whole)
        b = b_re, b_im
    im = torch.tril(im, -1) if lower else torch.triu(im, 1)
    x = torch.linalg.solve_triangular(
        interleave((re, im)), join_rows(b), upper=not lower, unitriangular=True
    )
    solution = split_rows(x)
    return (transpose(solution[0]), transpose(solution[1])) if right else solution


def eigvalsh(a: Pair) -> tuple[Tensor, None]:
    """Return what `eigh` does, without the vectors."""
    # Of the matrices that stand for these every eigenvalue is there twice.
    return torch.linalg.eigvalsh(interleave(mirror(a)))[..., 0::2], None


def svdvals(a: Pair, full: bool) -> tuple[None, Tensor, None]:
    """Return what `svd` does, without the vectors."""
    return None, torch.linalg.svdvals(interleave(a))[..., 0::2], None


def eig(a: Pair) -> tuple[Pair, Pair]:
    """Reject eigenvalues of matrices that are not Hermitian.

    Raises
    ------
    NotImplementedError
        Always.
    """
    raise NotImplementedError(
        "eigenvalues of matrices that are not Hermitian need a loop until they converge, as that of"
        " milcomplex.torch.export"
    )


FACTORIZATIONS: dict[str, Callable[..., Any]] = {
    "eig": eig,
    "eigh": reflections.eigh,
    "eigvalsh": eigvalsh,
    "householder_product": reflections.householder_product,
    "householder_qr": reflections.householder_qr,
    "lu": elimination.lu,
    "order_rows": order_rows,
    "svd": reflections.svd,
    "svdvals": svdvals,
    "triangular_solve": triangular_solve,
}
