"""Emits the ops of the library as MLIR."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch_mlir import ir
from torch_mlir.dialects import arith, linalg, scf, tensor

from milcomplex.large_constants import LARGE, check_name, name_constant
from milcomplex.signature import Array
from milcomplex.torch.building import (
    build_index,
    build_type,
    create,
    create_all,
    fill,
    list_dynamic_sizes,
    write_attribute,
)
from milcomplex.torch.loops import emit_count, emit_find, emit_put, emit_scan
from milcomplex.torch.ordering import emit_order

NORMS = {
    ("fft", 0): "backward",
    ("fft", 1): "ortho",
    ("fft", 2): "forward",
    ("ifft", 0): "forward",
    ("ifft", 1): "ortho",
    ("ifft", 2): "backward",
}


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


def emit_bitcast(name: str, result: ir.Type, x: ir.Value, dtype: torch.dtype) -> ir.Value:
    """Emit a cast of bits."""
    return arith.bitcast(result, x)


def emit_order_rows(name: str, result: ir.Type, pivots: ir.Value, rows: int | ir.Value) -> ir.Value:
    """Emit loops that swap the numbers of rows, of each matrix in turn."""
    integer = ir.RankedTensorType(result).element_type
    zero, one = build_index(0), build_index(1)
    end = build_index(rows) if isinstance(rows, int) else rows
    sizes = list_dynamic_sizes(pivots, [0]) + ([] if isinstance(rows, int) else [rows])
    empty = ir.Operation.create("tensor.empty", [result], sizes).result
    batch = scf.ForOp(zero, tensor.dim(pivots, zero), one, [empty])
    with ir.InsertionPoint(batch.body):
        i = batch.induction_variable
        start = scf.ForOp(zero, end, one, list(batch.inner_iter_args))
        with ir.InsertionPoint(start.body):
            number = arith.index_cast(integer, start.induction_variable)
            order = start.inner_iter_args[0]
            scf.YieldOp([tensor.insert(number, order, [i, start.induction_variable])])
        steps = scf.ForOp(zero, tensor.dim(pivots, one), one, list(start.results))
        with ir.InsertionPoint(steps.body):
            j, order = steps.induction_variable, steps.inner_iter_args[0]
            place = arith.index_cast(ir.IndexType.get(), tensor.extract(pivots, [i, j]))
            first, second = tensor.extract(order, [i, j]), tensor.extract(order, [i, place])
            order = tensor.insert(second, order, [i, j])
            scf.YieldOp([tensor.insert(first, order, [i, place])])
        scf.YieldOp(list(steps.results))
    return batch.results[0]


def emit_triangular_solve(
    name: str, result: ir.Type, a: ir.Value, b: ir.Value, *flags: bool
) -> ir.Value:
    """Emit the solution of a triangular system."""
    names = ("right", "lower", "transpose", "conjugate", "unit_diagonal")
    chosen = {key: ir.UnitAttr.get() for key, holds in zip(names, flags, strict=True) if holds}
    return create(name, result, [a, b], **chosen)


def emit_svd(
    name: str, u: ir.Type, values: ir.Type, vh: ir.Type, x: ir.Value, full: bool
) -> list[ir.Value]:
    """Emit a singular value decomposition."""
    chosen = {"full": ir.UnitAttr.get()} if full else {}
    return create_all(name, [u, values, vh], [x], **chosen)


def emit_eig(name: str, values: ir.Type, vectors: ir.Type, x: ir.Value) -> list[ir.Value]:
    """Emit the eigenvalues and the right eigenvectors of matrices."""
    values_, _, right = create_all(name, [values, vectors, vectors], [x])
    return [values_, right]


EMITTERS: dict[str, Callable[..., ir.Value | list[ir.Value]]] = {
    "bitcast": emit_bitcast,
    "count": emit_count,
    "eig": emit_eig,
    "fft": emit_transform,
    "find": emit_find,
    "ifft": emit_transform,
    "irfft": emit_transform,
    "istft": emit_istft,
    "matmul": emit_matmul,
    "order": emit_order,
    "order_rows": emit_order_rows,
    "prod": emit_prod,
    "put": emit_put,
    "reshape": emit_reshape,
    "rfft": emit_transform,
    "scan": emit_scan,
    "stft": emit_stft,
    "svd": emit_svd,
    "triangular_solve": emit_triangular_solve,
}


def emit(name: str, results: Sequence[ir.Type], arguments: Sequence[Any]) -> list[ir.Value]:
    """Emit an op of the library at the insertion point.

    Parameters
    ----------
    name : str
        The name of the op, without `milcomplex.`.
    results : sequence of ir.Type
        The builtin types of its results.
    arguments : sequence
        Those of its schema: a value of builtin type for each tensor.
    """
    if name in EMITTERS:
        found = EMITTERS[name](name, *results, *arguments)
        return found if isinstance(found, list) else [found]
    return create_all(name, results, arguments)


def emit_constant(value: torch.Tensor, key: str, large: dict[str, Array]) -> ir.Value:
    """Emit a complex tensor; its bytes have a name like `key`, as `build_resource` says."""
    type_ = build_type(value)
    if value.numel() > 1:
        return create("const", type_, [], value=build_resource(value, type_, key, large))
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


def build_resource(
    value: torch.Tensor, type_: ir.Type, key: str, large: dict[str, Array]
) -> ir.Attribute:
    """Return the elements of a tensor, a resource.

    Parameters
    ----------
    value : Tensor
        The tensor.
    type_ : ir.Type
        Its type in the module.
    key : str
        What the name of the resource begins with, unless it is large.
    large : dict of str to array
        Is extended by the bytes of a large one, of which the module has the first element alone.

    Raises
    ------
    RuntimeError
        If the context has a resource of the name of a large one.
    """
    contiguous = value.detach().cpu().resolve_conj().resolve_neg().contiguous()
    data = contiguous.reshape(-1).view(torch.uint8).numpy()
    size = contiguous.element_size()
    if data.nbytes < LARGE:
        return ir.DenseResourceElementsAttr.get_from_buffer(data, key, type_, size, False)
    name = name_constant(len(large))
    attribute = ir.DenseResourceElementsAttr.get_from_buffer(data[:size], name, type_, size, False)
    check_name(attribute, name)
    large[name] = data
    return attribute
