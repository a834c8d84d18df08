"""Ops that count elements, or repeat them, whose results may have a size known only at run time.

These are rules for real tensors too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor

from milcomplex.torch.decompositions.rules import Rules, rule
from milcomplex.torch.decompositions.scatter import put_rows
from milcomplex.torch.decompositions.sorting import searchsorted
from milcomplex.torch.ops import milc

aten = torch.ops.aten
RULES: Rules = {}


def add_up(places: Tensor, values: Tensor, bins: Tensor) -> Tensor:
    """Return the sums of the values whose place is each bin, in tensors of one axis."""
    return put_rows(bins, [0], places, values, "add")


@rule(RULES, aten.bincount)
def bincount(x: Tensor, weights: Tensor | None = None, minlength: int = 0) -> Tensor:
    """Return how often each number occurs, or the sums of the weights where it does."""
    if x.numel() == 0:
        count = torch.full((), minlength, dtype=torch.int64)
    else:
        count = torch.clamp(torch.amax(x.to(torch.int64)) + 1, min=minlength)
    bins = milc.count(count)
    if weights is None:
        return add_up(x, torch.ones(x.shape, dtype=torch.int64), bins * 0)
    dtype = weights.dtype if weights.dtype == torch.float32 else torch.float64
    return add_up(x, weights.to(dtype), (bins * 0).to(dtype))


@rule(RULES, aten.repeat_interleave.Tensor)
def repeat_positions(repeats: Tensor, *, output_size: int | None = None) -> Tensor:
    """Return each position as often as its element says."""
    ends = torch.cumsum(repeats.to(torch.int64), 0)
    if output_size is None:
        places = milc.count(torch.sum(repeats.to(torch.int64)))
    else:
        places = torch.arange(output_size, dtype=torch.int64)
    return searchsorted(ends, places, right=True).to(repeats.dtype)


@rule(RULES, aten.repeat_interleave.self_Tensor)
def repeat_interleave(
    x: Tensor, repeats: Tensor, dim: int | None = None, *, output_size: int | None = None
) -> Tensor:
    """Return the slices along an axis, each repeated."""
    if dim is None:
        x, dim = x.reshape(-1), 0
    places = repeat_positions(repeats.expand(x.shape[dim]), output_size=output_size)
    return torch.index_select(x, dim, places.to(torch.int64))


def find_bins(x: Tensor, edges: Tensor) -> tuple[Tensor, Tensor]:
    """Return the bin of each element, and whether it is in one; the last has both its edges."""
    last = edges[-1]
    found = torch.clamp(searchsorted(edges, x, right=True) - 1, 0, edges.shape[0] - 2)
    return found, (x >= edges[0]) & (x <= last)


@rule(RULES, aten.histc)
def histc(x: Tensor, bins: int = 100, low: float = 0, high: float = 0) -> Tensor:
    """Return how many elements are in each of equal bins between two numbers."""
    flat = x.reshape(-1)
    dtype = flat.dtype
    first, last = (torch.full((), n, dtype=dtype) for n in (low, high))
    if low == high and flat.numel():
        first, last = torch.amin(flat), torch.amax(flat)
    is_point = first == last
    width = torch.where(is_point, torch.full((), 2, dtype=dtype), last - first)
    first = torch.where(is_point, first - 1, first)
    places = torch.clamp(((flat - first) / width * bins).to(torch.int64), 0, bins - 1)
    is_inside = (flat >= first) & (flat <= first + width)
    return add_up(places, is_inside.to(dtype), torch.zeros(bins, dtype=dtype))


def spread_edges(x: Tensor, bins: int, range_: Sequence[float] | None) -> Tensor:
    """Return the edges of equal bins in a range, by default that of the elements."""
    if range_ is not None:
        low, high = (torch.full((), n, dtype=x.dtype) for n in range_)
    else:
        low, high = torch.amin(x), torch.amax(x)
    is_point = low == high
    half = torch.full((), 0.5, dtype=x.dtype)
    low, high = torch.where(is_point, low - half, low), torch.where(is_point, high + half, high)
    steps = torch.arange(bins + 1, dtype=x.dtype) / bins
    edges = low + (high - low) * steps
    return torch.where(torch.arange(bins + 1) == bins, high, edges)


def count_in_bins(x: Tensor, edges: Tensor, weight: Tensor | None, density: bool) -> Tensor:
    """Return the sums of the weights of the elements in each bin."""
    flat = x.reshape(-1)
    places, is_inside = find_bins(flat, edges)
    values = is_inside.to(x.dtype)
    if weight is not None:
        values = values * weight.reshape(-1)
    total = add_up(places, values, torch.zeros(edges.shape[0] - 1, dtype=x.dtype))
    return total / torch.sum(total) / torch.diff(edges) if density else total


@rule(RULES, aten.histogram.bin_ct)
def histogram(
    x: Tensor,
    bins: int = 100,
    *,
    range: Sequence[float] | None = None,
    weight: Tensor | None = None,
    density: bool = False,
) -> tuple[Tensor, Tensor]:
    """Return how many elements are in each of equal bins, and their edges."""
    edges = spread_edges(x.reshape(-1), bins, range)
    return count_in_bins(x, edges, weight, density), edges


@rule(RULES, aten.histogram.bins_tensor)
def histogram_between(
    x: Tensor, bins: Tensor, *, weight: Tensor | None = None, density: bool = False
) -> tuple[Tensor, Tensor]:
    """Return how many elements are between edges, and these."""
    return count_in_bins(x, bins, weight, density), bins.clone()


@rule(RULES, aten._embedding_bag, aten.embedding_bag.padding_idx)
def embedding_bag(
    weight: Tensor,
    indices: Tensor,
    offsets: Tensor,
    scale_grad_by_freq: bool = False,
    mode: int = 0,
    sparse: bool = False,
    per_sample_weights: Tensor | None = None,
    include_last_offset: bool = False,
    padding_idx: int | None = -1,
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Return the sum, mean or maximum of the rows in each bag; the rest is for gradients."""
    starts = (offsets[:-1] if include_last_offset else offsets).to(torch.int64)
    bags = starts.shape[0]
    bag = searchsorted(starts, torch.arange(indices.shape[0]), right=True) - 1
    rows = torch.index_select(weight, 0, indices)
    if per_sample_weights is not None:
        rows = rows * per_sample_weights.unsqueeze(1)
    is_used = torch.ones_like(indices, dtype=torch.bool)
    if padding_idx is not None and padding_idx >= 0:
        is_used = indices != padding_idx
    counts = add_up(bag, is_used.to(torch.int64), torch.zeros(bags, dtype=torch.int64))
    empty = torch.zeros((bags, weight.shape[1]), dtype=weight.dtype)
    used = is_used.unsqueeze(1)
    if mode == 2:
        least = torch.full((), -torch.inf, dtype=weight.dtype)
        start = torch.full(empty.shape, -torch.inf, dtype=weight.dtype)
        found = put_rows(start, [0], bag, torch.where(used, rows, least), "max")
        found = torch.where((counts == 0).unsqueeze(1), empty, found)
    else:
        chosen = torch.where(used, rows, torch.zeros((), dtype=weight.dtype))
        found = put_rows(empty, [0], bag, chosen, "add")
        if mode == 1:
            found = found / torch.clamp(counts, min=1).unsqueeze(1)
    return found, bag, counts, torch.zeros_like(counts)


