"""Two results are confused where an op is fused with several of its users.

What goes wrong: an op that computes both parts of a complex value, fused with several of its users,
    computes one part twice and the other not at all.
Way around: the flag that keeps an op from being fused with several users.
Seen in: iree-base-compiler 3.13.0.
Report: not reported.
"""

import numpy as np

from milcomplex.backends.iree.workaround import Example, Workaround

EXAMPLE = Example(
    """
#all = affine_map<(i) -> (i)>
func.func @main(%x: tensor<2xf32>, %y: tensor<2xf32>, %u: tensor<2x1xf32>, %v: tensor<2x1xf32>,
    %o: tensor<1xf32>) -> (tensor<2xf32>, tensor<2xf32>, tensor<1xf32>) {
  %e = tensor.empty() : tensor<2xf32>
  %a:2 = linalg.generic {indexing_maps = [#all, #all, #all, #all], iterator_types = ["parallel"]}
      ins(%x, %y : tensor<2xf32>, tensor<2xf32>) outs(%e, %e : tensor<2xf32>, tensor<2xf32>) {
  ^bb0(%p: f32, %q: f32, %r: f32, %s: f32):
    %0 = arith.addf %p, %q : f32
    %1 = arith.subf %p, %q : f32
    linalg.yield %0, %1 : f32, f32
  } -> (tensor<2xf32>, tensor<2xf32>)
  %b:2 = linalg.generic {indexing_maps = [#all, #all, #all, #all], iterator_types = ["parallel"]}
      ins(%a#0, %a#1 : tensor<2xf32>, tensor<2xf32>) outs(%e, %e : tensor<2xf32>, tensor<2xf32>) {
  ^bb0(%p: f32, %q: f32, %r: f32, %s: f32):
    %0 = arith.negf %p : f32
    %1 = arith.negf %q : f32
    linalg.yield %0, %1 : f32, f32
  } -> (tensor<2xf32>, tensor<2xf32>)
  %c = arith.negf %b#1 : tensor<2xf32>
  %d = linalg.vecmat ins(%c, %u : tensor<2xf32>, tensor<2x1xf32>) outs(%o : tensor<1xf32>)
      -> tensor<1xf32>
  %f = linalg.vecmat ins(%b#0, %v : tensor<2xf32>, tensor<2x1xf32>) outs(%d : tensor<1xf32>)
      -> tensor<1xf32>
  return %a#0, %a#1, %f : tensor<2xf32>, tensor<2xf32>, tensor<1xf32>
}
""",
    [
        np.array([1, 2], np.float32),
        np.array([3, 5], np.float32),
        np.array([[1], [10]], np.float32),
        np.array([[100], [1000]], np.float32),
        np.array([0.5], np.float32),
    ],
    [
        np.array([4, 7], np.float32),
        np.array([-2, -3], np.float32),
        np.array([-7431.5], np.float32),
    ],
)

WORKAROUND = Workaround(EXAMPLE, flags=("--iree-dispatch-creation-fuse-multi-use=false",))
