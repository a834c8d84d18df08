"""Reshapes of tensors with dynamic sizes, some of which torch-mlir treats as 1."""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor
from torch._ops import OpOverload
from torch._prims_common import infer_size
from torch.fx.experimental.symbolic_shapes import statically_known_true

from milcomplex.torch.decompositions.data_movement import apply_to_parts, leave
from milcomplex.torch.decompositions.rules import Rules, is_static
from milcomplex.torch.ops import milc

aten = torch.ops.aten
# For real tensors too.
RULES: Rules = {}


def split_runs(before: Sequence[Any], after: Sequence[Any]) -> tuple[list[int], list[int]]:
    """Split two shapes into the shortest runs with equal products; return the runs' lengths."""
    lengths: tuple[list[int], list[int]] = ([], [])
    i = j = 0
    while i < len(before) and j < len(after):
        p, q = find_run(before[i:], after[j:])
        lengths[0].append(p)
        lengths[1].append(q)
        i, j = i + p, j + q
    # The remaining sizes are 1.
    for run, left in zip(lengths, (len(before) - i, len(after) - j), strict=True):
        if run:
            run[-1] += left
    return lengths


def find_run(before: Sequence[Any], after: Sequence[Any]) -> tuple[int, int]:
    """Return how many leading sizes of two shapes have equal products, all if none are known."""
    ends = [(p, q) for p in range(1, len(before) + 1) for q in range(1, len(after) + 1)]
    for p, q in sorted(ends, key=sum):
        if statically_known_true(math.prod(before[:p]) == math.prod(after[:q])):
            return p, q
    return len(before), len(after)


def view(op: OpOverload, x: Tensor, size: Sequence[Any]) -> Tensor:
    """Return a tensor in another shape."""
    shape = infer_size(tuple(size), x.numel())
    sizes = [*x.shape, *shape]
    if all(map(is_static, sizes)) or any(is_static(n) and n == 0 for n in sizes):
        return leave(op, x, size)
    arguments = (x, shape, *split_runs(x.shape, shape))
    if x.is_complex():
        return apply_to_parts(milc.reshape.default, *arguments)
    return milc.reshape(*arguments)


for op in (aten._unsafe_view.default, aten.reshape.default, aten.view.default):
    RULES[op] = functools.partial(view, op)
