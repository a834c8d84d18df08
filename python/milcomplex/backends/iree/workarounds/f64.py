"""f64 is computed in f32.

What goes wrong: f64 becomes f32 in the whole module, signatures of functions included.
Way around: the flag that disables this.
Seen in: iree-base-compiler 3.13.0.
Report: not reported; it is the default.
"""

import numpy as np

from milcomplex.backends.iree.workaround import Example, Workaround

EXAMPLE = Example(
    """
func.func @main(%x: tensor<2xf64>) -> tensor<2xf64> {
  %y = arith.addf %x, %x : tensor<2xf64>
  return %y : tensor<2xf64>
}
""",
    [np.array([0.1, 0.2])],
    [np.array([0.2, 0.4])],
)
WORKAROUND = Workaround(EXAMPLE, concerns=r"f64\b", flags=("--iree-input-demote-f64-to-f32=false",))
