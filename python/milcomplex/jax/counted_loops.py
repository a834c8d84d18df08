"""Finds the loops of StableHLO that count, which become scf.for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from jaxlib.mlir import ir


@dataclass(frozen=True)
class Counter:
    """The counter of a loop, which is incremented by one up to a bound.

    Attributes
    ----------
    numbers : tuple of int
        The indices of the values that are the count: the one that the condition reads, and its
        equals.
    bound : ir.Value
        An integer in a tensor of rank 0, from outside the loop.
    """

    numbers: tuple[int, ...]
    bound: ir.Value[Any]


def find_counter(op: ir.Operation) -> Counter | None:
    """Return the counter of a stablehlo.while whose condition reads nothing else.

    If the bound is a constant in the condition, it is moved out.
    """
    condition, body = (region.blocks[0] for region in op.regions)
    *others, comparison, returned = condition.operations
    if comparison.operation.name != "stablehlo.compare":
        return None
    if "LT" not in str(comparison.operation.attributes["comparison_direction"]):
        return None
    left, bound = comparison.operation.operands
    number = find_argument(condition, left)
    if number is None or returned.operation.operands[0] != comparison.operation.results[0]:
        return None
    if not is_signed(left.type) or not counts_by_one(body, number):
        return None
    if any(other.operation.results[0] != bound for other in others):
        return None
    if others:
        if find_constant(bound) is None:
            return None
        others[0].operation.move_before(op)
    elif find_argument(condition, bound) is not None:
        return None
    first = op.operands[number]
    equals = [
        i
        for i, value in enumerate(op.operands)
        if i != number
        and value.type == first.type
        and is_same(value, first)
        and counts_by_one(body, i)
    ]
    return Counter((number, *equals), bound)


def counts_by_one(body: ir.Block, number: int) -> bool:
    """Whether the body of a loop adds one to an argument."""
    result = body.operations[len(body.operations) - 1].operation.operands[number]
    addition = find_producer(result, "stablehlo.add")
    if addition is None:
        return False
    left, right = addition.operands
    argument = body.arguments[number]
    constant = right if left == argument else left
    return argument in (left, right) and find_constant(constant) == 1


def find_argument(block: ir.Block, value: ir.Value[Any]) -> int | None:
    """Return the index of a value among the arguments of a block."""
    return next((i for i, one in enumerate(block.arguments) if one == value), None)


def find_producer(value: ir.Value[Any], name: str) -> ir.Operation | None:
    """Return the op of this name whose result a value is."""
    if isinstance(value.owner, ir.Block) or value.owner.operation.name != name:
        return None
    return value.owner.operation


def find_constant(value: ir.Value[Any]) -> int | None:
    """Return the integer that a value is if it is constant."""
    producer = find_producer(value, "stablehlo.constant")
    if producer is None:
        return None
    attribute = ir.DenseElementsAttr(producer.attributes["value"])
    element = ir.RankedTensorType(value.type).element_type
    if not attribute.is_splat or not isinstance(element, ir.IntegerType):
        return None
    return int(ir.IntegerAttr(attribute.get_splat_value()).value)


def is_same(left: ir.Value[Any], right: ir.Value[Any]) -> bool:
    """Whether two values are the same value or the same constant."""
    constant = find_constant(left)
    return left == right or (constant is not None and constant == find_constant(right))


def is_signed(type: ir.Type) -> bool:
    """Whether a type is that of a tensor of signed integers."""
    element = ir.RankedTensorType(type).element_type
    return isinstance(element, ir.IntegerType) and element.is_signless and element.width > 1