def find_lengths(lengths: Tensor | None, offsets: Tensor | None) -> Tensor:
    """Return the lengths of segments, which are given, or their offsets."""
    if lengths is not None:
        return lengths
    assert offsets is not None
    return torch.diff(offsets)


@rule(RULES, aten.segment_reduce)
def segment_reduce(
    x: Tensor,
    reduce: str,
    *,
    lengths: Tensor | None = None,
    indices: Tensor | None = None,
    offsets: Tensor | None = None,
    axis: int = 0,
    unsafe: bool = False,
    initial: float | None = None,
) -> Tensor:
    """Reduce the segments along the first axis."""
    sizes = find_lengths(lengths, offsets)
    if sizes.dim() != 1 or axis != 0:
        raise NotImplementedError("segments must be along the first axis")
    reduction, identity = {
        "sum": ("add", 0.0),
        "mean": ("add", 0.0),
        "prod": ("mul", 1.0),
        "max": ("max", -torch.inf),
        "min": ("min", torch.inf),
    }[reduce]
    bag = repeat_positions(sizes, output_size=x.shape[0]).to(torch.int64)
    start = identity if initial is None else initial
    shape = (sizes.shape[0], *x.shape[1:])
    total = put_rows(torch.full(shape, start, dtype=x.dtype), [0], bag, x, reduction)
    if reduce != "mean":
        return total
    counts = sizes.reshape(-1, *[1] * (x.dim() - 1)).to(x.dtype)
    empty: Any = torch.full((), torch.nan if initial is None else initial, dtype=x.dtype)
    return torch.where(counts == 0, empty, total / counts)
