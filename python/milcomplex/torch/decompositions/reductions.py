"""Sums, products, moments and norms along axes, and their running forms."""

from __future__ import annotations

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


def scan(f: Callable[[Tensor, Tensor], Tensor], x: Tensor, axis: int) -> Tensor:
    """Return the scan of f along an axis, in steps of 1, 2, 4, ... (Hillis, Steele, 1986).

    Raises
    ------
    NotImplementedError
        If the size along the axis is dynamic.
    """
    if x.dim() == 0:
        return x
    n = x.shape[axis]
    if not isinstance(n, int):
        raise NotImplementedError("a running sum or product needs a static size along its axis")
    step = 1
    while step < n:
        head, tail = x.narrow(axis, 0, step), x.narrow(axis, step, n - step)
        x = torch.cat([head, f(x.narrow(axis, 0, n - step), tail)], axis)
        step *= 2
    return x


def find_running_dtype(x: Tensor, dtype: torch.dtype | None) -> torch.dtype:
    """Return the type in which elements are summed."""
    if dtype is not None:
        return dtype
    return x.dtype if x.dtype.is_floating_point or x.dtype.is_complex else torch.int64


@rule(REAL_RULES, aten.cumsum)
def cumsum(x: Tensor, axis: int, *, dtype: torch.dtype | None = None) -> Tensor:
    """Return the running sum."""
    return scan(torch.add, to_dtype(x, find_running_dtype(x, dtype)), axis)


@rule(REAL_RULES, aten.cumprod)
def cumprod(x: Tensor, axis: int, *, dtype: torch.dtype | None = None) -> Tensor:
    """Return the running product."""
    return scan(torch.mul, to_dtype(x, find_running_dtype(x, dtype)), axis)


@rule(REAL_RULES, aten.logcumsumexp)
def logcumsumexp(x: Tensor, axis: int) -> Tensor:
    """Return the logarithm of the running sum of exponentials."""
    return scan(torch.logaddexp, x, axis)


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


@rule(RULES, aten.var.correction)
def var(
    x: Tensor, axes: Axes = None, *, correction: float | None = None, keepdim: bool = False
) -> Tensor:
    """Return the sum of the variances of the parts."""

    def of(part: Tensor) -> Tensor:
        return torch.var(part, list_axes(x, axes), correction=correction, keepdim=keepdim)

    return of(real(x)) + of(imag(x))


@rule(RULES, aten.std.correction)
def std(x: Tensor, axes: Axes = None, **keywords: Any) -> Tensor:
    """Return the standard deviation."""
    return torch.sqrt(var(x, axes, **keywords))


def mean(x: Tensor, axes: Axes, keepdim: bool) -> Tensor:
    """Return the mean along axes."""
    return torch.mean(x, list_axes(x, axes), keepdim)


@rule(RULES, aten.var_mean.correction)
def var_mean(
    x: Tensor, axes: Axes = None, *, correction: float | None = None, keepdim: bool = False
) -> tuple[Tensor, Tensor]:
    """Return the variance and the mean."""
    variance = var(x, axes, correction=correction, keepdim=keepdim)
    return variance, mean(x, axes, keepdim)


@rule(RULES, aten.std_mean.correction)
def std_mean(
    x: Tensor, axes: Axes = None, *, correction: float | None = None, keepdim: bool = False
) -> tuple[Tensor, Tensor]:
    """Return the standard deviation, and the mean."""
    deviation = std(x, axes, correction=correction, keepdim=keepdim)
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


@rule(RULES, aten.dist)
def dist(x: Tensor, y: Tensor, order: float = 2) -> Tensor:
    """Return the norm of a difference."""
    return vector_norm(x - y, order)


@rule(RULES, aten.renorm)
def renorm(x: Tensor, order: float, axis: int, limit: float) -> Tensor:
    """Return the tensor with slices scaled down to a largest norm."""
    others = [i for i in range(x.dim()) if i != axis % x.dim()]
    sizes = vector_norm(x, order, others, True)
    return x * torch.where(sizes > limit, limit / (sizes + 1e-7), torch.ones_like(sizes))
