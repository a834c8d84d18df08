"""Sums, products, maxima, minima so far."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jax import lax
from jax import numpy as jnp
from jax.interpreters import mlir

from milcomplex.jax.internals import core
from milcomplex.jax.rules.emission import Rule
from milcomplex.jax.rules.reductions import IDENTITIES

Binary = Callable[[Any, Any], Any]


def make_rule(combine: Binary, identity: Callable[[Any], Any]) -> Rule:
    """Return a rule that scans an array, in logarithmically many steps if its length is static.

    Parameters
    ----------
    combine : callable
        An associative function.
    identity : callable
        Accepts a type and returns the value that `combine` returns the other of.
    """

    def accumulate(operand: Any, *, axis: int, reverse: bool) -> Any:
        if core.is_constant_dim(operand.shape[axis]):
            return lax.associative_scan(combine, operand, reverse=reverse, axis=axis)
        rows = jnp.moveaxis(operand, axis, 0)
        first = jnp.full(rows.shape[1:], identity(rows.dtype), rows.dtype)

        def step(so_far: Any, row: Any) -> tuple[Any, Any]:
            combined = combine(so_far, row)
            return combined, combined

        _, results = lax.scan(step, first, rows, reverse=reverse)
        return jnp.moveaxis(results, 0, axis)

    rule: Rule = mlir.lower_fun(accumulate, multiple_results=False)
    return rule


RULES: dict[Any, Rule] = {
    lax.cumsum_p: make_rule(lax.add, IDENTITIES[lax.reduce_sum_p]),
    lax.cumprod_p: make_rule(lax.mul, IDENTITIES[lax.reduce_prod_p]),
    lax.cummax_p: make_rule(lax.max, IDENTITIES[lax.reduce_max_p]),
    lax.cummin_p: make_rule(lax.min, IDENTITIES[lax.reduce_min_p]),
    lax.cumlogsumexp_p: make_rule(jnp.logaddexp, lambda _: -jnp.inf),
}
