"""Transposes of both results of an op are rejected.

What goes wrong: transposes are propagated through an op with two results, such as any function of
    complex numbers, which becomes invalid.
Way around: the flag that keeps transposes where they are.
Seen in: iree-base-compiler 3.13.0.
Report: not reported.
"""

import numpy as np

from milcomplex.backends.iree.workaround import Example, Workaround

X = np.arange(6, dtype=np.float32).reshape(2, 3)
EXAMPLE = Example(
    """
#each = affine_map<(d0, d1) -> (d0, d1)>
func.func @main(%x: tensor<2x3xf32>) -> (tensor<3x2xf32>, tensor<3x2xf32>) {
  %y:2 = linalg.generic
      {indexing_maps = [#each, #each, #each], iterator_types = ["parallel", "parallel"]}
      ins(%x : tensor<2x3xf32>) outs(%x, %x : tensor<2x3xf32>, tensor<2x3xf32>) {
  ^bb0(%a: f32, %o: f32, %p: f32):
    %s = arith.addf %a, %a : f32
    %m = arith.mulf %a, %a : f32
    linalg.yield %s, %m : f32, f32
  } -> (tensor<2x3xf32>, tensor<2x3xf32>)
  %e = tensor.empty() : tensor<3x2xf32>
  %t = linalg.transpose ins(%y#0 : tensor<2x3xf32>) outs(%e : tensor<3x2xf32>) permutation = [1, 0]
  %u = linalg.transpose ins(%y#1 : tensor<2x3xf32>) outs(%e : tensor<3x2xf32>) permutation = [1, 0]
  return %t, %u : tensor<3x2xf32>, tensor<3x2xf32>
}
""",
    [X],
    [2 * X.T, X.T**2],
)
WORKAROUND = Workaround(EXAMPLE, flags=("--iree-global-opt-propagate-transposes=false",))
