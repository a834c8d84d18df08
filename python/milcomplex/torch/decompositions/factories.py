"""Ops that make tensors of numbers alone: windows, frequencies, random numbers."""

from __future__ import annotations

import math
from typing import Any

import torch
from torch import Tensor

from milcomplex.torch.decompositions.rules import Rules, rule
from milcomplex.torch.ops import milc

aten = torch.ops.aten
RULES: Rules = {}


def choose_dtype(dtype: torch.dtype | None) -> torch.dtype:
    """Return a type, by default that of new tensors."""
    return dtype or torch.get_default_dtype()


@rule(RULES, aten.fft_fftfreq)
def fftfreq(n: int, d: float = 1.0, *, dtype: torch.dtype | None = None, **_: Any) -> Tensor:
    """Return the frequencies of a transform."""
    positive = torch.arange((n + 1) // 2, dtype=torch.float64)
    negative = torch.arange(-(n // 2), 0, dtype=torch.float64)
    return (torch.cat([positive, negative]) / (n * d)).to(choose_dtype(dtype))


@rule(RULES, aten.fft_rfftfreq)
def rfftfreq(n: int, d: float = 1.0, *, dtype: torch.dtype | None = None, **_: Any) -> Tensor:
    """Return the frequencies of a transform of real elements."""
    return (torch.arange(n // 2 + 1, dtype=torch.float64) / (n * d)).to(choose_dtype(dtype))


def measure_window(n: int, periodic: bool) -> Tensor:
    """Return the places of the elements of a window, from 0 to 1."""
    intervals = n if periodic else n - 1
    return torch.arange(n, dtype=torch.float64) / max(intervals, 1)


def sum_cosines(n: int, periodic: bool, factors: tuple[float, ...]) -> Tensor:
    """Return a window that is a sum of cosines of multiples of one turn."""
    if n == 1:
        return torch.ones((1,), dtype=torch.float64)
    turns = 2 * math.pi * measure_window(n, periodic)
    total = torch.full((n,), factors[0], dtype=torch.float64)
    for k, factor in enumerate(factors[1:], 1):
        total = total + factor * torch.cos(k * turns)
    return total


@rule(RULES, aten.hann_window)
def hann_window(
    n: int, periodic: bool = True, *, dtype: torch.dtype | None = None, **_: Any
) -> Tensor:
    """Return a Hann window."""
    return sum_cosines(n, periodic, (0.5, -0.5)).to(choose_dtype(dtype))


@rule(RULES, aten.hamming_window)
def hamming_window(
    n: int,
    periodic: bool = True,
    alpha: float = 0.54,
    beta: float = 0.46,
    *,
    dtype: torch.dtype | None = None,
    **_: Any,
) -> Tensor:
    """Return a Hamming window."""
    return sum_cosines(n, periodic, (alpha, -beta)).to(choose_dtype(dtype))


@rule(RULES, aten.blackman_window)
def blackman_window(
    n: int, periodic: bool = True, *, dtype: torch.dtype | None = None, **_: Any
) -> Tensor:
    """Return a Blackman window."""
    return sum_cosines(n, periodic, (0.42, -0.5, 0.08)).to(choose_dtype(dtype))


@rule(RULES, aten.bartlett_window)
def bartlett_window(
    n: int, periodic: bool = True, *, dtype: torch.dtype | None = None, **_: Any
) -> Tensor:
    """Return a triangular window."""
    if n == 1:
        return torch.ones((1,), dtype=choose_dtype(dtype))
    return (1 - torch.abs(2 * measure_window(n, periodic) - 1)).to(choose_dtype(dtype))


@rule(RULES, aten.kaiser_window)
def kaiser_window(
    n: int,
    periodic: bool = True,
    beta: float = 12.0,
    *,
    dtype: torch.dtype | None = None,
    **_: Any,
) -> Tensor:
    """Return a Kaiser window."""
    if n == 1:
        return torch.ones((1,), dtype=choose_dtype(dtype))
    place = 2 * measure_window(n, periodic) - 1
    scaled = torch.i0(beta * torch.sqrt(torch.clamp(1 - place * place, min=0)))
    whole = torch.i0(torch.full((), beta, dtype=torch.float64))
    return (scaled / whole).to(choose_dtype(dtype))


@rule(RULES, aten.randperm.default)
def randperm(n: int, *, dtype: torch.dtype = torch.int64, **_: Any) -> Tensor:
    """Return a random order."""
    return milc.order(torch.rand(1, n), False).reshape(n).to(dtype)


@rule(RULES, aten.randint_like.default)
def randint_like(x: Tensor, high: int, *, dtype: torch.dtype | None = None, **_: Any) -> Tensor:
    """Return random integers below a number."""
    return torch.randint(0, high, x.shape).to(dtype or x.dtype)


@rule(RULES, aten.randint_like.low_dtype)
def randint_like_from(
    x: Tensor, low: int, high: int, *, dtype: torch.dtype | None = None, **_: Any
) -> Tensor:
    """Return random integers in a range."""
    return torch.randint(low, high, x.shape).to(dtype or x.dtype)


@rule(RULES, aten.normal.Tensor_Tensor, aten.normal.Tensor_float, aten.normal.float_Tensor)
def normal(mean: Any, std: Any = 1.0, *, generator: None = None) -> Tensor:
    """Return random numbers with normal distributions."""
    shape = (mean if isinstance(mean, Tensor) else std).shape
    if isinstance(mean, Tensor) and isinstance(std, Tensor):
        shape = torch.broadcast_shapes(mean.shape, std.shape)
    return torch.randn(shape) * std + mean


@rule(RULES, aten.normal.float_float)
def normal_of_size(
    mean: float, std: float, size: Any, *, dtype: torch.dtype | None = None, **_: Any
) -> Tensor:
    """Return random numbers with one normal distribution."""
    return torch.randn(size, dtype=choose_dtype(dtype)) * std + mean


@rule(RULES, aten.multinomial)
def multinomial(
    weights: Tensor, samples: int, replacement: bool = False, *, generator: None = None
) -> Tensor:
    """Return random positions, as probable as the weights say."""
    rows = weights.reshape(-1, weights.shape[-1])
    if replacement:
        ends = torch.cumsum(rows, 1)
        draws = torch.rand(rows.shape[0], samples, dtype=rows.dtype) * ends[:, -1:]
        found = torch.searchsorted(ends, draws, right=True)
    else:
        # The first of exponentially distributed times (Efraimidis, Spirakis, 2006).
        times = -torch.log(torch.rand(rows.shape, dtype=rows.dtype)) / rows
        found = milc.order(times, False).narrow(1, 0, samples)
    return found.reshape(*weights.shape[:-1], samples)
