"""Ops that order elements, or find their places in an order.

These are rules for real tensors too.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

from milcomplex.torch.decompositions.rules import Rules, is_static, rule
from milcomplex.torch.decompositions.scatter import put_rows
from milcomplex.torch.ops import milc

aten = torch.ops.aten
RULES: Rules = {}


def order_rows(x: Tensor, axis: int, descending: bool) -> tuple[Tensor, Tensor]:
    """Return the rows along an axis, [m, n], and the positions of their elements in order.

    Equal elements stay in their order; NaNs are larger than all.
    """
    moved = x.movedim(axis, -1) if x.dim() else x.reshape(1)
    rows = moved.reshape(math.prod(moved.shape[:-1]), moved.shape[-1])
    is_narrow = not x.dtype.is_floating_point and x.dtype != torch.int64
    return rows, milc.order(rows.to(torch.int32) if is_narrow else rows, descending)


def shape_rows(rows: Tensor, x: Tensor, axis: int, keepdim: bool = True) -> Tensor:
    """Return what was computed of the rows of a tensor along an axis in its place."""
    if x.dim() == 0:
        return rows.reshape(())
    others = [n for i, n in enumerate(x.shape) if i != axis % x.dim()]
    moved = rows.reshape(*others, rows.shape[1]).movedim(-1, axis)
    return moved if keepdim else moved.squeeze(axis)


def take(rows: Tensor, order: Tensor, x: Tensor, axis: int, keepdim: bool = True) -> Any:
    """Return the elements at positions of each row, and the positions, in the place of `x`."""
    found = torch.gather(rows, 1, order)
    return shape_rows(found, x, axis, keepdim), shape_rows(order, x, axis, keepdim)


@rule(RULES, aten.sort.default)
def sort(x: Tensor, axis: int = -1, descending: bool = False) -> tuple[Tensor, Tensor]:
    """Return the elements in order, and their positions."""
    return take(*order_rows(x, axis, descending), x, axis)


@rule(RULES, aten.sort.stable)
def sort_stably(
    x: Tensor, *, stable: bool | None, dim: int = -1, descending: bool = False
) -> tuple[Tensor, Tensor]:
    """Return the elements in order, and their positions."""
    return sort(x, dim, descending)


@rule(RULES, aten.argsort.default)
def argsort(x: Tensor, axis: int = -1, descending: bool = False) -> Tensor:
    """Return the positions of the elements in order."""
    return sort(x, axis, descending)[1]


@rule(RULES, aten.argsort.stable)
def argsort_stably(x: Tensor, *, stable: bool, dim: int = -1, descending: bool = False) -> Tensor:
    """Return the positions of the elements in order."""
    return sort(x, dim, descending)[1]


@rule(RULES, aten.topk)
def topk(
    x: Tensor, k: int, axis: int = -1, largest: bool = True, in_order: bool = True
) -> tuple[Tensor, Tensor]:
    """Return the k largest or smallest elements, in order, and their positions."""
    rows, order = order_rows(x, axis, largest)
    return take(rows, order.narrow(1, 0, k), x, axis)


@rule(RULES, aten.kthvalue)
def kthvalue(x: Tensor, k: int, axis: int = -1, keepdim: bool = False) -> tuple[Tensor, Tensor]:
    """Return the k-th smallest element, and its position."""
    rows, order = order_rows(x, axis, False)
    return take(rows, order.narrow(1, k - 1, 1), x, axis, keepdim)


def find_middle(
    x: Tensor, axis: int, keepdim: bool, choose: Callable[[Tensor, Tensor], Tensor]
) -> tuple[Tensor, Tensor]:
    """Return an element in the middle, and its position.

    `choose` returns its place in the order of the counts of elements and of NaNs.
    """
    rows, order = order_rows(x, axis, False)
    nans = torch.sum(torch.isnan(rows).to(torch.int64), 1, True)
    place = choose(torch.full_like(nans, rows.shape[1]), nans)
    return take(rows, torch.gather(order, 1, place), x, axis, keepdim)


def place_median(count: Tensor, nans: Tensor) -> Tensor:
    """Return the place of the lower median, of the first NaN where there is one."""
    return torch.where(nans > 0, count - nans, (count - 1) // 2)


def place_nanmedian(count: Tensor, nans: Tensor) -> Tensor:
    """Return the place of the lower median of what is not NaN."""
    return torch.clamp(count - nans - 1, min=0) // 2


@rule(RULES, aten.median.dim)
def median_along(x: Tensor, axis: int, keepdim: bool = False) -> tuple[Tensor, Tensor]:
    """Return the lower median, NaN where there is one, and its position."""
    return find_middle(x, axis, keepdim, place_median)


@rule(RULES, aten.nanmedian.dim)
def nanmedian_along(x: Tensor, axis: int, keepdim: bool = False) -> tuple[Tensor, Tensor]:
    """Return the lower median of what is not NaN, and its position."""
    return find_middle(x, axis, keepdim, place_nanmedian)


@rule(RULES, aten.median.default)
def median(x: Tensor) -> Tensor:
    """Return the lower median of all elements, NaN where there is one."""
    return find_middle(x.reshape(-1), 0, False, place_median)[0]


@rule(RULES, aten.nanmedian.default)
def nanmedian(x: Tensor) -> Tensor:
    """Return the lower median of all elements that are not NaN."""
    return find_middle(x.reshape(-1), 0, False, place_nanmedian)[0]


@rule(RULES, aten.mode)
def mode(x: Tensor, axis: int = -1, keepdim: bool = False) -> tuple[Tensor, Tensor]:
    """Return the most frequent element, the least of several, and its last position."""
    rows, order = order_rows(x, axis, False)
    ordered = torch.gather(rows, 1, order)
    # Of each run of equal elements, the last element comes after all of them.
    counts = torch.sum((ordered.unsqueeze(2) == ordered.unsqueeze(1)).to(torch.int64), 2)
    last = torch.argmax(counts, 1, True) + torch.amax(counts, 1, True) - 1
    return take(rows, torch.gather(order, 1, torch.clamp(last, min=0)), x, axis, keepdim)


@rule(RULES, aten.searchsorted)
def searchsorted(
    bounds: Tensor,
    x: Any,
    *,
    out_int32: bool = False,
    right: bool = False,
    side: str | None = None,
    sorter: Tensor | None = None,
) -> Tensor:
    """Return where elements belong among bounds in order, by bisection."""
    right = right or side == "right"
    x = x if isinstance(x, Tensor) else torch.full((), x, dtype=bounds.dtype)
    if sorter is not None:
        bounds = torch.gather(bounds, -1, sorter)
    dtype = torch.promote_types(bounds.dtype, x.dtype)
    bounds, values = bounds.to(dtype), x.to(dtype)
    n = bounds.shape[-1]
    if not is_static(n):
        raise NotImplementedError("the number of bounds must be static")
    if n == 0 or (is_static(x.numel()) and x.numel() == 0):
        return torch.zeros(x.shape, dtype=torch.int32 if out_int32 else torch.int64)
    rows = bounds.reshape(-1, n)
    columns = values.reshape(1, -1) if bounds.dim() == 1 else values.reshape(rows.shape[0], -1)
    place = torch.zeros(columns.shape, dtype=torch.int64)
    step = 1 << n.bit_length()
    while step := step >> 1:
        after = place + step
        bound = torch.gather(rows, 1, torch.clamp(after - 1, max=n - 1))
        # NaNs come last.
        is_before = torch.isnan(columns) | (bound <= columns if right else bound < columns)
        if not right:
            is_before = is_before & ~torch.isnan(bound)
        place = torch.where((after <= n) & is_before, after, place)
    return place.reshape(x.shape).to(torch.int32 if out_int32 else torch.int64)


@rule(RULES, aten.bucketize)
def bucketize(x: Any, bounds: Tensor, *, out_int32: bool = False, right: bool = False) -> Tensor:
    """Return where elements belong among bounds in order."""
    return searchsorted(bounds, x, out_int32=out_int32, right=right)


def find_first(rows: Tensor) -> Tensor:
    """Return where a row differs from the one before it; the first does."""
    differs = torch.any(rows[1:] != rows[:-1], 1)
    return torch.cat([torch.ones((1,), dtype=torch.bool), differs])


def gather_runs(rows: Tensor, first: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Return the first row of each run, the number of each row's run, and the runs' lengths."""
    starts = milc.find(first)
    run = torch.cumsum(first.to(torch.int64), 0) - 1
    ends = torch.cat([starts, torch.full((1,), rows.shape[0], dtype=torch.int64)])
    return torch.index_select(rows, 0, starts), run, torch.diff(ends)


