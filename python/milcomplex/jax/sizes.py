"""Sizes in modules of StableHLO: numbers where they are known, else values of type index.

JAX computes symbolic sizes in tensors of integers. Read here, they are scalars, and what computes
the tensors is dead.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from jaxlib.mlir import ir
from jaxlib.mlir.dialects import arith

from milcomplex.jax.signless import cast, strip

Size = int | ir.Value[Any]

# How each op on two tensors combines sizes.
ARITHMETIC: dict[str, Callable[[Any, Any], Size]] = {}


def list_sizes(tensor: ir.Value[Any]) -> list[Size]:
    """Return the elements of a tensor of integers of rank 1."""
    (count,) = ir.RankedTensorType(tensor.type).shape
    return [read_size(tensor, place) for place in range(count)]


def list_numbers(op: ir.Operation, name: str, default: Sequence[int] | None = None) -> list[int]:
    """Return the numbers of an attribute; the default, if there is one, where the op lacks it."""
    if default is not None and name not in op.attributes:
        return list(default)
    return list(map(int, ir.DenseI64ArrayAttr(op.attributes[name])))


def list_static(sizes: Sequence[Size]) -> list[int]:
    """Return sizes as types and attributes have them, with a mark for those that are dynamic."""
    dynamic = ir.ShapedType.get_dynamic_size()
    return [size if isinstance(size, int) else dynamic for size in sizes]


def read_size(tensor: ir.Value[Any], place: int) -> Size:
    """Return an element of a tensor of integers of rank 0 or 1."""
    owner = tensor.owner
    op = None if isinstance(owner, ir.Block) else owner.operation
    match op.name if op else None:
        case "stablehlo.constant":
            assert op is not None
            attribute = ir.DenseElementsAttr(op.attributes["value"])
            if attribute.is_splat:
                return int(ir.IntegerAttr(attribute.get_splat_value()).value)
            return int(ir.DenseIntElementsAttr(attribute)[place])
        case "stablehlo.get_dimension_size":
            assert op is not None
            return find_size(op.operands[0], ir.IntegerAttr(op.attributes["dimension"]).value)
        case "stablehlo.reshape" | "stablehlo.convert":
            assert op is not None
            if is_integer(op.operands[0].type) and rank_of(op.operands[0]) < 2:
                return read_size(op.operands[0], place)
        case "stablehlo.broadcast_in_dim":
            assert op is not None
            if rank_of(op.operands[0]) == 0:
                return read_size(op.operands[0], 0)
        case "stablehlo.concatenate":
            assert op is not None
            for operand in op.operands:
                (count,) = ir.RankedTensorType(operand.type).shape
                if place < count:
                    return read_size(operand, place)
                place -= count
        case name if name in ARITHMETIC and is_integer(tensor.type):
            assert op is not None
            x, y = (read_size(operand, place) for operand in op.operands)
            return ARITHMETIC[name](x, y)
    return read_index(tensor, [to_index(place)] * rank_of(tensor))


def read_index(tensor: ir.Value[Any], place: Sequence[ir.Value[Any]]) -> ir.Value[Any]:
    """Return an element of a tensor of integers as an index."""
    element = ir.RankedTensorType(tensor.type).element_type
    number = make("tensor.extract", element, [tensor, *place])
    if isinstance(element, ir.IndexType):
        return number
    is_unsigned = isinstance(element, ir.IntegerType) and element.is_unsigned
    name = "arith.index_castui" if is_unsigned else "arith.index_cast"
    return make(name, ir.IndexType.get(), [cast(number, strip(element))])


def is_integer(type: ir.Type) -> bool:
    """Whether a type is that of a tensor of integers that sizes are computed in."""
    element = ir.RankedTensorType(type).element_type
    if isinstance(element, ir.IntegerType):
        return element.is_signless and element.width >= 32
    return isinstance(element, ir.IndexType)


def rank_of(tensor: ir.Value[Any]) -> int:
    """Return the rank of a tensor."""
    return int(ir.RankedTensorType(tensor.type).rank)


def find_size(tensor: ir.Value[Any], axis: int) -> Size:
    """Return a size of a tensor."""
    type = ir.RankedTensorType(tensor.type)
    if not type.is_dynamic_dim(axis):
        return int(type.shape[axis])
    return make("tensor.dim", ir.IndexType.get(), [tensor, to_index(axis)])


def find_shape(tensor: ir.Value[Any]) -> list[Size]:
    """Return the sizes of a tensor."""
    return [find_size(tensor, axis) for axis in range(rank_of(tensor))]


def list_dynamic(sizes: Sequence[Size], type: ir.RankedTensorType) -> list[ir.Value[Any]]:
    """Return the sizes that are dynamic in a type."""
    return [to_index(size) for axis, size in enumerate(sizes) if type.is_dynamic_dim(axis)]


def empty(sizes: Sequence[Size], type: ir.RankedTensorType) -> ir.Value[Any]:
    """Return a tensor of a type and sizes whose elements are not computed."""
    return make("tensor.empty", type, list_dynamic(sizes, type))


def to_index(size: Size) -> ir.Value[Any]:
    """Return a size as a value."""
    if isinstance(size, ir.Value):
        return size
    constant: Any = arith.constant
    result: ir.Value[Any] = constant(ir.IndexType.get(), size)
    return result


def apply(name: str, x: Size, y: Size) -> Size:
    """Return the result of an op of arith on two sizes."""
    return make(f"arith.{name}", ir.IndexType.get(), [to_index(x), to_index(y)])


def add(x: Size, y: Size) -> Size:
    """Return a sum."""
    if isinstance(x, int) and isinstance(y, int):
        return x + y
    if x == 0 or y == 0:
        return y if x == 0 else x
    return apply("addi", x, y)


def subtract(x: Size, y: Size) -> Size:
    """Return a difference."""
    if isinstance(x, int) and isinstance(y, int):
        return x - y
    return x if y == 0 else 0 if x == y else apply("subi", x, y)


def multiply(x: Size, y: Size) -> Size:
    """Return a product."""
    if isinstance(x, int) and isinstance(y, int):
        return x * y
    if x == 1 or y == 1:
        return y if x == 1 else x
    return apply("muli", x, y)


def divide_up(x: Size, y: Size) -> Size:
    """Return a quotient, rounded up; the divisor is positive."""
    if isinstance(x, int) and isinstance(y, int):
        return -(-x // y)
    return x if y == 1 else apply("ceildivsi", x, y)


def larger(x: Size, y: Size) -> Size:
    """Return the larger of two."""
    if isinstance(x, int) and isinstance(y, int):
        return max(x, y)
    return apply("maxsi", x, y)


def smaller(x: Size, y: Size) -> Size:
    """Return the smaller of two."""
    if isinstance(x, int) and isinstance(y, int):
        return min(x, y)
    return apply("minsi", x, y)


ARITHMETIC |= {
    "stablehlo.add": add,
    "stablehlo.maximum": larger,
    "stablehlo.minimum": smaller,
    "stablehlo.multiply": multiply,
    "stablehlo.subtract": subtract,
}


def make(
    name: str, type: ir.Type, operands: Sequence[ir.Value[Any]], **attributes: ir.Attribute
) -> ir.Value[Any]:
    """Return the result of an op of a dialect that jaxlib has no Python classes of."""
    made = ir.Operation.create(name, results=[type], operands=operands, attributes=attributes)
    result: ir.Value[Any] = made.results[0]
    return result
