"""Ops that move, fill or sum elements: the same is done to each part."""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor
from torch._ops import OpOverload
from torch._prims_common import make_contiguous_strides_for
from torch.fx.experimental.symbolic_shapes import guard_or_true, statically_known_true

from milcomplex.torch.decompositions.rules import (
    Rules,
    combine,
    imag,
    is_static,
    list_overloads,
    real,
    rule,
    to_complex,
    to_dtype,
)
from milcomplex.torch.ops import milc

aten = torch.ops.aten
RULES: Rules = {}
# For real tensors too.
REAL_RULES: Rules = {}

PARTWISE = """
_unsafe_view alias cat clone copy diag_embed diagonal
diagonal_backward expand fill flip full gather index index_select
lift_fresh lift_fresh_copy mean new_full permute reflection_pad1d reflection_pad2d
reflection_pad3d repeat replication_pad1d replication_pad2d replication_pad3d reshape
scalar_tensor select slice slice_scatter split split_with_sizes squeeze stack sum t
take trace transpose tril triu unbind unfold unsqueeze view where
_unsafe_index avg_pool1d avg_pool2d avg_pool3d im2col col2im pixel_shuffle pixel_unshuffle
channel_shuffle new_zeros zeros zeros_like
""".split()
# Views of which PyTorch has an op with the suffix _copy.
COPIED_VIEWS = """
alias as_strided diagonal expand permute split_with_sizes squeeze t transpose unbind unfold
unsqueeze view
""".split()
# Index operands, which are the same for both parts.
PLACES = ("condition", "index", "indices", "mask")


def take_part(op: OpOverload, is_imag: bool, arguments: Any, keywords: Any) -> Any:
    """Call an op with the real or the imaginary parts of the arguments."""

    def convert(value: Any, name: str, type_: str) -> Any:
        if isinstance(value, (list, tuple)):
            return type(value)(convert(v, name, type_) for v in value)
        if isinstance(value, Tensor):
            if name in PLACES:
                return value
            return imag(value) if is_imag else real(value)
        if isinstance(value, torch.dtype):
            return real(value)
        # Only a number of type Scalar is a value; the others are sizes and dimensions.
        if type_ in ("number", "Optional[number]") and isinstance(
            value, (bool, int, float, complex)
        ):
            return imag(value) if is_imag else real(value)
        return value

    parameters = {p.name: str(p.type) for p in op._schema.arguments}
    names = list(parameters)
    return op(
        *(convert(v, n, parameters[n]) for v, n in zip(arguments, names, strict=False)),
        **{n: convert(v, n, parameters[n]) for n, v in keywords.items()},
    )


def apply_to_parts(op: OpOverload, *arguments: Any, **keywords: Any) -> Any:
    """Apply an op to the real and to the imaginary parts, and join the results."""
    re = take_part(op, False, arguments, keywords)
    im = take_part(op, True, arguments, keywords)
    if isinstance(re, (list, tuple)):
        return type(re)(combine(*parts) for parts in zip(re, im, strict=True))
    return combine(re, im)


for name in PARTWISE:
    for overload in list_overloads(getattr(aten, name)):
        RULES[overload] = functools.partial(apply_to_parts, overload)
        # Functionalization adds this suffix to the names of views.
        if packet := getattr(aten, f"{name}_copy", None):
            for copying in list_overloads(packet):
                if copying._overloadname == overload._overloadname:
                    RULES[copying] = functools.partial(apply_to_parts, overload)


@rule(RULES, aten.ones)
def ones(size: Sequence[int], *, dtype: torch.dtype, **keywords: Any) -> Tensor:
    """Return ones."""
    return torch.full(size, 1, dtype=dtype)


@rule(RULES, aten.ones_like)
def ones_like(x: Tensor, *, dtype: torch.dtype | None = None, **keywords: Any) -> Tensor:
    """Return ones of the shape of a tensor."""
    return torch.full(x.shape, 1, dtype=dtype or x.dtype)


