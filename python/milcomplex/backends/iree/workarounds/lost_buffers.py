"""Buffers of loops that carry many tensors are lost.

What goes wrong: a program with loops that carry many tensors ends with an indirect buffer
    reference that is out of range, also where command buffers are not memoized.
Way around: the program is compiled again with flags that change its layout.
Seen in: iree-base-compiler 3.13.0.
Report: not reported.

No small module is known that the other flags fix: whether a buffer is lost depends on everything
in a loop.
"""

from milcomplex.backends.iree.workaround import Workaround

WORKAROUND = Workaround(
    None,
    symptom="indirect buffer reference",
    alternatives=(("--iree-hal-memoization=true",), ("--iree-opt-const-expr-hoisting=false",)),
)
