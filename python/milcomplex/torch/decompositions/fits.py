"""Chebyshev series that interpolate functions of PyTorch in double precision."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.utils._python_dispatch import _disable_current_modes

# The largest coefficient that is left out, relative to the sum of all.
CUTOFFS = {torch.float32: 2.0**-28, torch.float64: 2.0**-56}
NODES = 64


@dataclass(frozen=True)
class Fit:
    """A smooth function of one number on an interval.

    Attributes
    ----------
    function : callable
        Of a tensor of doubles.
    low, high : float
        The ends of the interval; the function is not called there.
    """

    function: Callable[[Tensor], Tensor]
    low: float
    high: float

    @functools.cache  # noqa: B019 - there are a few, which live as long as the package
    def list_coefficients(self, dtype: torch.dtype) -> tuple[float, ...]:
        """Return those of the series that is as precise as a type."""
        angles = (2 * np.arange(NODES) + 1) * np.pi / (2 * NODES)
        nodes = np.cos(angles)
        middle, half = (self.high + self.low) / 2, (self.high - self.low) / 2
        with _disable_current_modes():
            values = self.function(torch.from_numpy(middle + half * nodes)).numpy()
        # The interpolant in the first NODES polynomials (Trefethen, 2013, chapter 3).
        series = np.cos(np.outer(np.arange(NODES), angles)) @ values * (2 / NODES)
        series[0] /= 2
        needed = np.flatnonzero(np.abs(series) > CUTOFFS[dtype] * np.abs(series).sum())
        return tuple(float(x) for x in series[: needed[-1] + 1])

    def __call__(self, x: Tensor) -> Tensor:
        """Evaluate the series where `x` is in the interval, at its nearer end elsewhere."""
        middle, half = (self.high + self.low) / 2, (self.high - self.low) / 2
        t = torch.clamp((x - middle) / half, -1, 1)
        return evaluate(self.list_coefficients(x.dtype), t)


def evaluate(series: Sequence[float], t: Tensor) -> Tensor:
    """Evaluate a Chebyshev series by Clenshaw's recurrence (1955)."""
    twice = 2 * t
    first = second = torch.zeros_like(t)
    for coefficient in reversed(series[1:]):
        first, second = twice * first - second + coefficient, first
    return t * first - second + series[0]
