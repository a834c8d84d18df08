"""Converts ops of StableHLO on dynamic sizes that its passes lack, or read through tensors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import prod
from typing import Any

from jaxlib.mlir import ir

from milcomplex.jax.gathers import gather, generate
from milcomplex.jax.sizes import (
    ARITHMETIC,
    Size,
    find_shape,
    find_size,
    list_dynamic,
    list_numbers,
    list_sizes,
    make,
    rank_of,
    smaller,
    subtract,
    to_index,
)
from milcomplex.jax.slices import (
    pad,
    replace_slice,
    slice,
    take_slice,
)
from milcomplex.jax.traversal import list_ops
from milcomplex.jax.unsupported import refuse


def convert_dynamism(module: ir.Module, may_expand: bool = False) -> None:
    """Convert ops on dynamic sizes to those of tensor and linalg, or to read sizes as scalars.

    What JAX asserts of the sizes of arguments is left out: guards of the signature say it.

    Parameters
    ----------
    module : ir.Module
        Of StableHLO.
    may_expand : bool
        Whether a dynamic size that is broadcast may be 1; JAX broadcasts none to another size.

    Raises
    ------
    LoweringError
        If an op must have static sizes.
    """
    ops = [op for op in list_ops(module) if is_concerned(op)]
    # Those that read sizes must find where they come from.
    ops.sort(key=lambda op: op.name == "stablehlo.get_dimension_size")
    for op in ops:
        if is_assertion(op):
            op.erase()
            continue
        if op.name not in CONVERSIONS:
            raise refuse(op, "sizes must be static")
        convert = CONVERSIONS[op.name]
        if op.name == "stablehlo.dynamic_broadcast_in_dim" and may_expand:
            convert = expand
        with op.location, ir.InsertionPoint(op):
            result = convert(op)
        if result is not None:
            op.results[0].replace_all_uses_with(result)
            op.erase()
    if ops:
        erase_dead_sizes(module)


def is_concerned(op: ir.Operation) -> bool:
    """Whether an op is converted or refused: those of CONVERSIONS, if they are on dynamic sizes."""
    if op.name in READING or is_assertion(op):
        return True
    if op.name not in CONVERSIONS and not crashes(op):
        return False
    return any(map(is_dynamic, (*op.operands, *op.results)))


def erase_dead_sizes(module: ir.Module) -> None:
    """Erase the tensors that sizes were computed in, where no op reads them any more."""
    for op in reversed(list_ops(module)):
        is_size = op.name in SIZES and all(rank_of(result) < 2 for result in op.results)
        if is_size and not any(list(result.uses) for result in op.results):
            op.erase()


def is_dynamic(value: ir.Value[Any]) -> bool:
    """Whether a value is a tensor with a dynamic size, or without a rank."""
    type_ = value.type
    if isinstance(type_, ir.UnrankedTensorType):
        return True
    return isinstance(type_, ir.RankedTensorType) and not type_.has_static_shape


def crashes(op: ir.Operation) -> bool:
    """Whether passes of StableHLO (jaxlib 0.10) crash on an op on dynamic sizes."""
    if op.name == "stablehlo.bitcast_convert":
        source, result = (ir.RankedTensorType(x.type) for x in (op.operands[0], op.results[0]))
        return bool(source.rank != result.rank)
    return op.name in ("stablehlo.reduce_precision", "stablehlo.set_dimension_size")


def is_assertion(op: ir.Operation) -> bool:
    """Whether an op asserts a condition on sizes."""
    if op.name != "stablehlo.custom_call":
        return False
    return ir.StringAttr(op.attributes["call_target_name"]).value == "shape_assertion"


def convert_shapes(module: ir.Module) -> None:
    """Convert shapes of tensors, which stablehlo-legalize-to-linalg leaves, to their sizes."""
    for op in list_ops(module):
        if op.name == "shape.shape_of":
            with op.location, ir.InsertionPoint(op):
                op.results[0].replace_all_uses_with(to_tensor(find_shape(op.operands[0])))
            op.erase()


def to_tensor(sizes: Sequence[Size]) -> ir.Value[Any]:
    """Return sizes as a tensor."""
    type = ir.RankedTensorType.get([len(sizes)], ir.IndexType.get())
    return make("tensor.from_elements", type, list(map(to_index, sizes)))


def read_iota(op: ir.Operation) -> None:
    """Have a dynamic iota read its shape from scalars."""
    op.operands[0] = to_tensor(list_sizes(op.operands[0]))


def broadcast(op: ir.Operation) -> None:
    """Have a dynamic broadcast read its shape from scalars, and expand sizes of 1 alone.

    JAX broadcasts no dynamic size, which may be 1, to another.
    """
    operand = op.operands[0]
    op.operands[1] = to_tensor(list_sizes(op.operands[1]))
    type = ir.RankedTensorType(operand.type)
    expanding = [axis for axis, size in enumerate(type.shape) if size == 1]
    others = [axis for axis in range(type.rank) if axis not in expanding]
    op.attributes["known_expanding_dimensions"] = ir.DenseI64ArrayAttr.get(expanding)
    op.attributes["known_nonexpanding_dimensions"] = ir.DenseI64ArrayAttr.get(others)


def read_dimension(op: ir.Operation) -> ir.Value[Any]:
    """Return a size of a tensor as a tensor of rank 0."""
    type = ir.RankedTensorType(op.results[0].type)
    size = to_index(find_size(op.operands[0], ir.IntegerAttr(op.attributes["dimension"]).value))
    number = make("arith.index_cast", type.element_type, [size])
    return make("tensor.from_elements", type, [number])


def expand(op: ir.Operation) -> ir.Value[Any] | None:
    """Return a dynamic broadcast of which any dynamic size may be 1."""
    operand = op.operands[0]
    source, type = (ir.RankedTensorType(x.type) for x in (operand, op.results[0]))
    axes = list_numbers(op, "broadcast_dimensions")
    known = [
        axis
        for name in ("known_expanding_dimensions", "known_nonexpanding_dimensions")
        if name in op.attributes
        for axis in list_numbers(op, name)
    ]
    if not any(source.is_dynamic_dim(i) and i not in known for i in range(source.rank)):
        broadcast(op)
        return None
    shape, sizes = list_sizes(op.operands[1]), find_shape(op.operands[0])

    def read(places: Sequence[ir.Value[Any]]) -> ir.Value[Any]:
        at = [
            smaller(places[axis], subtract(size, 1)) if source.shape[i] != 1 else 0
            for i, (axis, size) in enumerate(zip(axes, sizes, strict=True))
        ]
        return make("tensor.extract", type.element_type, [op.operands[0], *map(to_index, at)])

    return generate(type, shape, read)


def reshape(op: ir.Operation) -> ir.Value[Any]:
    """Return a tensor of another shape, by way of rank 1."""
    operand, type = op.operands[0], ir.RankedTensorType(op.results[0].type)
    source = ir.RankedTensorType(operand.type)
    sizes = list_sizes(op.operands[1])
    if source.rank != 1:
        groups = group(source.rank)
        operand = make("tensor.collapse_shape", flatten(source), [operand], reassociation=groups)
    operand = cast(operand, flatten(type))
    if type.rank == 1:
        return operand
    return make(
        "tensor.expand_shape",
        type,
        [operand, *list_dynamic(sizes, type)],
        reassociation=group(type.rank),
        static_output_shape=ir.DenseI64ArrayAttr.get(list(type.shape)),
    )


def flatten(type: ir.RankedTensorType) -> ir.RankedTensorType:
    """Return the type of the elements of a tensor in one dimension."""
    size = prod(type.shape) if type.has_static_shape else ir.ShapedType.get_dynamic_size()
    return ir.RankedTensorType.get([size], type.element_type)


def group(rank: int) -> ir.Attribute:
    """Return the attribute that all dimensions are made of one, or one of all."""
    index = ir.IntegerType.get_signless(64)
    numbers: list[ir.Attribute] = [ir.IntegerAttr.get(index, axis) for axis in range(rank)]
    groups: list[ir.Attribute] = [ir.ArrayAttr.get(numbers)] if rank else []
    return ir.ArrayAttr.get(groups)


def cast(tensor: ir.Value[Any], type: ir.Type) -> ir.Value[Any]:
    """Return a tensor as one of a type that has the same sizes."""
    return tensor if tensor.type == type else make("tensor.cast", type, [tensor])


def reverse(op: ir.Operation) -> ir.Value[Any]:
    """Return a tensor with the elements along some axes in reverse order."""
    operand = op.operands[0]
    type, shape = ir.RankedTensorType(op.results[0].type), find_shape(operand)
    axes = list_numbers(op, "dimensions")

    def read(places: Sequence[ir.Value[Any]]) -> ir.Value[Any]:
        at = [
            to_index(subtract(subtract(shape[axis], 1), place) if axis in axes else place)
            for axis, place in enumerate(places)
        ]
        return make("tensor.extract", type.element_type, [operand, *at])

    return generate(type, shape, read)


# Those that read sizes at run time, whatever their types say.
READING = (
    *("stablehlo.dynamic_broadcast_in_dim", "stablehlo.dynamic_gather", "stablehlo.dynamic_iota"),
    *("stablehlo.dynamic_pad", "stablehlo.dynamic_reshape", "stablehlo.get_dimension_size"),
    "stablehlo.real_dynamic_slice",
)
# What sizes are computed by, and conditions on them.
SIZES = (
    *("stablehlo.broadcast_in_dim", "stablehlo.compare", "stablehlo.concatenate"),
    *("stablehlo.constant", "stablehlo.convert", "stablehlo.reshape", "tensor.from_elements"),
    *ARITHMETIC,
)
CONVERSIONS: dict[str, Callable[[ir.Operation], ir.Value[Any] | None]] = {
    "stablehlo.dynamic_broadcast_in_dim": broadcast,
    "stablehlo.dynamic_gather": gather,
    "stablehlo.dynamic_iota": read_iota,
    "stablehlo.dynamic_pad": pad,
    "stablehlo.dynamic_reshape": reshape,
    "stablehlo.dynamic_slice": take_slice,
    "stablehlo.dynamic_update_slice": replace_slice,
    "stablehlo.gather": gather,
    "stablehlo.get_dimension_size": read_dimension,
    "stablehlo.pad": pad,
    "stablehlo.real_dynamic_slice": slice,
    "stablehlo.reverse": reverse,
}