def drop_repeated(x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Return distinct elements in order, the number of each one's, and how many there are."""
    flat = x.reshape(1, -1)
    order = order_rows(flat, 1, False)[1].reshape(-1)
    ordered = torch.index_select(flat.reshape(-1), 0, order).unsqueeze(1)
    distinct, run, counts = gather_runs(ordered, find_first(ordered))
    inverse = put_rows(torch.zeros_like(run), [0], order, run, "replace")
    return distinct.squeeze(1), inverse.reshape(x.shape), counts


@rule(RULES, aten._unique2)
def unique(
    x: Tensor, in_order: bool = True, return_inverse: bool = False, return_counts: bool = False
) -> tuple[Tensor, Tensor, Tensor]:
    """Return the distinct elements, the number of each one's, and how many there are."""
    return drop_repeated(x)


@rule(RULES, aten.unique_consecutive)
def unique_consecutive(
    x: Tensor, return_inverse: bool = False, return_counts: bool = False, dim: int | None = None
) -> tuple[Tensor, Tensor, Tensor]:
    """Return one of each run of equal elements, the number of each one's, and the lengths."""
    if dim is None:
        rows = x.reshape(-1, 1)
        distinct, run, counts = gather_runs(rows, find_first(rows))
        return distinct.squeeze(1), run.reshape(x.shape), counts
    moved = x.movedim(dim, 0)
    rows = moved.reshape(moved.shape[0], -1)
    distinct, run, counts = gather_runs(rows, find_first(rows))
    shape = (distinct.shape[0], *moved.shape[1:])
    return distinct.reshape(shape).movedim(0, dim), run, counts
