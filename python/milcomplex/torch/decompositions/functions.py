"""Elementwise functions on complex operands."""

from __future__ import annotations

import math

import torch
from torch import Tensor

from milcomplex.torch.decompositions.rules import (
    Rules,
    broadcast,
    join,
    real,
    rule,
    to_dtype,
)
from milcomplex.torch.ops import FUNCTIONS, LAYOUT, PROPERTIES, milc

aten = torch.ops.aten
RULES: Rules = {}

# The ops that have other names, or several, in PyTorch.
NAMES = {
    "conj": ("conj", "_conj", "_conj_copy", "_conj_physical", "conj_physical"),
    "is_finite": ("isfinite",),
    "is_inf": ("isinf",),
    "is_nan": ("isnan",),
    "logistic": ("sigmoid",),
    "sign": ("sgn",),
}
for op in (*FUNCTIONS, *PROPERTIES, *LAYOUT):
    for name in NAMES.get(op, (op,)):
        rule(RULES, getattr(aten, name))(getattr(milc, op))


@rule(RULES, aten.logaddexp)
def logaddexp(x: Tensor, y: Tensor) -> Tensor:
    """Return log(e^x + e^y), scaled by the one with the larger real part."""
    x, y = broadcast(x, y)
    swapped = real(x) < real(y)
    larger, smaller = torch.where(swapped, y, x), torch.where(swapped, x, y)
    # The difference of equal infinities is NaN.
    is_same = (larger == smaller) & ~torch.isfinite(real(larger))
    difference = torch.where(is_same, torch.zeros_like(larger), smaller - larger)
    return larger + torch.log1p(torch.exp(difference))


@rule(RULES, aten.sinc)
def sinc(x: Tensor) -> Tensor:
    """Return sin(pi x) / (pi x)."""
    scaled = x * math.pi
    is_zero = scaled == 0
    divisor = torch.where(is_zero, torch.ones_like(x), scaled)
    return torch.where(is_zero, torch.ones_like(x), torch.sin(scaled) / divisor)


@rule(RULES, aten.ldexp.Tensor)
def ldexp(x: Tensor, exponent: Tensor) -> Tensor:
    """Return x 2^exponent."""
    return x * torch.pow(torch.full((), 2.0), exponent)


@rule(RULES, aten.silu)
def silu(x: Tensor) -> Tensor:
    """Return x / (1 + e^-x)."""
    return x * torch.sigmoid(x)


@rule(RULES, aten.polar)
def polar(magnitude: Tensor, angle: Tensor) -> Tensor:
    """Return the complex tensor of magnitudes and angles."""
    return milc.polar(*broadcast(magnitude, angle))


rule(RULES, aten.complex)(join)


@rule(RULES, aten._to_copy)
def to_copy(x: Tensor, *, dtype: torch.dtype | None = None, **keywords: object) -> Tensor:
    """Return a tensor of another dtype; a complex one made real is its real part."""
    if dtype is None or dtype == x.dtype:
        return x.clone()
    return x != 0 if dtype == torch.bool else to_dtype(x, dtype)
