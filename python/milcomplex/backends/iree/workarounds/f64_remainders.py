"""Remainders of f64 are undefined symbols of the embedded linker.

What goes wrong: they become calls of the C library, which is not linked.
Way around: the system's linker. What IREE evaluates at compile time is linked with the embedded
    linker whatever the flags say: it is evaluated at run time instead.
Seen in: iree-base-compiler 3.13.0.
Report: not reported.
"""

import numpy as np

from milcomplex.backends.iree.workaround import Example, Workaround

EXAMPLE = Example(
    """
func.func @main(%x: tensor<2xf64>) -> tensor<2xf64> {
  %y = arith.remf %x, %x : tensor<2xf64>
  return %y : tensor<2xf64>
}
""",
    [np.array([1.0, 2.0])],
    [np.zeros(2)],
)
USE_SYSTEM_LINKER = "--iree-llvmcpu-link-embedded=false"
WORKAROUND = Workaround(
    EXAMPLE,
    concerns=r"\barith\.remf .*f64\b",
    targets=("llvm-cpu",),
    flags=(USE_SYSTEM_LINKER,),
    symptom="undefined symbol",
    alternatives=((USE_SYSTEM_LINKER, "--iree-opt-const-expr-hoisting=false"),),
)
