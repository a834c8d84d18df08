"""IREE's virtual machine takes (x + y) - y for x.

What goes wrong: floats are simplified as integers are, in all kernels of vmvx. Rounding errors,
    which formulas compute, become zero, and numbers that are rounded by adding a large one stay
    as they are.
Way around: x - y becomes the math.fma of -1, y and x, which is not simplified.
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
)
from milcomplex.backends.iree.workaround import Example, Workaround

EXAMPLE = Example(
    """
func.func @main(%x: tensor<2xf32>) -> tensor<2xf32> {
  %large = arith.constant dense<12582912.0> : tensor<2xf32>
  %shifted = arith.addf %x, %large : tensor<2xf32>
  %rounded = arith.subf %shifted, %large : tensor<2xf32>
  return %rounded : tensor<2xf32>
}
""",
    [np.array([0.75, 2.25], np.float32)],
    [np.array([1, 2], np.float32)],
    target="vmvx",
)


def subtract_by_fma(module: Any) -> None:
    """Replace the differences of f32 and f64, but for tensors of unknown shape."""
    for op in list_ops(module.operation):
        if op.name != "arith.subf" or not is_static(op.result.type):
            continue
        type = op.result.type
        element = get_element_type(type)
        if isinstance(element, (ir.F32Type, ir.F64Type)):
            x, y = op.operands
            with op.location, ir.InsertionPoint(op):
                minus_one = create_constant(type, ir.FloatAttr.get(element, -1.0))
                op.result.replace_all_uses_with(create("math.fma", type, minus_one, y, x))
            op.erase()


WORKAROUND = Workaround(
    EXAMPLE, concerns=r"\barith\.subf\b", targets=("vmvx",), step=subtract_by_fma
)
