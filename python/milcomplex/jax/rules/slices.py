"""Slices with dynamic starts that have no elements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jax import lax
from jaxlib.mlir import ir

from milcomplex.jax.rules.emission import Rule, find_rule, unless_empty


def lower_update(
    context: Any,
    operand: ir.Value[Any],
    update: ir.Value[Any],
    *starts: ir.Value[Any],
    **parameters: Any,
) -> Sequence[ir.Value[Any]]:
    """Lower the update of a slice; one without elements to nothing."""
    if 0 in context.avals_in[1].shape:
        return [operand]
    rule = find_rule(lax.dynamic_update_slice_p)
    return rule(context, operand, update, *starts, **parameters)


RULES: dict[Any, Rule] = {
    lax.dynamic_slice_p: unless_empty(find_rule(lax.dynamic_slice_p)),
    lax.dynamic_update_slice_p: lower_update,
}
