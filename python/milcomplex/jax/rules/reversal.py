"""Reversal, as a gather along all dimensions but the first: IREE fails on a map of such a one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jax import lax
from jax import numpy as jnp
from jax.interpreters import mlir
from jaxlib.mlir import ir

from milcomplex.jax.rules.emission import Rule, find_rule


def reverse(operand: Any, *, dimensions: Sequence[int]) -> Any:
    """Return an array reversed along dimensions."""
    for dimension in dimensions:
        last = operand.shape[dimension] - 1
        places = last - lax.iota(jnp.int32, operand.shape[dimension])
        operand = jnp.take(operand, places, axis=dimension, mode="clip")
    return operand


def lower_rev(
    context: Any, operand: ir.Value[Any], *, dimensions: Sequence[int]
) -> Sequence[ir.Value[Any]]:
    """Lower a reversal."""
    rule = find_rule(lax.rev_p) if tuple(dimensions) == (0,) else GATHER
    return rule(context, operand, dimensions=dimensions)


GATHER: Rule = mlir.lower_fun(reverse, multiple_results=False)
RULES: dict[Any, Rule] = {lax.rev_p: lower_rev}
