"""Arrays without elements, of which stablehlo-legalize-to-linalg makes invalid slices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from jax import lax
from jaxlib.mlir import ir

from milcomplex.jax.internals import mlir
from milcomplex.jax.rules.emission import Rule, find_rule, unless_empty


def split(operand: Any, *, sizes: Sequence[int], axis: int) -> list[Any]:
    """Return slices of an array."""
    ends = np.cumsum(sizes)
    return [
        lax.slice_in_dim(operand, int(end) - size, int(end), axis=axis)
        for size, end in zip(sizes, ends, strict=True)
    ]


def lower_pad(
    context: Any, operand: ir.Value[Any], value: ir.Value[Any], **parameters: Any
) -> Sequence[ir.Value[Any]]:
    """Lower the padding of no elements to copies of the value."""
    (aval,) = context.avals_out
    if 0 in context.avals_in[0].shape or 0 in aval.shape:
        fill = mlir.lower_fun(lambda _, value: [lax.broadcast(value, aval.shape)])
        return list(fill(context, operand, value))
    return find_rule(lax.pad_p)(context, operand, value, **parameters)


def lower_product(context: Any, *operands: ir.Value[Any], **parameters: Any) -> Sequence[Any]:
    """Lower the product of no elements to zeros."""
    if any(0 in aval.shape for aval in context.avals_in):
        (aval,) = context.avals_out
        return [mlir.full_like_aval(context, 0, aval)]
    return find_rule(lax.dot_general_p)(context, *operands, **parameters)


RULES: dict[Any, Rule] = {
    lax.slice_p: unless_empty(find_rule(lax.slice_p)),
    lax.dot_general_p: lower_product,
    lax.pad_p: lower_pad,
    lax.split_p: mlir.lower_fun(split, multiple_results=True),
}
