"""Builds the types, constants and ops of a module."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch_mlir import ir
from torch_mlir.dialects import arith, linalg, tensor

# The element types; integers are signless in linalg.
ELEMENTS = {
    torch.bool: "i1",
    torch.uint8: "i8",
    torch.int8: "i8",
    torch.int16: "i16",
    torch.int32: "i32",
    torch.int64: "i64",
    torch.float16: "f16",
    torch.bfloat16: "bf16",
    torch.float32: "f32",
    torch.float64: "f64",
    torch.complex32: "complex<f16>",
    torch.complex64: "complex<f32>",
    torch.complex128: "complex<f64>",
}


def build_type(value: torch.Tensor) -> ir.Type:
    """Return the builtin type of a tensor."""
    shape = "".join(f"{n}x" if isinstance(n, int) else "?x" for n in value.shape)
    return ir.Type.parse(f"tensor<{shape}{ELEMENTS[value.dtype]}>")


def create_all(
    name: str, results: Sequence[ir.Type], operands: Sequence[ir.Value], **attributes: ir.Attribute
) -> list[ir.Value]:
    """Create an op of milcomplex, and return its results."""
    op = ir.Operation.create(
        f"milcomplex.{name}", list(results), list(operands), attributes=attributes
    )
    return list(op.results)


def create(
    name: str, result: ir.Type, operands: Sequence[ir.Value], **attributes: ir.Attribute
) -> ir.Value:
    """Create an op of milcomplex with one result."""
    return create_all(name, [result], operands, **attributes)[0]


def write_attribute(value: bool | int | Sequence[int]) -> ir.Attribute:
    """Return the value of a parameter as an attribute."""
    if isinstance(value, bool):
        return ir.BoolAttr.get(value)
    if isinstance(value, int):
        return ir.IntegerAttr.get(ir.IntegerType.get_signless(64), value)
    return ir.DenseI64ArrayAttr.get(list(value))


def list_dynamic_sizes(value: ir.Value, axes: Sequence[int]) -> list[ir.Value]:
    """Return the dynamic sizes of a tensor."""
    type_ = ir.RankedTensorType(value.type)
    return [tensor.dim(value, build_index(axis)) for axis in axes if type_.is_dynamic_dim(axis)]


def build_index(value: int) -> ir.Value:
    """Return a constant index."""
    return arith.constant(ir.IndexType.get(), value)


def build_number(element: ir.Type, value: int) -> ir.Value:
    """Return a constant number of a type."""
    if isinstance(element, ir.ComplexType):
        parts = [ir.FloatAttr.get(element.element_type, float(x)) for x in (value, 0)]
        return create("const", element, [], value=ir.ArrayAttr.get(parts))
    if isinstance(element, ir.FloatType):
        return arith.constant(element, float(value))
    return arith.constant(element, value)


def fill(result: ir.Type, sizes: Sequence[ir.Value], value: int) -> ir.Value:
    """Return a tensor of a type filled with one number."""
    type_ = ir.RankedTensorType(result)
    empty = ir.Operation.create("tensor.empty", [result], list(sizes)).result
    return linalg.fill(build_number(type_.element_type, value), outs=[empty])


def find_kind(element: ir.Type) -> str:
    """Return whether a type is `complex`, `float` or `integer`."""
    if isinstance(element, ir.ComplexType):
        return "complex"
    return "float" if isinstance(element, ir.FloatType) else "integer"


def create_generic(results: Sequence[ir.Type], sizes: Sequence[ir.Value]) -> linalg.GenericOp:
    """Return an op that computes each element of tensors of one shape, with an empty body."""
    types = [ir.RankedTensorType(result) for result in results]
    outputs = [ir.Operation.create("tensor.empty", [type_], list(sizes)).result for type_ in types]
    rank = types[0].rank
    iterators = ir.ArrayAttr.get([ir.Attribute.parse("#linalg.iterator_type<parallel>")] * rank)
    identity = ir.AffineMapAttr.get(ir.AffineMap.get_identity(rank))
    maps = ir.ArrayAttr.get([identity] * len(types))
    op = linalg.GenericOp(types, [], outputs, maps, iterators)
    op.regions[0].blocks.append(*(type_.element_type for type_ in types))
    return op


def find_stages(n: ir.Value) -> ir.Value:
    """Return the logarithm of the least power of two that is not less than a size."""
    number = ir.IntegerType.get_signless(64)
    one = arith.constant(number, 1)
    largest = arith.maxsi(arith.subi(arith.index_cast(number, n), one), arith.constant(number, 0))
    zeros = ir.Operation.create("math.ctlz", [number], [largest]).result
    return arith.index_cast(ir.IndexType.get(), arith.subi(arith.constant(number, 64), zeros))