@rule(RULES, aten.new_ones)
def new_ones(
    x: Tensor, size: Sequence[int], *, dtype: torch.dtype | None = None, **keywords: Any
) -> Tensor:
    """Return ones of the type of a tensor."""
    return torch.full(size, 1, dtype=dtype or x.dtype)


@rule(RULES, aten.full_like)
def full_like(
    x: Tensor, value: complex, *, dtype: torch.dtype | None = None, **keywords: Any
) -> Tensor:
    """Return a tensor filled with a number, in the shape of another."""
    return torch.full(x.shape, value, dtype=dtype or x.dtype)


@rule(RULES, aten.eye.m, aten.eye.default)
def eye(rows: int, columns: int | None = None, *, dtype: torch.dtype, **keywords: Any) -> Tensor:
    """Return the identity."""
    return to_complex(
        torch.eye(rows, rows if columns is None else columns, dtype=real(dtype)), dtype
    )


@rule(RULES, aten.masked_fill)
def masked_fill(x: Tensor, mask: Tensor, value: Any) -> Tensor:
    """Return a tensor with a number where a mask holds."""
    if not isinstance(value, Tensor):
        value = torch.full((), value, dtype=x.dtype)
    return torch.where(mask, to_dtype(value, x.dtype), x)


@rule(RULES, aten.copy)
def copy(x: Tensor, source: Tensor, non_blocking: bool = False) -> Tensor:
    """Return elements of another tensor in the type and the shape of one."""
    return to_dtype(source, x.dtype).expand(x.shape)


@rule(RULES, aten.empty.memory_format)
def empty(size: Sequence[int], *, dtype: torch.dtype, **keywords: Any) -> Tensor:
    """Return zeros."""
    return torch.zeros(size, dtype=dtype)


@rule(RULES, aten.empty_like.default)
def empty_like(x: Tensor, *, dtype: torch.dtype | None = None, **keywords: Any) -> Tensor:
    """Return zeros."""
    return torch.zeros_like(x, dtype=dtype)


@rule(RULES, aten.new_empty_strided.default)
def new_empty_strided(
    x: Tensor,
    size: Sequence[int],
    stride: Sequence[int],
    *,
    dtype: torch.dtype | None = None,
    **keywords: Any,
) -> Tensor:
    """Return zeros; strides are not those of the values that a program has."""
    return torch.zeros(size, dtype=x.dtype if dtype is None else dtype)


def leave(op: OpOverload, x: Tensor, *arguments: Any) -> Tensor:
    """Apply an op to both parts of a tensor; torch-mlir lowers that on a real tensor."""
    return apply_to_parts(op, x, *arguments) if x.is_complex() else NotImplemented


def crop(x: Tensor, pads: Sequence[Any]) -> Tensor:
    """Return a tensor without what negative ones of pads leave out at the ends of the last axes."""
    for i in range(0, len(pads), 2):
        before, after = max(-pads[i], 0), max(-pads[i + 1], 0)
        axis = x.dim() - 1 - i // 2
        x = x.narrow(axis, before, x.shape[axis] - before - after)
    return x


@rule(REAL_RULES, aten.constant_pad_nd.default)
def constant_pad(x: Tensor, pads: Sequence[int], value: complex = 0) -> Tensor:
    """Return a tensor padded with a number, or cropped, at both ends of the last axes."""
    if all(n >= 0 for n in pads):
        return leave(aten.constant_pad_nd.default, x, pads, value)
    # torch-mlir computes wrong sizes where one end grows and the other shrinks.
    return aten.constant_pad_nd(crop(x, pads), [max(n, 0) for n in pads], value)


