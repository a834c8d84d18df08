"""Ops that write into a tensor that depends on no argument share one buffer.

What goes wrong: a tensor that is computed from constants and sizes alone is computed again for each
    op that writes into it, and these copies are then merged.
Way around: a filled tensor is filled for each, with a value after a barrier of its own; any other
    tensor is copied by an op that reads it after a barrier, which IREE computes once.
Seen in: iree-base-compiler 3.13.0.
Report: not reported.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
from iree.compiler import ir, passmanager

from milcomplex.backends.iree.aliasing import (
    INSERT,
    depends,
    find_sources,
    is_fresh,
    list_aliases,
    write_copy,
)
from milcomplex.backends.iree.modules import BARRIER, VIEWS, is_argument, list_ops, splice
from milcomplex.backends.iree.workaround import Example, Workaround

EXAMPLE = Example(
    """
#each = affine_map<(d0) -> (d0)>
func.func @main(%a: tensor<1xf32>, %b: tensor<1xf32>) -> (tensor<4xf32>, tensor<4xf32>) {
  %e = tensor.empty() : tensor<4xf32>
  %x = linalg.generic {indexing_maps = [#each], iterator_types = ["parallel"]}
      outs(%e : tensor<4xf32>) {
  ^bb0(%out: f32):
    %i = linalg.index 0 : index
    %j = arith.index_cast %i : index to i32
    %k = arith.sitofp %j : i32 to f32
    linalg.yield %k : f32
  } -> tensor<4xf32>
  %y = tensor.insert_slice %a into %x[0] [1] [1] : tensor<1xf32> into tensor<4xf32>
  %z = tensor.insert_slice %b into %x[1] [1] [1] : tensor<1xf32> into tensor<4xf32>
  return %y, %z : tensor<4xf32>, tensor<4xf32>
}
""",
    [np.array([9], np.float32), np.array([8], np.float32)],
    [np.array([9, 1, 2, 3], np.float32), np.array([0, 8, 2, 3], np.float32)],
)
FILL = "linalg.fill"
LOOPS = ("scf.for", "scf.while")


def write_apart(module: Any) -> None:
    """Copy a tensor that depends on no argument for each op that writes into it."""
    if not any(op.name == INSERT for op in list_ops(module.operation)):
        return
    # Of equal tensors, one is copied.
    passmanager.PassManager.parse("builtin.module(cse)").run(module.operation)
    list_sources = cache(find_sources)
    ops = list_ops(module.operation)
    written = [value for op in ops for value in list_written(op)]
    roots = dict.fromkeys(list_aliases(value)[-1] for value in written)
    for value in [root for root in roots if is_shared(root, list_sources)]:
        if value.owner.operation.name == FILL:
            fill_apart(value, list_writers(value, ops))
            continue
        next_op = ir.InsertionPoint.after(value.owner).ref_operation
        body, result = splice(write_copy(value.type), [value], next_op)
        value.replace_all_uses_except(result, [op for op in body if value in list(op.operands)])


def list_writers(value: Any, ops: list[Any]) -> list[tuple[Any, int]]:
    """Return the ops that write into a tensor or view it in another shape, and as which operand."""
    return [
        (op, i)
        for op in ops
        for i, operand in enumerate(op.operands)
        if operand == value and (op.name in VIEWS or value in list_written(op))
    ]


def fill_apart(value: Any, writers: list[tuple[Any, int]]) -> None:
    """Fill a tensor anew for each op that writes into it."""
    fill = value.owner.operation
    for op, i in writers:
        point = ir.InsertionPoint(fill)
        number = fill.operands[0]
        hidden = ir.Operation.create(BARRIER, [number.type], [number], ip=point)
        own = fill.clone(ip=point)
        own.operands[0] = hidden.result
        op.operands[i] = own.results[0]


def list_written(op: Any) -> list[Any]:
    """Return the tensors that an op, or the body of a loop, may write into."""
    if op.name == INSERT:
        return [op.operands[1]]
    if op.name in LOOPS and any(nested.name == INSERT for nested in list_ops(op)):
        return list(filter(is_tensor, op.operands))
    return []


def is_tensor(value: Any) -> bool:
    """Whether a value is a tensor."""
    return isinstance(value.type, ir.RankedTensorType)


def is_shared(value: Any, list_sources: Callable[[Any], list[Any]]) -> bool:
    """Whether the destination is computed from constants and sizes alone."""
    if is_argument(value) or is_fresh(value):
        return False

    def list_tensors(op: Any) -> list[Any]:
        return [source for source in list_sources(op) if is_tensor(source)]

    return not depends(value, is_argument, list_tensors)


WORKAROUND = Workaround(EXAMPLE, concerns=r"\btensor\.insert_slice\b", step=write_apart)
