"""How rules for ops of PyTorch are written and found.

A rule is a function of the arguments of an op that expresses the op by other ops.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import torch
from torch import Tensor
from torch._ops import OpOverload, OpOverloadPacket
from torch.utils import _pytree as pytree
from torch.utils.weak import WeakTensorKeyDictionary

from milcomplex.torch.ops import milc

Rule = Callable[..., Any]
Rules = dict[OpOverload, Rule]

REAL_DTYPES = {
    torch.complex32: torch.float16,
    torch.complex64: torch.float32,
    torch.complex128: torch.float64,
}


def list_overloads(op: OpOverload | OpOverloadPacket) -> Iterable[OpOverload]:
    """Yield the overloads of an op that return their results, and write to no operand."""
    if isinstance(op, OpOverload):
        yield op
        return
    for name in op.overloads():
        overload: OpOverload = getattr(op, name)
        if not overload._schema.is_mutable and "Dimname" not in str(overload._schema):
            yield overload


def rule(rules: Rules, *ops: OpOverload | OpOverloadPacket) -> Callable[[Rule], Rule]:
    """Return a decorator that registers a function as the rule for ops, or all their overloads."""

    def enter(function: Rule) -> Rule:
        for op in ops:
            for overload in list_overloads(op):
                rules[overload] = function
        return function

    return enter


def is_complex(value: object) -> bool:
    """Whether a tensor, a number or a dtype is complex."""
    if isinstance(value, Tensor):
        return value.is_complex()
    if isinstance(value, torch.dtype):
        return value.is_complex
    return isinstance(value, complex)


def has_complex(*values: object) -> bool:
    """Whether any leaf of nested values is complex."""
    return any(is_complex(leaf) for leaf in pytree.tree_leaves(values))


def is_static(size: object) -> bool:
    """Whether a size, a position or an index is known when a model is exported."""
    return isinstance(size, int)


# What `combine` has made, with its parts: to take it apart again would be two nodes more.
COMBINED = WeakTensorKeyDictionary()


def combine(re: Tensor, im: Tensor) -> Tensor:
    """Return the complex tensor of two parts, which `real` and `imag` return again.

    They do not if the parts are laid out as it is not, and so have no views that it has.
    """
    combined = milc.complex(re, im)
    strides = combined.stride()
    if all(isinstance(n, int) for n in strides) and re.stride() == strides == im.stride():
        COMBINED[combined] = (re, im)
    return combined


def real(value: Any) -> Any:
    """Return the real part of a tensor, a number or a dtype."""
    if isinstance(value, Tensor):
        if not value.is_complex():
            return value
        return COMBINED[value][0] if value in COMBINED else milc.real(value)
    if isinstance(value, torch.dtype):
        return REAL_DTYPES.get(value, value)
    return value.real if isinstance(value, complex) else value


def imag(value: Any) -> Any:
    """Return the imaginary part of a tensor or a number, or its type for a dtype."""
    if isinstance(value, Tensor):
        if not value.is_complex():
            return torch.zeros_like(value)
        return COMBINED[value][1] if value in COMBINED else milc.imag(value)
    if isinstance(value, torch.dtype):
        return REAL_DTYPES.get(value, value)
    return complex(value).imag


def broadcast(x: Tensor, y: Tensor) -> tuple[Tensor, Tensor]:
    """Return two tensors, broadcast to one shape."""
    first, second = torch.broadcast_tensors(x, y)
    return first, second


def join(re: Tensor, im: Tensor) -> Tensor:
    """Return the complex tensor of two parts, which are broadcast."""
    return combine(*broadcast(re, im))


def to_complex(x: Tensor, dtype: torch.dtype) -> Tensor:
    """Return a tensor as one of a complex dtype."""
    if x.is_complex():
        if x.dtype == dtype:
            return x
        part = REAL_DTYPES[dtype]
        return join(real(x).to(part), imag(x).to(part))
    re = x.to(REAL_DTYPES[dtype])
    return join(re, torch.zeros_like(re))


def to_dtype(x: Tensor, dtype: torch.dtype) -> Tensor:
    """Return a tensor as one of a dtype; for a real dtype, its real part."""
    if dtype.is_complex:
        return to_complex(x, dtype)
    return real(x) if real(x).dtype == dtype else real(x).to(dtype)
