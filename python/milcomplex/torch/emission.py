"""Emits the ops of the library as MLIR."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch_mlir import ir
from torch_mlir.dialects import arith, linalg, scf, tensor

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
NORMS = {
    ("fft", 0): "backward",
    ("fft", 1): "ortho",
    ("fft", 2): "forward",
    ("ifft", 0): "forward",
    ("ifft", 1): "ortho",
    ("ifft", 2): "backward",
}


def build_type(value: torch.Tensor) -> ir.Type:
    """Return the builtin type of a tensor."""
    shape = "".join(f"{n}x" if isinstance(n, int) else "?x" for n in value.shape)
    return ir.Type.parse(f"tensor<{shape}{ELEMENTS[value.dtype]}>")


def create(
    name: str, result: ir.Type, operands: Sequence[ir.Value], **attributes: ir.Attribute
) -> ir.Value:
    """Create an op of milcomplex."""
    op = ir.Operation.create(f"milcomplex.{name}", [result], list(operands), attributes=attributes)
    return op.result


def write_attribute(value: bool | int | Sequence[int]) -> ir.Attribute:
    """Return the value of a parameter as an attribute."""
    if isinstance(value, bool):
        return ir.BoolAttr.get(value)
    if isinstance(value, int):
        return ir.IntegerAttr.get(ir.IntegerType.get_signless(64), value)
    return ir.DenseI64ArrayAttr.get(list(value))


def emit_transform(
    name: str, result: ir.Type, x: ir.Value, axes: Any, norm: int, *length: int
) -> ir.Value:
    """Emit a Fourier transform; `length` is that of the last axis of the result."""
    direction = "fft" if name in ("fft", "rfft") else "ifft"
    attributes = {
        "axes": write_attribute(axes),
        "norm": ir.Attribute.parse(f"#milcomplex<norm {NORMS[direction, norm]}>"),
    }
    if length:
        shape = ir.RankedTensorType(x.type).shape
        attributes["lengths"] = write_attribute([*(shape[axis] for axis in axes[:-1]), *length])
    return create(name, result, [x], **attributes)


def emit_stft(
    name: str,
    result: ir.Type,
    x: ir.Value,
    window: ir.Value | None,
    n_fft: int,
    hop_length: int,
    win_length: int,
    onesided: bool,
) -> ir.Value:
    """Emit a short-time Fourier transform."""
    return create(
        name,
        result,
        [x] if window is None else [x, window],
        n_fft=write_attribute(n_fft),
        hop_length=write_attribute(hop_length),
        win_length=write_attribute(win_length),
        center=write_attribute(False),
        onesided=write_attribute(onesided),
    )


def emit_istft(
    name: str,
    result: ir.Type,
    x: ir.Value,
    window: ir.Value | None,
    n_fft: int,
    hop_length: int,
    win_length: int,
    center: bool,
    normalized: bool,
    onesided: bool,
    length: int | None,
) -> ir.Value:
    """Emit an inverse short-time Fourier transform."""
    optional = {} if length is None else {"length": write_attribute(length)}
    return create(
        name,
        result,
        [x] if window is None else [x, window],
        n_fft=write_attribute(n_fft),
        hop_length=write_attribute(hop_length),
        win_length=write_attribute(win_length),
        center=write_attribute(center),
        normalized=write_attribute(normalized),
        onesided=write_attribute(onesided),
        **optional,
    )


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


def emit_matmul(name: str, result: ir.Type, x: ir.Value, y: ir.Value) -> ir.Value:
    """Emit a product of matrices, or of batches of them."""
    rank = ir.RankedTensorType(x.type).rank
    sizes = list_dynamic_sizes(x, range(rank - 1)) + list_dynamic_sizes(y, [rank - 1])
    zeros = fill(result, sizes, 0)
    multiply = linalg.matmul if rank == 2 else linalg.batch_matmul
    return multiply(x, y, outs=[zeros])


def emit_prod(name: str, result: ir.Type, x: ir.Value, axis: int) -> ir.Value:
    """Emit the product along an axis."""
    rank = ir.RankedTensorType(x.type).rank
    kept = [i for i in range(rank) if i != axis]
    ones = fill(result, list_dynamic_sizes(x, kept), 1)
    reduction = linalg.ReduceOp(result=[result], inputs=[x], inits=[ones], dimensions=[axis])
    element = ir.RankedTensorType(result).element_type
    block = reduction.regions[0].blocks.append(element, element)
    with ir.InsertionPoint(block):
        product = create("mul", element, block.arguments)
        linalg.YieldOp([product])
    return reduction.results[0]


# The op that combines two rows, by the kind of their elements; `replace` returns the new one.
COMBINATIONS = {
    ("add", "complex"): "milcomplex.add",
    ("add", "float"): "arith.addf",
    ("add", "integer"): "arith.addi",
    ("mul", "complex"): "milcomplex.mul",
    ("mul", "float"): "arith.mulf",
    ("mul", "integer"): "arith.muli",
    ("max", "float"): "arith.maximumf",
    ("max", "integer"): "arith.maxsi",
    ("min", "float"): "arith.minimumf",
    ("min", "integer"): "arith.minsi",
}


def find_kind(element: ir.Type) -> str:
    """Return whether a type is `complex`, `float` or `integer`."""
    if isinstance(element, ir.ComplexType):
        return "complex"
    return "float" if isinstance(element, ir.FloatType) else "integer"


def emit_put(
    name: str, result: ir.Type, x: ir.Value, index: ir.Value, values: ir.Value, reduction: str
) -> ir.Value:
    """Emit a loop that puts rows in turn; an index out of range is clamped."""
    type_ = ir.RankedTensorType(result)
    m = type_.shape[1]
    is_dynamic = type_.is_dynamic_dim(1)
    row = ir.RankedTensorType.get([1, m], type_.element_type)
    width = list_dynamic_sizes(x, [1])
    sizes = [1, ir.ShapedType.get_dynamic_size() if is_dynamic else m]
    zero, one = build_index(0), build_index(1)
    loop = scf.ForOp(zero, tensor.dim(index, zero), one, [x])
    offset = ir.ShapedType.get_dynamic_size()
    last = arith.subi(tensor.dim(x, zero), one)

    def take(source: ir.Value, place: ir.Value) -> ir.Value:
        return tensor.ExtractSliceOp(
            row, source, [place], width, [], [offset, 0], sizes, [1, 1]
        ).result

    with ir.InsertionPoint(loop.body):
        rows = loop.inner_iter_args[0]
        i = loop.induction_variable
        given = arith.index_cast(ir.IndexType.get(), tensor.extract(index, [i]))
        place = arith.minsi(arith.maxsi(given, zero), last)
        new = take(values, i)
        if reduction != "replace":
            op = COMBINATIONS[reduction, find_kind(type_.element_type)]
            new = ir.Operation.create(op, [row], [take(rows, place), new]).result
        inserted = tensor.InsertSliceOp(new, rows, [place], width, [], [offset, 0], sizes, [1, 1])
        scf.YieldOp([inserted.result])
    return loop.results[0]


def emit_reshape(
    name: str,
    result: ir.Type,
    x: ir.Value,
    shape: Sequence[int | ir.Value],
    before: Sequence[int],
    after: Sequence[int],
) -> ir.Value:
    """Collapse each run of axes to one axis, and expand it to the runs of the result."""
    source, type_ = ir.RankedTensorType(x.type), ir.RankedTensorType(result)
    dynamic = ir.ShapedType.get_dynamic_size()

    def multiply(sizes: Sequence[int], run: Sequence[int]) -> int:
        """Return the size of a run, if all its sizes are static."""
        own = [sizes[axis] for axis in run]
        return dynamic if dynamic in own else math.prod(own)

    runs = list_runs(before)
    sizes = [multiply(source.shape, run) for run in runs]
    flat = ir.RankedTensorType.get(sizes, type_.element_type)
    collapsed = tensor.CollapseShapeOp(flat, x, runs).result
    runs = list_runs(after)
    sizes = [multiply(type_.shape, run) for run in runs]
    known = ir.RankedTensorType.get(sizes, type_.element_type)
    cast = tensor.cast(known, collapsed)
    return tensor.ExpandShapeOp(
        result, cast, runs, [n for n in shape if not isinstance(n, int)], type_.shape
    ).result


def list_runs(lengths: Sequence[int]) -> list[list[int]]:
    """Return axes, run by run, of runs of given lengths."""
    ends = list(itertools.accumulate(lengths, initial=0))
    return [list(range(*pair)) for pair in itertools.pairwise(ends)]


def emit_find(name: str, result: ir.Type, mask: ir.Value) -> ir.Value:
    """Emit a loop that gathers the positions where a mask holds; return as many as there are."""
    type_ = ir.RankedTensorType(mask.type)
    number = ir.IntegerType.get_signless(64)
    places = ir.RankedTensorType.get(type_.shape, number)
    empty = ir.Operation.create("tensor.empty", [places], list_dynamic_sizes(mask, [0])).result
    zero, one = build_index(0), build_index(1)
    loop = scf.ForOp(zero, tensor.dim(mask, zero), one, [empty, zero])
    with ir.InsertionPoint(loop.body):
        found, count = loop.inner_iter_args
        i = loop.induction_variable
        # The entry at the count is overwritten unless the mask holds here.
        written = tensor.insert(arith.index_cast(number, i), found, [count])
        holds = tensor.extract(mask, [i])
        scf.YieldOp([written, arith.select(holds, arith.addi(count, one), count)])
    dynamic = ir.ShapedType.get_dynamic_size()
    found, count = loop.results
    return tensor.ExtractSliceOp(result, found, [], [count], [], [0], [dynamic], [1]).result


EMITTERS: dict[str, Callable[..., ir.Value]] = {
    "fft": emit_transform,
    "find": emit_find,
    "ifft": emit_transform,
    "irfft": emit_transform,
    "istft": emit_istft,
    "matmul": emit_matmul,
    "prod": emit_prod,
    "put": emit_put,
    "reshape": emit_reshape,
    "rfft": emit_transform,
    "stft": emit_stft,
}


def emit(name: str, result: ir.Type, arguments: Sequence[Any]) -> ir.Value:
    """Emit an op of the library at the insertion point.

    Parameters
    ----------
    name : str
        The name of the op, without `milcomplex.`.
    result : ir.Type
        The builtin type of its result.
    arguments : sequence
        Those of its schema: a value of builtin type for each tensor.
    """
    if name in EMITTERS:
        return EMITTERS[name](name, result, *arguments)
    return create(name, result, arguments)


def emit_constant(value: torch.Tensor, key: str) -> ir.Value:
    """Emit a complex tensor; its bytes have a name like `key`."""
    type_ = build_type(value)
    if value.numel() > 1:
        return create("const", type_, [], value=build_resource(value, type_, key))
    element = ir.RankedTensorType(type_).element_type
    part = ir.ComplexType(element).element_type
    numbers = [
        create(
            "const",
            element,
            [],
            value=ir.ArrayAttr.get([ir.FloatAttr.get(part, x) for x in (z.real, z.imag)]),
        )
        for z in value.reshape(-1).tolist()
    ]
    return ir.Operation.create("tensor.from_elements", [type_], numbers).result


def build_resource(value: torch.Tensor, type_: ir.Type, key: str) -> ir.Attribute:
    """Return the elements of a tensor, whose bytes are in the resource section under a name."""
    contiguous = value.detach().cpu().resolve_conj().resolve_neg().contiguous()
    data = contiguous.reshape(-1).view(torch.uint8).numpy()
    return ir.DenseResourceElementsAttr.get_from_buffer(
        data, key, type_, contiguous.element_size(), False
    )
