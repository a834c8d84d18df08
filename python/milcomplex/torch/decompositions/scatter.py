"""Ops that write elements at indices, as `put` of rows.

These are rules for real tensors too: torch-mlir uses a dialect for them that LLVM lacks.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import Tensor
from torch.fx.experimental.symbolic_shapes import guard_or_true

from milcomplex.torch.decompositions.rules import (
    Rules,
    broadcast,
    rule,
    to_dtype,
)
from milcomplex.torch.ops import milc

aten = torch.ops.aten
RULES: Rules = {}

# The reductions of `put` by their names in scatter, index_reduce and the like.
REDUCTIONS = {
    "add": "add",
    "amax": "max",
    "amin": "min",
    "mul": "mul",
    "multiply": "mul",
    "prod": "mul",
    "sum": "add",
}


def wrap(index: Tensor, n: int) -> Tensor:
    """Return an index from 0; a negative one counts from the end."""
    index = index.to(torch.int64)
    return torch.where(index < 0, index + n, index)


def put_rows(
    x: Tensor, axes: Sequence[int], index: Tensor, values: Tensor, reduction: str
) -> Tensor:
    """Put slices of a tensor.

    Parameters
    ----------
    x : Tensor
        The tensor that they are put into.
    axes : sequence of int
        The axes that the index is for.
    index : Tensor
        The place of each slice in the order of `axes`, of shape [k].
    values : Tensor
        The slices, of shape [k, ...] with the other axes of `x`.
    reduction : str
        As of `put`.
    """
    others = [axis for axis in range(x.dim()) if axis not in axes]
    order = [*axes, *others]
    n = math.prod(x.shape[axis] for axis in axes)
    m = math.prod(x.shape[axis] for axis in others)
    is_byte_sized = x.dtype == torch.bool
    rows = x.permute(order).reshape(n, m)
    values = to_dtype(values, x.dtype).reshape(-1, m)
    if is_byte_sized:
        rows, values = rows.to(torch.int8), values.to(torch.int8)
    done = milc.put(rows, index.reshape(-1), values, reduction)
    if is_byte_sized:
        done = done.to(torch.bool)
    inverse = [order.index(axis) for axis in range(x.dim())]
    return done.reshape([x.shape[axis] for axis in order]).permute(inverse)


def locate(index: Tensor, axis: int, shape: Sequence[int]) -> Tensor:
    """Return the positions, in a flattened tensor of a shape, of an index along an axis."""
    places = torch.zeros_like(index)
    for i in range(len(shape)):
        along = [index.shape[i] if j == i else 1 for j in range(len(shape))]
        steps = torch.arange(index.shape[i], dtype=torch.int64).reshape(along)
        places = places * shape[i] + (wrap(index, shape[axis]) if i == axis else steps)
    return places


@rule(RULES, aten.scatter.src, aten.scatter.value)
def scatter(x: Tensor, axis: int, index: Tensor, source: Any) -> Tensor:
    """Write elements to positions along an axis."""
    return scatter_with("replace", x, axis, index, source)


def scatter_with(reduction: str, x: Tensor, axis: int, index: Tensor, source: Any) -> Tensor:
    """Put elements into positions along an axis."""
    if x.dim() == 0:
        return scatter_with(reduction, x.reshape(1), 0, index.reshape(-1), flatten(source)).reshape(
            ()
        )
    if index.dim() == 0:
        index = index.reshape(1)
    if isinstance(source, Tensor):
        source = source.reshape(1) if source.dim() == 0 else source
        values = source[tuple(slice(0, n) for n in index.shape)]
    else:
        values = torch.full(index.shape, source, dtype=x.dtype)
    places = locate(index, axis % x.dim(), x.shape)
    flat = x.reshape(-1)
    done = put_rows(flat, [0], places.reshape(-1), values.reshape(-1), reduction)
    return done.reshape(x.shape)


def flatten(value: Any) -> Any:
    """Return a tensor with one axis; a number as it is."""
    return value.reshape(-1) if isinstance(value, Tensor) else value


@rule(RULES, aten.scatter.reduce, aten.scatter.value_reduce)
def scatter_and_reduce(x: Tensor, axis: int, index: Tensor, source: Any, *, reduce: str) -> Tensor:
    """Add or multiply elements into positions along an axis."""
    return scatter_with(REDUCTIONS[reduce], x, axis, index, source)


@rule(RULES, aten.scatter_add)
def scatter_add(x: Tensor, axis: int, index: Tensor, source: Tensor) -> Tensor:
    """Add elements to positions along an axis."""
    return scatter_with("add", x, axis, index, source)


@rule(RULES, aten.scatter_reduce)
def scatter_reduce(
    x: Tensor,
    axis: int,
    index: Tensor,
    source: Tensor,
    reduce: str,
    *,
    include_self: bool = True,
) -> Tensor:
    """Reduce elements into positions along an axis."""
    if index.numel() == 0:
        return x.clone()

    def put(reduction: str, x: Tensor, source: Any) -> Tensor:
        return scatter_with(reduction, x, axis, index, source)

    return reduce_with(put, x, source, reduce, include_self)


def reduce_with(
    put: Callable[[str, Tensor, Any], Tensor],
    x: Tensor,
    source: Tensor,
    reduce: str,
    include_self: bool,
) -> Tensor:
    """Reduce elements into positions.

    `put` accepts a reduction of `put`, a tensor and the elements.
    """
    if not include_self:
        x = put("replace", x, torch.full_like(source, find_identity(reduce, x.dtype)))
    if reduce != "mean":
        return put(REDUCTIONS[reduce], x, source)
    start = torch.full_like(x, 1 if include_self else 0)
    counts = torch.clamp(put("add", start, torch.ones_like(source)), min=1)
    mode = None if x.dtype.is_floating_point else "floor"
    return torch.div(put("add", x, source), counts, rounding_mode=mode)


def find_identity(reduce: str, dtype: torch.dtype) -> float:
    """Return the number that does not change what it is reduced with."""
    if reduce in ("amax", "amin"):
        if dtype.is_floating_point:
            return -math.inf if reduce == "amax" else math.inf
        limits = torch.iinfo(dtype)
        return limits.min if reduce == "amax" else limits.max
    return 1 if reduce == "prod" else 0


@rule(RULES, aten.index_reduce)
def index_reduce(
    x: Tensor,
    axis: int,
    index: Tensor,
    source: Tensor,
    reduce: str,
    *,
    include_self: bool = True,
) -> Tensor:
    """Reduce slices into those at positions along an axis."""

    def put(reduction: str, x: Tensor, source: Any) -> Tensor:
        return index_with(reduction, x, axis, index, source)

    return reduce_with(put, x, source, reduce, include_self)


@rule(RULES, aten.max_pool2d_with_indices_backward.default)
def max_pool_backward(grad: Tensor, x: Tensor, *options: Any) -> Tensor:
    """Return the gradient by the operand of a pooling, whose indices are the last option."""
    index, shape = options[-1], x.shape
    flat = torch.zeros((*shape[:-2], shape[-2] * shape[-1]), dtype=grad.dtype)
    return flat.scatter_add(-1, index.flatten(-2), grad.flatten(-2)).reshape(shape)


@rule(RULES, aten.max_pool2d_with_indices.default)
def max_pool(x: Tensor, *options: Any) -> tuple[Tensor, Tensor]:
    """Return the largest elements of windows, and where they are; torch-mlir wants a batch."""
    if x.dim() == 4:
        return NotImplemented
    values, index = aten.max_pool2d_with_indices(x.unsqueeze(0), *options)
    return values.squeeze(0), index.squeeze(0)


@rule(RULES, aten.index_add)
def index_add(x: Tensor, axis: int, index: Tensor, source: Tensor, *, alpha: complex = 1) -> Tensor:
    """Add slices to those at positions along an axis."""
    return index_with("add", x, axis, index, source if alpha == 1 else source * alpha)


def index_with(reduction: str, x: Tensor, axis: int, index: Tensor, source: Tensor) -> Tensor:
    """Put slices into those at positions along an axis."""
    if x.dim() == 0:
        return index_with(reduction, x.reshape(1), 0, index.reshape(-1), source.reshape(1)).reshape(
            ()
        )
    axis %= x.dim()
    places = wrap(index.reshape(-1), x.shape[axis])
    return put_rows(x, [axis], places, source.movedim(axis, 0), reduction)


@rule(RULES, aten.index_copy)
def index_copy(x: Tensor, axis: int, index: Tensor, source: Tensor) -> Tensor:
    """Write slices to positions along an axis."""
    return index_with("replace", x, axis, index, source)


@rule(RULES, aten.index_fill.int_Scalar, aten.index_fill.int_Tensor)
def index_fill(x: Tensor, axis: int, index: Tensor, value: Any) -> Tensor:
    """Write a number to the slices at positions along an axis."""
    if x.dim() == 0:
        return index_fill(x.reshape(1), 0, index.reshape(-1), value).reshape(())
    shape = list(x.shape)
    shape[axis % x.dim()] = index.numel()
    number = value if isinstance(value, Tensor) else torch.full((), value, dtype=x.dtype)
    return index_with("replace", x, axis, index, to_dtype(number, x.dtype).expand(shape))


@rule(RULES, aten.put)
def put(x: Tensor, index: Tensor, source: Tensor, accumulate: bool = False) -> Tensor:
    """Write or add elements at positions of the flattened tensor."""
    flat = x.reshape(-1)
    places = wrap(index.reshape(-1), flat.shape[0])
    reduction = "add" if accumulate else "replace"
    return put_rows(flat, [0], places, source.reshape(-1), reduction).reshape(x.shape)


def put_where(x: Tensor, mask: Tensor, values: Tensor, accumulate: bool) -> Tensor:
    """Write the next of the values, or the single one, where a mask of the first axes holds."""
    inner = x.shape[mask.dim() :]
    mask = mask.to(torch.bool)
    if values.dim() > len(inner) and guard_or_true(values.shape[0] != 1):
        order = torch.cumsum(mask.reshape(-1).to(torch.int64), 0) - 1
        order = torch.clamp(order, 0, values.shape[0] - 1)
        new = torch.index_select(values, 0, order).expand(order.shape[0], *inner)
    else:
        new = values.expand(1, *inner).expand(mask.numel(), *inner)
    new = to_dtype(new, x.dtype).reshape(x.shape)
    holds = mask.reshape(*mask.shape, *[1] * len(inner))
    return torch.where(holds, x + new if accumulate else new, x)


@rule(RULES, aten.masked_scatter)
def masked_scatter(x: Tensor, mask: Tensor, source: Tensor) -> Tensor:
    """Write the next of the values where a mask holds."""
    x, mask = broadcast(x, mask)
    return put_where(x, mask, source.reshape(-1), False)


@rule(RULES, aten.index_put, aten._unsafe_index_put)
def index_put(
    x: Tensor, indices: Sequence[Tensor | None], values: Tensor, accumulate: bool = False
) -> Tensor:
    """Write or add slices at indices of some axes."""
    given = [index for index in indices if index is not None]
    if any(index.dtype in (torch.bool, torch.uint8) for index in given):
        if len(given) == 1 and indices[0] is given[0]:
            return put_where(x, given[0], values, accumulate)
        raise NotImplementedError("a mask must be of the first axes, and the only index")
    axes = [axis for axis, index in enumerate(indices) if index is not None]
    others = [axis for axis in range(x.dim()) if axis not in axes]
    places = torch.zeros((), dtype=torch.int64)
    for axis, index in zip(axes, given, strict=True):
        places = places * x.shape[axis] + wrap(index, x.shape[axis])
    # The axes of the index replace the indexed ones, if these are adjacent.
    are_neighbours = axes == list(range(axes[0], axes[-1] + 1))
    before = [axis for axis in others if are_neighbours and axis < axes[0]]
    after = [axis for axis in others if axis not in before]
    shape = [x.shape[i] for i in before] + list(places.shape) + [x.shape[i] for i in after]
    slices = values.expand(shape)
    rank = places.dim()
    first = list(range(len(before), len(before) + rank))
    rest = [axis for axis in range(slices.dim()) if axis not in first]
    slices = slices.permute(first + rest).reshape(
        places.numel(), *[x.shape[axis] for axis in others]
    )
    return put_rows(x, axes, places.reshape(-1), slices, "add" if accumulate else "replace")


@rule(RULES, aten._unsafe_masked_index_put_accumulate)
def masked_index_put(
    x: Tensor, mask: Tensor, indices: Sequence[Tensor | None], values: Tensor
) -> Tensor:
    """Add slices at indices where a mask holds."""
    clamped = clamp_indices(x, indices)
    chosen = torch.where(mask, values, torch.zeros_like(values))
    return index_put(x, clamped, chosen, True)


@rule(RULES, aten._unsafe_masked_index)
def masked_index(
    x: Tensor, mask: Tensor, indices: Sequence[Tensor | None], fill: complex
) -> Tensor:
    """Return the slices at indices where a mask holds."""
    taken = aten.index(x, clamp_indices(x, indices))
    return torch.where(mask, taken, torch.full((), fill, dtype=taken.dtype))


def clamp_indices(x: Tensor, indices: Sequence[Tensor | None]) -> list[Tensor | None]:
    """Return indices within the sizes of a tensor."""
    return [
        index if index is None else torch.clamp(index, -n, n - 1)
        for index, n in zip(indices, x.shape, strict=False)
    ]
