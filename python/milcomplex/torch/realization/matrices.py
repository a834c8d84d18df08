"""The constant matrices of Fourier transforms, as float64."""

from __future__ import annotations

import math

import torch
from torch import Tensor
from torch.nn import functional


def make_roots(n: int, exponents: Tensor, sign: int) -> tuple[Tensor, Tensor]:
    """Return the cosines and sines of sign 2 pi k / n for integers k.

    The angles are reduced to an eighth of a turn as integers, so that they are exact to the last
    bit but one.
    """
    eighths = exponents.remainder(n) * 8
    octant = torch.div(eighths, n, rounding_mode="floor")
    # In 8ths of 2 pi / n, from -n/2 to n/2 around the nearest multiple of a quarter turn.
    quarter = torch.div(octant + 1, 2, rounding_mode="floor")
    angle = (eighths - quarter * 2 * n).double() * (math.pi / (4 * n))
    c, s = torch.cos(angle), torch.sin(angle)
    turn = quarter.remainder(4)
    cosine = torch.where(turn % 2 == 0, c, s) * torch.where((turn == 0) | (turn == 3), 1.0, -1.0)
    sine = torch.where(turn % 2 == 0, s, c) * torch.where(turn < 2, 1.0, -1.0)
    return cosine, sine * sign


def make_transform(n: int, wanted: int, sign: int) -> tuple[Tensor, Tensor]:
    """Return both parts of the matrix from n elements to the first of their transform."""
    return make_roots(n, torch.outer(torch.arange(n), torch.arange(wanted)), sign)


def make_real_inverse(n: int) -> Tensor:
    """Return the matrix from the parts of half of a spectrum, side by side, to n real elements."""
    bins = n // 2 + 1
    cosine, sine = make_roots(n, torch.outer(torch.arange(bins), torch.arange(n)), 1)
    weight = torch.full((bins, 1), 2.0, dtype=torch.float64)
    is_own_mirror = [0, bins - 1] if n % 2 == 0 else [0]
    weight[is_own_mirror] = 1
    # Their imaginary parts do not count.
    sine[is_own_mirror] = 0
    return torch.cat([cosine * weight, -sine * weight])


def pad_window(window: Tensor | None, n_fft: int, length: int) -> Tensor:
    """Return a window in the middle of a frame."""
    own = torch.ones(length, dtype=torch.float64) if window is None else window.double()
    before = (n_fft - length) // 2
    return functional.pad(own, (before, n_fft - length - before))


def get_scale(n: int, norm: int) -> float:
    """Return what a transform is multiplied by; `norm` counts as PyTorch does."""
    return (1.0, n**-0.5, 1.0 / n)[norm]


def find_factor(n: int, limit: int) -> int | None:
    """Return the divisor of n nearest to its root from below, None where it is below 8.

    The divisor is at most `limit`.
    """
    start = min(math.isqrt(n), limit)
    divisor = next(d for d in range(start, 0, -1) if n % d == 0)
    return divisor if divisor >= 8 else None
