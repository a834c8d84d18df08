"""Two results are confused where an op is fused with several of its users.

What goes wrong: an op that computes both parts of a complex value, fused with several of its users,
    computes one part twice and the other not at all.
Way around: the flag that keeps an op from being fused with several users.
Seen in: iree-base-compiler 3.13.0.
Report: not reported.

No small module is known: the gradient of a Cholesky factor of 3 x 3, by JAX, was wrong while it
was exported without loops, which IREE rejects.
"""

from milcomplex.backends.iree.workaround import Workaround

WORKAROUND = Workaround(None, flags=("--iree-dispatch-creation-fuse-multi-use=false",))
