"""Values of parts: nodes of a graph, or tensors that are known."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor
from torch.fx import Node

aten = torch.ops.aten
Part = Node | Tensor
# They return their operand.
COPIES = (
    aten.alias.default,
    aten.clone.default,
    aten.contiguous.default,
    aten.lift_fresh_copy.default,
)
# Every element of their result is one of their operand.
MOVES = (aten.expand.default, aten.broadcast_to.default, aten.slice.Tensor, *COPIES)


def get_value(part: Any) -> Any:
    """Return the fake tensor or size of a node; anything else as it is."""
    return part.meta["val"] if isinstance(part, Node) else part


def compress(value: Tensor) -> Tensor:
    """Return a tensor without the axes that it is expanded along, which have size 1 then."""
    for axis in range(value.dim()):
        if value.stride(axis) == 0 and value.shape[axis] > 1:
            value = value.narrow(axis, 0, 1)
    return value


def is_filled_with(part: Any, number: float) -> bool:
    """Whether every element of a part is known to be a number."""
    if isinstance(part, Tensor):
        small = compress(part)
        return small.numel() > 0 and bool((small == number).all())
    if not isinstance(part, Node) or part.op != "call_function":
        return False
    if part.target in MOVES:
        return is_filled_with(part.args[0], number)
    if part.target in (aten.zeros_like.default, aten.zeros.default):
        return number == 0
    if part.target in (aten.ones_like.default, aten.ones.default):
        return number == 1
    if part.target in (aten.full.default, aten.full_like.default):
        return bool(part.args[1] == number)
    return False
