"""Ranges along an axis: read, written and surrounded by zeros.

A range that is written is a padding or a concatenation: of a slice_scatter torch.onnx makes a
scatter of rows between transpositions.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch.fx import Node

from milcomplex.torch.realization.values import Part, get_value, is_filled_with

aten = torch.ops.aten
Call = Callable[..., Any]


def find_range(arguments: tuple[Any, ...]) -> tuple[int, int, int, int] | None:
    """Return the axis of a range, its start, its end and the size; None unless all are known.

    `arguments` are those of slice.Tensor; None for a step other than 1.
    """
    defaults: tuple[Any, ...] = (None, 0, None, None, 1)
    x, axis, start, end, step = (*arguments, *defaults[len(arguments) :])
    shape = get_value(x).shape
    size = shape[axis]
    start, end = 0 if start is None else start, size if end is None else end
    if step != 1 or not all(isinstance(n, int) for n in (size, start, end)):
        return None
    start, end = (min(max(n + size if n < 0 else n, 0), size) for n in (start, end))
    return axis % len(shape), start, max(start, end), size


def read_range(call: Call, own: set[Node], arguments: tuple[Any, ...]) -> Any:
    """Return a simpler part than the slice of `arguments`, or None where it is simple.

    That is the operand itself, zeros, or the operand with less padding; `own` are the nodes that
    may be looked into.
    """
    found = find_range(arguments)
    if found is None:
        return None
    axis, start, end, size = found
    x = arguments[0]
    if (start, end) == (0, size):
        return x
    if x not in own or x.target != aten.constant_pad_nd.default or len(x.args) > 2:
        return None
    inner, pads = x.args
    place = 2 * (get_value(x).dim() - 1 - axis)
    if place >= len(pads):
        return None
    before, after = pads[place : place + 2]
    if min(before, after) < 0:
        return None
    if end <= before or start >= size - after:
        shape = [*get_value(x).shape]
        shape[axis] = end - start
        if not all(isinstance(n, int) for n in shape):
            return None
        return torch.zeros((), dtype=get_value(x).dtype).expand(shape)
    if start > before or end < size - after:
        return None
    pads = [*pads]
    pads[place : place + 2] = before - start, after - (size - end)
    return call(aten.constant_pad_nd.default, inner, pads)


def write_range(call: Call, own: set[Node], arguments: tuple[Any, ...]) -> Any:
    """Return what a slice_scatter of `arguments` returns, or None unless its range is known."""
    x, values, *place = arguments
    found = find_range((x, *place))
    if found is None or get_value(x).dtype != get_value(values).dtype:
        return None
    axis, start, end, size = found
    if (start, end) == (0, size):
        return values
    if start == end:
        return x
    if is_filled_with(x, 0):
        pads = [0] * (2 * (get_value(x).dim() - 1 - axis)) + [start, size - end]
        return surround(call, own, values, pads)
    rows = [(x, 0, start), (values, None, None), (x, end, size)]
    pieces = [
        piece if first is None else call(aten.slice.Tensor, piece, axis, first, last)
        for piece, first, last in rows
        if first is None or first != last
    ]
    return call(aten.cat.default, pieces, axis)


def surround(call: Call, own: set[Node], x: Part, pads: list[int]) -> Any:
    """Return a part padded with zeros, also where it is padded already."""
    if x in own and isinstance(x, Node) and x.target == aten.constant_pad_nd.default:
        inner, earlier, *number = x.args
        if not number and isinstance(earlier, list) and min(earlier) >= 0:
            length = max(len(earlier), len(pads))
            both = zip(*(list(p) + [0] * (length - len(p)) for p in (earlier, pads)), strict=True)
            return call(aten.constant_pad_nd.default, inner, [m + n for m, n in both])
    return call(aten.constant_pad_nd.default, x, pads)
