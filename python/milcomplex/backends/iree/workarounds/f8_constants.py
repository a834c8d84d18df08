"""Two results that are computed from a constant of 8-bit floats are confused.

What goes wrong: ops on such constants are hoisted, but not evaluated at compile time; of two
    results, such as the parts of a complex value, one is taken for the other.
Way around: ops on constants are not hoisted.
Seen in: iree-base-compiler 3.13.0.
Report: not reported.
"""

import numpy as np

from milcomplex.backends.iree.workaround import Example, Workaround

EXAMPLE = Example(
    """
#each = affine_map<(d0) -> (d0)>
func.func @main(%x: tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>) {
  %c = arith.constant dense<[1.0, 2.0]> : tensor<2xf8E4M3FN>
  %e = tensor.empty() : tensor<2xf32>
  %y:2 = linalg.generic {indexing_maps = [#each, #each, #each], iterator_types = ["parallel"]}
      ins(%c : tensor<2xf8E4M3FN>) outs(%e, %e : tensor<2xf32>, tensor<2xf32>) {
  ^bb0(%a: f8E4M3FN, %o: f32, %p: f32):
    %w = arith.extf %a : f8E4M3FN to f32
    %n = arith.negf %w : f32
    linalg.yield %w, %n : f32, f32
  } -> (tensor<2xf32>, tensor<2xf32>)
  %r = arith.addf %y#0, %x : tensor<2xf32>
  %s = arith.addf %y#1, %x : tensor<2xf32>
  return %r, %s : tensor<2xf32>, tensor<2xf32>
}
""",
    [np.zeros(2, np.float32)],
    [np.array([1, 2], np.float32), np.array([-1, -2], np.float32)],
)
WORKAROUND = Workaround(
    EXAMPLE,
    # A constant in the resource section has become a bitcast.
    concerns=r"arith\.(?:constant dense|bitcast ).*tensor<[^>]*f8E\w+>",
    flags=("--iree-opt-const-expr-hoisting=false",),
)
