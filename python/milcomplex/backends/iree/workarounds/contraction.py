"""Drivers may simplify what a Vulkan program computes, and do: (x + y) - y becomes x.

What goes wrong: IREE does not mark arithmetic as NoContraction, without which a driver may
    reassociate it. Rounding errors, which formulas compute, become zero, and numbers that are
    rounded by adding a large one stay as they are: e^0.5 is 2 with the drivers of Mesa.
Way around: the mark is set on all arithmetic in the kernels, after they are made and before they
    are serialized. fma still rounds its product where a driver has none.
Seen in: iree-base-compiler 3.13.0.
Report: not reported.
"""

from typing import Any

import numpy as np
from iree.compiler import ir

from milcomplex.backends.iree.modules import list_ops
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
    target="vulkan-spirv",
)
ARITHMETIC = ("FAdd", "FSub", "FMul", "FDiv", "FRem", "FNegate", "Dot", "GL.Fma", "GL.Sqrt")


def mark_arithmetic(module: Any) -> None:
    """Mark arithmetic in SPIR-V as not to be combined with other ops."""
    names = {f"spirv.{name}" for name in ARITHMETIC}
    for op in list_ops(module.operation):
        if op.name in names:
            op.attributes["no_contraction"] = ir.UnitAttr.get()


WORKAROUND = Workaround(EXAMPLE, targets=("vulkan-spirv",), kernel_step=mark_arithmetic)
