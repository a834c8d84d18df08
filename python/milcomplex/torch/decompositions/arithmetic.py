"""Sums, products, quotients, powers and comparisons of complex numbers."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor
from torch._ops import OpOverload

from milcomplex.torch.decompositions.rules import (
    Rules,
    broadcast,
    has_complex,
    imag,
    join,
    real,
    rule,
    to_dtype,
)
from milcomplex.torch.ops import milc

aten = torch.ops.aten
RULES: Rules = {}
# For real tensors too.
REAL_RULES: Rules = {}

# Exponents whose power is an op of its own.
NAMED_POWERS: dict[complex, Callable[[Tensor], Tensor]] = {
    -1: milc.reciprocal,
    -0.5: milc.rsqrt,
    0.5: milc.sqrt,
    1: lambda x: x,
    2: milc.square,
}


def to_tensor(value: Any, dtype: torch.dtype) -> Tensor:
    """Return a tensor or a number as a tensor of a dtype."""
    tensor = value if isinstance(value, Tensor) else torch.full((), value, dtype=dtype)
    return to_dtype(tensor, dtype)


def promote(x: Any, y: Any) -> tuple[Tensor, Tensor]:
    """Return two operands, tensors or numbers, with one shape and dtype."""
    dtype = torch.result_type(x, y)
    first, second = broadcast(to_tensor(x, dtype), to_tensor(y, dtype))
    return first, second


def is_real_number(value: Any) -> bool:
    """Whether a tensor or a number is real."""
    return not (value.is_complex() if isinstance(value, Tensor) else isinstance(value, complex))


def scale_parts(f: Callable[[Any, Any], Tensor], x: Any, y: Any) -> Tensor:
    """Return f of each part of a complex `x` and of a real `y`, as if `y` had no imaginary part."""
    dtype = torch.result_type(x, y)
    factor = to_dtype(y, real(dtype)) if isinstance(y, Tensor) else y
    z = to_tensor(x, dtype)
    return join(f(real(z), factor), f(imag(z), factor))


def add(x: Any, y: Any, *, alpha: complex = 1) -> Tensor:
    """Return x + alpha y."""
    return milc.add(*promote(x, y if alpha == 1 else y * alpha))


def sub(x: Any, y: Any, *, alpha: complex = 1) -> Tensor:
    """Return x - alpha y."""
    return milc.sub(*promote(x, y if alpha == 1 else y * alpha))


@rule(REAL_RULES, aten.rsub)
def rsub(x: Tensor, y: Any, alpha: complex = 1) -> Tensor:
    """Return y - alpha x; torch-mlir does not accept a dynamic size as the first operand."""
    if has_complex(x, y, alpha):
        return sub(y, x, alpha=alpha)
    if isinstance(y, (Tensor, torch.SymInt, torch.SymFloat)):
        return aten.add(torch.neg(x if alpha == 1 else x * alpha), y)
    return NotImplemented


@rule(REAL_RULES, aten.reciprocal)
def reciprocal(x: Tensor) -> Tensor:
    """Return 1 / x; torch-mlir (20261001) ends the program where an element is 0."""
    if x.is_complex():
        return milc.reciprocal(x)
    dtype = x.dtype if x.dtype.is_floating_point else torch.get_default_dtype()
    return torch.div(torch.full((), 1, dtype=dtype), x)


@rule(REAL_RULES, aten.addmv)
def addmv(
    x: Tensor, matrix: Tensor, vector: Tensor, *, beta: complex = 1, alpha: complex = 1
) -> Tensor:
    """Return beta x + alpha matrix vector."""
    product = torch.mv(matrix, vector)
    product = product if alpha == 1 else product * alpha
    if beta == 0:
        return product
    return (x if beta == 1 else x * beta) + product


@rule(REAL_RULES, aten.hypot)
def hypot(x: Tensor, y: Tensor) -> Tensor:
    """Return the length of (x, y), without overflow of the squares."""
    x, y = broadcast(*(torch.abs(to_dtype(z, torch.result_type(x, y))) for z in (x, y)))
    larger, smaller = torch.maximum(x, y), torch.minimum(x, y)
    is_usable = (larger > 0) & torch.isfinite(larger)
    ratio = smaller / torch.where(is_usable, larger, torch.ones_like(larger))
    length = torch.where(is_usable, larger * torch.sqrt(1 + ratio * ratio), larger)
    has_infinity = torch.isinf(x) | torch.isinf(y)
    return torch.where(has_infinity, torch.full_like(x, torch.inf), length)


def choose_extreme(op: OpOverload, x: Tensor, y: Tensor) -> Tensor:
    """Return the larger or the smaller operand; torch-mlir (20261001) drops a NaN in the first."""
    if not torch.result_type(x, y).is_floating_point:
        return NotImplemented
    x, y = promote(x, y)
    exceeds = x > y if op == aten.maximum.default else x < y
    return torch.where(exceeds | torch.isnan(x), x, y)


for extreme in (aten.maximum.default, aten.minimum.default):
    rule(REAL_RULES, extreme)(functools.partial(choose_extreme, extreme))


@rule(REAL_RULES, aten.clamp)
def clamp(x: Tensor, low: Any = None, high: Any = None) -> Tensor:
    """Return elements within bounds; torch-mlir (20261001) takes NaN as one of these."""
    types = [torch.result_type(x, bound) for bound in (low, high) if bound is not None]
    dtype = functools.reduce(torch.promote_types, types)
    if not dtype.is_floating_point:
        return NotImplemented
    x = x.to(dtype)
    if low is not None:
        x, low = promote(x, low)
        x = torch.where(x < low, low, x)
    if high is not None:
        x, high = promote(x, high)
        x = torch.where(x > high, high, x)
    return x


def choose_number(op: Any, x: Tensor, y: Tensor) -> Tensor:
    """Return the larger or the smaller operand, the other one where one is NaN."""
    x, y = promote(x, y)
    return torch.where(torch.isnan(x), y, torch.where(torch.isnan(y), x, op(x, y)))


rule(REAL_RULES, aten.fmax)(functools.partial(choose_number, torch.maximum))
rule(REAL_RULES, aten.fmin)(functools.partial(choose_number, torch.minimum))


@rule(RULES, aten.mul)
def mul(x: Any, y: Any) -> Tensor:
    """Return x y; a real factor scales both parts."""
    if is_real_number(y):
        return scale_parts(torch.mul, x, y)
    if is_real_number(x):
        return scale_parts(torch.mul, y, x)
    return milc.mul(*promote(x, y))


@rule(RULES, aten.div)
def div(x: Any, y: Any, *, rounding_mode: None = None) -> Tensor:
    """Return x / y; a real divisor divides both parts."""
    if is_real_number(y):
        return scale_parts(torch.div, x, y)
    return milc.div(*promote(x, y))


@rule(RULES, aten.pow)
def pow_(x: Any, y: Any) -> Tensor:
    """Return x to the power of y."""
    if isinstance(x, Tensor) and not isinstance(y, Tensor) and y in NAMED_POWERS:
        return NAMED_POWERS[y](to_dtype(x, torch.result_type(x, y)))
    return milc.pow(*promote(x, y))


rule(RULES, aten.add)(add)
rule(RULES, aten.sub)(sub)


def equal(x: Any, y: Any) -> Tensor:
    """Return whether both parts are equal."""
    return milc.eq(*promote(x, y))


rule(RULES, aten.eq)(equal)


@rule(RULES, aten.ne)
def differ(x: Any, y: Any) -> Tensor:
    """Return whether a part differs."""
    return milc.ne(*promote(x, y))


def compare_with_number(op: OpOverload, x: Tensor, number: complex) -> Tensor:
    """Compare with a number of the tensor's own kind: torch-mlir folds others wrongly."""
    if x.is_complex() or isinstance(number, complex):
        return equal(x, number) if op == aten.eq.Scalar else differ(x, number)
    dtype = torch.result_type(x, number)
    if dtype == torch.bool:
        dtype = torch.int64
    own = torch.sym_float(number) if dtype.is_floating_point else torch.sym_int(number)
    if x.dtype == dtype and isinstance(number, type(own)):
        return NotImplemented
    return op(x if x.dtype == dtype else x.to(dtype), own)


