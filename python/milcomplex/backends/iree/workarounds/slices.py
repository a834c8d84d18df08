"""Gathers from strided slices are rejected.

What goes wrong: a slice is fused with the gather that reads it; if it has strides, the code is
    invalid.
Way around: a barrier after the slice, across which IREE does not optimize. Nor does it infer
    sizes across it, so that this is done for slices of static shape only.
Seen in: iree-base-compiler 3.13.0.
Report: not reported.
"""

from typing import Any

import numpy as np
from iree.compiler import ir

from milcomplex.backends.iree.modules import BARRIER, VIEWS, is_argument, list_ops
from milcomplex.backends.iree.workaround import Example, Workaround

EXAMPLE = Example(
    """
#each = affine_map<(d0) -> (d0)>
func.func @main(%x: tensor<6xf32>) -> tensor<3xf32> {
  %two = arith.constant 2 : index
  %y = arith.addf %x, %x : tensor<6xf32>
  %s = tensor.extract_slice %y[1] [3] [2] : tensor<6xf32> to tensor<3xf32>
  %e = tensor.empty() : tensor<3xf32>
  %r = linalg.generic {indexing_maps = [#each], iterator_types = ["parallel"]}
      outs(%e : tensor<3xf32>) {
  ^bb0(%out: f32):
    %i = linalg.index 0 : index
    %j = arith.subi %two, %i : index
    %a = tensor.extract %s[%j] : tensor<3xf32>
    linalg.yield %a : f32
  } -> tensor<3xf32>
  return %r : tensor<3xf32>
}
""",
    [np.arange(6, dtype=np.float32)],
    [np.array([10, 6, 2], np.float32)],
)


def compute_slices(module: Any) -> None:
    """Insert a barrier after every slice of static shape that an op gathers from.

    IREE does not infer sizes across it.
    """
    barriers: dict[Any, Any] = {}
    for op in list_ops(module.operation):
        if op.name != "tensor.extract":
            continue
        tensor = op.operands[0]
        if not ir.RankedTensorType(tensor.type).has_static_shape:
            continue
        if is_slice(tensor) and tensor.owner.operation.block != op.block:
            if tensor not in barriers:
                point = ir.InsertionPoint.after(tensor.owner)
                barriers[tensor] = ir.Operation.create(BARRIER, [tensor.type], [tensor], ip=point)
            op.operands[0] = barriers[tensor].result


def is_slice(value: Any) -> bool:
    """Whether a value is a slice of a tensor, possibly reshaped."""
    while not is_argument(value) and value.owner.operation.name in VIEWS:
        value = value.owner.operation.operands[0]
    return not is_argument(value) and value.owner.operation.name == "tensor.extract_slice"


WORKAROUND = Workaround(EXAMPLE, concerns=r"\btensor\.extract_slice\b", step=compute_slices)
