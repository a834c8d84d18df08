"""Ops that find where elements are not zero, whose number is known only at run time.

These are rules for real tensors too.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from milcomplex.torch.decompositions.arithmetic import is_nonzero
from milcomplex.torch.decompositions.data_movement import leave
from milcomplex.torch.decompositions.rules import Rules, broadcast, is_static, rule
from milcomplex.torch.decompositions.scatter import put_rows, wrap
from milcomplex.torch.ops import milc

aten = torch.ops.aten
RULES: Rules = {}

# Types of indices that torch-mlir (20261001) confuses with int64.
NARROW = (torch.int8, torch.int16, torch.int32)


def split_places(places: Tensor, shape: torch.Size) -> Tensor:
    """Return positions in a flattened tensor of a shape as positions along each axis, [n, rank]."""
    columns = []
    for n in reversed(shape):
        columns.append(torch.remainder(places, n))
        places = torch.div(places, n, rounding_mode="floor")
    if not columns:
        return places.unsqueeze(1)[:, :0]
    return torch.stack(columns[::-1], 1)


@rule(RULES, aten.nonzero)
def nonzero(x: Tensor) -> Tensor:
    """Return the positions along each axis of the elements that are not zero."""
    return split_places(milc.find(is_nonzero(x).reshape(-1)), x.shape)


@rule(RULES, aten.masked_select)
def masked_select(x: Tensor, mask: Tensor) -> Tensor:
    """Return the elements where a mask holds."""
    x, mask = broadcast(x, mask)
    return torch.index_select(x.reshape(-1), 0, milc.find(mask.reshape(-1)))


@rule(RULES, aten.nonzero_static)
def nonzero_static(x: Tensor, *, size: int, fill_value: int = -1) -> Tensor:
    """Return the first positions along each axis that are not zero, padded with a number."""
    if x.dim() == 0:
        return torch.full((size, 0), fill_value, dtype=torch.int64)
    mask = is_nonzero(x).reshape(-1)
    order = torch.cumsum(mask.to(torch.int64), 0) - 1
    # The others go to an extra row, which is dropped.
    target = torch.where(mask & (order < size), order, torch.full((), size, dtype=torch.int64))
    places = split_places(torch.arange(mask.shape[0], dtype=torch.int64), x.shape)
    rows = torch.full((size + 1, x.dim()), fill_value, dtype=torch.int64)
    return put_rows(rows, [0], target, places, "replace")[:size]


@rule(RULES, aten.index)
def index(x: Tensor, indices: Sequence[Tensor | None]) -> Tensor:
    """Return the slices at indices, or masks, of some axes."""
    if any(given is not None and given.dtype in NARROW for given in indices):
        wide = [
            given.to(torch.int64) if given is not None and given.dtype in NARROW else given
            for given in indices
        ]
        return aten.index(x, wide)
    if not any(is_mask(given) for given in indices):
        sizes = [n for given in indices if given is not None for n in given.shape]
        if not all(map(is_static, sizes)):
            return select_rows(x, indices)
        return leave(aten.index.Tensor, x, indices)
    *before, mask = indices
    if mask is not None and all(given is None for given in before):
        axis = len(before)
        flat = x.flatten(axis, axis + mask.dim() - 1) if mask.dim() else x.unsqueeze(axis)
        return torch.index_select(flat, axis, milc.find(mask.to(torch.bool).reshape(-1)))
    places: list[Tensor | None] = []
    for given in indices:
        if given is not None and is_mask(given):
            places.extend(nonzero(given).unbind(1))
        else:
            places.append(given)
    return aten.index(x, places)


def select_rows(x: Tensor, indices: Sequence[Tensor | None]) -> Tensor:
    """Return the slices at positions of adjacent axes, whose number is dynamic.

    Raises
    ------
    NotImplementedError
        If the axes are not adjacent.
    """
    axes = [axis for axis, given in enumerate(indices) if given is not None]
    first, last = axes[0], axes[-1]
    if axes != list(range(first, last + 1)):
        raise NotImplementedError("indices of a dynamic size must be of adjacent axes")
    places = torch.zeros((), dtype=torch.int64)
    for axis in axes:
        given = indices[axis]
        assert given is not None
        places = places * x.shape[axis] + wrap(given, x.shape[axis])
    taken = torch.index_select(x.flatten(first, last), first, places.reshape(-1))
    return taken.reshape(*x.shape[:first], *places.shape, *x.shape[last + 1 :])


def is_mask(index: Tensor | None) -> bool:
    """Whether an index is a mask."""
    return index is not None and index.dtype in (torch.bool, torch.uint8)
