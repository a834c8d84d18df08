"""Integers of 8 and 16 bits lose their sign outside of tensors.

What goes wrong: an index that is read from a tensor of i8 or i16 is treated as unsigned.
Way around: the tensor is widened to i32 before the index is read from it.
Seen in: iree-base-compiler 3.13.0.
Report: not reported.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from iree.compiler import ir

from milcomplex.backends.iree.modules import is_argument, list_ops
from milcomplex.backends.iree.workaround import Example, Workaround

EXAMPLE = Example(
    """
func.func @main(%i: tensor<i8>, %x: tensor<6xf32>) -> tensor<2xf32> {
  %c0 = arith.constant 0 : index
  %c4 = arith.constant 4 : index
  %n = tensor.extract %i[] : tensor<i8>
  %k = arith.index_cast %n : i8 to index
  %l = arith.maxsi %k, %c0 : index
  %m = arith.minsi %l, %c4 : index
  %s = tensor.extract_slice %x[%m] [2] [1] : tensor<6xf32> to tensor<2xf32>
  return %s : tensor<2xf32>
}
""",
    [np.array(-3, np.int8), np.arange(6, dtype=np.float32)],
    [np.array([0, 1], np.float32)],
)


def widen_indices(module: Any) -> None:
    """Read every index from a tensor of i32 at least."""
    for op in list_ops(module.operation):
        if op.name == "arith.index_cast" and not is_argument(op.operands[0]):
            extract = op.operands[0].owner.operation
            # The bodies of linalg ops are compiled separately and keep signs.
            if is_narrow(op.operands[0].type) and not is_in_body(extract):
                op.operands[0] = read_wide(extract)


def is_narrow(type: Any) -> bool:
    """Whether a type is that of integers of fewer than 32 bits."""
    return str(type) in ("i8", "i16")


def is_in_body(op: Any) -> bool:
    """Whether an op is not a tensor.extract, or is one in the body of a linalg op."""
    return op.name != "tensor.extract" or bool(op.parent.name.startswith(("linalg.", "tensor.")))


def read_wide(extract: Any) -> Any:
    """Return the result of a tensor.extract as an i32."""
    tensor, *indices = extract.operands
    i32 = ir.IntegerType.get_signless(32)
    wide = ir.RankedTensorType.get(ir.RankedTensorType(tensor.type).shape, i32)
    with extract.location, ir.InsertionPoint(extract):
        widened = ir.Operation.create("arith.extsi", [wide], [tensor])
        return ir.Operation.create("tensor.extract", [i32], [widened.result, *indices]).result


WORKAROUND = Workaround(EXAMPLE, concerns=r"\barith\.index_cast\b", step=widen_indices)
