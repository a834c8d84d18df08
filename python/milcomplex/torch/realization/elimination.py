"""Gaussian elimination of complex matrices in ops of real tensors.

Elements are the parts along a last axis of 2. The steps are unrolled, so that what is not known
when a program is made, where the pivots are, is only an index.
"""

from __future__ import annotations

import torch
from torch import Tensor

from milcomplex.torch.realization.blocks import Pair, check_steps


def multiply(z: Tensor, w: Tensor) -> Tensor:
    """Return products of elements; `w` may be broadcast."""
    turned = z.flip(-1) * torch.tensor([-1.0, 1.0], dtype=z.dtype)
    return z * w[..., 0:1] + turned * w[..., 1:2]


def swap_rows(z: Tensor, order: Tensor, step: int, place: Tensor) -> tuple[Tensor, Tensor]:
    """Exchange a row with another one, which may be the same, in matrices and in an order."""
    rows = torch.arange(z.shape[-3])
    swapped = torch.where(rows == step, place, torch.where(rows == place, step, rows))
    index = swapped.unsqueeze(-1).unsqueeze(-1).expand(z.shape)
    return torch.gather(z, -3, index), torch.gather(order, -1, swapped)


def divide_by_pivots(column: Tensor, pivot: Tensor, size: Tensor) -> Tensor:
    """Return the quotients of a column and its largest element, whose size is |re| + |im|.

    Both are scaled by the size, so that no square overflows; zeros stay where it is 0.
    """
    scale = torch.where(size == 0, 1.0, size).unsqueeze(-1).unsqueeze(-1)
    p = pivot / scale
    # 1/2 at least, unless the pivot is 0.
    square = torch.clamp_min((p * p).sum(-1, keepdim=True), 0.25)
    inverse = p * torch.tensor([1.0, -1.0], dtype=p.dtype) / square
    return multiply(column / scale, inverse)


def lu(a: Pair) -> tuple[Pair, Tensor, Tensor]:
    """Return L and U in one matrix, the pivots from 0, and the order of the rows.

    The pivot is the element with the largest |re| + |im|, as LAPACK's.
    """
    z = torch.stack(a, -1)
    *batch, m, n, _ = z.shape
    check_steps(m, n)
    order = torch.arange(m).expand(*batch, m)
    places = []
    for k in range(min(m, n)):
        place = torch.full((*batch, 1), k, dtype=torch.int64)
        if k + 1 < m:
            sizes = z[..., k:, k, :].abs().sum(-1)
            size, offset = torch.max(sizes, -1, keepdim=True)
            place = offset + k if k else offset
            z, order = swap_rows(z, order, k, place)
            row, below = z[..., k : k + 1, :, :], z[..., k + 1 :, :, :]
            column = divide_by_pivots(below[..., k : k + 1, :], row[..., k : k + 1, :], size)
            rest = slice(k + 1, n)
            updated = below[..., rest, :] - multiply(row[..., rest, :], column)
            below = torch.cat([below[..., :k, :], column, updated], -2)
            z = torch.cat([z[..., : k + 1, :, :], below], -3)
        places.append(place)
    pivots = torch.cat(places, -1) if places else torch.zeros((*batch, 0), dtype=torch.int64)
    return (z[..., 0], z[..., 1]), pivots.to(torch.int32), order.to(torch.int32)
