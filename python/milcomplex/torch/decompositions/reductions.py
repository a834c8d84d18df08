"""Sums, products, moments and norms along axes, and their running forms."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import Tensor

from milcomplex.torch.decompositions.rules import (
    Rules,
    imag,
    is_static,
    real,
    rule,
    to_dtype,
)
from milcomplex.torch.ops import milc

aten = torch.ops.aten
RULES: Rules = {}
# For real tensors too: torch-mlir uses a dialect for these that LLVM lacks.
REAL_RULES: Rules = {}

Axes = int | Sequence[int] | None


def list_axes(x: Tensor, axes: Axes) -> list[int]:
    """Return axes as numbers from 0; none means all."""
    if isinstance(axes, int):
        axes = [axes]
    if axes is None or len(axes) == 0:
        return list(range(x.dim()))
    return [axis % max(x.dim(), 1) for axis in axes]


@rule(RULES, aten.prod.dim_int)
def prod(
    x: Tensor, axis: int, keepdim: bool = False, *, dtype: torch.dtype | None = None
) -> Tensor:
    """Return the product along an axis."""
    z = to_dtype(x, dtype or x.dtype)
    if z.dim() == 0:
        return z
    if is_static(z.shape[axis]) and z.shape[axis] == 0:
        shape = [n for i, n in enumerate(z.shape) if i != axis % z.dim()]
        product = torch.ones(shape, dtype=z.dtype)
    else:
        product = milc.prod(z, axis % z.dim())
    return product.unsqueeze(axis) if keepdim else product


@rule(RULES, aten.prod.default)
def prod_all(x: Tensor, *, dtype: torch.dtype | None = None) -> Tensor:
    """Return the product of all elements."""
    return prod(x.reshape(-1), 0, dtype=dtype)


def scan(f: Callable[..., tuple[Tensor, ...]], axis: int, *xs: Tensor) -> tuple[Tensor, ...]:
    """Return the scan of f along an axis, in steps of 1, 2, 4, ... (Hillis, Steele, 1986).

    `f` accepts what comes before and what comes after, and returns as many tensors.

    Raises
    ------
    NotImplementedError
        If the size along the axis is dynamic.
    """
    if xs[0].dim() == 0:
        return xs
    n = xs[0].shape[axis]
    if not isinstance(n, int):
        raise NotImplementedError("this running reduction needs a static size along its axis")
    step = 1
    while step < n:
        before = [x.narrow(axis, 0, n - step) for x in xs]
        after = [x.narrow(axis, step, n - step) for x in xs]
        joined = zip(xs, f(*before, *after), strict=True)
        xs = tuple(torch.cat([x.narrow(axis, 0, step), new], axis) for x, new in joined)
        step *= 2
    return xs


def run(reduction: str, x: Tensor, axis: int) -> Tensor:
    """Return running sums or products along an axis, whose size may be dynamic."""
    if x.dim() == 0 or is_static(x.shape[axis]):
        combine = torch.add if reduction == "add" else torch.mul
        return scan(lambda before, after: (combine(before, after),), axis, x)[0]
    moved = x.movedim(axis, -1)
    rows = moved.reshape(math.prod(moved.shape[:-1]), moved.shape[-1])
    return milc.scan(rows, reduction).reshape(moved.shape).movedim(-1, axis)


def find_running_dtype(x: Tensor, dtype: torch.dtype | None) -> torch.dtype:
    """Return the type in which elements are summed."""
    if dtype is not None:
        return dtype
    return x.dtype if x.dtype.is_floating_point or x.dtype.is_complex else torch.int64


@rule(REAL_RULES, aten.cumsum)
def cumsum(x: Tensor, axis: int, *, dtype: torch.dtype | None = None) -> Tensor:
    """Return the running sum."""
    return run("add", to_dtype(x, find_running_dtype(x, dtype)), axis)


@rule(REAL_RULES, aten.cumprod)
def cumprod(x: Tensor, axis: int, *, dtype: torch.dtype | None = None) -> Tensor:
    """Return the running product."""
    return run("mul", to_dtype(x, find_running_dtype(x, dtype)), axis)


@rule(REAL_RULES, aten.logcumsumexp)
def logcumsumexp(x: Tensor, axis: int) -> Tensor:
    """Return the logarithm of the running sum of exponentials."""
    return scan(lambda before, after: (torch.logaddexp(before, after),), axis, x)[0]


def find_running_extremes(
    exceeds: Callable[[Tensor, Tensor], Tensor], x: Tensor, axis: int
) -> tuple[Tensor, Tensor]:
    """Return running extremes, and the last position of each; NaNs exceed all."""

    def choose(x: Tensor, place: Tensor, y: Tensor, later: Tensor) -> tuple[Tensor, Tensor]:
        is_new = exceeds(y, x) | torch.isnan(y)
        return torch.where(is_new, y, x), torch.where(is_new, later, place)

    if x.dim() == 0:
        return x.clone(), torch.zeros_like(x, dtype=torch.int64)
    steps = torch.arange(x.shape[axis], dtype=torch.int64)
    along = [-1 if i == axis % x.dim() else 1 for i in range(x.dim())]
    values, places = scan(choose, axis, x, steps.reshape(along).expand(x.shape))
    return values, places


@rule(REAL_RULES, aten.cummax)
def cummax(x: Tensor, axis: int) -> tuple[Tensor, Tensor]:
    """Return running maxima, and their positions."""
    return find_running_extremes(torch.ge, x, axis)


@rule(REAL_RULES, aten.cummin)
def cummin(x: Tensor, axis: int) -> tuple[Tensor, Tensor]:
    """Return running minima, and their positions."""
    return find_running_extremes(torch.le, x, axis)


def reduce_number(op: Any, x: Tensor, *arguments: Any, **keywords: Any) -> Any:
    """Return a reduction of a tensor of rank 0, which torch-mlir (20261001) rejects, as it is."""
    if x.dim() != 0:
        return NotImplemented
    return torch.zeros((), dtype=torch.int64) if op in (aten.argmax, aten.argmin) else x.clone()


for extreme in (aten.amax, aten.amin, aten.argmax, aten.argmin):
    rule(REAL_RULES, extreme.default)(functools.partial(reduce_number, extreme))


@rule(RULES, aten.logsumexp)
def logsumexp(x: Tensor, axes: Axes, keepdim: bool = False) -> Tensor:
    """Return the logarithm of the sum of exponentials, scaled by the largest."""
    if x.dim() == 0:
        return x
    along = list_axes(x, axes)
    largest = torch.amax(real(x), along, keepdim=True)
    largest = torch.where(torch.isinf(largest), torch.zeros_like(largest), largest)
    total = torch.log(torch.sum(torch.exp(x - largest), along, keepdim=True)) + largest
    return total if keepdim else squeeze_axes(total, along)


def squeeze_axes(x: Tensor, axes: Sequence[int]) -> Tensor:
    """Return a tensor without these axes, which have size 1."""
    for axis in sorted(axes, reverse=True):
        x = x.squeeze(axis)
    return x


@rule(RULES, aten._softmax)
def softmax(x: Tensor, axis: int, half_to_float: bool) -> Tensor:
    """Return exponentials, divided by their sum."""
    exponentials = torch.exp(x - torch.amax(real(x), axis, keepdim=True))
    return exponentials / torch.sum(exponentials, axis, keepdim=True)


@rule(RULES, aten._log_softmax)
def log_softmax(x: Tensor, axis: int, half_to_float: bool) -> Tensor:
    """Return the logarithms of exponentials divided by their sum."""
    return x - logsumexp(x, axis, True)


def limit(correction: float | None, x: Tensor, axes: Axes) -> float:
    """Return a correction of at most the number of elements, from which it is subtracted.

    Where that number is dynamic it must not be less.
    """
    count = math.prod(x.shape[axis] for axis in list_axes(x, axes))
    wanted = 1 if correction is None else correction
    return min(wanted if count else 0, count) if is_static(count) else wanted


@rule(REAL_RULES, aten.var.correction)
def var(
    x: Tensor, axes: Axes = None, *, correction: float | None = None, keepdim: bool = False
) -> Tensor:
    """Return the variance, of a complex tensor the sum of those of the parts."""
    limited = limit(correction, x, axes)
    if not x.is_complex() and limited == (1 if correction is None else correction):
        return NotImplemented

    def of(part: Tensor) -> Tensor:
        return torch.var(part, list_axes(x, axes), correction=limited, keepdim=keepdim)

    return of(real(x)) + of(imag(x)) if x.is_complex() else of(x)


@rule(REAL_RULES, aten.std.correction)
def std(
    x: Tensor, axes: Axes = None, *, correction: float | None = None, keepdim: bool = False
) -> Tensor:
    """Return the standard deviation."""
    variance = torch.var(x, list_axes(x, axes), correction=correction, keepdim=keepdim)
    return torch.sqrt(variance)


def mean(x: Tensor, axes: Axes, keepdim: bool) -> Tensor:
    """Return the mean along axes."""
    return torch.mean(x, list_axes(x, axes), keepdim)


@rule(REAL_RULES, aten.var_mean.correction)
def var_mean(
    x: Tensor, axes: Axes = None, *, correction: float | None = None, keepdim: bool = False
) -> tuple[Tensor, Tensor]:
    """Return the variance and the mean."""
    variance = torch.var(x, list_axes(x, axes), correction=correction, keepdim=keepdim)
    return variance, mean(x, axes, keepdim)


@rule(REAL_RULES, aten.std_mean.correction)
def std_mean(
    x: Tensor, axes: Axes = None, *, correction: float | None = None, keepdim: bool = False
) -> tuple[Tensor, Tensor]:
    """Return the standard deviation, and the mean."""
    deviation = torch.std(x, list_axes(x, axes), correction=correction, keepdim=keepdim)
    return deviation, mean(x, axes, keepdim)


def measure_square(x: Tensor) -> Tensor:
    """Return |x|^2."""
    return real(x) ** 2 + imag(x) ** 2 if x.is_complex() else x**2


def normalize(x: Tensor, axes: list[int]) -> tuple[Tensor, Tensor]:
    """Return a tensor over its largest part along axes, so that squares do not overflow, and that.

    The divisor is 1 where all elements are 0, or one is infinite or NaN.
    """
    parts = torch.maximum(torch.abs(real(x)), torch.abs(imag(x))) if x.is_complex() else x.abs()
    largest = torch.amax(parts, axes, keepdim=True)
    is_usable = (largest >= torch.finfo(largest.dtype).tiny) & torch.isfinite(largest)
    size = torch.where(is_usable, largest, torch.ones_like(largest))
    return x / size, size


@rule(REAL_RULES, aten.linalg_vector_norm)
def vector_norm(
    x: Tensor,
    order: float = 2,
    axes: Axes = None,
    keepdim: bool = False,
    *,
    dtype: torch.dtype | None = None,
) -> Tensor:
    """Return the norm of an order along axes."""
    z = x if dtype is None else to_dtype(x, dtype)
    along = list_axes(z, axes)
    if order == 2:
        if any(is_static(n) and n == 0 for n in z.shape):
            return torch.sum(real(z), along, keepdim)
        scaled, size = normalize(z, along)
        length = torch.sqrt(torch.sum(measure_square(scaled), along, True)) * size
        return length if keepdim else squeeze_axes(length, along)
    if order == 0:
        return torch.sum((z != 0).to(real(z).dtype), along, keepdim)
    sizes = torch.abs(z)
    if order == math.inf:
        return torch.amax(sizes, along, keepdim)
    if order == -math.inf:
        return torch.amin(sizes, along, keepdim)
    if order == 1:
        return torch.sum(sizes, along, keepdim)
    return torch.sum(sizes**order, along, keepdim) ** (1 / order)


@rule(RULES, aten.norm.Scalar, aten.norm.ScalarOpt_dim, aten.norm.ScalarOpt_dim_dtype)
def norm(
    x: Tensor,
    order: float | None = 2,
    axes: Axes = None,
    keepdim: bool = False,
    *,
    dtype: torch.dtype | None = None,
) -> Tensor:
    """Return the norm of an order, by default 2, along axes."""
    return vector_norm(x, 2 if order is None else order, axes, keepdim, dtype=dtype)


@rule(REAL_RULES, aten.dist)
def dist(x: Tensor, y: Tensor, order: float = 2) -> Tensor:
    """Return the norm of a difference."""
    return vector_norm(x - y, order)


def measure_distances(x: Tensor, y: Tensor, order: float) -> Tensor:
    """Return the norms of the differences of the last axes of two tensors, which are broadcast."""
    difference = torch.abs(x - y)
    if difference.shape[-1] == 0:
        return torch.sum(difference, -1)
    return vector_norm(difference, order, [-1])


@rule(REAL_RULES, aten._cdist_forward)
def cdist(x: Tensor, y: Tensor, order: float, mode: int | None) -> Tensor:
    """Return the distance of each row from each other one."""
    return measure_distances(x.unsqueeze(-2), y.unsqueeze(-3), order)


@rule(REAL_RULES, aten._euclidean_dist)
def euclidean_distance(x: Tensor, y: Tensor) -> Tensor:
    """Return the Euclidean distance of each row from each other one."""
    return cdist(x, y, 2, None)


@rule(REAL_RULES, aten._pdist_forward)
def pdist(x: Tensor, order: float = 2) -> Tensor:
    """Return the distances of the pairs of rows."""
    first, second = torch.triu_indices(x.shape[0], x.shape[0], 1).unbind(0)
    rows = torch.index_select(x, 0, first), torch.index_select(x, 0, second)
    return measure_distances(*rows, order)


@rule(RULES, aten.renorm)
def renorm(x: Tensor, order: float, axis: int, limit: float) -> Tensor:
    """Return the tensor with slices scaled down to a largest norm."""
    others = [i for i in range(x.dim()) if i != axis % x.dim()]
    sizes = vector_norm(x, order, others, True)
    return x * torch.where(sizes > limit, limit / (sizes + 1e-7), torch.ones_like(sizes))
