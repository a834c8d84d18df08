"""One of two results is taken for the other where an op is fused with several that use it.

What goes wrong: an op that computes both parts of complex numbers, fused with several that use it,
    computes one part twice and the other not.
Way around: the flag that keeps an op with several uses from being fused with them.
Seen in: iree-base-compiler 3.13.0.
Report: not reported.

No small module is known: the gradient of a Cholesky factor of 3 x 3, by JAX, is wrong.
"""

from milcomplex.backends.iree.workaround import Workaround

WORKAROUND = Workaround(None, flags=("--iree-dispatch-creation-fuse-multi-use=false",))
