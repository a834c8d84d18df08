"""Converts slices and paddings of StableHLO on dynamic sizes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jaxlib.mlir import ir

from milcomplex.jax.gathers import extract, generate, move_slice
from milcomplex.jax.sizes import (
    Size,
    add,
    divide_up,
    find_shape,
    larger,
    list_numbers,
    list_sizes,
    list_static,
    make,
    multiply,
    read_index,
    smaller,
    subtract,
)


def slice(op: ir.Operation) -> ir.Value[Any]:
    """Return a slice between bounds that are within the tensor, as JAX checks."""
    operand, *bounds = op.operands
    starts, limits, strides = map(list_sizes, bounds)
    sizes = [
        divide_up(subtract(limit, start), stride)
        for start, limit, stride in zip(starts, limits, strides, strict=True)
    ]
    type = ir.RankedTensorType(op.results[0].type)
    return extract(operand, type, starts, sizes, strides)


def take_slice(op: ir.Operation) -> ir.Value[Any]:
    """Return a slice of static sizes; one that is partly outside is moved inside."""
    operand, *starts = op.operands
    type = ir.RankedTensorType(op.results[0].type)
    sizes = list_numbers(op, "slice_sizes")
    return extract(operand, type, clamp(starts, operand, sizes), sizes, [1] * type.rank)


def replace_slice(op: ir.Operation) -> ir.Value[Any]:
    """Return a tensor with a slice replaced; one that is partly outside is moved inside."""
    operand, update, *starts = op.operands
    sizes = find_shape(update)
    return insert(update, operand, clamp(starts, operand, sizes), sizes, [1] * len(sizes))


def clamp(
    starts: Sequence[ir.Value[Any]], operand: ir.Value[Any], sizes: Sequence[Size]
) -> list[Size]:
    """Return where slices of a tensor begin, inside it."""
    return [
        smaller(larger(read_index(start, []), 0), subtract(total, size))
        for start, total, size in zip(starts, find_shape(operand), sizes, strict=True)
    ]


def insert(
    tensor: ir.Value[Any],
    target: ir.Value[Any],
    offsets: Sequence[Size],
    sizes: Sequence[Size],
    strides: Sequence[Size],
) -> ir.Value[Any]:
    """Return a tensor with a slice replaced by another."""
    return move_slice(
        "tensor.insert_slice",
        ir.RankedTensorType(target.type),
        [tensor, target],
        offsets,
        sizes,
        strides,
    )


def pad(op: ir.Operation) -> ir.Value[Any]:
    """Return a tensor with elements before, after and between those of another.

    A negative number of elements before or after takes some away.
    """
    operand, fill, *paddings = op.operands
    low: Sequence[Size]
    high: Sequence[Size]
    interior: Sequence[Size]
    if op.name == "stablehlo.pad":
        low, high, interior = (
            list_numbers(op, name)
            for name in ("edge_padding_low", "edge_padding_high", "interior_padding")
        )
    else:
        low, high, interior = map(list_sizes, paddings)
    type = ir.RankedTensorType(op.results[0].type)
    steps = [add(gap, 1) for gap in interior]
    shape: list[Size] = []
    firsts: list[Size] = []
    counts: list[Size] = []
    for axis, size in enumerate(find_shape(operand)):
        between = multiply(larger(subtract(size, 1), 0), interior[axis])
        total = add(add(low[axis], high[axis]), add(size, between))
        # Element i is at low + i * step, if that is within the result.
        first = divide_up(larger(subtract(0, low[axis]), 0), steps[axis])
        last = smaller(size, divide_up(larger(subtract(total, low[axis]), 0), steps[axis]))
        shape.append(total)
        firsts.append(first)
        counts.append(larger(subtract(last, first), 0))
    element = make("tensor.extract", type.element_type, [fill])
    padded = generate(type, shape, lambda _: element)
    kept = ir.RankedTensorType.get(list_static(counts), type.element_type)
    part = extract(operand, kept, firsts, counts, [1] * type.rank)
    places = [
        add(start, multiply(first, step))
        for start, first, step in zip(low, firsts, steps, strict=True)
    ]
    return insert(part, padded, places, counts, steps)
