"""Sums, products, maxima, minima so far."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jax import lax
from jax import numpy as jnp
from jax.interpreters import mlir

from milcomplex.jax.rules.emission import Rule

Binary = Callable[[Any, Any], Any]


def make_rule(combine: Binary) -> Rule:
    """Return a rule that scans an array in logarithmically many steps."""

    def accumulate(operand: Any, *, axis: int, reverse: bool) -> Any:
        return lax.associative_scan(combine, operand, reverse=reverse, axis=axis)

    rule: Rule = mlir.lower_fun(accumulate, multiple_results=False)
    return rule


RULES: dict[Any, Rule] = {
    lax.cumsum_p: make_rule(lax.add),
    lax.cumprod_p: make_rule(lax.mul),
    lax.cummax_p: make_rule(lax.max),
    lax.cummin_p: make_rule(lax.min),
    lax.cumlogsumexp_p: make_rule(jnp.logaddexp),
}