@rule(
    REAL_RULES,
    aten.replication_pad1d_backward.default,
    aten.replication_pad2d_backward.default,
    aten.replication_pad3d_backward.default,
)
def replication_pad_backward(gradient: Tensor, x: Tensor, pads: Sequence[int]) -> Tensor:
    """Return the gradient of a tensor whose last axes are padded with its first and last elements.

    Those are added to the ends of each axis; what is cropped has a gradient of zero.
    """
    for i in range(0, len(pads), 2):
        axis = x.dim() - 1 - i // 2
        before, after = pads[i : i + 2]
        n = x.shape[axis]
        first, last = max(before, 0), max(after, 0)
        inner = gradient.narrow(axis, first, gradient.shape[axis] - first - last)
        outer = [0, 0] * (i // 2)
        total = aten.constant_pad_nd(inner, [*outer, max(-before, 0), max(-after, 0)])
        if first:
            added = gradient.narrow(axis, 0, first).sum(axis, keepdim=True)
            total = total + aten.constant_pad_nd(added, [*outer, 0, n - 1])
        if last:
            start = gradient.shape[axis] - last
            added = gradient.narrow(axis, start, last).sum(axis, keepdim=True)
            total = total + aten.constant_pad_nd(added, [*outer, n - 1, 0])
        gradient = total
    return gradient


@rule(REAL_RULES, aten.select_scatter.default)
def select_scatter(x: Tensor, source: Tensor, axis: int, index: int) -> Tensor:
    """Return a tensor with other elements at an index along an axis."""
    place = index if guard_or_true(index >= 0) else index + x.shape[axis]
    return aten.slice_scatter(x, source.unsqueeze(axis), axis, place, place + 1)


@rule(RULES, aten.embedding)
def embedding(weight: Tensor, indices: Tensor, *options: Any) -> Tensor:
    """Return the rows of a table that indices select; the options are about gradients."""
    rows = torch.index_select(weight, 0, indices.reshape(-1))
    return rows.reshape(*indices.shape, weight.shape[1])


@rule(REAL_RULES, aten.roll)
def roll(x: Tensor, shifts: Sequence[int], axes: Sequence[int] = ()) -> Tensor:
    """Return a tensor rolled along axes, or flattened.

    torch-mlir (20261001) rolls wrongly by more than the size, or by 0. Where either is dynamic,
    elements are read by index.
    """
    if len(axes) == 0:
        return torch.roll(x.reshape(-1), shifts, [0]).reshape(x.shape)
    for shift, axis in zip(shifts, axes, strict=True):
        n = x.shape[axis]
        if not is_static(shift) or not is_static(n):
            place = torch.arange(n, dtype=torch.int64)
            x = torch.index_select(x, axis, torch.remainder(place - shift, n))
        elif n and (last := shift % n):
            parts = [x.narrow(axis, n - last, last), x.narrow(axis, 0, n - last)]
            x = torch.cat(parts, axis)
    return x.clone()


@rule(REAL_RULES, aten.view.dtype, aten.view_copy.dtype)
def view_as_dtype(x: Tensor, dtype: torch.dtype) -> Tensor:
    """Return the memory of a tensor as elements of another type.

    Raises
    ------
    NotImplementedError
        If neither is complex with parts of the other, and their elements differ in size.
    """
    if x.dtype == dtype:
        return x.clone()
    if x.is_complex() and dtype == real(x.dtype):
        return torch.view_as_real(x).flatten(-2)
    if dtype.is_complex and real(dtype) == x.dtype:
        return torch.view_as_complex(x.unflatten(-1, (-1, 2)))
    if x.is_complex() or dtype.is_complex or x.dtype.itemsize != dtype.itemsize:
        raise NotImplementedError(f"{x.dtype} cannot be viewed as {dtype}")
    return x.to(dtype) if dtype in (torch.int8, torch.uint8) else milc.bitcast(x, dtype)


def copy_view(view: OpOverload, *arguments: Any, **keywords: Any) -> Any:
    """Return the views of a tensor, which alias nothing in a program."""
    return view(*arguments, **keywords)


for name in COPIED_VIEWS:
    packet = getattr(aten, name)
    for overload in list_overloads(getattr(aten, f"{name}_copy")):
        viewing = getattr(packet, overload._overloadname)
        REAL_RULES[overload] = functools.partial(copy_view, viewing)


@rule(REAL_RULES, aten.narrow_copy)
def narrow_copy(x: Tensor, axis: int, start: int, length: int) -> Tensor:
    """Return a range along an axis."""
    return x.narrow(axis, start, length).clone()


@rule(REAL_RULES, aten.block_diag)
def block_diag(matrices: Sequence[Tensor]) -> Tensor:
    """Return matrices along a diagonal."""
    blocks = [m.reshape(1, -1) if m.dim() < 2 else m for m in matrices]
    width = sum(block.shape[1] for block in blocks)
    dtype = functools.reduce(torch.promote_types, [block.dtype for block in blocks])
    rows, before = [], 0
    for block in blocks:
        after = width - before - block.shape[1]
        rows.append(torch.nn.functional.pad(block.to(dtype), (before, after)))
        before += block.shape[1]
    return torch.cat(rows)


def make_diagonal_mask(rows: int, columns: int, offset: int) -> Tensor:
    """Return where a matrix has its diagonal."""
    row = torch.arange(rows, dtype=torch.int64).unsqueeze(1)
    return torch.eq(row + offset, torch.arange(columns, dtype=torch.int64))


@rule(REAL_RULES, aten.diagonal_scatter)
def diagonal_scatter(x: Tensor, y: Tensor, offset: int = 0, dim1: int = 0, dim2: int = 1) -> Tensor:
    """Return a tensor with other elements on a diagonal."""
    moved = x.movedim((dim1, dim2), (-2, -1))
    rows, columns = moved.shape[-2:]
    # The element of row r moves from position r, or r + offset, to its column.
    spread = torch.nn.functional.pad(y, (max(-offset, 0), rows - y.shape[-1] - max(-offset, 0)))
    mask = make_diagonal_mask(rows, columns, offset)
    return torch.where(mask, spread.unsqueeze(-1), moved).movedim((-2, -1), (dim1, dim2))


@rule(REAL_RULES, aten.as_strided)
def as_strided(
    x: Tensor, size: Sequence[int], stride: Sequence[int], offset: int | None = None
) -> Tensor:
    """Return the elements of a view of the memory of a contiguous tensor.

    Raises
    ------
    NotImplementedError
        If the memory holds other elements than the tensor, or in another order.
    """
    if not x.is_complex() and all(map(is_static, (*x.shape, *size))):
        return NotImplemented
    is_whole = not offset and statically_known_true(math.prod(size) == x.numel())
    if is_whole and tuple(stride) == make_contiguous_strides_for(tuple(size)):
        return x.reshape(tuple(size))
    places = locate(x, size, stride, offset)
    return torch.index_select(x.reshape(-1), 0, places.reshape(-1)).reshape(tuple(size))


@rule(REAL_RULES, aten.as_strided_scatter)
def as_strided_scatter(
    x: Tensor, y: Tensor, size: Sequence[int], stride: Sequence[int], offset: int | None = None
) -> Tensor:
    """Return a contiguous tensor with other elements in a view of its memory.

    Raises
    ------
    NotImplementedError
        If the memory holds other elements than the tensor, or in another order.
    """
    places = locate(x, size, stride, offset)
    flat = x.reshape(-1)
    return aten.put(flat, places.reshape(-1), y.reshape(-1), False).reshape(x.shape)


def locate(x: Tensor, size: Sequence[int], stride: Sequence[int], offset: int | None) -> Tensor:
    """Return the positions, in a flattened contiguous tensor, of a view of its memory."""
    if not x.is_contiguous() or x.storage_offset() != 0:
        raise NotImplementedError("a view of memory needs a contiguous operand")
    places = torch.full((), offset or 0, dtype=torch.int64)
    for axis, (n, step) in enumerate(zip(size, stride, strict=True)):
        steps = torch.arange(n, dtype=torch.int64) * step
        places = places + steps.reshape([n if i == axis else 1 for i in range(len(size))])
    return places
