"""An element that is inserted into a tensor takes the place of its neighbours.

What goes wrong: tensor.insert becomes a fill of more bytes than the element has: in a matrix, of a
    row, which may end beyond it.
Way around: a slice of one element is inserted.
Seen in: iree-base-compiler 3.13.0.
Report: not reported.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from iree.compiler import ir

from milcomplex.backends.iree.aliasing import INSERT
from milcomplex.backends.iree.modules import create, list_ops
from milcomplex.backends.iree.workaround import Example, Workaround

EXAMPLE = Example(
    """
func.func @main(%x: tensor<2x3xf32>, %i: tensor<i32>) -> tensor<2x3xf32> {
  %c0 = arith.constant 0 : index
  %seven = arith.constant 7.0 : f32
  %n = tensor.extract %i[] : tensor<i32>
  %j = arith.index_cast %n : i32 to index
  %y = tensor.insert %seven into %x[%c0, %j] : tensor<2x3xf32>
  return %y : tensor<2x3xf32>
}
""",
    [np.zeros((2, 3), np.float32), np.array(1, np.int32)],
    [np.array([[0, 7, 0], [0, 0, 0]], np.float32)],
)


def insert_slices(module: Any) -> None:
    """Replace every tensor.insert outside of the bodies of other ops, but for rank 0."""
    for op in list_ops(module.operation):
        if op.name == "tensor.insert" and not op.parent.name.startswith(("linalg.", "tensor.")):
            if ir.RankedTensorType(op.result.type).rank > 0:
                insert_slice(op)


def insert_slice(op: Any) -> None:
    """Replace a tensor.insert."""
    element, tensor, *indices = op.operands
    rank = len(indices)
    ones = ir.DenseI64ArrayAttr.get([1] * rank)
    attributes = {
        "static_offsets": ir.DenseI64ArrayAttr.get([ir.ShapedType.get_dynamic_size()] * rank),
        "static_sizes": ones,
        "static_strides": ones,
        "operandSegmentSizes": ir.DenseI32ArrayAttr.get([1, 1, rank, 0, 0]),
    }
    with op.location, ir.InsertionPoint(op):
        type = ir.RankedTensorType.get([1] * rank, element.type)
        operands = [create("tensor.from_elements", type, element), tensor, *indices]
        inserted = ir.Operation.create(INSERT, [tensor.type], operands, attributes)
    op.result.replace_all_uses_with(inserted.result)
    op.erase()


WORKAROUND = Workaround(EXAMPLE, concerns=r"\btensor\.insert\b", step=insert_slices)
