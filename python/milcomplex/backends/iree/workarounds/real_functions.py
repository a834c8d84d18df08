"""Functions of real numbers are not accurate.

What goes wrong: sines and cosines of f32 are off by 1e-7 near their zeros and by 3e-8 |x|
    elsewhere, arctangents by 40 ULP.
Way around: milc-expand-math replaces all functions that it has formulas for, those of other formats
    too, which need no library then.
Seen in: iree-base-compiler 3.13.0.
Report: not reported.
"""

import re

import numpy as np

from milcomplex.backends.iree.workaround import Example, Workaround
from milcomplex.lowering import LoweringError, run_passes

ANGLES = np.array([1e5, 3e6], np.float32)
EXAMPLE = Example(
    """
func.func @main(%x: tensor<2xf32>) -> tensor<2xf32> {
  %y = math.sin %x : tensor<2xf32>
  return %y : tensor<2xf32>
}
""",
    [ANGLES],
    [np.sin(ANGLES.astype(np.float64)).astype(np.float32)],
)
# Ops that milc-expand-math may replace, and linalg ops that have one in their bodies.
FUNCTION = re.compile(
    r"\bmath\.(?:a?(?:cos|sin|tan)h?|atan2|cbrt|erfc?|exp2|exp|expm1|fpowi|log|log10|log1p|log2"
    r"|powf|sincos)\b"
    r"|\blinalg\.(?:elementwise|erf|exp|log|powf|tanh)\b"
)


def expand_functions(mlir: str) -> str:
    """Return a module without functions of real numbers; one that does not parse as it is."""
    if not FUNCTION.search(mlir):
        return mlir
    try:
        return run_passes(mlir, ["--milc-expand-math", "--mlir-print-debuginfo"])
    except LoweringError:
        return mlir


WORKAROUND = Workaround(EXAMPLE, rewrite=expand_functions)
