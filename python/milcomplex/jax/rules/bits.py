"""Casts of bits, on which stablehlo-legalize-to-linalg crashes if they are complex."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jax import lax
from jaxlib.mlir import ir

from milcomplex.jax.rules.emission import Rule, find_rule


def lower_bitcast(
    context: Any, operand: ir.Value[Any], *, new_dtype: Any
) -> Sequence[ir.Value[Any]]:
    """Lower a cast of bits; one to the type of the operand, complex or not, to the operand."""
    if context.avals_in[0].dtype == context.avals_out[0].dtype:
        return [operand]
    return find_rule(lax.bitcast_convert_type_p)(context, operand, new_dtype=new_dtype)


RULES: dict[Any, Rule] = {lax.bitcast_convert_type_p: lower_bitcast}
