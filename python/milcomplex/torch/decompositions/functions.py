"""Elementwise functions of complex numbers."""

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
from milcomplex.torch.ops import milc

aten = torch.ops.aten
RULES: Rules = {}

# What PyTorch calls what the dialect has.
NAMES = {
    aten.abs: milc.abs,
    aten.acos: milc.acos,
    aten.acosh: milc.acosh,
    aten.angle: milc.angle,
    aten.asin: milc.asin,
    aten.asinh: milc.asinh,
    aten.atan: milc.atan,
    aten.atanh: milc.atanh,
    aten._conj: milc.conj,
    aten._conj_copy: milc.conj,
    aten._conj_physical: milc.conj,
    aten.conj: milc.conj,
    aten.conj_physical: milc.conj,
    aten.cos: milc.cos,
    aten.cosh: milc.cosh,
    aten.exp: milc.exp,
    aten.exp2: milc.exp2,
    aten.expm1: milc.expm1,
    aten.imag: milc.imag,
    aten.isfinite: milc.is_finite,
    aten.isinf: milc.is_inf,
    aten.isnan: milc.is_nan,
    aten.log: milc.log,
    aten.log10: milc.log10,
    aten.log1p: milc.log1p,
    aten.log2: milc.log2,
    aten.neg: milc.neg,
    aten.real: milc.real,
    aten.reciprocal: milc.reciprocal,
    aten.rsqrt: milc.rsqrt,
    aten.sgn: milc.sign,
    aten.sigmoid: milc.logistic,
    aten.sin: milc.sin,
    aten.sinh: milc.sinh,
    aten.sqrt: milc.sqrt,
    aten.square: milc.square,
    aten.tan: milc.tan,
    aten.tanh: milc.tanh,
    aten.view_as_complex: milc.view_as_complex,
    aten.view_as_real: milc.view_as_real,
}
for name, function in NAMES.items():
    rule(RULES, name)(function)


@rule(RULES, aten.logaddexp)
def logaddexp(x: Tensor, y: Tensor) -> Tensor:
    """Return log(e^x + e^y), scaled by the one with the larger real part."""
    x, y = broadcast(x, y)
    swapped = real(x) < real(y)
    larger, smaller = torch.where(swapped, y, x), torch.where(swapped, x, y)
    # Equal infinities have no difference.
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
    """Return the complex numbers of magnitudes and angles."""
    return milc.polar(*broadcast(magnitude, angle))


rule(RULES, aten.complex)(join)


@rule(RULES, aten._to_copy)
def to_copy(x: Tensor, *, dtype: torch.dtype | None = None, **keywords: object) -> Tensor:
    """Return a tensor of another dtype; a complex one made real is its real part."""
    if dtype is None or dtype == x.dtype:
        return x.clone()
    return x != 0 if dtype == torch.bool else to_dtype(x, dtype)
