"""The source of an insertion overwrites its own operands.

What goes wrong: the source of a tensor.insert_slice is computed in place, even if it is computed
    from the destination, so that it reads what it has written.
Way around: a barrier after the source, across which IREE does not optimize. Nor does it infer
    sizes across it: a source of dynamic size is inserted into a copy instead.
Seen in: iree-base-compiler 3.13.0.
Report: not reported.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
from iree.compiler import ir

from milcomplex.backends.iree.aliasing import (
    INSERT,
    depends,
    find_sources,
    is_fresh,
    list_aliases,
    write_copy,
)
from milcomplex.backends.iree.modules import BARRIER, list_ops, splice
from milcomplex.backends.iree.workaround import Example, Workaround

X = np.linspace(0, 1, 64 * 64, dtype=np.float32).reshape(64, 64)
EXAMPLE = Example(
    """
func.func @main(%x: tensor<64x64xf32>) -> tensor<64x64xf32> {
  %zero = arith.constant 0.0 : f32
  %a = arith.addf %x, %x : tensor<64x64xf32>
  %l = tensor.extract_slice %a[0, 0] [3, 3] [1, 1] : tensor<64x64xf32> to tensor<3x3xf32>
  %r = tensor.extract_slice %a[0, 0] [3, 64] [1, 1] : tensor<64x64xf32> to tensor<3x64xf32>
  %e = tensor.empty() : tensor<3x64xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<3x64xf32>) -> tensor<3x64xf32>
  %p = linalg.matmul ins(%l, %r : tensor<3x3xf32>, tensor<3x64xf32>)
                     outs(%f : tensor<3x64xf32>) -> tensor<3x64xf32>
  %y = tensor.insert_slice %p into %a[0, 0] [3, 64] [1, 1]
      : tensor<3x64xf32> into tensor<64x64xf32>
  return %y : tensor<64x64xf32>
}
""",
    [X],
    [np.concatenate([4 * X[:3, :3] @ X[:3], 2 * X[3:]])],
)


def read_before_writing(module: Any) -> None:
    """Insert a barrier or a copy wherever IREE would overwrite what is still to be read."""
    inserts = [op for op in list_ops(module.operation) if op.name == INSERT]
    list_sources = cache(find_sources)
    for insert in [op for op in inserts if reads_destination(op, list_sources)]:
        separate(insert)


def reads_destination(insert: Any, list_sources: Callable[[Any], list[Any]]) -> bool:
    """Whether the source of an insert_slice is computed from the destination."""
    source, destination = insert.operands[0], insert.operands[1]
    aliases = {alias for alias in list_aliases(destination) if not is_fresh(alias)}
    return depends(source, aliases.__contains__, list_sources)


def separate(insert: Any) -> None:
    """Insert a barrier after the source of an insert_slice, or copy the destination.

    IREE does not infer sizes across a barrier, so that it is for static ones.
    """
    source, destination = insert.operands[0], insert.operands[1]
    if ir.RankedTensorType(source.type).has_static_shape:
        point = ir.InsertionPoint(insert)
        barrier = ir.Operation.create(BARRIER, [source.type], [source], ip=point)
        insert.operands[0] = barrier.result
    else:
        _, copy = splice(write_copy(destination.type), [destination], insert)
        insert.operands[1] = copy


WORKAROUND = Workaround(EXAMPLE, concerns=r"\btensor\.insert_slice\b", step=read_before_writing)
