"""Reductions of no elements or over no dimensions, which stablehlo-legalize-to-linalg leaves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import jax
import numpy as np
from jax import lax
from jax import numpy as jnp
from jax.interpreters import mlir
from jaxlib.mlir import ir

from milcomplex.jax.internals import core
from milcomplex.jax.rules.emission import Rule, find_rule


def lowest(dtype: Any) -> Any:
    """Return the least number of a type."""
    return -np.inf if jnp.issubdtype(dtype, jnp.floating) else np.iinfo(dtype).min


def highest(dtype: Any) -> Any:
    """Return the greatest number of a type."""
    return np.inf if jnp.issubdtype(dtype, jnp.floating) else np.iinfo(dtype).max


# The value of a reduction of no elements, by the type.
IDENTITIES: dict[Any, Callable[[Any], Any]] = {
    lax.reduce_sum_p: lambda dtype: 0,
    lax.reduce_prod_p: lambda dtype: 1,
    lax.reduce_or_p: lambda dtype: 0,
    lax.reduce_xor_p: lambda dtype: 0,
    lax.reduce_and_p: lambda dtype: True if dtype == np.bool_ else -1,
    lax.reduce_max_p: lambda dtype: False if dtype == np.bool_ else lowest(dtype),
    lax.reduce_min_p: lambda dtype: True if dtype == np.bool_ else highest(dtype),
}


def make_rule(primitive: Any) -> Rule:
    """Return a rule for the reduction by a known function."""

    def lower(
        context: Any, operand: ir.Value[Any], *, axes: Sequence[int], **others: Any
    ) -> Sequence[ir.Value[Any]]:
        if not axes:
            return [operand]
        if 0 in context.avals_in[0].shape:
            (aval,) = context.avals_out
            identity = IDENTITIES[primitive](aval.dtype)
            fill = mlir.lower_fun(lambda _: [jnp.full(aval.shape, identity, aval.dtype)])
            return list(fill(context, operand))
        return find_rule(primitive)(context, operand, axes=axes, **others)

    return lower


def lower_reduce(
    context: Any, *values: ir.Value[Any], jaxpr: Any, dimensions: Sequence[int], **others: Any
) -> Sequence[ir.Value[Any]]:
    """Lower the reduction of several arrays at once by any function."""
    is_empty = 0 in context.avals_in[0].shape
    if dimensions and not is_empty:
        rule = find_rule(lax.reduce_p)
        return rule(context, *values, jaxpr=jaxpr, dimensions=dimensions, **others)

    def reduce(*arrays: Any) -> list[Any]:
        operands, initial = arrays[: len(arrays) // 2], arrays[len(arrays) // 2 :]
        if is_empty:
            shape = context.avals_out[0].shape
            return [jnp.broadcast_to(value, shape) for value in initial]

        def combine(*elements: Any) -> list[Any]:
            return list(core.jaxpr_as_fun(jaxpr)(*initial, *elements))

        flat = jax.vmap(combine)(*(x.ravel() for x in operands))
        return [x.reshape(y.shape) for x, y in zip(flat, operands, strict=True)]

    return list(mlir.lower_fun(reduce)(context, *values))


RULES: dict[Any, Rule] = {
    **{primitive: make_rule(primitive) for primitive in IDENTITIES},
    lax.reduce_p: lower_reduce,
}
