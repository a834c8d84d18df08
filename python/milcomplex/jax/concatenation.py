"""Converts concatenations of StableHLO to those of tensor."""

from __future__ import annotations

from typing import Any

from jaxlib.mlir import ir

from milcomplex.jax.signless import hide_signs
from milcomplex.jax.sizes import make
from milcomplex.jax.traversal import list_ops


def convert_concatenations(module: ir.Module) -> None:
    """Convert every stablehlo.concatenate to a tensor.concat, which is copied by slices.

    stablehlo-legalize-to-linalg would branch for each element, once for each operand.
    """
    for op in list_ops(module):
        if op.name != "stablehlo.concatenate":
            continue
        hide_signs(op)
        with op.location, ir.InsertionPoint(op):
            op.results[0].replace_all_uses_with(concatenate(op))
        op.erase()


def concatenate(op: ir.Operation) -> ir.Value[Any]:
    """Return the result of a tensor.concat of the operands that have elements."""
    axis = ir.IntegerAttr(op.attributes["dimension"])
    type = op.results[0].type
    operands = [one for one in op.operands if ir.RankedTensorType(one.type).shape[axis.value] != 0]
    if len(operands) > 1:
        return make("tensor.concat", type, operands, dim=axis)
    (operand,) = operands or op.operands[:1]
    return operand if operand.type == type else make("tensor.cast", type, [operand])