for comparison in (aten.eq, aten.ge, aten.gt, aten.le, aten.lt, aten.ne):
    rule(REAL_RULES, comparison.Scalar)(functools.partial(compare_with_number, comparison.Scalar))


@rule(RULES, aten.isclose)
def isclose(
    x: Tensor, y: Tensor, rtol: float = 1e-5, atol: float = 1e-8, equal_nan: bool = False
) -> Tensor:
    """Return whether |x - y| is small, or x and y are equal, infinities included."""
    close = torch.isfinite(y) & (torch.abs(x - y) <= atol + rtol * torch.abs(y))
    close = close | equal(x, y)
    return close | (torch.isnan(x) & torch.isnan(y)) if equal_nan else close


def is_nonzero(value: Any) -> Any:
    """Return where a tensor is not zero; any other operand as it is."""
    if not isinstance(value, Tensor):
        return value
    return (real(value) != 0) | (imag(value) != 0) if value.is_complex() else value != 0


def apply_to_nonzero(op: Any, *arguments: Any, **keywords: Any) -> Any:
    """Apply a logical op to where the operands are not zero."""
    if op in (aten.all, aten.any) and arguments[0].dim() == 0:
        return is_nonzero(arguments[0])
    return op(*map(is_nonzero, arguments), **keywords)


for logical in (
    aten.all,
    aten.any,
    aten.logical_and,
    aten.logical_not,
    aten.logical_or,
    aten.logical_xor,
):
    rule(RULES, logical)(functools.partial(apply_to_nonzero, logical))


def apply_to_number(op: Any, x: Tensor, *arguments: Any, **keywords: Any) -> Any:
    """Reduce a tensor; torch-mlir (20261001) rejects one of rank 0."""
    if x.dim() == 0:
        return is_nonzero(x)
    return op(is_nonzero(x), *arguments, **keywords) if x.is_complex() else NotImplemented


for reduction in (aten.all.dim, aten.any.dim, aten.all.dims, aten.any.dims):
    rule(REAL_RULES, reduction)(functools.partial(apply_to_number, reduction))


@rule(RULES, aten.count_nonzero)
def count_nonzero(x: Tensor, axes: Any = None) -> Tensor:
    """Return how many elements are not zero."""
    counted = is_nonzero(x).to(torch.int64)
    return torch.sum(counted, axes) if axes is not None else torch.sum(counted)
