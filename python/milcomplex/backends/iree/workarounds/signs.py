"""math.copysign is rejected outside of tensors, and for vmvx anywhere.

What goes wrong: IREE's virtual machine, which runs what is computed outside of tensors, and all
    kernels of vmvx, does not have the op.
Way around: it becomes arithmetic on bits.
Seen in: iree-base-compiler 3.13.0.
Report: not reported.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from iree.compiler import ir

from milcomplex.backends.iree.modules import (
    create,
    create_constant,
    get_element_type,
    is_static,
    list_ops,
    replace_element_type,
)
from milcomplex.backends.iree.workaround import Example, Workaround

EXAMPLE = Example(
    """
func.func @main(%x: tensor<2xf32>, %y: tensor<2xf32>) -> tensor<2xf32> {
  %z = math.copysign %x, %y : tensor<2xf32>
  return %z : tensor<2xf32>
}
""",
    [np.array([1, -2], np.float32), np.array([-0.0, 3], np.float32)],
    [np.array([-1, 2], np.float32)],
    target="vmvx",
)


def compute_signs_by_bits(module: Any) -> None:
    """Replace math.copysign, but for tensors of unknown shape, which constants cannot have."""
    for op in list_ops(module.operation):
        if op.name == "math.copysign" and is_static(op.result.type):
            with op.location, ir.InsertionPoint(op):
                op.result.replace_all_uses_with(copy_sign(*op.operands))
            op.erase()


def copy_sign(magnitude: Any, sign: Any) -> Any:
    """Return the magnitude of one value with the sign of another, at the insertion point."""
    width = ir.FloatType(get_element_type(magnitude.type)).width
    integer = ir.IntegerType.get_signless(width)
    bits = replace_element_type(magnitude.type, integer)
    masks = [create_constant(bits, ir.IntegerAttr.get(integer, mask)) for mask in get_masks(width)]
    masked = [
        create("arith.andi", bits, create("arith.bitcast", bits, value), mask)
        for value, mask in zip((magnitude, sign), masks, strict=True)
    ]
    return create("arith.bitcast", magnitude.type, create("arith.ori", bits, *masked))


def get_masks(width: int) -> tuple[int, int]:
    """Return the bits of a magnitude and of a sign."""
    highest = 1 << (width - 1)
    return highest - 1, -highest


WORKAROUND = Workaround(EXAMPLE, concerns=r"\bmath\.copysign\b", step=compute_signs_by_bits)
