"""Elementwise functions on complex operands."""

from __future__ import annotations

import functools
import math
from typing import Any

import torch
from torch import Tensor
from torch._ops import OpOverloadPacket

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
# For real tensors too.
REAL_RULES: Rules = {}

# The ops that have other names, or several, in PyTorch.
NAMES = {
    "conj": ("conj", "_conj", "_conj_copy", "_conj_physical", "conj_physical"),
    "is_finite": ("isfinite",),
    "is_inf": ("isinf",),
    "is_nan": ("isnan",),
    "logistic": ("sigmoid",),
    "sign": ("sgn",),
}


def apply_function(op: OpOverloadPacket, x: Any) -> Tensor:
    """Apply an op to a tensor, or to a number, such as what PyTorch differentiates by."""
    if isinstance(x, Tensor):
        return op(x)
    return op(torch.full((), x, dtype=torch.get_default_dtype().to_complex()))


for op in (*FUNCTIONS, *PROPERTIES, *LAYOUT):
    for name in NAMES.get(op, (op,)):
        rule(RULES, getattr(aten, name))(functools.partial(apply_function, getattr(milc, op)))


@rule(REAL_RULES, aten.angle.default)
def angle(x: Tensor) -> Tensor:
    """Return the argument; that of a real element is 0 or pi."""
    if x.is_complex():
        return milc.angle(x)
    y = x if x.dtype.is_floating_point else x.to(torch.get_default_dtype())
    turned = torch.where(y < 0, torch.full((), math.pi, dtype=y.dtype), torch.zeros_like(y))
    return torch.where(torch.isnan(y), y, turned)


@rule(REAL_RULES, aten.isfinite)
def isfinite(x: Tensor) -> Tensor:
    """Return where neither part is infinite or NaN; torch-mlir (20261001) takes NaN as finite."""
    if x.is_complex():
        return milc.is_finite(x)
    if not x.dtype.is_floating_point:
        return torch.ones_like(x, dtype=torch.bool)
    return torch.abs(x) < torch.inf


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
