"""Slices of which the starts are computed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jax import lax
from jaxlib.mlir import ir
from jaxlib.mlir.dialects import stablehlo

from milcomplex.jax.rules.emission import Rule, find_rule, unless_empty


def lower_slice(
    context: Any, operand: ir.Value[Any], *starts: ir.Value[Any], **parameters: Any
) -> Sequence[ir.Value[Any]]:
    """Lower a slice."""
    rule = find_rule(lax.dynamic_slice_p)
    return rule(context, operand, *map(widen, starts), **parameters)


def lower_update(
    context: Any,
    operand: ir.Value[Any],
    update: ir.Value[Any],
    *starts: ir.Value[Any],
    **parameters: Any,
) -> Sequence[ir.Value[Any]]:
    """Lower the update of a slice, of no elements to nothing."""
    if 0 in context.avals_in[1].shape:
        return [operand]
    rule = find_rule(lax.dynamic_update_slice_p)
    return rule(context, operand, update, *map(widen, starts), **parameters)


def widen(start: ir.Value[Any]) -> ir.Value[Any]:
    """Return an integer in 32 bits at least: of narrower ones IREE loses the sign."""
    element = ir.IntegerType(ir.RankedTensorType(start.type).element_type)
    if element.width >= 32:
        return start
    wide = ir.RankedTensorType.get((), ir.IntegerType.get_signless(32))
    return stablehlo.ConvertOp(wide, start).result


RULES: dict[Any, Rule] = {
    lax.dynamic_slice_p: unless_empty(lower_slice),
    lax.dynamic_update_slice_p: lower_update,
}
