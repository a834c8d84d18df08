"""Finds which tensors IREE computes in the memory of others, and copies tensors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from iree.compiler import ir

from milcomplex.backends.iree.modules import VIEWS, is_argument, list_ops

INSERT = "tensor.insert_slice"
# Ops whose result is computed anew for each op that writes into it.
FRESH = ("arith.constant", "tensor.empty")
COPY = """
#scalar = affine_map<({axes}) -> ()>
#each = affine_map<({axes}) -> ({axes})>
func.func @copy(%x: {type}) -> {type} {{
  %true = arith.constant dense<true> : tensor<i1>
  %zero = arith.constant dense<{zero}> : tensor<{element}>
  %condition = util.optimization_barrier %true : tensor<i1>
  %other = util.optimization_barrier %zero : tensor<{element}>
  {sizes}
  %place = tensor.empty({names}) : {type}
  %copy = linalg.generic
      {{indexing_maps = [#scalar, #scalar, #each, #each], iterator_types = [{iterators}]}}
      ins(%condition, %other, %x : tensor<i1>, tensor<{element}>, {type}) outs(%place : {type}) {{
  ^bb0(%is_true: i1, %instead: {element}, %number: {element}, %out: {element}):
    %selected = arith.select %is_true, %number, %instead : {element}
    linalg.yield %selected : {element}
  }} -> {type}
  return %copy : {type}
}}
"""


def write_copy(tensor_type: Any) -> str:
    """Return a function that copies a tensor of a type."""
    type = ir.RankedTensorType(tensor_type)
    dynamic = [i for i in range(type.rank) if type.is_dynamic_dim(i)]
    return COPY.format(
        axes=", ".join(f"d{i}" for i in range(type.rank)),
        element=type.element_type,
        iterators=", ".join(['"parallel"'] * type.rank),
        names=", ".join(f"%n{i}" for i in dynamic),
        sizes="\n".join(
            f"%c{i} = arith.constant {i} : index %n{i} = tensor.dim %x, %c{i} : {type}"
            for i in dynamic
        ),
        type=type,
        zero="0.0" if isinstance(type.element_type, ir.FloatType) else "0",
    )


def list_aliases(value: Any) -> list[Any]:
    """Return a tensor and those that share its memory if all ops are in place, the root last."""
    aliases = [value]
    while not is_argument(value):
        op = value.owner.operation
        if op.name == INSERT:
            value = op.operands[1]
        elif op.name in VIEWS:
            value = op.operands[0]
        else:
            break
        aliases.append(value)
    return aliases


def is_fresh(value: Any) -> bool:
    """Whether each op that writes into a tensor gets a tensor of its own."""
    if is_argument(value):
        return False
    return value.owner.operation.name in FRESH


def depends(
    value: Any, is_sought: Callable[[Any], bool], list_sources: Callable[[Any], list[Any]]
) -> bool:
    """Whether a value is computed from one for which `is_sought` holds."""
    seen = set()
    pending = [value]
    while pending:
        current = pending.pop()
        if current in seen or is_argument(current):
            continue
        seen.add(current)
        sources = list_sources(current.owner.operation)
        if any(map(is_sought, sources)):
            return True
        pending += sources
    return False


def find_sources(op: Any) -> list[Any]:
    """Return the operands of an op and of the ops nested in it that are defined outside."""
    inner: set[Any] = set()
    taken: dict[Any, None] = {}
    for nested in list_ops(op):
        taken.update(dict.fromkeys(nested.operands))
        inner.update(nested.results)
        for region in nested.regions:
            for block in region.blocks:
                inner.update(block.arguments)
    return [value for value in taken if value not in inner]
