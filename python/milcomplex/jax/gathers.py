"""Converts gathers of StableHLO on dynamic sizes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from jaxlib.mlir import ir
from jaxlib.mlir.dialects import stablehlo

from milcomplex.jax.sizes import (
    Size,
    add,
    empty,
    find_shape,
    find_size,
    larger,
    list_numbers,
    list_sizes,
    list_static,
    make,
    rank_of,
    read_index,
    read_size,
    smaller,
    subtract,
    to_index,
)


def gather(op: ir.Operation) -> ir.Value[Any]:
    """Return the slices of a tensor that begin at indices; one outside is moved inside."""
    operand, indices = op.operands[0], op.operands[1]
    numbers = stablehlo.GatherDimensionNumbers(op.attributes["dimension_numbers"])
    sizes = (
        list_sizes(op.operands[2])
        if op.name == "stablehlo.dynamic_gather"
        else list_numbers(op, "slice_sizes")
    )
    type = ir.RankedTensorType(op.results[0].type)
    offsets = list(numbers.offset_dims)
    batch = [axis for axis in range(type.rank) if axis not in offsets]
    dropped = {*numbers.collapsed_slice_dims, *numbers.operand_batching_dims}
    kept = [axis for axis in range(rank_of(operand)) if axis not in dropped]
    vector = numbers.index_vector_dim
    outer = [axis for axis in range(rank_of(indices)) if axis != vector]
    if not outer and not numbers.operand_batching_dims:
        part = take_one(operand, indices, sizes, kept, list(numbers.start_index_map))
        return part if part.type == type else make("tensor.cast", type, [part])
    shape: list[Size] = [0] * type.rank
    counts = find_shape(indices)
    for axis, source in zip(batch, outer, strict=True):
        shape[axis] = counts[source]
    for axis, source in zip(offsets, kept, strict=True):
        shape[axis] = sizes[source]
    limits = [
        larger(subtract(size, part), 0)
        for size, part in zip(find_shape(operand), sizes, strict=True)
    ]

    def read(places: Sequence[ir.Value[Any]]) -> ir.Value[Any]:
        """Return the element of the result at a place."""
        of_batch = dict(zip(outer, (places[axis] for axis in batch), strict=True))
        starts: dict[int, Size] = {}
        for number, axis in enumerate(numbers.start_index_map):
            place = {**of_batch, vector: to_index(number)}
            start = read_index(indices, [place[i] for i in range(rank_of(indices))])
            starts[axis] = smaller(larger(start, 0), limits[axis])
        batching = zip(
            numbers.operand_batching_dims, numbers.start_indices_batching_dims, strict=True
        )
        for axis, source in batching:
            starts[axis] = of_batch[source]
        within = dict(zip(kept, (places[axis] for axis in offsets), strict=True))
        at = [
            to_index(add(starts.get(axis, 0), within.get(axis, 0)))
            for axis in range(rank_of(operand))
        ]
        return make("tensor.extract", type.element_type, [operand, *at])

    return generate(type, shape, read)


def take_one(
    operand: ir.Value[Any],
    indices: ir.Value[Any],
    sizes: Sequence[Size],
    kept: Sequence[int],
    axes: Sequence[int],
) -> ir.Value[Any]:
    """Return the slice of a tensor that begins at indices along some axes, moved inside.

    It has the axes `kept`; others are of size 1.
    """
    starts: list[Size] = [0] * len(sizes)
    for number, axis in enumerate(axes):
        start = read_size(indices, number)
        if not isinstance(start, int):
            # The indices may be computed in integers that overflow.
            start = read_index(indices, [to_index(number)])
        limit = subtract(find_size(operand, axis), sizes[axis])
        starts[axis] = smaller(larger(start, 0), larger(limit, 0))
    shape = list_static([sizes[axis] for axis in kept])
    type = ir.RankedTensorType.get(shape, ir.RankedTensorType(operand.type).element_type)
    return extract(operand, type, starts, sizes, [1] * len(sizes))


def split_static(numbers: Sequence[Size]) -> tuple[ir.Attribute, list[ir.Value[Any]]]:
    """Return numbers as an op accepts them: those that are known in an attribute."""
    values = [number for number in numbers if isinstance(number, ir.Value)]
    return ir.DenseI64ArrayAttr.get(list_static(numbers)), values


def extract(
    tensor: ir.Value[Any],
    type: ir.RankedTensorType,
    offsets: Sequence[Size],
    sizes: Sequence[Size],
    strides: Sequence[Size],
) -> ir.Value[Any]:
    """Return a slice of a tensor, of a type."""
    return move_slice("tensor.extract_slice", type, [tensor], offsets, sizes, strides)


def move_slice(
    name: str,
    type: ir.RankedTensorType,
    tensors: list[ir.Value[Any]],
    offsets: Sequence[Size],
    sizes: Sequence[Size],
    strides: Sequence[Size],
) -> ir.Value[Any]:
    """Return the result of an op on the slice of a tensor; the first one has the slice's type."""
    part = type if name == "tensor.extract_slice" else ir.RankedTensorType(tensors[0].type)
    known = list(sizes)
    if part.rank == len(sizes):
        # What is static in the type must be so here.
        known = [
            to_index(size) if part.is_dynamic_dim(axis) else int(part.shape[axis])
            for axis, size in enumerate(sizes)
        ]
    parts = [split_static(numbers) for numbers in (offsets, known, strides)]
    names = ("static_offsets", "static_sizes", "static_strides")
    attributes = {name: static for name, (static, _) in zip(names, parts, strict=True)}
    counts = [*[1] * len(tensors), *(len(values) for _, values in parts)]
    attributes["operandSegmentSizes"] = ir.DenseI32ArrayAttr.get(counts)
    operands = [*tensors, *(value for _, values in parts for value in values)]
    return make(name, type, operands, **attributes)


def generate(
    type: ir.RankedTensorType,
    sizes: Sequence[Size],
    read: Callable[[Sequence[ir.Value[Any]]], ir.Value[Any]],
) -> ir.Value[Any]:
    """Return a tensor of a type and sizes, whose elements `read` computes from their places."""
    place = ir.AffineMapAttr.get(ir.AffineMap.get_identity(type.rank))
    parallel = ir.Attribute.parse("#linalg.iterator_type<parallel>")
    op = ir.Operation.create(
        "linalg.generic",
        results=[type],
        operands=[empty(sizes, type)],
        attributes={
            "indexing_maps": ir.ArrayAttr.get([place]),
            "iterator_types": ir.ArrayAttr.get([parallel] * type.rank),
            "operandSegmentSizes": ir.DenseI32ArrayAttr.get([0, 1]),
        },
        regions=1,
    )
    block = ir.Block.create_at_start(op.regions[0], [type.element_type])
    with ir.InsertionPoint(block):
        index, number = ir.IndexType.get(), ir.IntegerType.get_signless(64)
        places = [
            make("linalg.index", index, [], dim=ir.IntegerAttr.get(number, axis))
            for axis in range(type.rank)
        ]
        ir.Operation.create("linalg.yield", operands=[read(places)])
    result: ir.Value[Any] = op.results[0]
    return result
