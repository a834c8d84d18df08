"""Real matrices of twice the size that stand for complex ones, element by element.

An element is a block [[x, -y], [y, x]]: a column is two, an adjoint is a transpose, and products
of blocks are products of matrices. Of two columns of a block the second follows from the first.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

Pair = tuple[Tensor, Tensor]
# Of steps that are unrolled.
LIMIT = 64


def check_steps(*sizes: Any) -> None:
    """Check how many steps are unrolled: the smallest of the sizes of a matrix.

    Raises
    ------
    NotImplementedError
        If a size is dynamic, or they are too many.
    """
    if not all(isinstance(n, int) for n in sizes):
        raise NotImplementedError("a factorization needs matrices of static sizes")
    if min(sizes) > LIMIT:
        raise NotImplementedError(
            f"a factorization is unrolled, which needs at most {LIMIT} rows or columns, but found"
            f" {min(sizes)}: milcomplex.torch.export factors matrices of any size"
        )


def interleave(z: Pair) -> Tensor:
    """Return the real matrices that stand for complex ones."""
    re, im = z
    rows = [torch.stack([re, -im], -1), torch.stack([im, re], -1)]
    return torch.stack(rows, -3).flatten(-4, -3).flatten(-2)


def join_rows(z: Pair) -> Tensor:
    """Return the first columns of the blocks of complex matrices."""
    return torch.stack(z, -2).flatten(-3, -2)


def split_rows(x: Tensor) -> Pair:
    """Return the parts of complex matrices, of the first columns of blocks."""
    return x[..., 0::2, :], x[..., 1::2, :]


def transpose(x: Tensor) -> Tensor:
    """Return transposed matrices."""
    return x.transpose(-2, -1)


def take_adjoint(z: Pair) -> Pair:
    """Return conjugate transposes."""
    return transpose(z[0]), -transpose(z[1])


def mirror(z: Pair) -> Pair:
    """Return the Hermitian matrices of lower triangles."""
    re, im = torch.tril(z[0], -1), torch.tril(z[1], -1)
    return torch.tril(z[0]) + transpose(re), im - transpose(im)


def measure(z: Pair) -> Tensor:
    """Return the larger of |re| and |im| of each element."""
    return torch.maximum(z[0].abs(), z[1].abs())
