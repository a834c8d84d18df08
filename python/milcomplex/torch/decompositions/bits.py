"""Ops on the bits of real numbers."""

from __future__ import annotations

import functools
import math

import torch
from torch import Tensor
from torch._ops import OpOverload

from milcomplex.torch.decompositions.rules import Rules, broadcast, rule
from milcomplex.torch.ops import milc

aten = torch.ops.aten
RULES: Rules = {}

INTEGERS = {
    torch.bfloat16: torch.int16,
    torch.float16: torch.int16,
    torch.float32: torch.int32,
    torch.float64: torch.int64,
}


def apply_with_number(op: OpOverload, x: Tensor, number: int) -> Tensor:
    """Apply an op to integers and a number, of which torch-mlir lacks the overload."""
    dtype = torch.result_type(x, number)
    return op(x.to(dtype), torch.full((), number, dtype=dtype))


for packet in (aten.bitwise_or, aten.bitwise_xor):
    rule(RULES, packet.Scalar)(functools.partial(apply_with_number, packet.Tensor))


def read_bits(x: Tensor) -> Tensor:
    """Return the bits of floating-point numbers as signed integers."""
    return milc.bitcast(x, INTEGERS[x.dtype])


@rule(RULES, aten.signbit)
def signbit(x: Tensor) -> Tensor:
    """Return where numbers have a minus sign."""
    return (read_bits(x) if x.dtype.is_floating_point else x) < 0


@rule(RULES, aten.copysign.Tensor)
def copysign(x: Tensor, y: Tensor) -> Tensor:
    """Return the magnitudes of numbers with the signs of others."""
    dtype = torch.result_type(x, y)
    dtype = dtype if dtype.is_floating_point else torch.get_default_dtype()
    size, other = broadcast(torch.abs(x.to(dtype)), y)
    return torch.where(signbit(other), -size, size)


@rule(RULES, aten.copysign.Scalar)
def copysign_of_number(x: Tensor, y: float) -> Tensor:
    """Return the magnitudes of numbers with the sign of another."""
    size = torch.abs(x if x.dtype.is_floating_point else x.to(torch.get_default_dtype()))
    return -size if math.copysign(1, y) < 0 else size


@rule(RULES, aten.frexp.Tensor)
def frexp(x: Tensor) -> tuple[Tensor, Tensor]:
    """Return the significands in [1/2, 1), and the exponents."""
    info = torch.finfo(x.dtype)
    precision = 1 - math.frexp(info.eps)[1]
    least = math.frexp(info.tiny)[1]
    # Subnormal numbers are scaled to normal ones.
    is_small = torch.abs(x) < info.tiny
    scaled = torch.where(is_small, x * 2.0 ** (precision + 1), x)
    bits = read_bits(scaled)
    field = torch.bitwise_and(bits >> precision, (1 << (info.bits - 1 - precision)) - 1)
    exponent = field.to(torch.int32) + (least - 1)
    exponent = exponent - torch.where(is_small, precision + 1, 0).to(torch.int32)
    # The field of 1/2 is that of the least normal number, less its exponent.
    fields = ((1 << (info.bits - 1 - precision)) - 1) << precision
    significand = torch.bitwise_and(bits, ~fields)
    mantissa = torch.bitwise_or(significand, (1 - least) << precision)
    is_kept = (x == 0) | ~torch.isfinite(x)
    zero = torch.zeros((), dtype=torch.int32)
    return (
        torch.where(is_kept, x, milc.bitcast(mantissa, x.dtype)),
        torch.where(is_kept, zero, exponent),
    )


@rule(RULES, aten.nextafter)
def nextafter(x: Tensor, y: Tensor) -> Tensor:
    """Return the next numbers in the direction of others."""
    x, y = broadcast(x, y)
    bits = read_bits(x)
    # Bits grow away from zero.
    grows = (x < y) == (x > 0)
    stepped = milc.bitcast(bits + torch.where(grows, 1, -1).to(bits.dtype), x.dtype)
    least = milc.bitcast(torch.ones_like(bits), x.dtype)
    stepped = torch.where(x == 0, torch.where(y < 0, -least, least), stepped)
    stepped = torch.where(torch.isnan(y), y, stepped)
    return torch.where((x == y) | torch.isnan(x), torch.where(torch.isnan(x), x, y), stepped)
